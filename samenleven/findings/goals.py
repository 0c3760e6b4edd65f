"""What the screen *doelstellingen* says: how many promises were not kept, and what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samenleven import dutch, terms
from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Action, Family
from samenleven.figures import Kind, Shown
from samenleven.findings import words
from samenleven.findings.words import Headline

PROMISE = {Family.CALL: ("afspraak", "afspraken"), Family.PLAN: ("streefwaarde", "streefwaarden")}
"""One and many of what results are set against."""


def headline(
    rows: Sequence[Attainment],
    actions: Sequence[Action],
    *,
    year: int,
    family: Family = Family.CALL,
    shown: Shown = Shown.EXAMPLE,
) -> Headline:
    """How many promises of a year were not kept, and the actions where several of them are.

    `rows` are all measures of one family in a year; what has no target or no figure is not counted as either.
    """
    known = [row for row in rows if row.ratio is not None]
    one, many = PROMISE[family]
    mark = words.rests_on(row.kind for row in known)
    if not known:
        said = "gepubliceerd" if shown.only_official else "bekend"
        promised = sum(row.target is not None for row in rows)
        have = f"; {words.some(promised, one, many)} {'is' if promised == 1 else 'zijn'} wel bekend" if promised else ""
        return Headline(f"Van projectjaar {year} is nog geen resultaat {said}{have}", None)
    missed = [row for row in known if row.ratio is not None and row.ratio < 1]
    some_open = len(known) < sum(row.target is not None for row in rows)
    with_figure = (
        " met een gepubliceerd resultaat" if shown.only_official else " met een resultaat" if some_open else ""
    )
    if not missed:
        part = words.part(len(known), len(known), one, many)
        text = f"{part}{with_figure} {words.verb(len(known), len(known), 'is', 'zijn')} gehaald"
        return Headline(words.sentence(text), mark)
    part = words.part(len(missed), len(known), one, many)
    yet = "nog niet" if any(row.status is Status.ON_TRACK for row in missed) else "niet"
    text = f"{part}{with_figure} {words.verb(len(missed), len(known), 'is', 'zijn')} {yet} gehaald"
    about = _about(missed, actions)
    return Headline(words.sentence(f"{text}; {about}" if about else text), mark)


def _about(missed: Sequence[Attainment], actions: Sequence[Action]) -> str:
    """The actions that most of what is not kept is about: "drie daarvan gaan over ondernemerschap"; "" for none."""
    titles = {action.action_id: action.title for action in actions}
    counted = Counter(row.action for row in missed)
    most = max(counted.values())
    if most < 2:
        return ""
    names = [terms.action_name(action, titles.get(action or 0, "")) for action, n in counted.items() if n == most]
    if len(names) > words.MOST_NAMED - 1:
        return ""
    if len(names) == 1 and most == len(missed):
        return f"{'beide' if most == 2 else f'alle {words.cardinal(most)}'} gaan over {names[0]}"
    if len(names) == 1:
        return f"{words.cardinal(most)} daarvan gaan over {names[0]}"
    return dutch.listed([f"{words.cardinal(most)} gaan over {names[0]}", f"{words.cardinal(most)} over {names[1]}"])


def kept(rows: Sequence[Attainment]) -> tuple[str, str]:
    """How many measures are reached, in two parts: ("4 van 7", "onderdelen gehaald"); with what has no result."""
    known = [row for row in rows if row.ratio is not None]
    reached = sum(row.status is Status.REACHED for row in known)
    if not known:
        return "", "geen resultaat"
    missing = len(rows) - len(known)
    parts = f"{'onderdeel' if len(known) == 1 else 'onderdelen'} gehaald"
    return f"{reached} van {len(known)}", f"{parts}, {missing} zonder" if missing else parts


def ribbon(rows: Sequence[Attainment]) -> str | None:
    """How many results are made up, and which actions are official: one line, or None when nothing is made up."""
    known = [row for row in rows if row.realised is not None]
    text = words.examples(sum(row.kind is Kind.EXAMPLE for row in known), len(known))
    real = sorted({row.action for row in known if row.kind is Kind.OFFICIAL and row.action is not None})
    if text is None or not real:
        return text
    listed = dutch.listed([str(action) for action in real])
    return f"{text}; officieel {'is actie' if len(real) == 1 else 'zijn acties'} {listed}"
