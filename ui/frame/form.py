"""Forms as blocks of HTML: what one types survives a redraw, and comes back to the session as plain values.

A screen asks first what arrived and then draws what follows from it, in one run:

    sent = form.sent("oordeel")  # None, or what a button or a pause in typing sent, once
    if sent and sent.action == "bewaar":
        faults = check(sent.values)  # {"reden": "Vul een reden in."}
    form.show(
        form.faults(faults)
        + form.area("reden", "Reden", sent.text("reden") if sent else "", fault=faults.get("reden"), autosave=True)
        + form.button("bewaar", "Bewaar het oordeel", main=True),
        "oordeel",
    )

A screen with fields that send themselves takes all that waits (`while sent := form.sent(key)`) and keeps its answer in
the session: a button may follow so close on such a message that one run finds both, or that its own run takes neither.
`show` gives what arrived and nobody took yet, for a screen that draws anew by itself (`st.rerun`). A button has
`data-send`, its action; `main=True` is also what Enter does. A field with `data-autosave` sends all fields a moment
after somebody stopped typing (action `AUTOSAVE`). After an answer a field says what the screen says, so give back what
was sent; what was typed since stays (ui/frame/morph.js). After the answer to a button the focus goes to the first field
with a fault, else to an element with `data-focus`. A button sends once, however often one clicks, and the reader is
told when nothing left (ui/frame/form.js).

Streamlit may begin the next run of a session while the one before still works something out: what a screen keeps in
the session and changes over a long time needs a lock (as in ui/reporting). A message goes to the newest run.

What arrives is a stranger's: only fields that the session was shown last, that are not disabled or read only, no longer
than their `maxlength`, of a list only what is in it, and of the actions only those with a button. Anything else refuses
the whole message. A hidden field is as free as any other. All text from data must come in escaped; the functions
below escape what they get.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui.server import served

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

AUTOSAVE = "autosave"
LONGEST = 2000  # signs of a field without `maxlength`
WAITING = 20  # messages that a screen did not take yet; older ones go
REFUSED = "Dit formulier is intussen veranderd. Er is niets verwerkt: kijk na wat er staat en probeer het opnieuw."
_LOADER = """
export default (component) => import(new URL("%s", location.origin))
  .then((page) => page.form(component));
"""
Value = str | bool


@dataclass(frozen=True)
class Sent:
    """What came from a form: the action of the button, or `AUTOSAVE`, and the value of each field that the form had."""

    action: str
    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """What stands in a field, without spaces around it; nothing for a field that was not there."""
        found = self.values.get(name, "")
        return found.strip() if isinstance(found, str) else ""

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.values.get(name) is True


@dataclass
class _Held:
    """What a session remembers of one form: how it was drawn last, and what came since."""

    html: str = ""
    waiting: deque[Sent] = field(default_factory=lambda: deque(maxlen=WAITING))
    answered: tuple[str, int] = ("", 0)
    refused: bool = False


class _Fields(HTMLParser):
    """The fields and actions of a form as it was drawn: choices of a list, how long a text may be, None for a box."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, set[str] | int | None] = {}
        self.actions = set[str]()
        self._choices: set[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "data-send" in given:
            self.actions.add(given["data-send"] or "")
        if "data-autosave" in given:
            self.actions.add(AUTOSAVE)
        if tag == "option" and self._choices is not None:
            self._choices.add(given.get("value") or "")
        name = given.get("name")
        if tag not in ("input", "select", "textarea") or not name or {"disabled", "readonly"} & given.keys():
            return
        if tag == "select":
            self.fields[name] = self._choices = set()
        elif given.get("type") == "checkbox":
            self.fields[name] = None
        else:
            longest = given.get("maxlength") or ""
            self.fields[name] = int(longest) if longest.isdecimal() else LONGEST

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._choices = None


def show(html: str, key: str) -> Sent | None:
    """Draw a form where the page is now; `key` names it and stays the same from run to run.

    Gives what arrived that `sent` did not give yet.
    """
    held = _held(key)
    held.html = html
    refused = f'<p class="notice" role="alert">{REFUSED}</p>' if held.refused else ""
    held.refused = False
    whole = (
        f'<form class="form" novalidate><p class="notice form-said" role="alert" data-keep></p>{refused}{html}</form>'
    )
    _component()(key=key, data={"html": whole, "answered": held.answered}, on_sent_change=partial(_arrive, key))
    return sent(key)


def sent(key: str) -> Sent | None:
    """What arrived from a form and was not asked yet, the oldest first; None when there is nothing."""
    waiting = _held(key).waiting
    return waiting.popleft() if waiting else None


def _held(key: str) -> _Held:
    held = st.session_state.setdefault(f"{key} (formulier)", _Held())
    assert isinstance(held, _Held)
    return held


def _arrive(key: str) -> None:
    """Take in a message before the page runs: what it carries is only believed as far as the form goes."""
    message, held = st.session_state[key].get("sent"), _held(key)
    match message:
        case {"page": str(page), "number": int(number), "action": action, "values": values} if len(page) <= 40:
            if page == held.answered[0] and number <= held.answered[1]:
                return  # a second time the same
            held.answered = page, number
            found = read(held.html, action, values)
            if found:
                held.waiting.append(found)
            held.refused = found is None


def read(html: str, action: Any, values: Any) -> Sent | None:
    """What a message says, checked against the form it answers; None when it says what that form cannot say."""
    form = _Fields(html)
    if not isinstance(values, dict) or not isinstance(action, str) or action not in form.actions:
        return None
    checked: dict[str, Value] = {}
    for name, value in values.items():
        if name not in form.fields:
            continue  # the form lost it meanwhile
        rule = form.fields[name]
        if isinstance(rule, int) and isinstance(value, str) and len(value) <= rule:
            checked[name] = "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in value)
        elif (rule is None and isinstance(value, bool)) or (
            isinstance(rule, set) and isinstance(value, str) and value in rule
        ):
            checked[name] = value
        else:
            return None
    return Sent(action, checked)


@cache
def _component() -> ComponentRenderer:
    """The component, registered at first use: only then is the base path of the app known."""
    return st.components.v2.component(
        "samenleven_form", html="", js=_LOADER % served.url(served.PAGE_SCRIPT), isolate_styles=False
    )


def text(
    name: str,
    label: str,
    value: str = "",
    *,
    fault: str | None = None,
    hint: str = "",
    longest: int = 200,
    whole_number: bool = False,
    autosave: bool = False,
    locked: bool = False,
    quiet: bool = False,
) -> str:
    """A field of one line with its label; `whole_number` asks a telephone for the keys of numbers.

    `quiet`: the label is only read aloud, where a heading above the field says the same to who sees.
    """
    more = ' inputmode="numeric" class="num"' if whole_number else ""
    shown = f'value="{escape(value)}" maxlength="{longest}" autocomplete="off"{more}{" readonly" if locked else ""}'
    control = f'<input type="text" {_named(name, fault, hint, autosave)} {shown}>'
    return _labelled(name, label, control, fault, hint, quiet=quiet)


def area(
    name: str,
    label: str,
    value: str = "",
    *,
    fault: str | None = None,
    hint: str = "",
    longest: int = LONGEST,
    autosave: bool = False,
) -> str:
    """A field of some lines with its label."""
    held = f'rows="2" maxlength="{longest}"'
    body = f"<textarea {_named(name, fault, hint, autosave)} {held}>{escape(value)}</textarea>"
    return _labelled(name, label, body, fault, hint)


def choice(
    name: str,
    label: str,
    options: Mapping[str, str],
    chosen: str = "",
    *,
    fault: str | None = None,
    hint: str = "",
    autosave: bool = False,
) -> str:
    """A list with its label: words by code; the first is chosen unless `chosen` is one of them."""
    lines = "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(words)}</option>'
        for code, words in options.items()
    )
    return _labelled(name, label, f"<select {_named(name, fault, hint, autosave)}>{lines}</select>", fault, hint)


def tick(
    name: str, label: str, on: bool = False, *, about: str = "", fault: str | None = None, autosave: bool = False
) -> str:
    """A box to tick with its label behind it; `about` is read aloud after it, where many boxes say the same."""
    box = f'<input type="checkbox" {_named(name, fault, "", autosave)}{" checked" if on else ""}>'
    more = f'<span class="unseen">: {escape(about)}</span>' if about else ""
    return f'<label class="form-tick">{box} <span>{escape(label)}{more}</span></label>{_wrong(name, fault)}'


def button(action: str, words: str, *, main: bool = False) -> str:
    """A button that sends the form; one of a form is `main`."""
    kind = 'type="submit" class="form-main"' if main else 'type="button" class="form-other"'
    return f'<button {kind} data-send="{escape(action)}">{escape(words)}</button>'


def faults(found: Mapping[str, str]) -> str:
    """The faults by name of field, in one list on top of the form, each with a link to its field; nothing for none."""
    if not found:
        return ""
    lines = "".join(f'<li><a href="#{_id(name)}" data-field>{escape(said)}</a></li>' for name, said in found.items())
    count = "één antwoord klopt" if len(found) == 1 else f"{len(found)} antwoorden kloppen"
    return f'<div class="notice" role="alert"><b>Er is niets verwerkt: {count} nog niet.</b><ul>{lines}</ul></div>'


def _id(name: str) -> str:
    return f"veld-{escape(name)}"


def _named(name: str, fault: str | None, hint: str, autosave: bool) -> str:
    """The attributes of every field: its name, what describes it, whether it holds a fault."""
    about = " ".join(f"{_id(name)}-{part}" for part, there in (("fout", fault), ("uitleg", hint)) if there)
    described = f' aria-describedby="{about}"' if about else ""
    wrong = ' aria-invalid="true"' if fault else ""
    return f'id="{_id(name)}" name="{escape(name)}"{described}{wrong}{" data-autosave" if autosave else ""}'


def _labelled(name: str, label: str, control: str, fault: str | None, hint: str, *, quiet: bool = False) -> str:
    more = f'<span class="small" id="{_id(name)}-uitleg">{escape(hint)}</span>' if hint else ""
    words = f'<label for="{_id(name)}"{" class=unseen" if quiet else ""}>{escape(label)}</label>'
    return f'<div class="form-field">{words}{more}{control}{_wrong(name, fault)}</div>'


def _wrong(name: str, fault: str | None) -> str:
    return f'<span class="form-fault" id="{_id(name)}-fout">{escape(fault)}</span>' if fault else ""
