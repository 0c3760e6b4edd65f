"""Damaged input: valid files with something wrong in them, and junk. Everything follows from one `Random`.

Hypothesis drives it in `make test` and a seed in `make test-long`, so both try the same kinds of damage.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

NUMBERS = (
    *(
        "0",
        "-0",
        "-1",
        "1.5",
        "1,5",
        "1.239",
        "0.1234567891234",
        "1e-7",
        "1e3",
        "1e308",
        "-1e308",
        "1e309",
        "1e-999999999",
    ),
    *("nan", "inf", "-inf", "NaN", "Infinity", "1_000", "1.000", "٣", "³", "½", "0x1f", "0x" + "f" * 4000),
    *("9" * 10, "9" * 13, "9" * 16, "9" * 20, "9" * 400, "9" * 4301, "0." + "3" * 400, "true", "false", "null", "None"),
)
DAYS = (
    "2024-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "99999-01-01",
    "2024-1-1",
    "31/12/2024",
    "2024-01-01T10:00",
)
TEXTS = (
    *("", " ", "\u00a0", "\u200b", "\ufeff", "\x00", "\x1b[31m", "\x85", "\u2028", "é", "\U0001f600", "ʹ" * 3),
    *(
        "=1+1",
        "＝1",
        "\u00a0=1",
        "@SUM(1)",
        "-1+1",
        "<script>",
        "../../etc/passwd",
        "%00",
        "'",
        '"',
        '"""',
        "\\",
        "\\ud800",
    ),
    *(
        "x" * 81,
        "x" * 5000,
        "a." * 300,
        "[" * 300,
        "{" * 300,
        "((((",
        "call-05.1",
        "call-99.1",
        "04000",
        "4000",
        "99999",
    ),
)
SIGNS = (
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "~",
    ".",
    "=",
    "[",
    "]",
    "{",
    "}",
    "#",
    "-",
    ":",
    "|",
    "~~",
    "\n\n",
    "[[a]]\n",
)
TOKENS = (*NUMBERS, *DAYS, *TEXTS, *SIGNS)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, -(2**63), 10**400, 0.5, 1e308, -1e308, float("nan"), float("inf")),
    *("", "x", "0", "04000", "Point", "Polygon", "MultiPolygon", "GeometryCollection", "\ud800", "DEEP", "x" * 5000),
    *([], {}, [[]], [[[]]], [{}], {"": None}, [0], [[0]], [0, 0], [0, 0, 0], [[0, 0]], [1, "a"], {"type": "Polygon"}),
)

Mangle = Callable[[Random, str], str]


def _token(draw: Random, text: str) -> str:
    """Another word in the place of one."""
    words = list(re.finditer(r"[^\s,;~=\[\]\"']+", text))
    if not words:
        return draw.choice(TOKENS)
    word = draw.choice(words)
    return text[: word.start()] + draw.choice(TOKENS) + text[word.end() :]


def _insert(draw: Random, text: str) -> str:
    place = draw.randint(0, len(text))
    return text[:place] + draw.choice(TOKENS) + text[place:]


def _cut(draw: Random, text: str) -> str:
    start = draw.randint(0, len(text))
    return text[:start] + text[start + draw.randint(1, 30) :]


def _end(draw: Random, text: str) -> str:
    return text[: draw.randint(0, len(text))]


def _lines(draw: Random, text: str) -> str:
    """A line left out, twice, or in another place."""
    lines = text.splitlines(keepends=True) or [""]
    line = lines.pop(draw.randrange(len(lines)))
    for _ in range(draw.choice((0, 1, 2, 2))):
        lines.insert(draw.randint(0, len(lines)), line)
    return "".join(lines)


def _separators(draw: Random, text: str) -> str:
    return text.replace(draw.choice((",", ";", "\n", "~", "=", " ")), draw.choice(SIGNS))


def _swap(draw: Random, text: str) -> str:
    """The word of one place in another place too: a key or a value twice, or where it does not belong."""
    words = re.findall(r"[^\s,;~=\[\]\"']+", text)
    if not words:
        return text
    return text.replace(draw.choice(words), draw.choice(words), draw.choice((1, 1, -1)))


def _shorten(draw: Random, text: str) -> str:
    """A word cut at a dot or dash: a table in the place of its cell, a code without its number."""
    words = list(re.finditer(r"(?<=[^\s,;~])[.-][^\s,;~=\"]+", text))
    if not words:
        return text
    word = draw.choice(words)
    return text[: word.start()] + text[word.end() :]


WAYS: Sequence[Mangle] = (_shorten, _token, _token, _token, _insert, _cut, _end, _lines, _separators, _swap)


def text(draw: Random, valid: Sequence[str]) -> str:
    """A valid text with one to four things wrong, or a text of junk."""
    if draw.random() < 0.15:
        return "".join(draw.choice(TOKENS) for _ in range(draw.randint(0, 12)))
    found = draw.choice(valid)
    for _ in range(draw.choice((0, 1, 1, 1, 2, 2, 3, 4))):
        found = draw.choice(WAYS)(draw, found)
    return found


def content(draw: Random, valid: Sequence[str]) -> bytes:
    """Such a text as the bytes of a file: sometimes in another encoding, with signs flipped, or no text at all."""
    kind = draw.random()
    if kind < 0.03:
        return draw.randbytes(draw.randint(0, 200))
    encoded = text(draw, valid).encode(
        draw.choice(("utf-16", "utf-16-le", "utf-8-sig", "utf-32")) if kind < 0.1 else "utf-8"
    )
    if 0.1 <= kind < 0.17 and encoded:
        place = draw.randrange(len(encoded))
        encoded = encoded[:place] + draw.randbytes(1) + encoded[place + 1 :]
    return encoded


def document(draw: Random, valid: str) -> str:
    """A JSON document of another shape: parts replaced, left out, doubled, moved, or buried deep; sometimes no JSON."""
    found = json.loads(valid)
    for _ in range(draw.choice((0, 1, 1, 1, 2, 3))):
        found = _reshaped(draw, found)
    written = json.dumps(found).replace('"DEEP"', "[" * draw.choice((2, 5000)))
    return draw.choice(WAYS)(draw, written) if draw.random() < 0.1 else written


def _reshaped(draw: Random, whole: Any) -> Any:
    holder, key = {"": whole}, ""
    root: Any = holder
    current: Any = holder
    while True:  # walk down to some place
        part = current[key]
        if not isinstance(part, dict | list) or not part or draw.random() < 0.15:
            break
        current, key = part, draw.choice(list(part) if isinstance(part, dict) else range(len(part)))
    way = draw.randrange(7)
    if way <= 2:
        current[key] = deepcopy(draw.choice(VALUES))
    elif way == 3 and current is not root:
        del current[key]
    elif way == 4 and isinstance(current, list):
        current.insert(draw.randint(0, len(current)), deepcopy(current[key]))
    elif way == 5:
        for _ in range(draw.choice((1, 2, 60, 300))):
            current[key] = [current[key]] if draw.random() < 0.5 else {"a": current[key]}
    elif isinstance(current[key], int) and not isinstance(current[key], bool) and abs(current[key]) < 2**63:
        current[key] = draw.choice(
            (current[key] + 1, -current[key], ~current[key], current[key] * 1000, float(current[key]))
        )
    return root[""]
