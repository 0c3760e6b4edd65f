"""The rules for one cooperation, one answer per rule.

Sources: Plan Samenleven (2021) and the pages of the calls on vlaanderen.be (who may apply,
intergemeentelijke samenwerkingen, financiele stimulansen); facts and contradictions per rule are
on the page `bronnen`. Which reading holds is a setting; no number stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samenleven import dutch
from samenleven.grant.incentive import Member, cooperation_incentive
from samenleven.pooling.graph import (
    Neighbours,
    check_authorities,
    check_borders,
    check_settings,
    components,
    neighbours_of,
)
from samenleven.pooling.types import (
    Answer,
    Authority,
    Border,
    Check,
    Judgement,
    PoolingError,
    Settings,
)

_INHABITANTS, _MEMBERS, _EURO = "inwoners", "leden", "euro"


@dataclass(frozen=True)
class Context:
    """What is around a cooperation: the other cooperations (name -> ids of members), whether vzw
    de Rand applies for it, and the members it already had when it was approved before."""

    others: Mapping[str, Collection[str]]
    with_de_rand: bool = False
    earlier_members: Collection[str] = ()


def judge(
    members: Iterable[str],
    authorities: Iterable[Authority],
    borders: Iterable[Border],
    settings: Settings,
    context: Context | None = None,
) -> Judgement:
    """One cooperation, rule by rule. Raises PoolingError for an unknown or repeated member, for
    no members at all and for a bad instance."""
    by_id = check_authorities(authorities)
    check_settings(settings)
    near = neighbours_of(by_id, check_borders(borders, by_id), settings.min_border_km)
    return judge_checked(members, by_id, near, settings, context or Context({}))


def judge_checked(
    members: Iterable[str],
    by_id: Mapping[str, Authority],
    neighbours: Neighbours,
    settings: Settings,
    context: Context,
) -> Judgement:
    """As `judge`, on an instance that was checked before (to judge many cooperations)."""
    listed = list(members)
    for member, times in Counter(listed).items():
        if member not in by_id:
            raise PoolingError(f"Bestuur {member} is niet gekend. Kies een bestuur uit de lijst.")
        if times > 1:
            raise PoolingError(f"Bestuur {member} staat {times} keer in het verband.")
    if not listed:
        raise PoolingError("Een samenwerkingsverband heeft minstens één lid. Kies een bestuur.")
    chosen = [by_id[i] for i in sorted(listed)]
    checks = (
        _same_region(chosen),
        _threshold(chosen, settings),
        _one_cooperation(chosen, context.others),
        _connected(chosen, neighbours, settings),
        _max_members(chosen, settings),
        _de_rand(chosen, context.with_de_rand),
        _incentive(chosen, settings, context.earlier_members),
    )
    return Judgement(tuple(a.id for a in chosen), sum(a.weight for a in chosen), checks)


def _names(authorities: Sequence[Authority]) -> str:
    return dutch.listed([a.label for a in authorities])


def _lie(authorities: Sequence[Authority]) -> str:
    return "ligt" if len(authorities) == 1 else "liggen"


def _same_region(chosen: Sequence[Authority]) -> Check:
    per_region = Counter(a.region for a in chosen)
    home = min(per_region, key=lambda region: (-per_region[region], region))
    away = [a for a in chosen if a.region != home]
    if not away:
        return Check("same_region", Answer.OK, 0, _MEMBERS, f"Alle leden liggen in {home}.")
    sentence = f"{_names(away)} {_lie(away)} niet in {home}."
    return Check("same_region", Answer.FAILS, len(away), _MEMBERS, sentence)


def _threshold(chosen: Sequence[Authority], settings: Settings) -> Check:
    total = sum(a.weight for a in chosen)
    need = "meer dan" if settings.strict else "minstens"
    asked = f"samen {dutch.number(total)}, nodig {need} {dutch.number(settings.threshold)}"
    short = settings.floor - total
    if short > 0:
        sentence = f"{dutch.counted(short, 'inwoner', 'inwoners')} te weinig ({asked})."
        return Check("threshold", Answer.FAILS, short, _INHABITANTS, sentence)
    over = total - settings.threshold
    if over == 0:
        sentence = f"Net genoeg ({asked})."
    else:
        sentence = f"{dutch.counted(over, 'inwoner', 'inwoners')} boven de drempel ({asked})."
    return Check("threshold", Answer.OK, over, _INHABITANTS, sentence)


def _one_cooperation(chosen: Sequence[Authority], others: Mapping[str, Collection[str]]) -> Check:
    taken = [(a, name) for a in chosen for name in sorted(others) if a.id in others[name]]
    if not taken:
        sentence = "Geen lid zit in een ander samenwerkingsverband."
        return Check("one_cooperation", Answer.OK, 0, _MEMBERS, sentence)
    parts = "; ".join(f"{a.label} zit al in {name}" for a, name in taken)
    amount = len({a.id for a, _ in taken})
    return Check("one_cooperation", Answer.FAILS, amount, _MEMBERS, f"{parts}.")


def _connected(chosen: Sequence[Authority], neighbours: Neighbours, settings: Settings) -> Check:
    if not settings.contiguity:
        sentence = "Leden hoeven niet aan elkaar te grenzen."
        return Check("connected", Answer.NOT_APPLICABLE, None, _MEMBERS, sentence)
    parts = components([a.id for a in chosen], neighbours)
    largest = max(parts, key=len)
    loose = [a for a in chosen if a.id not in largest]
    if not loose:
        sentence = "Alle leden hangen aan elkaar door een gedeelde grens."
        return Check("connected", Answer.OK, 0, _MEMBERS, sentence)
    verb = "grenst" if len(loose) == 1 else "grenzen"
    sentence = f"{_names(loose)} {verb} niet aan de andere leden."
    return Check("connected", Answer.FAILS, len(loose), _MEMBERS, sentence)


def _max_members(chosen: Sequence[Authority], settings: Settings) -> Check:
    if settings.max_members is None:
        sentence = "Er is geen hoogste aantal leden ingesteld."
        return Check("max_members", Answer.NOT_APPLICABLE, None, _MEMBERS, sentence)
    over = len(chosen) - settings.max_members
    if over > 0:
        sentence = f"{dutch.counted(over, 'lid', 'leden')} te veel (hoogstens {settings.max_members})."
        return Check("max_members", Answer.FAILS, over, _MEMBERS, sentence)
    sentence = f"{len(chosen)} van hoogstens {settings.max_members} leden."
    return Check("max_members", Answer.OK, -over, _MEMBERS, sentence)


def _de_rand(chosen: Sequence[Authority], with_de_rand: bool) -> Check:
    """vzw de Rand may apply together with facility municipalities only."""
    if not with_de_rand:
        sentence = "Dit verband dient niet in met vzw de Rand."
        return Check("de_rand", Answer.NOT_APPLICABLE, None, _MEMBERS, sentence)
    others = [a for a in chosen if not a.rand_facility]
    if not others:
        sentence = "Alle leden zijn faciliteitengemeenten in de Vlaamse Rand."
        return Check("de_rand", Answer.OK, 0, _MEMBERS, sentence)
    verb = "is geen faciliteitengemeente" if len(others) == 1 else "zijn geen faciliteitengemeenten"
    sentence = f"{_names(others)} {verb}; vzw de Rand werkt enkel daarmee samen."
    return Check("de_rand", Answer.FAILS, len(others), _MEMBERS, sentence)


def _incentive(chosen: Sequence[Authority], settings: Settings, earlier_members: Collection[str]) -> Check:
    """What the one rule on the incentive says of this cooperation. Never needed to be valid."""
    rules = settings.incentive
    if rules is None:
        sentence = "Over de stimulans is hier niets gevraagd."
        return Check("incentive", Answer.NOT_APPLICABLE, None, _EURO, sentence, required=False)
    members = [
        Member(
            authority_id=a.id,
            name=a.label,
            reference_region=a.region,
            may_apply_alone=a.may_apply_alone,
            new=bool(earlier_members) and a.id not in earlier_members,
            target_group=a.weight,
            population=a.population,
        )
        for a in chosen
    ]
    found = cooperation_incentive(members, rules, took_part_before=bool(earlier_members))
    if not found.earned:
        sentence = f"Geen stimulans. {found.reason}"
        return Check("incentive", Answer.NOT_APPLICABLE, None, _EURO, sentence, required=False)
    amount = None if found.amount is None else float(found.amount)
    sentence = f"Stimulans{'' if amount is None else f' van {dutch.number(amount)} euro'} mogelijk. {found.reason}"
    return Check("incentive", Answer.OK, amount, _EURO, sentence, required=False)
