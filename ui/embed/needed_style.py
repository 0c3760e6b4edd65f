"""The rules of the style sheet that a piece of HTML needs, and no others: an embed carries its own style."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ui.server import served

OWN = Path(__file__).with_name("embed.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
WRITTEN = re.compile(r"""\b(class|id)=(?:"([^"]*)"|'([^']*)')""")
ASKED = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")
CHOICE = re.compile(r":(?:is|not|has|where|nth-[\w-]+)\((?:[^()]|\([^()]*\))*\)")  # may hold names that are not there
STREAMLIT = re.compile(r"\.st[A-Z]|data-testid")
HOLDS_RULES = ("@media", "@supports", "@container")
OUTSIDE = "@media print"  # nobody prints what stands in a frame by itself


class Rule(NamedTuple):
    """Each selector with the classes and ids it cannot do without, and what it says; a condition holds rules."""

    selectors: tuple[tuple[str, frozenset[str]], ...]
    body: str
    inside: tuple[Rule, ...] = ()


def of(html: str) -> str:
    """The style that this HTML needs: a rule stays when all classes and ids that it names occur."""
    found = WRITTEN.findall(html)
    names = frozenset(
        ("." if kind == "class" else "#") + name for kind, one, other in found for name in (one or other).split()
    )
    return "".join(_kept(rule, names) for rule in _rules())


def _kept(rule: Rule, names: frozenset[str]) -> str:
    if rule.inside:
        inside = "".join(_kept(one, names) for one in rule.inside)
        return f"{rule.body}{{{inside}}}" if inside else ""
    selectors = [selector for selector, asked in rule.selectors if asked <= names]
    return f"{','.join(selectors)}{{{rule.body}}}" if selectors else ""


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(_parsed(served.style().decode() + OWN.read_text(encoding="utf-8")))


def _parsed(sheet: str) -> list[Rule]:
    sheet = COMMENT.sub("", sheet)
    rules, at = [], 0
    while (opens := sheet.find("{", at)) >= 0:
        head, end = sheet[at:opens].strip(), _closes(sheet, opens)
        body = sheet[opens + 1 : end].strip()
        at = end + 1
        if head.startswith(HOLDS_RULES):
            if head != OUTSIDE:
                rules.append(Rule((), head, tuple(_parsed(body))))
        else:
            ours = [one for one in _apart(head) if not STREAMLIT.search(one)]
            rules.append(Rule(tuple((one, _asked(one)) for one in ours), body))
    return rules


def _closes(sheet: str, opens: int) -> int:
    depth = 0
    for found in re.finditer(r"[{}]", sheet[opens:]):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return opens + found.start()
    raise ValueError("a rule of the style sheet does not end")


def _apart(head: str) -> list[str]:
    """The selectors of a rule; a comma inside brackets belongs to one of them."""
    depth, selectors = 0, [""]
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            selectors.append("")
        else:
            selectors[-1] += sign
    return [one.strip() for one in selectors]


def _asked(selector: str) -> frozenset[str]:
    plain = CHOICE.sub("", selector)
    return frozenset(kind + name for kind, name in ASKED.findall(re.sub(r"\[[^\]]*\]", "", plain)))
