"""The incentive for asking together, as a figure: who asks with whom, and whether that brings it and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

import pandas as pd

from samenleven import dutch
from samenleven.budget.incentives import members_of
from samenleven.budget.what_if import METHOD
from samenleven.eligibility import ESTIMATED_FROM
from samenleven.figures import Kind
from samenleven.findings import application as findings
from samenleven.grant.incentive import AMOUNT, Incentive, Member, cooperation_incentive
from ui.authority import profile_reads as known
from ui.budget import application_plan as plans
from ui.budget import budget_reads
from ui.figure.model import Figure, figure
from ui.filters.address import YES, Address
from ui.look.theme import KIND
from ui.reading.daily import daily

NAME = "aanvraag-stimulans"
APPLIES = {"0": "niet toegepast", "1": "toegepast"}
NOBODY = "-"
"""In the address: who asks chose no partner, where one would be proposed."""


@dataclass(frozen=True)
class Together:
    """Who asks together: the one that asks first, then its partners; `new` among them joined this year."""

    address: Address
    ids: tuple[str, ...]
    new: frozenset[str]
    before: bool

    def partners(self, *ids: str) -> str:
        """The address with these partners."""
        return self.address.link(leden=",".join(ids) or NOBODY, nieuw=None)


def together(address: Address) -> Together:
    """Who asks together: as the address says, else with the published or the best partners."""
    names = known.names()
    asker = address.get("nis")
    asker = asker if asker in names else None
    others = address.several("leden", names)
    if address.get("leden") is None and asker and not address.only_official:
        others = _proposed(asker)
    ids = tuple(dict.fromkeys([*([asker] if asker else []), *others]))
    new = frozenset(address.several("nieuw", dict.fromkeys(ids, "")))
    return Together(address, ids, new, address.get("eerder") == YES)


def _proposed(asker: str) -> tuple[str, ...]:
    """The partners of a published cooperation, else the best set for who cannot apply alone."""
    names = {name: code for code, name in known.names().items()}
    if published := known.published_with(asker):
        return tuple(names[one] for one in published)
    stands = known.standing(asker)
    found = known.choices(asker) if stands and stands.eligible.value == "pool" else None
    return tuple(one for one in found.best.sets[0].members if one != asker) if found and found.best.sets else ()


ASKED = ("jaar", "nis", "leden", "nieuw", "eerder", "aandeel", "cijfers")


def judged(address: Address) -> Incentive:
    """Whether who asks together gets the incentive in the call of an address, by the estimate of the target group."""
    return _judged(Address(address.screen, tuple(pair for pair in address.values if pair[0] in ASKED)))


@daily(256)
def _judged(address: Address) -> Incentive:
    asked = together(address)
    run = budget_reads.what_if(plans.year(address), "", address.shown)
    rules = run.reference
    applies = address.choose("aandeel", APPLIES, str(int(rules.incentive.min_share_applies))) == "1"
    alone = run.model.judged(rules, rules).alone
    members = members_of(asked.ids, asked.new if asked.before else frozenset(), run.model, rules.counting, alone)
    conditions = replace(rules.incentive, min_share_applies=applies)
    return cooperation_incentive(members, conditions, took_part_before=asked.before)


@figure(NAME, "budget")
def incentive(address: Address) -> Figure:
    """Whether who asks together gets the incentive."""
    asked, found = together(address), judged(address)
    year = plans.year(address)
    run = budget_reads.what_if(year, "", address.shown)
    source = ", ".join((run.space.parameters[AMOUNT].source_id, ESTIMATED_FROM, METHOD))
    members = found.members
    groups = [one.target_group for one in members if one.target_group is not None]
    table = pd.DataFrame(
        [
            {
                "members": dutch.listed([one.name for one in members]) or "niemand",
                "member_count": len(members),
                "target_group": sum(groups) if groups else None,
                "incentive_eur": None if found.amount is None else float(found.amount),
                "reason": found.reason,
                "kind": Kind.ESTIMATE.value,
                "source_id": source,
                "reference_date": run.reference_date,
            }
        ]
    )
    amount = found.rules.amount
    worth = f"{dutch.euro(amount)} per projectjaar" if amount is not None else "bedrag niet bekend"
    return Figure(
        NAME,
        findings.incentive_title(found),
        f"Stimulans voor samenwerking: {worth}, zonder eigen inbreng · doelgroep {KIND[Kind.ESTIMATE].sign} schatting",
        _drawn(asked, found),
        table,
        ("members", "member_count", "target_group", "incentive_eur", "reason", "kind"),
        file_name=f"stimulans-oproep-{year}",
    )


def _drawn(asked: Together, found: Incentive) -> str:
    applies = found.rules.min_share_applies
    rows = "".join(_member(asked, one) for one in found.members)
    members = f'<ul class="ap-members">{rows}</ul>' if rows else ""
    add = _add(asked)
    share = asked.address.link(aandeel=None if applies else "1")
    switches = _switch("Dit verband, of een lid ervan, diende ook vorig projectjaar in", asked, "eerder", asked.before)
    switches += (
        f'<a class="sw" role="switch" aria-checked="{str(applies).lower()}" href="{escape(share)}">'
        "Minimumaandeel van het horizontaal plan toepassen</a>"
    )
    return f'{members}{add}<p class="ap-why">{escape(found.reason)}</p><div class="ap-switches">{switches}</div>'


def _switch(text: str, asked: Together, key: str, on: bool) -> str:
    link = escape(asked.address.link(**{key: None if on else YES}))
    return f'<a class="sw" role="switch" aria-checked="{str(on).lower()}" href="{link}">{text}</a>'


def _member(asked: Together, one: Member) -> str:
    group = "geen cijfer" if one.target_group is None else dutch.number(one.target_group)
    role = "mag alleen vragen" if one.may_apply_alone else "mag niet zeker alleen vragen"
    others = [i for i in asked.ids[1:] if i != one.authority_id]
    first = one.authority_id == asked.ids[0] and one.authority_id == asked.address.get("nis")
    out = (
        ""
        if first
        else f'<a class="out" href="{escape(asked.partners(*others))}" aria-label="{escape(one.name)} weglaten">×</a>'
    )
    new = ""
    if asked.before:
        left = asked.new ^ {one.authority_id}
        link = escape(asked.address.link(nieuw=",".join(sorted(left)) or None, leden=",".join(asked.ids[1:]) or None))
        state = str(one.new).lower()
        new = f'<a class="sw" role="switch" aria-checked="{state}" href="{link}">nieuw lid</a>'
    return f"<li><b>{escape(one.name)}</b><span>{group} in de doelgroep</span><span>{role}</span>{new}{out}</li>"


def _add(asked: Together) -> str:
    """A list of who could be added: those of the same reference region, as the incentive asks that."""
    if not asked.ids:
        return '<p class="ap-why">Kies eerst een gemeente: u ziet met wie ze samen de stimulans krijgt.</p>'
    region = known.rows()[asked.ids[0]]["reference_region"]
    kept = ",".join(asked.ids[1:])
    options = "".join(
        f'<option value="{escape(",".join(filter(None, (kept, code))))}">{escape(name)}</option>'
        for code, name in _candidates(region).items()
        if code not in asked.ids
    )
    return (
        '<label class="pill"><span>Voeg toe</span><select data-param="leden" data-default="" data-drop="nieuw">'
        f'<option value="{escape(kept)}" selected>kies een bestuur</option>{options}</select></label>'
    )


def _candidates(region: str | None) -> Mapping[str, str]:
    rows = known.rows()
    return {
        code: name
        for code, name in known.names().items()
        if not rows[code]["represented_by"] and (not region or rows[code]["reference_region"] == region)
    }
