"""The screen *samenwerking*: one municipality, then its region, then Flanders; or by hand, or what is published."""

from __future__ import annotations

from html import escape

import streamlit as st

from samenleven import dutch
from samenleven.eligibility import Basis, Eligibility
from samenleven.figures import Kind
from samenleven.findings import pooling as findings
from samenleven.findings import words
from samenleven.findings.authority import Sentence
from samenleven.findings.pooling import PartnerFacts
from samenleven.pooling import Authority
from samenleven.store import Store
from ui.authority import profile
from ui.authority import profile_reads as known
from ui.figure import object as figure_object
from ui.figure.model import Build
from ui.figure.term import term
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.frame import block
from ui.look import definition
from ui.pooling import division_figures, hand, partner_reads, partner_sets, pooling_bar, pooling_choice, pooling_reads
from ui.pooling import known as known_cooperations
from ui.pooling import pooling_figures as figures
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_choice import BEST, HAND, KNOWN, Asked
from ui.reading.cached import per_store
from ui.reading.daily import daily
from ui.server.workers import Job

NAME = "Samenwerking"
OFFICIAL = (
    "Alleen wat gepubliceerd is: met wie het kan, de beste verdeling en of een verband voldoet, zijn berekeningen en "
    "staan er niet bij."
)


def draw(address: Address) -> None:
    """The whole screen; raises ValueError without counts (ask `pooling_choice.is_ready` first)."""
    asked = pooling_choice.asked(address)
    top = st.container()
    block.show(_bar(address), "samenwerking_filters")
    if asked.view == HAND:
        with top:
            block.show(_hand_head(address), "samenwerking_kop")
        _by_hand(address, asked)
        return
    ready = asked.view == KNOWN or asked.shown.only_official or pooling_solve.wait(_first(address))
    with top:
        block.show(_head(address) if ready else _failed(address), "samenwerking_kop")
    if not ready:
        return
    block.show(_body(address), "samenwerking_figuren")
    if (
        asked.view == BEST
        and not asked.shown.only_official
        and not asked.choice.whole
        and pooling_solve.wait(_rest(address))
    ):
        block.show(_flanders(address), "samenwerking_vlaanderen")


@per_store(256)
def _first(store: Store, address: Address) -> dict[str, Job]:
    """What the headline and the first figures rest on; found once per address, for there may be twenty."""
    asked = pooling_choice.asked(address)
    jobs = {region: pooling_reads.division(asked.choice, region) for region in asked.choice.regions}
    sets = partner_sets.jobs(asked)[1:]
    return jobs | {f"{asked.region} naast set {number}": job for number, job in enumerate(sets, 1)}


@per_store(256)
def _rest(store: Store, address: Address) -> dict[str, Job]:
    whole = division_figures.everywhere(pooling_choice.asked(address).choice)
    return {region: pooling_reads.division(whole, region) for region in whole.regions}


@daily(64)
def _bar(address: Address) -> str:
    return pooling_bar.html(address, pooling_choice.asked(address))


def _failed(address: Address) -> str:
    return figure_object.headline(NAME, "De beste verdeling is er nu niet")


@daily(64)
def _head(address: Address) -> str:
    """The name of the screen, its views, the answer in one sentence, and what it rests on."""
    asked = pooling_choice.asked(address)
    finding, after = headline(address, asked)
    before = f" · {escape(_where(asked))}"
    html = figure_object.headline(NAME, words.sentence(finding.text), before=before)
    if Kind.ESTIMATE in finding.kinds:
        html = html.replace("</h1>", ' <span class="po-est">≈ onze berekening</span></h1>')
    calm = figure_object.ribbon(OFFICIAL, calm=True) if asked.shown.only_official else ""
    lede = f'<p class="lede po-lede">{after}</p>' if after else ""
    return f"{pooling_bar.views(address, asked)}{html}{lede}{calm}"


def _where(asked: Asked) -> str:
    if asked.view == KNOWN:
        return "gepubliceerde verbanden"
    if asked.authority_id:
        return pooling_choice.authorities()[asked.authority_id]
    return asked.region or "heel Vlaanderen"


def headline(address: Address, asked: Asked) -> tuple[Sentence, str]:
    """The answer of this address, and a line below it as HTML."""
    if asked.view == KNOWN:
        kind = Kind.OFFICIAL if asked.shown.only_official else Kind.ESTIMATE
        return Sentence(known_cooperations.headline(asked), (kind,)), ""
    if asked.authority_id:
        return findings.partners_said(facts(asked)), _lede(address, asked)
    if asked.shown.only_official:
        published = findings.published_title(len(pooling_reads.published()), None)
        return Sentence(f"{published}; een verdeling van {_where(asked)} is een berekening"), ""
    solved = division_figures.found(asked.choice)
    finding = findings.division_said(division_figures.facts(asked.region or "Vlaanderen", solved))
    count = sum(one.count for one in solved)
    ask, calls = pooling_reads.newest_ask(), pooling_reads.asks()
    money = f"Elk verband kan in oproep {max(calls)} <b>hoogstens {dutch.euro(ask)}</b> vragen" if calls else ""
    money += f", samen {dutch.millions(ask * count)}." if count > 1 else "." if money else ""
    return finding, f"{money} Kies een gemeente om te zien met wie ze kan."


def facts(asked: Asked) -> PartnerFacts:
    """What the headline of the chosen authority is made of."""
    authority_id = str(asked.authority_id)
    one, stands = known.rows()[authority_id], known.judged(asked.choice.on).get(authority_id)
    own = known.OWN_RULES.get(str(one["type"])) if stands is None or stands.eligible is Eligibility.OWN_RULE else None
    here = _candidate(asked)
    looks = partner_sets.found(asked) is not None
    return PartnerFacts(
        name=known.called(authority_id),
        eligible=stands.eligible if stands else None,
        listed=bool(stands and stands.eligible is Eligibility.ALONE and stands.basis is Basis.PUBLISHED),
        counted=here is not None,
        represented_by=known.called(str(one["represented_by"])) if one["represented_by"] else None,
        own_rule=own,
        published_with=known.published_with(authority_id),
        best=partner_reads.with_whom(authority_id, asked.choice) if looks else None,
        reading=asked.choice.reading,
        neighbours=any(authority_id in (one.a, one.b) for one in pooling_reads.borders()),
        alone_here=bool(here and here.may_apply_alone),
        shown=asked.shown,
    )


def _candidate(asked: Asked) -> Authority | None:
    return pooling_reads.candidates(asked.choice.on, asked.choice.reading).get(asked.authority_id or "")


def _lede(address: Address, asked: Asked) -> str:
    """How it may apply, what it lacks with the bounds, and what a cooperation can ask."""
    said = [profile.rule(address)]
    one = _candidate(asked)
    if asked.shown.only_official or one is None or one.may_apply_alone:
        return " ".join(said)
    group, floor, name = one.group, asked.choice.settings.floor, escape(one.name)
    word = term("doelgroep", definition.PEOPLE["target_group"].replace("*", ""))
    if group.upper < floor:
        short = f"<b>≈ {dutch.counted(floor - group.estimate, 'inwoner', 'inwoners')}</b>"
        bounds = f"tussen {dutch.number(floor - group.upper)} en {dutch.number(floor - group.lower)}"
        count = f"het telt er ≈ {dutch.number(group.estimate)} en de drempel is {dutch.number(floor)}"
        said = [f"Alleen komt {name} {short} van de {word} te kort ({bounds}): {count}."]
    calls = pooling_reads.asks()
    if calls:
        ask = f"<b>hoogstens {dutch.euro(pooling_reads.newest_ask())}</b>"
        alone = ", alleen is dat € 0" if not one.alone_by else ""
        said.append(f"Een verband kan in oproep {max(calls)} {ask} vragen{alone}.")
    if one.rand_facility and group.upper < floor:
        said.append("Als faciliteitengemeente kan het ook met vzw de Rand, als de leden samen de drempel halen.")
    return " ".join(said)


@daily(64)
def _body(address: Address) -> str:
    """The figures of this view that rest on the first answers."""
    return _drawn(figures.body(pooling_choice.asked(address)), address)


@daily(64)
def _flanders(address: Address) -> str:
    return _drawn([figures.flanders], address)


def _drawn(builds: list[Build], address: Address) -> str:
    made = [build(address) for build in builds]
    return "".join(figure_object.shown(one, address) for one in made if one.unit)


def _by_hand(address: Address, asked: Asked) -> None:
    """One region divided by the reader; the best division comes last, for it may have to wait."""
    if hand.hand(address) is None:
        return
    block.show(_hand_body(address), "samenwerking_figuren")
    if not asked.shown.only_official and pooling_solve.wait(_first(address)):
        block.show(_drawn([figures.compare], address), "samenwerking_vergelijk")


@daily(64)
def _hand_head(address: Address) -> str:
    asked, found = pooling_choice.asked(address), hand.hand(address)
    views = pooling_bar.views(address, asked)
    said = figure_object.ribbon(OFFICIAL, calm=True) if asked.shown.only_official else ""
    if found is None:
        what = "Zelf verdelen gaat per regio" if asked.choice.whole else "In deze regio zoekt niemand partners"
        advice = (
            "Kies een referentieregio, bijvoorbeeld Limburg."
            if asked.choice.whole
            else "Laat bij Regels alle gemeenten meedoen."
        )
        head = figure_object.headline(NAME, what, before=" · zelf verdelen")
        return f"{views}{head}{figure_object.empty(f'{what}.', advice)}{said}"
    bar = Bar(address, notices=hand.notices(address, found))
    head = figure_object.headline(NAME, hand.headline(found), before=f" · zelf verdelen · {asked.region}")
    return f"{views}{head}{said}{bar.said()}"


@daily(64)
def _hand_body(address: Address) -> str:
    return _drawn(figures.body(pooling_choice.asked(address)), address)
