"""The cooperations of which a source names the members, judged by the rules whatever the answer."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.figures import Kind, Shown
from samenleven.findings import pooling as findings
from samenleven.pooling import Authority, Judgement, handmade
from samenleven.store.pooling import PublishedCooperation
from ui.authority.agreement_figures import nothing
from ui.figure import object as figure_object
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.pooling import leave_figures, pooling_choice, pooling_reads
from ui.pooling import pooling_drawing as drawing
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_choice import Asked
from ui.pooling.pooling_drawing import Area
from ui.pooling.pooling_reads import Choice
from ui.reading import reads

NAME = "samenwerking-gepubliceerd"


def headline(asked: Asked) -> str:
    """How many there are, and how many keep to the rules; with official figures only nothing is judged."""
    known, judged = _judged(asked)
    fits = None if asked.shown.only_official else sum(one.valid for one in judged.values())
    return findings.published_title(len(known), fits)


def _judged(asked: Asked) -> tuple[list[PublishedCooperation], dict[int, Judgement]]:
    choice = asked.choice
    everyone = pooling_reads.candidates(choice.on, choice.reading)
    known = [one for one in pooling_reads.published() if set(one.members) <= everyone.keys()]
    return known, handmade.judge_all([one.members for one in known], everyone, pooling_reads.borders(), choice.settings)


def published(address: Address) -> Figure:
    """Every published cooperation with its members, its totals and the answer of each rule.

    With official figures only the rules say nothing: what they answer is our calculation.
    """
    asked = pooling_choice.asked(address) if pooling_choice.is_ready() else None
    known, judged = _judged(asked) if asked else ([], {})
    if asked is None or not known:
        return nothing(NAME, findings.published_title(0, None))
    choice, official = asked.choice, asked.shown.only_official
    everyone = pooling_reads.candidates(choice.on, choice.reading)
    totals = pooling_solve.as_frame(
        pooling_solve.cooperations([one.members for one in known], choice), choice, asked.shown
    )
    floor = choice.settings.floor
    counted = [row.total for row in judged.values()]
    cards = "".join(
        _one(number, one, judged[number], totals.iloc[number - 1], asked, address, everyone, max([floor, *counted]))
        for number, one in enumerate(known, 1)
    )
    about = (
        "Wat de regels ervan zeggen, is een berekening en staat hier niet bij."
        if official
        else "Zegt een regel nee, dan betekent dat niet dat de overheid het verband weigerde: zij rekende met eigen, "
        "niet gepubliceerde aantallen, en niet elke regel hier komt uit een bron."
    )
    return Figure(
        NAME,
        findings.list_title(counted, floor),
        f"inwoners van de doelgroep, {terms.WEIGHT[choice.reading]}, {dutch.day(choice.on)}",
        f'{cards}<p class="small">{about} Andere verbanden bestaan ook, maar hun leden zijn niet gepubliceerd.</p>',
        _members(known, choice, everyone) if official else _rules(known, judged, choice),
        ("cooperation", "name", "lower", "kind")
        if official
        else ("cooperation", "rule", "outcome", "sentence", "kind"),
        extra=tuple(dict.fromkeys(one.source_id for one in known)),
        file_name="gepubliceerde-verbanden",
    )


def _one(
    number: int,
    one: PublishedCooperation,
    judgement: Judgement,
    totals: pd.Series,
    asked: Asked,
    address: Address,
    everyone: dict[str, Authority],
    most: int,
) -> str:
    """One published cooperation: what the source says, what the figures say, and the rules."""
    choice, official = asked.choice, asked.shown.only_official
    verdict = "" if official else f": {'voldoet' if judgement.valid else 'voldoet niet'}"
    source = reads.short_titles().get(one.source_id, one.source_id)
    link = f'<a href="{escape(figure_object.card(address, one.source_id))}">{escape(source)}</a>'
    about = "" if one.precision == "exact" else f"{terms.PRECISION[one.precision]} "
    note = f" {escape(one.note)}" if one.note else ""
    said = [f"{terms.WEIGHT[n]} {dutch.number(totals[n])}" for n in ("lower", "estimate", "upper") if n in totals]
    parts = [(everyone[i].name, everyone[i].weight) for i in one.members]
    why = "" if official else f" {escape(leave_figures.reasons(judgement))}"
    listed = "" if official else leave_figures.rule_list(judgement)
    own = " on" if asked.municipality in one.members else ""
    return (
        f'<section class="po-one po-two{own}"><div>{_map(one, asked, address, everyone)}</div><div>'
        f"<h3>{number}. {escape(one.name)}{verdict}</h3>{drawing.stacked(parts, choice.settings.floor, most)}"
        f'<p class="po-said">{escape(dutch.listed([name for name, _ in parts]))}. '
        f"De bron ({link}, {escape(one.period)}) noemt {about}{dutch.number(one.value)} {escape(one.unit)}.{note} "
        f"Samen op {dutch.day(choice.on)}: {escape('; '.join(said))}.{why}</p>{listed}</div></section>"
    )


def look(one: Authority, members: Collection[str], *, shown: Shown) -> str:
    """How a municipality looks beside a published cooperation: a member is never drawn as who may apply alone."""
    if one.id in members:
        return "in"
    return "alone" if one.alone_by and not one.uncertain and not shown.only_official else "no"


def _map(cooperation: PublishedCooperation, asked: Asked, address: Address, everyone: dict[str, Authority]) -> str:
    """The regions of a published cooperation with its members."""
    regions = {everyone[i].region for i in cooperation.members}
    areas = []
    for one in everyone.values():
        if one.region not in regions:
            continue
        colour = look(one, cooperation.members, shown=asked.shown)
        inside = colour == "in"
        role = "in dit verband" if inside else "niet in dit verband"
        perhaps = "" if inside or asked.shown.only_official else pooling_reads.may_alone(one)
        people = dutch.number(one.weight)
        said = f"{one.name}: {people} inwoners, {role}{f'; {perhaps}' if perhaps else ''}"
        value = people if inside else "mag alleen" if colour == "alone" else ""
        areas.append(Area(one.id, one.name, colour, value, said, address.link(nis=one.id), inside))
    looks = {"in": "lid", "no": "niet in dit verband"}
    looks |= {"alone": "mag alleen"} if any(area.look == "alone" for area in areas) else {}
    title = f"{dutch.listed(sorted(regions))} met {cooperation.name}"
    return drawing.area_map(areas, title, groups=[cooperation.members]) + drawing.key(looks)


def _rules(known: list[PublishedCooperation], judged: dict[int, Judgement], choice: Choice) -> pd.DataFrame:
    return pd.concat(
        [leave_figures.rules(judged[number], choice, one.name) for number, one in enumerate(known, 1)],
        ignore_index=True,
    )


def _members(known: list[PublishedCooperation], choice: Choice, everyone: dict[str, Authority]) -> pd.DataFrame:
    """Who is in which cooperation with its published count: no row of it is our calculation."""
    return pd.DataFrame(
        [
            {
                "cooperation": one.name,
                "nis": nis,
                "name": everyone[nis].name,
                "lower": everyone[nis].group.lower,
                "kind": Kind.OFFICIAL.value,
                "source_id": f"{one.source_id}, statbel-origin",
                "reference_date": choice.on,
            }
            for one in known
            for nis in one.members
        ]
    )
