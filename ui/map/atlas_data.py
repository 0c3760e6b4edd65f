"""What the browser gets of one figure: every moment at once, as whole numbers, so that time moves without the server.

The texts are made in the browser from these numbers (ui/map/script/words.js writes them as samenleven/dutch.py does);
only the sentences of the headline come ready made, one per moment. Nothing here depends on the moment or on what is
pinned, so the same figure is sent once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from samenleven.figures import Kind, Shown
from samenleven.indicators import Form, Topic
from samenleven.map_classes import scale_of
from samenleven.map_rows import MapRow
from samenleven.scope import Scope
from ui.figure.term import term
from ui.look import definition, theme
from ui.map import atlas_choice, atlas_rows
from ui.map.atlas_choice import Choice
from ui.reading.daily import daily
from ui.server import served

KINDS = tuple(Kind)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def payload(choice: Choice) -> dict[str, Any]:
    """One figure for the browser; the same object for every visitor, so nobody changes it."""
    return _payload(*_key(choice))


def text(choice: Choice) -> str:
    """The same as JSON, made once."""
    return _text(*_key(choice))


def _key(choice: Choice) -> tuple[str, str, str, str, Shown]:
    return (
        choice.indicator.code,
        choice.form.value,
        choice.scope.value,
        choice.region or "",
        choice.shown,
    )


@daily(48)
def _text(code: str, form: str, scope: str, region: str, shown: Shown) -> str:
    return json.dumps(_payload(code, form, scope, region, shown), separators=(",", ":"))


@daily(48)
def _payload(code: str, form: str, scope: str, region: str, shown: Shown) -> dict[str, Any]:
    choice = atlas_choice.of(code, Form(form), Scope(scope), region or None, shown)
    fixed = choice.indicator.topic is Topic.PEOPLE  # every moment has the same areas
    places = [one for one in atlas_rows.places() if one.nis is not None or not fixed]
    at = {one.authority_id: index for index, one in enumerate(places)}
    home = atlas_rows.regions()
    regions = sorted(set(home.values()))
    every = [atlas_rows.rows(code, choice.form, one.code, shown) for one in choice.moments]
    scale = scale_of(
        ([row.value for row in rows] for rows in every),
        against_target=choice.indicator.topic is Topic.RESULT and choice.form is Form.SHARE,
    )
    parts = choice.indicator.parts
    base_parts = parts if choice.indicator.topic is Topic.RESULT else 1
    if fixed:
        every = [_by_place(rows, list(at)) for rows in every]
    sent: dict[str, Any] = {
        "geo": served.url(served.GEOMETRY),
        "parameter": choice.parameter,
        "start": choice.start,
        "places": " ".join(at),
        "names": {one.authority_id: one.name for one in places if one.nis is None},
        "regions": regions,
        "home": [regions.index(home[one]) if one in home else -1 for one in at],
        "view": _view(choice, at),
        "fit": choice.region is not None,
        "unit": unit(choice),
        "lede": lede(choice),
        "parts": [parts, base_parts],
        "bounds": scale.bounds,
        "shades": scale.shades,
        "middle": scale.middle,
        "moments": [_moment(choice, index, rows, parts, base_parts) for index, rows in enumerate(every)],
        "rows": None if fixed else [[[at[one] for one in row.places] for row in rows] for rows in every],
        "amount": _encoded([[whole(row.amount, parts) for row in rows] for rows in every], fixed),
    }
    if choice.form is Form.SHARE:
        sent["base"] = _encoded([[whole(row.base, base_parts) for row in rows] for rows in every], fixed)
    if any(row.lower is not None for row in every[-1]):
        sent["lower"] = _encoded([[row.lower for row in rows] for rows in every], fixed)
        sent["upper"] = _encoded([[row.upper for row in rows] for rows in every], fixed)
    return sent


def _by_place(rows: Sequence[MapRow], places: Sequence[str]) -> list[MapRow]:
    known = {row.places[0]: row for row in rows}
    return [known.get(one) or MapRow((one,), None) for one in places]


def _view(choice: Choice, at: dict[str, int]) -> list[int] | None:
    inside = atlas_rows.in_view(choice)
    return [index for one, index in at.items() if one in inside] if inside else None


def _moment(choice: Choice, index: int, rows: Sequence[MapRow], parts: int, base_parts: int) -> dict[str, Any]:
    """One moment: its names, its sentence, all together, and what kind of figures it has (one, or one per row)."""
    moment = choice.moments[index]
    text, made_up = atlas_rows.sentence(choice, index)
    together = atlas_rows.whole(choice, moment.code)
    kinds = [KINDS.index(row.kind) if row.kind and row.amount is not None else None for row in rows]
    found = {kind for kind in kinds if kind is not None}
    spread = any(row.spread for row in rows)
    return {
        "code": moment.code,
        "title": moment.title,
        "short": moment.short,
        "finding": text,
        "madeUp": made_up,
        "kinds": next(iter(found)) if len(found) == 1 else kinds if found else None,
        "all": [whole(together.amount, parts), whole(together.base, base_parts)],
        "allKind": KINDS.index(Kind(together.kind)) if together.kind else None,
        **({"spread": True} if spread else {}),
    }


def whole(value: float | None, parts: int) -> int | None:
    """A number as whole parts: 12.34 with 100 parts is 1234."""
    return None if value is None else round(value * parts)


def _encoded(moments: Sequence[Sequence[int | None]], fixed: bool) -> list[str]:
    """The numbers of each moment as one text, in base 36; where every moment has the same rows, what changed.

    People change little from year to year, so this is a third of what a list of numbers takes; `_` is no figure.
    """
    last = [0] * len(moments[0]) if fixed and moments else []
    encoded: list[str] = []
    for numbers in moments:
        before = last if fixed else [0] * len(numbers)
        encoded.append(
            " ".join("_" if new is None else based(new - old) for new, old in zip(numbers, before, strict=True))
        )
        if fixed:
            last = [old if new is None else new for new, old in zip(numbers, last, strict=True)]
    return encoded


def based(number: int) -> str:
    """A whole number in base 36, as `parseInt(text, 36)` reads it."""
    signs, rest = "", abs(number)
    while rest or not signs:
        rest, digit = divmod(rest, len(DIGITS))
        signs = DIGITS[digit] + signs
    return f"-{signs}" if number < 0 else signs


def unit(choice: Choice) -> dict[str, Any]:
    """How the browser speaks of these figures: `form` decides how a number is written, the rest are words."""
    one, share = choice.indicator, choice.form is Form.SHARE
    if one.topic is Topic.PEOPLE:
        return {
            "form": "share" if share else "count",
            "word": one.unit,
            "base": "inwoners",
            "all": "Vlaanderen",
            "among": ["gemeente", "gemeenten"],
            "bar": "Vlaanderen, in % van de inwoners" if share else f"Vlaanderen, aantal {one.unit}",
            "apart": ["04000"],
        }
    grant = one.topic is Topic.GRANT
    among = ["indiener", "indieners"] if share else ["bestuur", "besturen"]
    words = {
        (True, True): ("rate", "alle samen, euro per inwoner van de doelgroep"),
        (True, False): ("euro", "alle samen, in euro"),
        (False, True): ("ratio", "alle indieners samen, in % van de streefwaarde"),
        (False, False): ("count", f"alle samen, aantal {one.unit}"),
    }
    form, bar = words[grant, share]
    return {
        "form": form,
        "word": one.unit,
        "base": "inwoners van de doelgroep" if grant else "streefwaarde",
        "all": "alle samen",
        "among": among,
        "bar": bar[:1].upper() + bar[1:],
        "apart": [],
    }


def lede(choice: Choice) -> str:
    """The line under the headline, as HTML: what is measured, explained on the word itself, and in what unit."""
    one = choice.indicator
    title = one.title.removesuffix(" (schatting)")
    word = term(title, definition.plain(one))
    if one.topic is Topic.PEOPLE:
        form = "in % van de inwoners" if choice.form is Form.SHARE else f"aantal {one.unit}"
        kind = f" {theme.kind_word(Kind.ESTIMATE)} tussen twee grenzen." if one.code == "target_group" else ""
        return f"{word}, {form}.{kind}"
    if one.topic is Topic.GRANT:
        form = "in euro per inwoner van de doelgroep" if choice.form is Form.SHARE else "in euro"
        return f"{word}, {form}; wie samen indiende deelt het, volgens doelgroep (een schatting)."
    if choice.form is Form.SHARE:
        return f"{word}, in % van de {term('streefwaarde')}, per indiener."
    return f"{word}, aantal {one.unit}; wie samen indiende deelt het, volgens doelgroep (een schatting)."
