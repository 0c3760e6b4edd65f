"""What the screen *overzicht* says: does the plan keep its promises, what changed, what it costs and who takes part.

*Voortgang* of a goal is the mean of its measures, each at most 100 %; *doelbereik* of an action is not capped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from samenleven import dutch, terms
from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Action, Family, Goal
from samenleven.compared import Shift, comparable
from samenleven.figures import Shown
from samenleven.findings import words
from samenleven.findings.words import Headline
from samenleven.sums import by_goal

PROMISES = {Family.CALL: "afspraken", Family.PLAN: "streefwaarden"}
"""What results are set against: what the agreements of the call promise, or the targets of the plan."""
PROMISE = {Family.CALL: "de afspraak", Family.PLAN: "de streefwaarde"}
FEWEST_TO_COUNT = 3
"""With fewer goals that have a result, the headline tells the results themselves instead of counting goals."""


def verdict(
    rows: Sequence[Attainment],
    goals: Sequence[Goal],
    actions: Sequence[Action],
    *,
    year: int,
    shown: Shown,
    family: Family = Family.CALL,
) -> Headline:
    """Whether the goals keep what was agreed, and which lags; `rows` are the measures of the year, of any family."""
    chosen = [row for row in rows if row.family is family]
    whole = by_goal(chosen, goals)
    known = [row for row in whole if row.ratio is not None]
    mark = words.rests_on(row.kind for row in known)
    if not known:
        return Headline(_nothing(chosen, actions, year, shown), None)
    if len(known) < min(FEWEST_TO_COUNT, len(whole)):
        return Headline(words.sentence(_few(chosen, whole, actions, shown)), mark)
    reached = [row for row in known if row.status is Status.REACHED]
    with_figure = " met een cijfer" if len(known) < len(whole) else ""
    part = words.part(len(reached), len(known), "doelstelling", "doelstellingen")
    counted = {row.goal for row in known}
    gaps = any(row.ratio is None and row.target is not None for row in chosen if row.goal in counted)
    text = (
        f"{part}{with_figure} {words.verb(len(reached), len(known), 'haalt', 'halen')} alle {PROMISES[family]}"
        f"{' met een resultaat' if gaps else ''}"
    )
    lag = _lag(known)
    return Headline(words.sentence(f"{text}; {lag}" if lag else text), mark)


def _lag(known: Sequence[Attainment]) -> str:
    """Who lags the most, when somebody lags and there are enough to compare."""
    found = words.extreme([(row.component, row.ratio) for row in known if row.ratio is not None])
    if found is None or min(row.ratio or 0 for row in known) >= 1:
        return _alone(known)
    low = [row for row in known if row.component in found.names]
    if all(row.status is Status.BEHIND for row in low):
        return words.lag_most(found, "doelstellingen")
    stands = "staat" if len(low) == 1 else "staan"
    return f"{words.named(found.names, 'doelstellingen')} {stands} het laagst, op {found.shown}"


def _alone(known: Sequence[Attainment]) -> str:
    """Where no superlative is allowed: all equal and under, or one or two goals by name."""
    under = [row for row in known if row.status is not Status.REACHED]
    shown = {words.percent(row.ratio) for row in under}
    if not under:
        return ""
    if len(under) == len(known) and len(shown) == 1 and len(known) > 1:
        return f"ze staan op {shown.pop()}"
    return dutch.listed([f"{row.component} staat op {words.percent(row.ratio)}" for row in under])


def _few(rows: Sequence[Attainment], whole: Sequence[Attainment], actions: Sequence[Action], shown: Shown) -> str:
    """The result that is furthest above what was agreed (or nearest to it), and how many goals have none."""
    best = max(comparable(rows, actions), key=lambda row: row.ratio or 0)
    without = sum(row.with_figure == 0 for row in whole)
    text = f"{_amount(best, best.realised, actions)}, {times(best.ratio or Decimal(0))}"
    if not without:
        return text
    if shown.only_official:
        return f"{text}; {_count(without)} {'wacht' if without == 1 else 'wachten'} op publicatie"
    return f"{text}; {_count(without)} {'heeft' if without == 1 else 'hebben'} nog geen resultaat"


def _count(goals: int) -> str:
    return words.some(goals, "doelstelling", "doelstellingen")


def _amount(row: Attainment, value: Decimal | None, actions: Sequence[Action]) -> str:
    """A result with what it counts: "170.951 oefenkansen Nederlands", "18 actieplannen (actieplan polarisatie)"."""
    title = next((action.title for action in actions if action.action_id == row.action), row.component)
    name, unit, shown = terms.action_name(row.action, title), row.unit or "", dutch.number(value)
    return f"{shown} {name}" if unit and name.startswith(unit) else f"{shown} {unit} ({name})".replace("  ", " ")


def times(ratio: Decimal) -> str:
    """A result against what was agreed: "ruim dubbel zoveel als afgesproken", "94,7 % van wat afgesproken is"."""
    if ratio < 1:
        return f"{words.percent(ratio)} van wat afgesproken is"
    if ratio < Decimal("1.95"):
        more = words.percent(ratio - 1)
        return "precies zoveel als afgesproken" if ratio == 1 else f"{more} meer dan afgesproken"
    if ratio < Decimal("2.5"):
        nearly = "bijna " if ratio < 2 else "ruim " if ratio > 2 else ""
        return f"{nearly}dubbel zoveel als afgesproken"
    return f"{dutch.number(ratio, 1)} keer zoveel als afgesproken"


def _nothing(rows: Sequence[Attainment], actions: Sequence[Action], year: int, shown: Shown) -> str:
    """Without any result: what was promised, where that is known."""
    promised = [row for row in rows if row.target is not None]
    said = "gepubliceerd" if shown.only_official else "bekend"
    text = f"Van projectjaar {year} is nog geen resultaat {said}"
    if any(row.realised is not None for row in rows):
        return f"Projectjaar {year} heeft resultaten, maar geen {PROMISES[Family.CALL]} om ze mee te vergelijken"
    if 0 < len(promised) <= words.MOST_NAMED and all(row.family is Family.CALL for row in promised):
        verb = "is" if len(promised) == 1 and promised[0].target == 1 else "zijn"
        return f"{text}; {dutch.listed([_amount(row, row.target, actions) for row in promised])} {verb} beloofd"
    return text


def strip(known_or_not: Sequence[Attainment], family: Family = Family.CALL) -> str:
    """How far the goals stay below what was agreed: "Vier doelstellingen blijven 1,3 tot 10,5 punten onder ..."."""
    known = [row for row in known_or_not if row.ratio is not None]
    under = [1 - row.ratio for row in known if row.ratio is not None and row.ratio < 1]
    if not known:
        return f"Nog geen resultaat om met de {PROMISES[family]} te vergelijken"
    stays = f"{words.verb(len(under), len(known), 'blijft', 'blijven')}"
    if len(known) < len(known_or_not):
        reached = len(known) - len(under)
        parts = [f"{words.cardinal(reached)} {'haalt' if reached == 1 else 'halen'} alles"] if reached else []
        if under:
            parts.append(f"{words.cardinal(len(under))} {stays} {words.span(under)} onder {PROMISE[family]}")
        has = "heeft" if len(known) == 1 else "hebben"
        return words.sentence(f"{_count(len(known))} {has} een resultaat: {dutch.listed(parts)}")
    if not under:
        return f"Geen enkele doelstelling blijft onder {PROMISE[family]}"
    return words.sentence(f"{_count(len(under))} {stays} {words.span(under)} onder {PROMISE[family]}")


def changes(found: Sequence[Shift]) -> tuple[str, str]:
    """Who crossed the line of 100 %, up and down: a heading and the sentence below it."""
    if not found:
        return "Geen actie heeft een cijfer in beide jaren", ""
    up, down = sum(one.rose_above for one in found), sum(one.fell_below for one in found)
    if not up and not down:
        return "Geen enkele actie ging over de grens van 100 %", ""
    if not up:
        fell = f"{words.some(down, 'actie', 'acties')} {'zakte' if down == 1 else 'zakten'} onder de 100 %"
        return words.sentence(fell), "Geen enkele kwam erboven."
    came = f"{words.some(up, 'actie', 'acties')} {'kwam' if up == 1 else 'kwamen'} boven de 100 %"
    fell = words.sentence(words.cardinal(down)) if down else "Geen enkele"
    return words.sentence(came), f"{fell} {'zakte' if down < 2 else 'zakten'} eronder."


def growth(pairs: Iterable[tuple[float, float]]) -> str:
    """Of published figures over two years: "Alles wat over twee jaren gepubliceerd is, groeide"."""
    found = list(pairs)
    grew, equal = sum(now > was for was, now in found), sum(now == was for was, now in found)
    if not found:
        return "Geen enkel cijfer is over twee jaren gepubliceerd"
    if len(found) == 1:
        said = "groeide" if grew else "bleef gelijk" if equal else "daalde"
        return f"Eén cijfer is over twee jaren gepubliceerd, en het {said}"
    if grew == len(found):
        return "Alles wat over twee jaren gepubliceerd is, groeide"
    if equal == len(found):
        return "Alles wat over twee jaren gepubliceerd is, bleef gelijk"
    parts = [(grew, "groeide", "groeiden"), (equal, "bleef gelijk", "bleven gelijk")]
    parts.append((len(found) - grew - equal, "daalde", "daalden"))
    said = dutch.listed([f"{words.cardinal(n)} {one if n == 1 else many}" for n, one, many in parts if n])
    return f"Van {words.cardinal(len(found))} gepubliceerde cijfers: {said}"


def subsidy(now: float, before: float | None, year_before: int) -> str:
    """The words behind the amount: "subsidie, € 2,8 mln meer dan jaar 1"; without a year before only the word."""
    if before is None:
        return "subsidie"
    size = dutch.millions(abs(now - before))
    if size == dutch.millions(0):
        return f"subsidie, {'evenveel als' if now == before else 'ongeveer evenveel als'} jaar {year_before}"
    return f"subsidie, {words.more_or_less(now - before, size)} dan jaar {year_before}"


def beside(now: float, before: float | None) -> str:
    """A count beside that of the year before: "43 meer", "evenveel"; without a year before ""."""
    return "" if before is None else words.more_or_less(now - before, dutch.number(abs(now - before)))


def taking_part(count: int | None, total: int, *, named: int | None = None) -> str:
    """How many municipalities take part: "147 van de 300 gemeenten doen mee"; `named`: whose names are published."""
    if count is None:
        return "Hoeveel gemeenten meedoen is niet gepubliceerd"
    do = "doet" if count == 1 else "doen"
    if named is not None:
        known = "één naam is bekend" if named == 1 else f"{words.cardinal(named)} namen zijn bekend"
        return f"{dutch.counted(count, 'gemeente', 'gemeenten')} {do} mee, {known}"
    if count == total:
        return f"Alle {dutch.number(total)} gemeenten doen mee"
    return f"{dutch.number(count)} van de {dutch.number(total)} gemeenten {do} mee"
