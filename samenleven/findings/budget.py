"""What the screen *budget* says of a scenario beside its start: goals, reach, applicants, and what moved them.

Every sentence is an outcome of the model and says so. Figures are compared as they stand on the screen (see `words`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from samenleven import dutch
from samenleven.findings import words
from samenleven.map_classes import CHANGED, class_of
from samenleven.terms import CONTACTS

MODEL, HERE = "in dit rekenmodel", "in dit model"  # the second where a line is short
TOLD = 3  # causes in a sentence; more are a list
SAME = CHANGED.index(0.0025)  # the class of who keeps what there was
EXAMPLE_APPLICATIONS = "rust op voorbeeldaanvragen"


class GoalMove(NamedTuple):
    """The progress of a goal (0 to 1) at the start and in the scenario; None where it has no target."""

    title: str
    before: float | None
    after: float | None


class Applicant(NamedTuple):
    """The grant of an applicant in euro at the start and in the scenario; 0 for who takes no part."""

    name: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """The difference in euro."""
        return self.after - self.before

    @property
    def share(self) -> float:
        """The difference as a share of what there was; 1 for who got nothing before."""
        return self.change / self.before if self.before else float(self.after > 0)


class AloneEffect(NamedTuple):
    """One difference of the scenario, and what it alone does to the paid attainment (a share of 1)."""

    label: str
    change: float


def opening(budget: float, start: float, *, others: bool) -> str:
    """With what the scenario is: "Met € 12,0 mln", "Met uw andere keuzes", or both; `others` beside the budget."""
    money = dutch.millions(budget, 2) if budget >= 1_000_000 else dutch.euro(budget)
    if not others:
        return f"Met {money}"
    return "Met uw keuzes" if budget == start else f"Met {money} en uw andere keuzes"


def headline(goals: Sequence[GoalMove], *, start: str, left: float, changed: bool, nothing: bool = False) -> str:
    """Before and after in one sentence; `start` is its `opening`, `left` the euro that nobody asks.

    `nothing`: the incentives for working together take all of the budget.
    """
    if nothing:
        return f"{start} valt {HERE} niets te verdelen: alles gaat op aan de stimulansen voor samenwerking"
    known = [(one, one.before, one.after) for one in goals if one.before is not None and one.after is not None]
    if not known:
        return words.sentence(f"{start} heeft {HERE} geen enkele doelstelling een streefwaarde")
    if not changed:
        return words.sentence(_standing(start, [(one.title, after) for one, _, after in known]))
    moves = [(one.title, after - before) for one, before, after in known]
    for sign, one_verb, many_verb, most in ((-1, "zakt", "zakken", "verst"), (1, "stijgt", "stijgen", "meest")):
        moved = [(title, sign * move) for title, move in moves if sign * move > 0 and _moves(move)]
        if moved:
            every = [(title, max(0.0, sign * move)) for title, move in moves]
            spans = {
                one.title: f"van {words.percent(before)} naar {words.percent(after)}" for one, before, after in known
            }
            return f"{start} {_furthest(moved, every, spans, one_verb, many_verb, most)}"
    rest = f"; {dutch.millions(left)} vraagt niemand" if left >= 50_000 else ""
    return f"{start} verandert {HERE} geen enkele doelstelling{rest}"


def _moves(move: float) -> bool:
    return words.signed_points(move) != "gelijk"


def _standing(start: str, known: Sequence[tuple[str, float]]) -> str:
    """Without changes: which goal stands lowest, or that all are equal."""
    lowest = words.extreme(known)
    if lowest:
        stands = "staat" if len(lowest.names) == 1 else "staan"
        return f"{start} {stands} {words.named(lowest.names, 'doelstellingen')} {HERE} het laagst, op {lowest.shown}"
    shown = [words.percent(value) for _, value in known]
    if len(known) > 1 and len(set(shown)) == 1:
        return f"{start} staan {words.part(len(known), len(known), '', 'doelstellingen')} {HERE} op {shown[0]}"
    said = dutch.listed([f"{title} op {value}" for (title, _), value in zip(known, shown, strict=True)])
    return f"{start} {'staat' if len(known) == 1 else 'staan'} {HERE} {said}"


def _furthest(
    moved: Sequence[tuple[str, float]],
    every: Sequence[tuple[str, float]],
    spans: dict[str, str],
    one_verb: str,
    many_verb: str,
    most: str,
) -> str:
    """Who moves most, or who moves where nothing can be called the most."""
    found = words.extreme(every, words.points, highest=True)
    if found and len(moved) > 1:
        verb = one_verb if len(found.names) == 1 else many_verb
        how = spans[found.names[0]] if len(found.names) == 1 else f"elk {found.shown}"
        return f"{verb} {words.named(found.names, 'doelstellingen')} {HERE} het {most}: {how}"
    if len(moved) > words.MOST_NAMED:  # all of them by the same
        whole = words.part(len(moved), len(every), "doelstelling", "doelstellingen")
        return f"{many_verb} {whole} {HERE} evenveel: {words.points(moved[0][1])}"
    said = dutch.listed([f"{title} {spans[title]}" for title, _ in moved])
    return f"{one_verb if len(moved) == 1 else many_verb} {HERE} {said}"


def reach(already: tuple[float, float], extra: tuple[float, float]) -> str:
    """What the grant adds before and after, beside what was there already: two figures that are never added up."""
    was, now = dutch.number(extra[0]), dutch.number(extra[1])
    there = f"{dutch.number(already[1])} {_were(already[1])} er al"
    if was == now:
        return f"Naar schatting {now} {CONTACTS} extra; {there}"
    way = "daalt" if extra[1] < extra[0] else "stijgt"
    share = _size(abs(extra[1] - extra[0]) / extra[0]) if extra[0] else "0 %"
    size = f" met {share}" if share != "0 %" else ""
    kept = "wat er al was, blijft" if already[0] == already[1] else f"er waren er al {dutch.number(already[1])}"
    return f"Het verwachte extra bereik {way}{size}, van {was} naar {now} {CONTACTS}; {kept}"


def _were(count: float) -> str:
    return "was" if dutch.number(count) == "1" else "waren"


def slopes(goals: Sequence[GoalMove]) -> str:
    """How many goals fall and rise."""
    moves = [one.after - one.before for one in goals if one.before is not None and one.after is not None]
    down = sum(move < 0 and _moves(move) for move in moves)
    up = sum(move > 0 and _moves(move) for move in moves)
    if not moves:
        return "Geen enkele doelstelling heeft een streefwaarde"
    if not down and not up:
        return f"Geen enkele doelstelling zakt of stijgt {MODEL}"
    one, many, count = ("zakt", "zakken", down) if down else ("stijgt", "stijgen", up)
    verb = words.verb(count, len(moves), one, many)
    more = f", {words.cardinal(up)} {'stijgt' if up == 1 else 'stijgen'}" if down and up else ""
    return words.sentence(f"{words.part(count, len(moves), 'doelstelling', 'doelstellingen')} {verb} {MODEL}{more}")


def class_words() -> tuple[str, ...]:
    """The classes of a change in words: "meer dan 45 % minder" is "< −45 %"."""
    shown = [f"{'−' if bound < 0 else '+'}{dutch.number(abs(bound) * 100)}" for bound in CHANGED]
    return (
        f"< {shown[0]} %",
        *(f"{low} tot {high} %" for low, high in pairwise(shown[:3])),
        f"{shown[2]} tot 0 %",
        "≈ gelijk",
        f"0 tot {shown[-1]} %",
        f"> {shown[-1]} %",
    )


def classes(applicants: Sequence[Applicant]) -> list[int]:
    """How many applicants fall in each class of change, from far less to more."""
    counts = [0] * (len(CHANGED) + 1)
    for one in applicants:
        counts[class_of(one.share, CHANGED)] += 1
    return counts


def spread(applicants: Sequence[Applicant]) -> str:
    """How many applicants get less and more, and in which class most of those are."""
    counts, total = classes(applicants), len(applicants)
    less, more = sum(counts[:SAME]), sum(counts[SAME + 1 :])
    if not total:
        return f"Geen enkele indiener doet {MODEL} mee"
    if not less and not more:
        return f"Elke indiener krijgt {MODEL} ongeveer evenveel"
    count, word = (less, "minder") if less else (more, "meer")
    part = words.part(count, total, "indiener", "indieners")
    verb = words.verb(count, total, "krijgt", "krijgen")
    other = f", {words.cardinal(more)} meer" if less and more else ""
    said = words.sentence(f"{part} {verb} {MODEL} {word}{other}")
    found = counts[:SAME] if less else counts[SAME + 1 :]
    largest = max(found)
    if count < words.FEWEST_COMPARED or found.count(largest) > 1:
        return said
    name = class_words()[found.index(largest) + (0 if less else SAME + 1)]
    of_all = "allemaal" if largest == count else words.cardinal(largest)
    return f"{said}; {of_all} in de klasse {name}"


def signed(share: float) -> str:
    """A change as a share with its sign: "−43,3 %", "+2 %"; what rounds to nothing is "gelijk"."""
    shown = _size(abs(share))
    return "gelijk" if shown == "0 %" else f"{'+' if share > 0 else '−'}{shown}"


def _size(share: float) -> str:
    return f"{dutch.number(share * 100, 1)} %"


def ranking(applicants: Sequence[Applicant]) -> str:
    """Who loses most for its size; who wins where nobody loses; both by name only where one can compare."""
    for sign, verb, many in ((-1, "verliest", "verliezen"), (1, "wint", "winnen")):
        moved = [one for one in applicants if sign * one.change > 0 and signed(one.share) != "gelijk"]
        if not moved:
            continue
        found = words.extreme([(one.name, sign * one.share) for one in applicants], _size, highest=True)
        if found and len(moved) > 1:
            who = words.named(found.names, "indieners")
            how = f"{'−' if sign < 0 else '+'}{found.shown}"
            return words.sentence(
                f"{who} {verb if len(found.names) == 1 else many} {MODEL} voor {_its(len(found.names))} grootte het "
                f"meest: {how}"
            )
        if len(moved) > words.MOST_NAMED:
            part = words.part(len(moved), len(applicants), "indiener", "indieners")
            return words.sentence(f"{part} {many} {MODEL} evenveel: {signed(moved[0].share)}")
        said = dutch.listed([f"{one.name} ({signed(one.share)})" for one in moved])
        only = "alleen " if len(moved) < len(applicants) else ""
        return words.sentence(f"{only}{said} {verb if len(moved) == 1 else many} {MODEL}")
    return f"Niemand verliest of wint {MODEL}"


def _its(count: int) -> str:
    return "zijn" if count == 1 else "hun"


def in_euro(applicants: Sequence[Applicant]) -> str:
    """Who loses (or wins) most in euro, as a line beside the ranking; "" where that says nothing."""
    for sign, verb, many in ((-1, "verliest", "verliezen"), (1, "wint", "winnen")):
        moved = [one for one in applicants if sign * one.change > 0 and dutch.signed_euro(one.change) != "–"]
        if moved:
            found = words.extreme([(one.name, sign * one.change) for one in applicants], dutch.euro, highest=True)
            if found is None or len(found.names) > words.MOST_NAMED:
                return ""
            one = "−" if sign < 0 else "+"
            does = verb if len(found.names) == 1 else many
            return f"In euro {does} {dutch.listed(found.names)} {MODEL} het meest: {one}{found.shown}"
    return ""


def causes(found: Sequence[AloneEffect]) -> str:
    """Which difference of the scenario does most to the paid attainment, each on its own."""
    if not found:
        return "Uw scenario wijzigt niets"
    moving = [one for one in found if _moves(one.change)]
    if not moving:
        return f"Geen enkele keuze apart verandert {MODEL} het betaald doelbereik"
    top = words.extreme([(one.label, abs(one.change)) for one in found], words.points, highest=True)
    if top and len(moving) > 1:
        verb = "weegt" if len(top.names) == 1 else "wegen"
        return words.sentence(f"{words.named(top.names, 'keuzes')} {verb} {MODEL} het zwaarst: {top.shown}")
    said = dutch.listed([f"{one.label} {words.signed_points(one.change)}" for one in moving[:TOLD]])
    return words.sentence(f"apart geeft {MODEL} {said}")


def one_step_more(step: float, change: float | None, left: float) -> str:
    """What some more money brings to the paid attainment."""
    more = dutch.euro(step)
    if change is None:
        return f"Zonder gewichten zegt het model niet wat {more} meer brengt."
    shown = dutch.number(change * 100, 2)
    if shown == "0":
        why = ": er blijft al geld liggen" if left >= 1 else ""
        return f"{more} meer brengt {MODEL} niets op{why}."
    return f"{more} meer brengt {MODEL} {shown} procentpunt betaald doelbereik."
