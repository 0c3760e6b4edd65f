"""The figure "met wie?": the sets of partners of one municipality as bars, and what each does to the region."""

from __future__ import annotations

from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.eligibility import Weight
from samenleven.findings import pooling as findings
from samenleven.pooling import Authority, Division
from samenleven.pooling.partners import PartnerSet
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.pooling import partner_reads, pooling_choice, pooling_reads
from ui.pooling import pooling_drawing as drawing
from ui.pooling import solve as pooling_solve
from ui.pooling.partner_reads import Choices
from ui.pooling.pooling_choice import Asked
from ui.pooling.pooling_drawing import Area
from ui.server.workers import Job

NAME = "samenwerking-partners"
COLUMNS = ("pool", "members", "member_count", "lower", "estimate", "upper", "breaks", "count", "kind")


def found(asked: Asked) -> Choices | None:
    """The sets of the chosen municipality; None where nobody looks for partners."""
    nis = asked.municipality
    if nis is None or asked.shown.only_official:
        return None
    one = pooling_reads.candidates(asked.choice.on, asked.choice.reading)[nis]
    if one.may_apply_alone and not asked.choice.everyone:
        return None
    return partner_reads.choices(nis, asked.choice)


def jobs(asked: Asked) -> list[Job]:
    """What must be worked out before the figure is there: the region, and what is left of it beside each set."""
    sets = found(asked)
    if sets is None or asked.region is None:
        return []
    beside = [pooling_reads.division(asked.choice, asked.region, one.members) for one in sets.shown]
    return [pooling_reads.division(asked.choice, asked.region), *beside]


def chosen(address: Address, sets: Choices) -> int:
    """The place of the set that is shown on the map, from 1."""
    numbers = {str(number): "" for number in range(1, len(sets.shown) + 1)}
    return int(address.choose("set", numbers)) if numbers else 0


def partners(address: Address) -> Figure:
    """The best sets, best first, then those that break a published cooperation."""
    asked = pooling_choice.asked(address) if pooling_choice.is_ready() else None
    sets = found(asked) if asked else None
    if asked is None or sets is None or asked.region is None:
        return nothing(NAME, "Met wie het kan, is een berekening: kies een gemeente die partners zoekt")
    answers = pooling_solve.answers(jobs(asked))
    best, beside = answers[0], answers[1:]
    everyone = pooling_reads.candidates(asked.choice.on, asked.choice.reading)
    nis, floor = str(asked.municipality), asked.choice.settings.floor
    number = chosen(address, sets)
    most = max([one.total.by(asked.choice.reading) for one in sets.shown] + [floor])
    options = "".join(
        _option(place, one, best, rest, address, asked, everyone, most, place == number, place <= len(sets.best.sets))
        for place, (one, rest) in enumerate(zip(sets.shown, beside, strict=True), 1)
    )
    lines = drawing.threshold_label(floor, most) if options else _none(nis, everyone)
    picked = sets.shown[number - 1].members if number else (nis,)
    legend = '<legend class="au-unseen">Kies een set: de kaart toont ze</legend>' if options else ""
    listed = f'<fieldset class="po-sets">{legend}{lines}{options}</fieldset>'
    return Figure(
        NAME,
        findings.sets_title(len(sets.best.sets), len(sets.smaller.sets), asked.choice.reading, asked.region),
        _unit(asked, sets),
        f'<div class="po-two"><div>{_map(picked, asked, address, everyone)}</div><div>{listed}</div></div>'
        f"{_notes(sets, asked, everyone)}",
        _table(sets, best, beside, asked, everyone),
        COLUMNS,
        headings={"count": "verbanden in de regio", "breaks": "breekt een gepubliceerd verband"},
        extra=("pic-gebiedsniveaus",),
        file_name=f"partners-{nis}",
    )


def _unit(asked: Asked, sets: Choices) -> str:
    reading = asked.choice.reading
    sure = ": wie hierop de drempel haalt, haalt hem zeker" if reading is Weight.LOWER else ""
    order = "Volgorde: minste partners, dan de langste grenzen tussen de leden."
    alone = " Zonder een gemeente die ook alleen mag indienen lukt het niet." if sets.wider else ""
    cut = "" if sets.best.complete else " Het zoeken stopte voor het klaar was: misschien is er een betere set."
    return (
        f"inwoners van de doelgroep, {terms.WEIGHT[reading]}, {dutch.day(asked.choice.on)}{sure}. "
        f"Zonder overbodig lid. {order}{alone}{cut}"
    )


def title(one: PartnerSet, nis: str, everyone: dict[str, Authority]) -> str:
    """The name of a set: the municipality with its partners, or in a cooperation that stands."""
    names = sorted(everyone[i].name for i in one.partners)
    members = partner_reads.published_members()
    whole = [name for name in one.joins if set(members[name]) == set(one.members)]
    if whole:
        return f"Het gepubliceerde verband {dutch.listed(whole)}"
    if one.joins:
        inside = {member for name in one.joins for member in members[name]}
        others = sorted(everyone[i].name for i in one.partners if i not in inside)
        more = f" en {dutch.listed(others)}" if others else ""
        return f"{everyone[nis].name} bij het verband {dutch.listed(one.joins)}{more}"
    return f"{everyone[nis].name} met {dutch.listed(names)}" if names else everyone[nis].name


def _option(
    place: int,
    one: PartnerSet,
    best: Division,
    rest: Division,
    address: Address,
    asked: Asked,
    everyone: dict[str, Authority],
    most: int,
    on: bool,
    keeps: bool,
) -> str:
    nis, floor = str(asked.municipality), asked.choice.settings.floor
    people = one.total.by(asked.choice.reading)
    over = people - asked.choice.settings.threshold
    parts = [(everyone[i].name, everyone[i].weight) for i in one.members]
    count = 1 + rest.count
    mark = "beste voor de gemeente en voor de regio" if place == 1 and count >= best.count else ""
    mark = mark or ("beste set" if place == 1 and keeps else "")
    bounds = f"tussen {dutch.number(one.total.lower)} en {dutch.number(one.total.upper)}"
    total = f"<b>{dutch.number(people)}</b> inwoners, {dutch.number(over)} boven de drempel"
    return (
        f'<label class="po-set" for="set-{place}"><input id="set-{place}" type="radio" name="set" data-param="set" '
        f'data-default="1" value="{place}"{" checked" if on else ""}>'
        f'<span class="oh"><span class="ot">{escape(title(one, nis, everyone))}</span>'
        f'<span class="be">{mark}</span><span class="su num" title="{bounds}">{total}</span></span>'
        f"{drawing.stacked(parts, floor, most)}"
        f'<span class="po-gain">{_joining(one, asked, everyone)}{_breaking(one, asked, everyone)}'
        f"<span><b>{dutch.number(count)}</b> {'verband' if count == 1 else 'verbanden'} in de regio"
        f"<i>{findings.more_than(count, best.count)}{'' if rest.proven_optimal else ', niet bewezen'}</i></span>"
        "</span></label>"
    )


def _joining(one: PartnerSet, asked: Asked, everyone: dict[str, Authority]) -> str:
    """How many take part more than in the published cooperations, and who."""
    inside = {member for members in partner_reads.published_members().values() for member in members}
    new = [i for i in one.members if i not in inside]
    out = [i for effect in partner_reads.broken(one, asked.choice) if not effect.holds for i in effect.stay]
    change = len(new) - len(out)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    look = "po-ok" if change > 0 else "po-bad" if change < 0 else ""
    names = dutch.listed([everyone[i].name for i in new])
    said = f"{names} erbij" if new else "allen zitten al in een gepubliceerd verband"
    if out:
        said += f"; {dutch.listed([everyone[i].name for i in out if i in everyone])} eruit"
    many = "gemeente doet" if abs(change) == 1 else "gemeenten doen"
    return f'<span><b class="{look}">{sign}{abs(change)}</b> {many} mee<i>{escape(said)}</i></span>'


def _breaking(one: PartnerSet, asked: Asked, everyone: dict[str, Authority]) -> str:
    """What becomes of the published cooperations of the region."""
    here = {i for i, other in everyone.items() if other.region == asked.region}
    known = {name: members for name, members in partner_reads.published_members().items() if here & set(members)}
    if not known:
        return "<span>geen gepubliceerd verband in deze regio<i>andere verbanden kennen wij niet</i></span>"
    hurt = partner_reads.broken(one, asked.choice)
    if not hurt:
        joined = [name for name in one.joins if name in known]
        word = "wordt groter" if joined and set(known[joined[0]]) != set(one.members) else "blijft heel"
        names = dutch.listed(joined or sorted(known))
        return f'<span>gepubliceerd verband <b class="po-ok">{word}</b><i>{escape(names)}</i></span>'
    said = []
    for effect in hurt:
        going = dutch.listed([everyone[i].name for i in effect.leavers])
        word = f"<b>verliest {escape(going)}</b>" if effect.holds else '<b class="po-bad">valt weg</b>'
        after = "boven de drempel" if effect.holds else "dat volstaat niet"
        said.append(
            f"gepubliceerd verband {word}<i>{escape(effect.name)} houdt {dutch.number(effect.total)} inwoners: "
            f"{after}</i>"
        )
    return f"<span>{''.join(said)}</span>"


def _none(nis: str, everyone: dict[str, Authority]) -> str:
    """Why there is no set."""
    own = everyone[nis]
    borders = [border for border in pooling_reads.borders() if nis in (border.a, border.b)]
    beside = sorted(
        {everyone[i].name for border in borders for i in (border.a, border.b) if i in everyone} - {own.name}
    )
    said = (
        f"{own.name} grenst aan {dutch.listed(beside)}."
        if beside
        else f"Aan {own.name} grenst geen andere Vlaamse gemeente."
    )
    ours = "Dat leden aan elkaar grenzen is onze keuze, geen regel van het plan: zet het uit bij Regels."
    return f'<p class="nothing">{escape(said)} {ours}</p>'


def _map(picked: tuple[str, ...], asked: Asked, address: Address, everyone: dict[str, Authority]) -> str:
    """The region with the chosen set."""
    nis = str(asked.municipality)
    region = [one for one in everyone.values() if one.region == asked.region]
    known = [m for m in partner_reads.published_members().values() if {one.id for one in region} & set(m)]
    areas = []
    for one in region:
        alone = one.id not in picked and one.may_apply_alone
        look = "me" if one.id == nis else "in" if one.id in picked else "alone" if alone else "no"
        people = dutch.number(one.weight)
        role = {"me": "gekozen", "in": "partner in deze set", "alone": "mag alleen indienen", "no": "niet in deze set"}[
            look
        ]
        areas.append(
            Area(
                one.id,
                one.name,
                look,
                "mag alleen" if alone else people,
                f"{one.name}: {people} inwoners, {role}; {pooling_reads.may_alone(one)}".rstrip("; "),
                address.link(nis=one.id, set=None),
                one.id in picked,
            )
        )
    looks = {"me": everyone[nis].name, "in": "partner"}
    looks |= {"kn": "gepubliceerd verband"} if known else {}
    looks |= {"alone": "mag alleen"} if any(area.look == "alone" for area in areas) else {}
    return drawing.area_map(areas, f"{asked.region} met de gekozen set", known=known) + drawing.key(looks)


def _notes(sets: Choices, asked: Asked, everyone: dict[str, Authority]) -> str:
    """What the figures do not say by themselves."""
    said = ["Alleen van de gepubliceerde verbanden kennen wij de leden: andere verbanden kunnen ook geraakt worden."]
    for one in sets.likely.sets[:1]:
        names = dutch.listed([everyone[i].name for i in one.partners])
        bounds = f"tussen {dutch.number(one.total.lower)} en {dutch.number(one.total.upper)}"
        said.append(f"Onzeker: met {names} (≈ {dutch.number(one.total.estimate)}, {bounds}).")
    if asked.municipality and everyone[asked.municipality].rand_facility:
        said.append("Als faciliteitengemeente kan het ook met vzw de Rand, als de leden samen de drempel halen.")
    return "".join(f'<p class="small">{escape(one)}</p>' for one in said)


def _table(
    sets: Choices, best: Division, beside: list[Division], asked: Asked, everyone: dict[str, Authority]
) -> pd.DataFrame:
    rows = []
    for number, (one, rest) in enumerate(zip(sets.shown, beside, strict=True), 1):
        rows.append(
            {
                "pool": number,
                "members": ", ".join(everyone[i].name for i in one.members),
                "member_count": len(one.members),
                "lower": one.total.lower,
                "estimate": one.total.estimate,
                "upper": one.total.upper,
                "breaks": "; ".join(effect.name for effect in partner_reads.broken(one, asked.choice)) or None,
                "count": 1 + rest.count,
                "bound": best.bound,
                "ask_eur": float(pooling_reads.newest_ask()),
                "nis_codes": " ".join(one.members),
                **asked.choice.computed,
            }
        )
    return pd.DataFrame(rows, columns=[*rows[0]] if rows else [*COLUMNS, "source_id", "reference_date"])
