"""What the map says in its headline, for a moment, a region and a form: true for none, one, two and many figures.

People: how a group grew since the first date. Results: how far an action is, and how many applicants stay below their
target. Money: how much went to how many. Values are shares of 1, amounts or euro; what is missing counts nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samenleven import dutch
from samenleven.findings import words

MUNICIPALITY = ("gemeente", "gemeenten")
WITH_FIGURE = ("gemeente met een cijfer", "gemeenten met een cijfer")
APPLICANT = ("indiener met een cijfer", "indieners met een cijfer")
SUBJECT = {
    "target_group": "de doelgroep",
    "non_eu27": "het aandeel met herkomst buiten de EU27",
    "other_eu27": "het aandeel met herkomst uit een ander EU27-land",
    "neighbouring_country": "het aandeel met herkomst uit een buurland",
    "belgian_background": "het aandeel met een Belgische achtergrond",
}
"""A share of the inhabitants as the subject of a sentence, by indicator."""
WITH = {
    "population": "inwoners",
    "target_group": "inwoners van de doelgroep",
    "non_eu27": "inwoners met herkomst buiten de EU27",
    "other_eu27": "inwoners met herkomst uit een ander EU27-land",
    "neighbouring_country": "inwoners met herkomst uit een buurland",
    "belgian_background": "inwoners met een Belgische achtergrond",
}
"""The same people as a count, by indicator."""
BELONGED = {
    "target_group": ("hoorde", "tot de doelgroep"),
    "non_eu27": ("had", "een herkomst buiten de EU27"),
    "other_eu27": ("had", "een herkomst uit een ander EU27-land"),
    "neighbouring_country": ("had", "een herkomst uit een buurland"),
    "belgian_background": ("had", "een Belgische achtergrond"),
}
"""The same share around a verb: "hoorde 13,3 % van de inwoners tot de doelgroep"."""
LARGE = 10**6
"""From here an amount in a headline reads in millions."""


@dataclass(frozen=True)
class MapView:
    """What a sentence is about: `whole` as a subject, `of` after "gemeenten"; `many` when the subject is plural."""

    whole: str = "Vlaanderen"
    of: str = ""
    many: bool = False


def view_of(region: str | None, *, signatories: bool) -> MapView:
    """How a region, or the municipalities that the plan names, stand in a sentence."""
    the = f"de regio {region.removeprefix('Regio ')}" if region else ""
    if signatories:
        plan = " van het plan"
        return MapView(f"de gemeenten{plan}{f' in {the}' if the else ''}", f"{plan}{f' in {the}' if the else ''}", True)
    return MapView(the, f" van {the}") if region else MapView()


def share_over_time(
    code: str,
    pairs: Sequence[tuple[float | None, float | None]],
    before: float | None,
    after: float | None,
    *,
    since: str,
    view: MapView,
) -> str:
    """How a share grew: `pairs` are each municipality then and now, `before` and `after` all of them together."""
    subject = SUBJECT[code]
    if after is None or before is None:
        return words.sentence(f"over {subject}{_in(view)} is er geen cijfer om te vergelijken")
    known = [(_shown(first), _shown(now)) for first, now in pairs if first is not None and now is not None]
    up = sum(now > first for first, now in known)
    down = sum(now < first for first, now in known)
    counted = MUNICIPALITY if len(known) == len(pairs) else WITH_FIGURE
    if _shown(before) == _shown(after):
        moved = f"; in {_part(up, len(known), counted, view)} groeide het" if known else ""
        at = f"{words.percent(after)} van de inwoners"
        return words.sentence(f"{subject} bleef sinds {since}{_in(view)} op {at}{moved}")
    grew, along = ("groeide", up) if after > before else ("daalde", down)
    course = f"van {dutch.number(before * 100, 1)} naar {words.percent(after)} van de inwoners"
    if not known:
        return words.sentence(f"{subject} {grew} sinds {since}{_in(view)} {course}")
    if along * 2 < len(known):
        rest = f"maar niet in {_part(len(known) - along, len(known), counted, view)}"
        return words.sentence(f"{subject} {grew} sinds {since}{_in(view)} {course}, {rest}")
    return words.sentence(f"{subject} {grew} sinds {since} in {_part(along, len(known), counted, view)}, {course}")


def share_at(
    code: str, figures: Sequence[tuple[str, float | None]], together: float | None, *, when: str, view: MapView
) -> str:
    """A share at one moment, with where it is highest; that is never said of fewer than three."""
    if together is None:
        return words.sentence(f"over {SUBJECT[code]}{_in(view)} is er op {when} geen cijfer")
    found = words.extreme([(name, value) for name, value in figures if value is not None], highest=True)
    top = f"; het meest in {words.named(found.names, MUNICIPALITY[1])}, {found.shown}" if found else ""
    verb, rest = BELONGED[code]
    part = f"{words.percent(together)} van de inwoners {rest}"
    return words.sentence(f"op {when} {verb} in {view.whole} {part}{top}")


def count_over_time(
    code: str,
    pairs: Sequence[tuple[float | None, float | None]],
    before: float | None,
    after: float | None,
    *,
    since: str | None,
    when: str,
    view: MapView,
) -> str:
    """How many there are, and how much more or less than at first; `since` is None at the first moment itself."""
    if after is None:
        return words.sentence(f"over {view.whole} is er op {when} geen aantal {WITH[code]}")
    verb = "telden" if view.many else "telde"
    text = f"op {when} {verb} {view.whole} {dutch.number(after)} {WITH[code]}"
    if since is None or not before:
        return words.sentence(text)
    change = after / before - 1
    how = words.more_or_less(round(change, 3), words.percent(abs(change)))
    text += f", {how} {'als' if how == 'evenveel' else 'dan'} in {since}"
    known = [(first, now) for first, now in pairs if first is not None and now is not None]
    up = sum(now > first for first, now in known)
    counted = MUNICIPALITY if len(known) == len(pairs) else WITH_FIGURE
    grew = f"; het aantal groeide in {words.part(up, len(known), *counted)}" if known else ""
    return words.sentence(text + grew)


def attained(name: str, ratios: Sequence[float | None], together: float | None, *, when: str, view: MapView) -> str:
    """How far an action is (`name`, as "actie 5"), and how many applicants with a figure stay below their target."""
    known = [ratio for ratio in ratios if ratio is not None]
    below, total = sum(ratio < 1 for ratio in known), len(known)
    if not known and together is None:
        return words.sentence(f"voor {name} is er in {when}{_in(view)} geen resultaat om te vergelijken")
    if below:
        said = f"{words.part(below, total, *APPLICANT)} {words.verb(below, total, 'blijft', 'blijven')}"
        said += " eronder" if together is not None else " onder de streefwaarde"
    else:
        said = (
            f"{words.part(total, total, *APPLICANT)} {words.verb(total, total, 'haalt zijn', 'halen hun')} streefwaarde"
        )
    if together is None:
        return words.sentence(f"{name}{_in(view)}: {said}")
    reach = f"{words.percent(together)} van de streefwaarde"
    rest = said if known else "per indiener is er geen cijfer"
    return words.sentence(f"{name} haalt{_in(view)} {reach}; {rest}")


def counted(
    name: str, unit: str, values: Sequence[float | None], together: float | None, *, when: str, view: MapView
) -> str:
    """How many of a unit an action counts, in how many areas."""
    known = sum(value is not None for value in values)
    if together is None:
        return words.sentence(f"voor {name} is er in {when}{_in(view)} geen resultaat")
    spread = f", in {words.cardinal(known)} {'gebied' if known == 1 else 'gebieden'} met een cijfer" if known else ""
    return words.sentence(f"{name} telt{_in(view)} {dutch.number(together)} {unit} in {when}{spread}")


def granted(
    own_share: bool, values: Sequence[float | None], together: float | None, *, per_head: bool, when: str, view: MapView
) -> str:
    """How much money went to how many authorities, or per inhabitant of the target group."""
    known = sum(value is not None for value in values)
    if together is None or not known:
        what = "eigen inbreng" if own_share else "subsidie"
        return words.sentence(f"voor {when} is er{_in(view)} geen {what} bekend")
    money = dutch.euro(together) if per_head or together < LARGE else dutch.millions(together)
    each = " per inwoner van de doelgroep" if per_head else ""
    one, many = ("indiener", "indieners") if per_head else ("bestuur", "besturen")
    who = f"{words.cardinal(known)} {one if known == 1 else many}{_in(view)}"
    if own_share:
        return words.sentence(f"in {when} {'legde' if known == 1 else 'legden'} {who} {money}{each} zelf in")
    return words.sentence(f"in {when} ging {money} subsidie{each} naar {who}")


def _shown(share: float) -> int:
    """A share in thousandths, as it stands on the screen: what reads the same did not change."""
    return math.floor(share * 1000 + 0.5)


def _part(count: int, total: int, counted: tuple[str, str], view: MapView) -> str:
    return f"{words.part(count, total, *counted)}{view.of}"


def _in(view: MapView) -> str:
    return "" if view == MapView() else f" in {view.whole}"
