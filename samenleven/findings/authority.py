"""The headline of one local authority, for each kind of them: what it reached, what it lacks, or which rule is its.

The first that is known is said: the agreement of a project year, a published cooperation, a grant that was published,
its own rule, or where it stands against the threshold. Who applies alone while it is uncertain whether it may, reads
that first. What is an estimate or an example is said as such by the mark
beside the headline (`rests_on`); with official figures only none of those is among the facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from samenleven import dutch
from samenleven.attainment import Status
from samenleven.eligibility import Eligibility, TargetGroup
from samenleven.figures import Kind, Shown
from samenleven.findings import words


@dataclass(frozen=True, slots=True)
class Promises:
    """What became of the agreements of one project year: the status of each, and who applied (`cooperation`).

    `over`: the project year is past and its figures are in, so who is behind will not catch up any more. `half_way`:
    the figures are those of the half-year.
    """

    project_year: int
    statuses: tuple[Status, ...]
    over: bool
    cooperation: str | None = None
    kinds: tuple[Kind, ...] = ()
    half_way: bool = False


@dataclass(frozen=True, slots=True)
class WithWhom:
    """The best set of partners: their names, `joins` the cooperations that they are together, `standing` whether the
    region has a published cooperation at all, `alone` those of them that may apply alone too."""

    names: tuple[str, ...]
    joins: tuple[str, ...] = ()
    standing: bool = False
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFacts:
    """What is known of one authority, None or empty where nothing is.

    `eligible` is None for a municipality of Brussels, where `represented_by` applies. `group` is its target group,
    `non_eu27` the published part of it. `floor` is what a cooperation needs together. `published_with` are the other
    members of its published cooperation; `granted` in euro a year and `granted_actions` stand in a publication.
    """

    name: str
    eligible: Eligibility | None
    floor: int
    listed: bool = False
    represented_by: str | None = None
    own_rule: str | None = None
    promises: Promises | None = None
    published_with: tuple[str, ...] = ()
    granted: Decimal | None = None
    granted_actions: int | None = None
    group: TargetGroup | None = None
    non_eu27: int | None = None
    with_whom: WithWhom | None = None
    shown: Shown = Shown.EXAMPLE


@dataclass(frozen=True, slots=True)
class Sentence:
    """One Dutch sentence without a full stop, and the kinds of figures that it rests on."""

    text: str
    kinds: tuple[Kind, ...] = field(default=(Kind.OFFICIAL,))


def headline(facts: AuthorityFacts) -> Sentence:
    """The headline of an authority: always a sentence, whatever is known."""
    found = _headline(facts)
    return Sentence(words.sentence(found.text), found.kinds) if found.text.startswith(("de ", "één")) else found


def _headline(facts: AuthorityFacts) -> Sentence:
    doubtful = facts.eligible is Eligibility.UNCERTAIN and facts.group is not None
    together = facts.promises is not None and facts.promises.cooperation is not None
    if facts.promises and facts.promises.statuses and (together or not doubtful):
        return Sentence(promises_said(facts.name, facts.promises), facts.promises.kinds or (Kind.OFFICIAL,))
    if facts.published_with:
        others = dutch.listed(facts.published_with)
        return Sentence(f"{facts.name} dient in met {others}; wat dat verband haalde, is niet gepubliceerd")
    if facts.granted is not None:
        return Sentence(_granted(facts))
    if facts.represented_by:
        return Sentence(f"Voor {facts.name} dient {facts.represented_by} in; de drempel geldt hier niet")
    if facts.own_rule:
        return Sentence(facts.own_rule)
    if facts.listed:
        said = f"{facts.name} staat op de lijst van het plan en mag alleen indienen"
        return Sentence(f"{said}; resultaten per bestuur zijn niet gepubliceerd")
    if facts.shown.only_official:
        return Sentence(_officially(facts))
    if facts.group is None:
        return Sentence(f"Onzeker hoe {facts.name} mag indienen: er is geen cijfer over de doelgroep")
    if facts.eligible is Eligibility.ALONE:
        people = dutch.counted(facts.group.lower, "inwoner", "inwoners")
        return Sentence(
            f"{facts.name} mag alleen indienen: minstens {people} in de doelgroep, de drempel is {_floor(facts)}",
            (Kind.ESTIMATE,),
        )
    if facts.eligible is Eligibility.UNCERTAIN:
        low, high = dutch.number(facts.group.lower), dutch.number(facts.group.upper)
        between = f"tussen {low} en {high} inwoners in de doelgroep, de drempel is {_floor(facts)}"
        return Sentence(f"Onzeker of {facts.name} alleen mag indienen: {between}", (Kind.ESTIMATE,))
    return Sentence(_short(facts, facts.group), (Kind.ESTIMATE,))


def promises_said(name: str, promises: Promises) -> str:
    """What was reached of the agreements of a year, and where the rest stands."""
    statuses = [status for status in promises.statuses if status is not Status.NO_TARGET]
    total, known = len(statuses), [s for s in statuses if s not in (Status.NO_FIGURE, Status.NOT_YET_MEASURABLE)]
    who = name if promises.cooperation is None else f"{name} ({promises.cooperation})"
    if promises.cooperation and name in promises.cooperation:
        who = promises.cooperation
    year = f"{'halfweg' if promises.half_way else 'in'} projectjaar {promises.project_year}"
    if not total:
        return f"{who} deed mee {year}; wat er afgesproken is, is niet bekend"
    if not known:
        agreed = "de enige afspraak" if total == 1 else f"de {dutch.number(total)} afspraken"
        return f"Van {agreed} van {who} {year} is geen cijfer bekend"
    reached = sum(status is Status.REACHED for status in statuses)
    return f"{who} haalt {_out_of(reached, total, promises.over)} {year}{_rest(statuses, promises.over)}"


def _out_of(reached: int, total: int, over: bool) -> str:
    if reached == total:
        return "de enige afspraak" if total == 1 else "beide afspraken" if total == 2 else f"alle {total} afspraken"
    if total == 1:
        return f"de enige afspraak {'niet' if over else 'nog niet'}"
    if reached == 0:
        return f"{'' if over else 'nog '}geen van de {total} afspraken"
    return f"{dutch.number(reached)} van de {dutch.number(total)} afspraken"


def _rest(statuses: Sequence[Status], over: bool) -> str:
    """Where the agreements stand that were not reached; nothing when none is left, or when it is said already."""
    behind = sum(status in (Status.BEHIND, Status.INCOMPLETE) for status in statuses)
    on_track = sum(status is Status.ON_TRACK for status in statuses)
    missing = len(statuses) - behind - on_track - sum(status is Status.REACHED for status in statuses)
    parts = []
    if behind and not (behind == len(statuses) and (over or behind == 1)):
        verb = ("is niet gehaald", "zijn niet gehaald") if over else ("loopt achter", "lopen achter")
        parts.append(_counted(behind, *verb))
    if on_track:
        parts.append(_counted(on_track, "ligt op schema", "liggen op schema"))
    if missing:
        parts.append(_counted(missing, "heeft geen cijfer", "hebben geen cijfer"))
    return f"; {dutch.listed(parts)}" if parts else ""


def _counted(count: int, one: str, many: str) -> str:
    return f"{dutch.number(count)} {one if count == 1 else many}"


def _granted(facts: AuthorityFacts) -> str:
    money = f"{facts.name} kreeg {dutch.euro(facts.granted)} per jaar"
    if facts.granted_actions:
        money += f" voor {words.some(facts.granted_actions, 'actie', 'acties')}"
    return f"{money}; wat het daarmee haalde, is niet gepubliceerd"


def _officially(facts: AuthorityFacts) -> str:
    listed = f"{facts.name} staat niet op de gepubliceerde lijst van wie alleen mag indienen"
    if facts.non_eu27 is None:
        return listed
    return f"{listed}; {dutch.counted(facts.non_eu27, 'inwoner heeft', 'inwoners hebben')} herkomst buiten de EU27"


def _short(facts: AuthorityFacts, group: TargetGroup) -> str:
    """What a small municipality lacks by the estimate, and with whom it has enough by every reading."""
    lacks = facts.floor - group.estimate
    if lacks > 0:
        said = f"{facts.name} komt {dutch.counted(lacks, 'inwoner', 'inwoners')} te kort"
    else:
        said = f"{facts.name} mag niet alleen indienen"
    return f"{said}; {with_whom_said(facts.with_whom, group.lower >= facts.floor)}"


def with_whom_said(found: WithWhom | None, enough: bool = False) -> str:
    """With whom it has enough: "met Hamme haalt het de drempel"; None: with nobody next to it."""
    if enough and found and not found.names:
        return "voor een samenwerkingsverband telt het er genoeg"
    if found is None or not found.names:
        return "met de gemeenten waaraan het grenst haalt het de drempel niet zeker"
    if found.joins:
        return f"bij het verband {dutch.listed(found.joins)} haalt het de drempel"
    count = len(found.names)
    who = f"met {words.named(found.names, 'andere gemeenten')}"
    said = f"{who} haalt het de drempel"
    if found.alone:
        may = "mag" if len(found.alone) == 1 else "mogen"
        both = "die ook alleen" if count == 1 else f"waarvan {dutch.listed(found.alone)} ook alleen"
        return f"{who}, {both} {may} indienen, haalt het de drempel"
    return f"{said} zonder een gepubliceerd verband te breken" if found.standing else said


def _floor(facts: AuthorityFacts) -> str:
    return dutch.number(facts.floor)
