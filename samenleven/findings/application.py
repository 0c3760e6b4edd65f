"""What *Eén aanvraag* says: who can ask how much, with whom, what a plan uses, and whether the incentive comes with it.

Each is one Dutch sentence without a full stop. "Met dit plan" stands where a reader planned something; without a plan
the sentence says what one application can be granted at most. A closed call is told in the past.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from samenleven import dutch
from samenleven.eligibility import Eligibility
from samenleven.figures import Kind
from samenleven.findings import words
from samenleven.findings.authority import AuthorityFacts
from samenleven.grant.grant import Grant, Limit
from samenleven.grant.incentive import Ground, Incentive
from samenleven.grant.offer import Offer


def headline(
    facts: AuthorityFacts | None, offered: Offer, grant: Grant | None, partners: Sequence[str] | None = None
) -> str:
    """Who can ask how much in a call; `facts` None: nobody is chosen, `grant` None: nothing is planned.

    `partners` are who a reader asks together with; None where that was not said.
    """
    call = f"in oproep {offered.year.project_year}"
    if not offered.actions:
        return f"Oproep {offered.year.project_year} betaalt geen acties"
    can = "kon" if offered.closed else "kan"
    amount = f"hoogstens {dutch.euro(offered.most)}" if grant is None else dutch.euro(grant.total_grant)
    plan = "" if grant is None else " met dit plan"
    brings = f"{can} {call} {amount} opleveren" if grant is None else f"{can} {call} {amount} opleveren met dit plan"
    if facts is None:
        return f"Eén aanvraag {brings}"
    name = facts.name
    if facts.represented_by:
        return words.sentence(f"{facts.represented_by} {can} {call} {amount} vragen voor onder meer {name}{plan}")
    if facts.own_rule:
        return words.sentence(f"{name} {can} {call} volgens een eigen regel {amount} vragen{plan}")
    if together := facts.published_with if partners is None else partners:
        with_whom = f"met {words.named(together, 'andere besturen')}"
        return words.sentence(f"{name} {can} {call} {with_whom} {amount} vragen{plan}")
    if facts.eligible is Eligibility.ALONE:
        return words.sentence(f"{name} {can} {call} alleen {amount} vragen{plan}")
    if not offered.open_to_new:
        joins = f"{name} {can} {call} alleen nog aansluiten bij wie al indiende"
        worth = f"hoogstens {dutch.euro(offered.most)} per aanvraag" if grant is None else f"dit plan vraagt {amount}"
        return words.sentence(f"{joins}; {worth}")
    if facts.eligible is Eligibility.UNCERTAIN and facts.group:
        return f"Onzeker of {name} alleen {can} vragen; één aanvraag {brings}"
    if facts.eligible is Eligibility.POOL:
        with_whom = "samen met andere gemeenten" if partners is not None else _with_whom(facts)
        return words.sentence(f"{name} {can} {call} {with_whom} {amount} vragen{plan}")
    return f"Niet bekend hoe {name} {can} vragen; één aanvraag {brings}"


def _with_whom(facts: AuthorityFacts) -> str:
    found = facts.with_whom
    if found is None or not found.names:
        return "samen met andere gemeenten"
    if found.joins:
        return f"bij het verband {dutch.listed(found.joins)}"
    return f"met {words.named(found.names, 'andere gemeenten')}"


def own_share_said(grant: Grant) -> str:
    """What the authority adds, beside the grant: "evenveel" where it is the same amount."""
    if grant.total_own_share == grant.total_grant:
        return "evenveel"
    return dutch.euro(grant.total_own_share)


def full_actions(grant: Grant, offered: Offer) -> tuple[int, ...]:
    """The actions of which the ceiling is reached: more units would bring no euro more."""
    return tuple(
        one.action_id for one in offered.actions if one.ceiling and grant.of_action(one.action_id) >= one.ceiling
    )


def beyond(grant: Grant, offered: Offer) -> Decimal:
    """What was planned above a limit and is not paid, in euro."""
    amounts = {row.tariff.measure_id: row.tariff.amount for one in offered.actions for row in one.measures}
    asked = sum((row.planned_reach * amounts.get(row.measure_id, Decimal(0)) for row in grant.rows), Decimal(0))
    return asked - grant.total_grant


def plan_title(grant: Grant, offered: Offer) -> str:
    """What a plan uses of the ceilings of its actions, which are full, and what falls outside every limit."""
    planned = {row.action_id for row in grant.rows if row.planned_reach and row.limited_by is not Limit.NOT_PAYABLE}
    ceilings = [one.ceiling for one in offered.actions if one.action_id in planned]
    if not ceilings:
        return "Niets van dit plan wordt in deze oproep betaald"
    actions = "deze actie" if len(ceilings) == 1 else f"deze {words.cardinal(len(ceilings))} acties"
    most = sum(ceilings, Decimal(0))
    full = len(full_actions(grant, offered))
    if full == len(ceilings):
        said = f"Het plafond van {actions} is bereikt" if full == 1 else f"De plafonds van {actions} zijn bereikt"
        said = f"{said}: {dutch.euro(most)}"
    else:
        said = f"{dutch.euro(grant.total_grant)} van de {dutch.euro(most)} die {actions} hoogstens "
        said += "oplevert" if len(ceilings) == 1 else "opleveren"
        if full:
            verb = ("is", "plafond") if full == 1 else ("zijn", "plafonds")
            said = f"{said}; {words.cardinal(full)} {verb[1]} {verb[0]} bereikt"
    over = beyond(grant, offered)
    return f"{said}; {dutch.euro(over)} ligt boven een grens en telt niet mee" if over else said


def incentive_title(found: Incentive) -> str:
    """Whether who applies together gets the incentive, and how much it is."""
    if found.ground is Ground.ALONE:
        return "Wie alleen vraagt, krijgt geen stimulans voor samenwerking"
    who = words.named([one.name for one in found.members], "besturen")
    who = f"{who} samen" if len(found.members) > words.MOST_NAMED else who
    if not found.earned:
        return words.sentence(f"{who} krijgen geen stimulans voor samenwerking")
    if found.amount is None:
        return words.sentence(f"{who} hebben recht op de stimulans; hoeveel die is, is niet bekend")
    return words.sentence(f"{who} krijgen {dutch.euro(found.amount)} stimulans, zonder eigen inbreng")


def published_title(offered: Offer) -> str:
    """What is published of a call: how many ceilings and how many amounts per unit."""
    year = offered.year.project_year
    if not offered.actions:
        return f"Oproep {year} betaalt geen acties"
    ceilings = [one.ceiling_kind is Kind.OFFICIAL for one in offered.actions]
    amounts = [row.tariff.backing.kind is Kind.OFFICIAL for one in offered.actions for row in one.measures]
    return (
        f"In oproep {year} {_published(ceilings, 'plafond', 'plafonds')}, en "
        f"{_published(amounts, 'bedrag per eenheid', 'bedragen per eenheid')}"
    )


def _published(found: Sequence[bool], one: str, many: str) -> str:
    """How many of all are published, for a word with *het*: none, one, some, all."""
    known = sum(found)
    if not known:
        return f"is geen enkel {one} gepubliceerd"
    if known == len(found):
        all_of_them = "beide" if known == 2 else f"alle {words.cardinal(known)}"
        return f"is het enige {one} gepubliceerd" if known == 1 else f"zijn {all_of_them} {many} gepubliceerd"
    verb = "is" if known == 1 else "zijn"
    return f"{verb} {words.cardinal(known)} van de {words.cardinal(len(found))} {many} gepubliceerd"


def ceilings_title(offered: Offer) -> str:
    """What the published ceilings of a call are worth together."""
    known = [one.ceiling for one in offered.actions if one.ceiling_kind is Kind.OFFICIAL]
    if not known:
        return "Geen enkel plafond is gepubliceerd"
    which = "Het gepubliceerde plafond is" if len(known) == 1 else "De gepubliceerde plafonds zijn samen"
    return f"{which} {dutch.euro(sum(known, Decimal(0)))} per aanvraag"
