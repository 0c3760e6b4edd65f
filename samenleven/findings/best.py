"""What *De beste verdeling* and *Zekerheid* say: outcomes of the model, never facts, and never more than was proven.

One euro amount runs through headline, picture and table: what the best division spends. Figures are compared as they
stand on the screen; nothing is called the most or the least among fewer than three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenleven import dutch
from samenleven.budget.uncertainty import Band
from samenleven.findings import words

MODEL = "In dit rekenmodel"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class BestFacts:
    """The best division beside that of the rounds, money in euro, attainment from 0 to 1.

    `spent` is what the best division gives out, `budget` what there is to divide, `bound` what no division exceeds.
    `weakest` and `rounds_weakest` are the lowest progress of a goal in each; `worst_first`: that one was lifted first.
    """

    spent: float
    budget: float
    attainment: float
    bound: float
    proven: bool
    rounds_spent: float
    rounds_attainment: float
    weakest: float
    rounds_weakest: float
    worst_first: bool = False


def money(euro: float) -> str:
    """An amount in a sentence: "€ 14,9 mln", "€ 950.000"."""
    return dutch.millions(euro) if abs(euro) >= MILLION else dutch.euro(euro)


def headline(facts: BestFacts) -> str:
    """What the money reaches at best, and what the rounds reach with it."""
    if facts.worst_first:
        here, there = words.percent(facts.weakest), words.percent(facts.rounds_weakest)
        beside = "even hoog als in de rondes" if here == there else f"tegenover {there} in de rondes"
        return f"{MODEL} komt de zwakste doelstelling met {money(facts.spent)} op {here}, {beside}"
    here, there = words.percent(facts.attainment), words.percent(facts.rounds_attainment)
    if not facts.proven:
        most = words.percent(facts.bound)
        return f"{MODEL} haalt {money(facts.spent)} minstens {here} van de meetlat, en hoogstens {most}"
    if _enough(facts):
        said = f"{MODEL} volstaat {money(facts.spent)} voor het hoogst mogelijke doelbereik, {here}"
        return f"{said}; de rondes geven daarvoor {money(facts.rounds_spent)} uit" if here == there else said
    beside = "evenveel als de rondes" if here == there else f"tegenover {there} in de rondes"
    return f"{MODEL} haalt {money(facts.spent)} hoogstens {here} van de meetlat, {beside}"


def _enough(facts: BestFacts) -> bool:
    """Whether money is left over when all that can be reached is reached."""
    return money(facts.spent) != money(facts.budget)


def goals_title(changes: Sequence[tuple[str, float, float]]) -> str:
    """How goals move from the rounds to the best division: names with both progresses (0 to 1)."""
    up = [name for name, was, now in changes if words.percent(now) != words.percent(was) and now > was]
    down = [name for name, was, now in changes if words.percent(now) != words.percent(was) and now < was]
    if not changes:
        return "Geen enkele doelstelling heeft hier een meetlat"
    if not up and not down:
        return f"{MODEL} brengt de beste verdeling elke doelstelling even ver als de rondes"
    parts = []
    if up:
        part = words.part(len(up), len(changes), "doelstelling", "doelstellingen")
        parts.append(f"{part} {words.verb(len(up), len(changes), 'komt', 'komen')} verder dan in de rondes")
    if down:
        least = f"{words.cardinal(len(down))} {'blijft' if len(down) == 1 else 'blijven'} achter"
        if not up:
            part = words.part(len(down), len(changes), "doelstelling", "doelstellingen")
            least = f"{part} {words.verb(len(down), len(changes), 'komt', 'komen')} minder ver dan in de rondes"
        parts.append(least)
    return f"{MODEL}: {', '.join(parts)}"


def frontier_title(facts: BestFacts, half: float) -> str:
    """What half of the money reaches (`half`, 0 to 1), and whether more than is spent would still help."""
    said = f"{MODEL} haalt de helft van {money(facts.spent)} al {words.percent(half)}"
    return f"{said}; boven {money(facts.spent)} komt er niets bij" if _enough(facts) else said


def euro_title(points: float, step: float, best: Sequence[tuple[str, float]]) -> str:
    """What `step` euro more bring, in percentage points, and the action where that is most."""
    if dutch.number(points, 3) == "0":
        return f"{MODEL} levert {dutch.euro(step)} meer budget niets op: wat gevraagd kan worden, is betaald"
    said = f"{MODEL} levert {dutch.euro(step)} meer budget {dutch.number(points, 3)} procentpunt doelbereik op"
    found = words.extreme(best, lambda value: dutch.number(value, 3), highest=True)
    return f"{said}; het meest via {words.named(found.names, 'acties')}" if found else said


def points_title(rows: Sequence[tuple[str, float]]) -> str:
    """Where a point costs least: names of targets with their points per 100,000 euro."""
    found = words.extreme(rows, lambda value: dutch.number(value, 2), highest=True)
    if found is None:
        return "Wat een punt doelbereik kost, per KPI-onderdeel"
    costs = "kost" if len(found.names) == 1 else "kosten"
    return f"{MODEL} {costs} {words.named(found.names, 'KPI-onderdelen')} het minst per punt doelbereik"


def actions_title(changes: Sequence[tuple[str, float]]) -> str:
    """How much money goes elsewhere than in the rounds: actions with their difference in euro."""
    moved = sum(max(0.0, change) for _, change in changes)
    less = sum(max(0.0, -change) for _, change in changes)
    if dutch.euro(moved) == dutch.euro(0) == dutch.euro(less):
        return f"{MODEL} krijgt elke actie evenveel als in de rondes"
    if dutch.euro(moved) == dutch.euro(0):
        return f"{MODEL} is {money(less)} minder nodig dan de rondes uitgeven"
    if dutch.euro(less) == dutch.euro(0):
        return f"{MODEL} gaat {money(moved)} meer naar acties dan in de rondes"
    return f"{MODEL} krijgen sommige acties samen {money(moved)} meer dan in de rondes, andere {money(less)} minder"


def doubt_headline(found: Band | None) -> str:
    """Between what the weighted attainment lies; None where no goal with a weight has a target."""
    if found is None:
        return "Zonder gewichten is er geen gewogen doelbereik om over te twijfelen"
    if words.percent(found.low) == words.percent(found.high):
        return (
            f"{MODEL} hangt het betaalde doelbereik, {words.percent(found.middle)}, niet af van wat gerealiseerd wordt"
        )
    return f"{MODEL} ligt het betaalde doelbereik tussen {_span(found.low, found.high)}"


def bands_title(bands: Sequence[tuple[str, float, float]]) -> str:
    """Which goal is least sure: names with the ends of their band (0 to 1)."""
    if not bands:
        return "Geen enkele doelstelling heeft hier een meetlat"
    wide = [(name, high - low) for name, low, high in bands]
    if all(words.points(size) == words.points(0) for _, size in wide):
        return f"{MODEL} hangt geen enkele doelstelling af van wat gerealiseerd wordt"
    found = words.extreme(wide, words.points, highest=True)
    if found is None or len(found.names) > 1:
        said = [f"{name} tussen {_span(low, high)}" for name, low, high in bands]
        few = len(said) <= words.MOST_NAMED
        return f"{MODEL} ligt {dutch.listed(said)}" if few else f"{MODEL} zijn meer doelstellingen even onzeker"
    _, low, high = next(one for one in bands if one[0] == found.names[0])
    return f"{MODEL} is {found.names[0]} het minst zeker: tussen {_span(low, high)}"


def _span(low: float, high: float) -> str:
    return f"{words.percent(low)} en {words.percent(high)}"


def tornado_title(swings: Sequence[tuple[str, float]]) -> str:
    """Which assumption weighs most: titles with how far they move the attainment (0 to 1)."""
    moving = [(name, size) for name, size in swings if words.points(size) != words.points(0)]
    if not moving:
        return f"{MODEL} maakt geen enkele aanname verschil"
    found = words.extreme(swings, words.points, highest=True)
    if found is None:
        return f"{MODEL} {'telt één aanname mee' if len(swings) == 1 else 'is geen aanname de zwaarste'}"
    weighs = "weegt" if len(found.names) == 1 else "wegen"
    quoted = [f"‘{name}’" for name in found.names]
    return words.sentence(f"{MODEL.lower()} {weighs} {words.named(quoted, 'aannames')} het zwaarst: {found.shown}")
