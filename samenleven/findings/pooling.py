"""The findings of *samenwerking*: with whom one municipality reaches the threshold, and what a region can have at most.

A headline is one Dutch sentence without a full stop. What our own search finds is an estimate, also on published
counts, and is said as such by the mark beside the headline; with official figures only nothing of it is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenleven import dutch
from samenleven.eligibility import Eligibility, Weight
from samenleven.figures import Kind, Shown
from samenleven.findings import words
from samenleven.findings.authority import Sentence, WithWhom

BY = {Weight.LOWER: "", Weight.ESTIMATE: "volgens de schatting ", Weight.UPPER: "volgens de bovengrens "}
"""How a sentence says by which reading it holds; what holds at the lower bound holds in every reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFacts:
    """What is known of one authority that asks with whom it can apply; `name` as it stands in a sentence.

    `eligible` is None for a municipality of Brussels, which `represented_by` applies for; `own_rule` is the headline
    of who is no municipality. `listed`: on the published list of who may apply alone. `counted`: there is a figure.
    `published_with` are the other members of its published cooperation. `best` is its best set, None without one.
    `neighbours`: some municipality borders it. `alone_here`: by the reading that counts it may apply alone, whatever
    the others say.
    """

    name: str
    eligible: Eligibility | None
    listed: bool = False
    counted: bool = True
    represented_by: str | None = None
    own_rule: str | None = None
    published_with: tuple[str, ...] = ()
    best: WithWhom | None = None
    reading: Weight = Weight.LOWER
    alone_here: bool = False
    neighbours: bool = True
    shown: Shown = Shown.EXAMPLE


def partners_said(facts: PartnerFacts) -> Sentence:
    """The headline for one authority: always a sentence, whatever is known."""
    if facts.represented_by:
        return Sentence(f"Voor {facts.name} dient {facts.represented_by} in: partners zoeken hoeft niet")
    if facts.own_rule:
        return Sentence(words.sentence(facts.own_rule))
    if facts.listed:
        return Sentence(f"{facts.name} heeft geen partners nodig: het staat op de lijst en mag alleen indienen")
    if facts.shown.only_official:
        return Sentence(_officially(facts))
    if not facts.counted:
        return Sentence(f"Onzeker met wie {facts.name} kan indienen: er is geen cijfer over de doelgroep")
    return Sentence(_counted(facts), (Kind.ESTIMATE,))


def _officially(facts: PartnerFacts) -> str:
    if facts.published_with:
        return f"{facts.name} dient in met {dutch.listed(facts.published_with)}"
    return f"{facts.name} staat niet op de lijst van wie alleen mag indienen; met wie het kan, is niet gepubliceerd"


def _counted(facts: PartnerFacts) -> str:
    if facts.eligible is Eligibility.ALONE:
        return f"{facts.name} heeft geen partners nodig: volgens de cijfers van nu mag het alleen indienen"
    by, best = BY[facts.reading], facts.best
    certain = "zeker " if facts.reading is Weight.LOWER else ""
    doubtful = facts.eligible is Eligibility.UNCERTAIN
    if doubtful and facts.alone_here:
        return f"Onzeker of {facts.name} partners nodig heeft; {by}mag het alleen indienen"
    if best is None:
        short = f"met zijn buren haalt het de drempel {by}niet{' zeker' if certain else ''}"
        if doubtful:
            return f"Onzeker of {facts.name} alleen mag indienen; {short}"
        if not facts.neighbours:
            return f"Aan {facts.name} grenst geen andere Vlaamse gemeente: met buren haalt het de drempel niet"
        return f"Met zijn buren haalt {facts.name} de drempel {by}niet{' zeker' if certain else ''}"
    if facts.published_with and best.joins:
        others = f"{facts.name} zit al in een verband, met {dutch.listed(facts.published_with)}"
        return f"{others}: {by}samen halen ze de drempel{' zeker' if certain else ''}"
    if not best.names:
        said = f"{facts.name} telt er {by}genoeg voor een verband, maar een verband vraagt partners"
        return f"{said}; onzeker of het alleen mag indienen" if doubtful else said
    if doubtful:
        return f"Onzeker of {facts.name} partners nodig heeft; {_how(best, 'het', by, certain)}"
    return _how(best, facts.name, by, "")


def _how(best: WithWhom, who: str, by: str, certain: str) -> str:
    """ "Zele haalt de drempel met Berlare", or with "het": "met Berlare haalt het de drempel zeker"."""
    partners = f"met {words.named(best.names, 'andere gemeenten')}"
    if best.joins:
        partners = f"in het verband {dutch.listed(best.joins)}"
    elif best.alone:
        may = "mag" if len(best.alone) == 1 else "mogen"
        which = "die ook alleen" if len(best.names) == 1 else f"waarvan {dutch.listed(best.alone)} ook alleen"
        partners = f"{partners}, {which} {may} indienen,"
    kept = ", zonder een gepubliceerd verband te breken" if best.standing and not (best.joins or best.alone) else ""
    if who == "het":
        return f"{partners} haalt het {by}de drempel {certain}".rstrip() + kept
    return f"{who} haalt {by}de drempel {partners.removesuffix(',')}{kept}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionFacts:
    """The best division of a place: how many cooperations, of how many authorities that look for partners.

    `bound`: more cooperations cannot be. `proven`: the count is the highest there is. `whole`: all of Flanders.
    """

    place: str
    count: int
    bound: int
    covered: int
    looking: int
    proven: bool
    whole: bool = False

    @property
    def left(self) -> int:
        """Who is in no cooperation."""
        return self.looking - self.covered


def division_said(facts: DivisionFacts) -> Sentence:
    """The headline of a region or of Flanders: how many cooperations, whether more can be, and who is left."""
    place = words.sentence(facts.place)
    if not facts.looking:
        return Sentence(f"{place}: niemand zoekt er partners", (Kind.ESTIMATE,))
    if not facts.count:
        none = "geen enkel verband kan de drempel halen" if facts.proven else "er is nog geen verband gevonden"
        return Sentence(f"{place}: {none}", (Kind.ESTIMATE,))
    said = f"{place}: {words.some(facts.count, 'verband', 'verbanden')}"
    more = ", en meer kan niet" if facts.proven else f", en meer dan {words.cardinal(facts.bound)} kan zeker niet"
    left = _left(facts.left) if facts.left else _everyone(facts.looking)
    if facts.whole:
        return Sentence(
            f"{said}{more}; {dutch.number(facts.covered)} van {dutch.number(facts.looking)} gemeenten doen mee",
            (Kind.ESTIMATE,),
        )
    return Sentence(f"{said}{more}; {left}", (Kind.ESTIMATE,))


def _left(count: int) -> str:
    return f"{words.some(count, 'gemeente', 'gemeenten')} {'blijft' if count == 1 else 'blijven'} over"


def _everyone(count: int) -> str:
    if count == 1:
        return "de enige gemeente die partners zoekt, doet mee"
    return f"{words.part(count, count, 'gemeente', 'gemeenten')} die partners zoeken, doen mee"


def list_title(totals: Sequence[int], floor: int) -> str:
    """How large cooperations are, in inhabitants that count, beside the threshold."""
    if not totals:
        return "Geen enkel verband haalt de drempel"
    low, high = dutch.number(min(totals)), dutch.number(max(totals))
    limit = f"de drempel is {dutch.number(floor)}"
    if len(totals) == 1:
        return f"Het enige verband telt {high} inwoners, {limit}"
    if low == high:
        return f"Elk verband telt {high} inwoners, {limit}"
    return f"De verbanden tellen {low} tot {high} inwoners, {limit}"


def regions_title(counts: Sequence[tuple[str, int]]) -> str:
    """Which region can have most cooperations, of three and more; and how many can have none."""
    most = words.extreme(counts, words.cardinal, highest=True)
    none = sum(count == 0 for _, count in counts)
    without = f"; in {words.some(none, 'regio', 'regio’s')} kan er geen" if none else ""
    if most is None:
        each = {count for _, count in counts}
        count = each.pop() if len(each) == 1 else 0
        return (
            f"Elke regio kan {words.some(count, 'verband', 'verbanden')} hebben"
            if count
            else ("Verbanden per regio" + without)
        )
    runs = "kan" if len(most.names) == 1 else "kunnen"
    who = words.named(most.names, "regio’s")
    return f"{words.sentence(who)} {runs} de meeste verbanden hebben, {most.shown}{without}"


def sets_title(keep: int, breaking: int, reading: Weight, place: str) -> str:
    """How many sets are shown, and how many of those break a published cooperation."""
    every = keep + breaking
    if not every:
        return f"Geen enkele set van buren in {place} haalt {BY[reading] or 'zeker '}de drempel"
    sets = words.sentence(words.some(every, "set", "sets"))
    enough = "in elke lezing " if reading is Weight.LOWER else BY[reading]
    said = f"{sets} {'haalt' if every == 1 else 'halen'} {enough}de drempel"
    if not breaking:
        return said
    which = "één ervan" if breaking == 1 else f"{words.cardinal(breaking)} ervan"
    if breaking == every:
        which = "die" if every == 1 else "beide" if every == 2 else "alle"
    return f"{said}; {which} {'breekt' if breaking == 1 else 'breken'} een gepubliceerd verband"


def more_than(count: int, best: int) -> str:
    """A count of cooperations beside the most there can be: "zo veel als kan", "één minder dan kan"."""
    if count == best:
        return "zo veel als kan"
    if count > best:
        return f"{words.cardinal(count - best)} meer dan zonder deze set"
    return f"{words.cardinal(best - count)} minder dan kan"


def left_title(names: Sequence[str], looking: int, *, by_hand: bool = False) -> str:
    """Who is in no cooperation; `by_hand` who is not in one yet."""
    if not looking:
        return "Niemand zoekt hier partners"
    if not names:
        return "Niemand blijft over: elke gemeente die partners zoekt, zit in een verband"
    few = len(names) < looking and len(names) <= words.MOST_NAMED
    who = dutch.listed(names) if few else words.part(len(names), looking, "gemeente", "gemeenten")
    one = len(names) == 1
    if by_hand:
        return words.sentence(f"{who} {'zit' if one else 'zitten'} nog in geen verband")
    return words.sentence(f"{who} {'blijft' if one else 'blijven'} over")


def money_title(count: int, ask: str, total: str, call: int) -> str:
    """What cooperations can ask for in a call."""
    if not count:
        return f"Zonder verband valt er in oproep {call} niets samen te vragen"
    if count == 1:
        return f"Eén verband kan in oproep {call} hoogstens {ask} vragen"
    return f"{words.sentence(words.cardinal(count))} verbanden kunnen in oproep {call} samen hoogstens {total} vragen"


def published_title(count: int, fits: int | None) -> str:
    """How many published cooperations there are, and how many keep to the rules; `fits` None says nothing of that."""
    if not count:
        return "Van geen enkel verband zijn de leden gepubliceerd"
    known = "Van één verband" if count == 1 else f"Van {words.cardinal(count)} verbanden"
    said = f"{known} zijn de leden gepubliceerd"
    if fits is None:
        return said
    if count == 1:
        return f"{said}; het voldoet {'' if fits else 'niet '}aan de regels".replace("  ", " ")
    which = "alle" if fits == count > 2 else "beide" if fits == count else words.cardinal(fits) if fits else "geen"
    return f"{said}; {which} {'voldoet' if fits <= 1 else 'voldoen'} aan de regels zoals wij ze kennen"


def hand_title(valid: int, total: int) -> str:
    """A division by hand: how many of its cooperations keep to the rules."""
    if not total:
        return hand_counted(total)
    if total == 1:
        return f"Uw verband {'voldoet' if valid else 'voldoet nog niet'}"
    how = {0: "geen", total: "beide" if total == 2 else "alle"}.get(valid, words.cardinal(valid))
    return f"Van uw {words.cardinal(total)} verbanden {'voldoet' if valid <= 1 else 'voldoen'} er {how}".replace(
        "er alle", "ze alle"
    )


def hand_counted(total: int) -> str:
    """A division by hand of which nothing is judged."""
    if not total:
        return "Nog geen verband: kies een gemeente op de kaart of in de lijst"
    return f"U maakte {words.some(total, 'verband', 'verbanden')}"


def beside_best(mine: int, best: int, compact: bool) -> str:
    """A division by hand beside the best one: how many cooperations more that has, or what else."""
    missing = best - mine
    if missing > 0:
        return f"De beste verdeling heeft {words.some(missing, 'verband', 'verbanden')} meer"
    if missing < 0:
        return f"Uw verdeling heeft {words.some(-missing, 'verband', 'verbanden')} meer dan de gevonden verdeling"
    return (
        "Zo goed als de beste verdeling"
        if compact
        else "Evenveel verbanden als de beste verdeling, maar niet zo compact"
    )
