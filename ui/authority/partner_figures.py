"""The figures of who cannot apply alone for certain: what lacks, and with whom it is enough."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from samenleven import dutch
from samenleven.eligibility import ESTIMATED_FROM, Eligible, Weight
from samenleven.figures import Kind
from samenleven.findings import authority_parts as parts
from samenleven.pooling import Authority
from samenleven.pooling.partners import PartnerSet
from samenleven.terms import slug
from ui.authority import profile_drawing as drawing
from ui.authority import profile_reads as known
from ui.authority import region_map
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.look import definition
from ui.pooling import partner_reads, pooling_reads
from ui.pooling.partner_reads import Choices
from ui.reading import reads


def missing(address: Address) -> Figure:
    """The target group between its bounds beside the threshold."""
    authority_id, one = asked(address)
    group, day = known.group_of(one), known.newest_day()
    if group is None or day is None or address.only_official:
        return nothing("gemeente-tekort", "Over de doelgroep is hier geen schatting")
    floor = pooling_reads.rules(day).floor
    name = known.names()[authority_id]
    word = term("Doelgroep niet-EU15/14", definition.PEOPLE["target_group"].replace("*", ""))
    table = pd.DataFrame(
        [
            {
                "name": name,
                "lower": group.lower,
                "estimate": group.estimate,
                "upper": group.upper,
                "short": max(0, floor - group.estimate),
                "kind": Kind.ESTIMATE.value,
                "source_id": ESTIMATED_FROM,
                "reference_date": day,
            }
        ]
    )
    return Figure(
        "gemeente-tekort",
        parts.missing_title(group, floor),
        f"{word}, inwoners op {dutch.day(day)} · ≈ schatting met ondergrens en bovengrens",
        drawing.gap(name, group, floor),
        table,
        ("name", "lower", "estimate", "upper", "short", "kind"),
        extra=("plan-2021",),
        file_name=f"tekort-{authority_id}",
    )


def asked(address: Address) -> tuple[str, Eligible | None]:
    """Which authority an address asks, and how it may apply."""
    names = known.names()
    authority_id = address.choose("nis", names, known.first(names))
    return authority_id, known.standing(authority_id)


def sets(address: Address) -> Figure:
    """The best sets of partners, each with what every member brings and what it can ask for."""
    authority_id, _ = asked(address)
    found, day = known.choices(authority_id), known.newest_day()
    if found is None or day is None or address.only_official:
        return nothing("gemeente-partners", "Met wie het kan, is een berekening en geen publicatie")
    everyone = pooling_reads.candidates(day, Weight.LOWER)
    region = everyone[authority_id].region
    shown = found.best.sets
    floor = pooling_reads.rules(day).floor
    cards = "".join(_card(number, one, authority_id, everyone, address, floor) for number, one in enumerate(shown, 1))
    order = "Volgorde: minste partners, dan de langste grenzen tussen de leden."
    unit = (
        f"Buren in {escape(region)}, zonder overbodig lid en zonder een gepubliceerd verband te breken. {order} "
        "Andere verbanden dan de gepubliceerde kennen wij niet."
    )
    alone = " Zonder een gemeente die ook alleen mag indienen lukt het niet." if found.wider else ""
    cut = "" if found.best.complete else " Het zoeken stopte voor het klaar was: misschien bestaat er een betere set."
    more = _below(found, everyone) if cards else _none(authority_id, everyone, floor)
    trial = address.to("samenwerking", regio=slug(region), beeld="zelf", verdeling=authority_id)
    more += f'<p><a href="{escape(trial)}">Probeer een eigen set →</a></p>'
    return Figure(
        "gemeente-partners",
        parts.sets_title(len(shown), region),
        unit + alone + cut,
        f'<div class="au-sets">{cards}<div class="small au-more">{more}</div></div>',
        _table(shown, everyone, day),
        ("pool", "members", "member_count", "lower", "estimate", "upper", "ask_eur", "ask_per_member_eur", "kind"),
        extra=() if shown else tuple(ESTIMATED_FROM.split(", ")),
        file_name=f"partners-{authority_id}",
    )


def _none(authority_id: str, everyone: dict[str, Authority], floor: int) -> str:
    """Why there is no set, and what would help."""
    own = everyone[authority_id]
    borders = [border for border in pooling_reads.borders() if authority_id in (border.a, border.b)]
    beside = sorted({everyone[i].name for border in borders for i in (border.a, border.b)} - {own.name})
    said = f"{own.name} grenst aan {dutch.listed(beside)}." if beside else f"Aan {own.name} grenst geen gemeente."
    enough = sum(one.weight for one in everyone.values() if one.region == own.region) >= floor
    wider = " Met verder gelegen gemeenten van dezelfde referentieregio kan het wel." if enough else ""
    ours = "Dat leden aan elkaar grenzen is onze keuze, geen regel van het plan."
    return f'<p class="nothing">{escape(said)} {ours}{wider}</p>'


def _card(
    number: int,
    one: PartnerSet,
    authority_id: str,
    everyone: dict[str, Authority],
    address: Address,
    floor: int,
) -> str:
    """One set as a card that leads to the same division on the screen of cooperation."""
    names = sorted(everyone[i].name for i in one.partners)
    region = everyone[authority_id].region
    joined = [name for name in one.joins if authority_id not in _members(name)]
    own = [name for name in one.joins if authority_id in _members(name)]
    if own and not joined and len(one.members) == len(_members(own[0])):
        title, about = "Het verband zoals het gepubliceerd is", "bestaat al"
    elif joined:
        title = f"{everyone[authority_id].name} bij het verband {dutch.listed(joined)}"
        about = f"bestaat al: dit kon nog in oproep {reads.project_years()[-1].project_year}"
    elif not names:
        title, about = everyone[authority_id].name, "heeft genoeg voor een verband, maar een verband vraagt partners"
    else:
        title = f"{everyone[authority_id].name} met {dutch.listed(names)}"
        about = _beside(one, everyone)
    brought = [(everyone[i].name, everyone[i].group.estimate) for i in one.members]
    brings = ", ".join(f"{name} {dutch.number(people)}" for name, people in brought)
    ask = pooling_reads.newest_ask()
    each = dutch.euro(ask / len(one.members))
    link = address.to("samenwerking", regio=slug(region), beeld="zelf", verdeling=".".join(sorted(one.members)))
    here = [i for i, other in everyone.items() if other.region == region]
    return (
        f'<a class="au-set" href="{escape(link)}"><span class="hd"><span class="nr">{number}</span><span>'
        f'<b>{escape(title)}</b><span class="small">{escape(about)}</span></span></span>'
        f'<span class="mm">{region_map.draw(here, one.members, authority_id)}<span class="li">'
        f'<span><b class="num">≈ {dutch.number(one.total.estimate)}</b> samen</span><span class="small num">tussen '
        f"{dutch.number(one.total.lower)} en {dutch.number(one.total.upper)}</span>"
        f'<span class="st-reached">✔ altijd genoeg</span><span><b class="num">'
        f"{dutch.number(one.total.estimate - floor)}</b> boven de drempel</span></span></span>"
        f'{drawing.stack(brought, floor)}<span class="small num">{escape(brings)}</span>'
        f'<span class="gain"><span>hoogstens te vragen per jaar</span><b class="num">{dutch.euro(ask)}</b>'
        f'<span>gedeeld door {len(one.members)}, per lid</span><b class="num">{each}</b></span></a>'
    )


def _members(name: str) -> tuple[str, ...]:
    return next((one.members for one in pooling_reads.published() if one.name == name), ())


def _beside(one: PartnerSet, everyone: dict[str, Authority]) -> str:
    """What is said under the names of a set that joins no cooperation."""
    alone = [everyone[i] for i in one.partners if everyone[i].alone_by]
    if alone:
        may = "mag" if len(alone) == 1 else "mogen"
        maybe = " misschien" if any(other.uncertain for other in alone) else ""
        return f"{dutch.listed([other.name for other in alone])} {may}{maybe} ook alleen indienen"
    return "breekt geen gepubliceerd verband"


def _below(found: Choices, everyone: dict[str, Authority]) -> str:
    """What else there is: smaller sets that break a cooperation, and sets that the estimate finds enough."""
    said = []
    for one in found.smaller.sets[:2]:
        names = dutch.listed([everyone[i].name for i in one.partners])
        total = f"≈ {dutch.number(one.total.estimate)}"
        said.append(f"Kleiner: met <b>{escape(names)}</b> ({total}), maar {escape(_broken(one, everyone))}.")
    for one in found.likely.sets[:1]:
        names = dutch.listed([everyone[i].name for i in one.partners])
        bounds = f"tussen {dutch.number(one.total.lower)} en {dutch.number(one.total.upper)}"
        said.append(f"Onzeker: met <b>{escape(names)}</b> (≈ {dutch.number(one.total.estimate)}, {bounds}).")
    return "".join(f"<p>{one}</p>" for one in said)


def _broken(one: PartnerSet, everyone: dict[str, Authority]) -> str:
    """Which published cooperation a set would break, and whether the others can go on."""
    said = []
    asked = pooling_reads.standard()
    for effect in partner_reads.broken(one, asked) if asked else ():
        going = dutch.listed([everyone[i].name for i in effect.leavers])
        verb = "verlaat" if len(effect.leavers) == 1 else "verlaten"
        after = (
            f"dat minstens {dutch.number(effect.total)} overhoudt"
            if effect.holds
            else "dat de drempel dan niet zeker meer haalt"
        )
        said.append(f"{going} {verb} dan het gepubliceerde verband {effect.name}, {after}")
    return "; ".join(said) or "een gepubliceerd verband breekt"


def _table(shown: Sequence[PartnerSet], everyone: dict[str, Authority], day: object) -> pd.DataFrame:
    ask = pooling_reads.newest_ask()
    return pd.DataFrame(
        [
            {
                "pool": number,
                "members": ", ".join(everyone[i].name for i in one.members),
                "member_count": len(one.members),
                "lower": one.total.lower,
                "estimate": one.total.estimate,
                "upper": one.total.upper,
                "inner_km": round(one.inner_km, 1),
                "ask_eur": float(ask),
                "ask_per_member_eur": float(ask / len(one.members)),
                "nis_codes": " ".join(one.members),
                "kind": Kind.ESTIMATE.value,
                "source_id": ESTIMATED_FROM,
                "reference_date": day,
            }
            for number, one in enumerate(shown, 1)
        ],
        columns=[
            *("pool", "members", "member_count", "lower", "estimate", "upper", "inner_km", "ask_eur"),
            *("ask_per_member_eur", "nis_codes", "kind", "source_id", "reference_date"),
        ],
    )
