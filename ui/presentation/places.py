"""The slides about places: the map, the chosen municipality, and who in its region can work together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.eligibility import Weight
from samenleven.figures import Kind
from samenleven.indicators import AreaFigure, Form
from samenleven.pooling import PoolingObjective, divisions
from samenleven.pooling.divisions import Cooperation
from samenleven.scope import Scope
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.goals import attained_rows
from ui.look import cards, theme
from ui.map import area_map as map_view
from ui.pooling import pooling_map, pooling_reads
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_reads import Choice
from ui.presentation import slide_drawing as drawing
from ui.presentation import slide_findings as findings
from ui.presentation.slide_bar import View
from ui.presentation.slide_drawing import Origin
from ui.reading import reads

AREAS = "pic-gebiedsniveaus"
PEOPLE = "non_eu27"
MOST_BARS = 9
MAP_HEIGHT = 1200  # at most; the style sheet gives a map what the screen has left


def area_map(view: View) -> Origin:
    """The chosen measure on the map; with only official figures, the origin of inhabitants."""
    result = not view.only_official
    indicator = next(
        (one for one in reads.indicator_list(view.only_official) if one.code == (view.measure if result else PEOPLE)),
        None,
    )
    days = reads.reference_dates()
    if indicator is None or not days:
        st.header("Voor deze keuze is er geen kaart", anchor=False)
        frame.empty("Dit KPI-onderdeel heeft geen cijfers per bestuur.", "Kies een ander onderdeel in de balk.")
        return Origin()
    moment = str(view.year) if result else days[0].isoformat()
    figures = map_view.in_scope(reads.area_figures(indicator.code, Form.SHARE, moment, view.only_official), Scope.ALL)
    known = [figure for figure in figures if figure.value is not None]
    say = findings.promises if result else findings.highest
    st.header(say(figures, indicator.title), anchor=False)
    origin = Origin((reads.frame(known),), (AREAS,)) if known else Origin()
    if not known:
        frame.empty("Voor deze keuze zijn er geen cijfers.", "Kies een ander projectjaar of een ander onderdeel.")
        return origin
    if origin.has_examples:
        drawing.mark()
    what = map_view.form_text(indicator, Form.SHARE)
    when = f"projectjaar {view.year}" if result else dutch.day(days[0])
    own = next((one for one in figures if one.authority_id == view.authority["authority_id"]), None)
    st.markdown(f"**{view.name}: {_own(own)}** · {what}, {when} · {len(known)} van {len(figures)} hebben een cijfer")
    map_view.draw(
        figures,
        title=f"{indicator.title}, {what}",
        key="presentatie_kaart",
        scope=Scope.ALL,
        height=MAP_HEIGHT,
        selected=view.nis,
        on_pick=_pick,
    )
    return origin


def _own(figure: AreaFigure | None) -> str:
    """The figure of the chosen municipality, marked when it is made up."""
    if figure is None or figure.value is None:
        return dutch.NOTHING
    mark = f" ({theme.kind_word(figure.kind)})" if figure.kind else ""
    return map_view.figure_text(figure) + mark


def _pick(nis: str) -> None:
    """A click on the map chooses the municipality of the presentation."""
    filters.write("nis", nis, "")
    st.session_state["url_nis"] = None  # so that the list in the bar takes it over
    st.rerun()


def authority(view: View) -> Origin:
    """What the chosen municipality promised and did, the chosen measure first."""
    members = reads.members(view.only_official)
    here = members["authority_id"] == view.authority["authority_id"]
    mine = members[here & (members["project_year"] == view.year)]
    applicant = mine.iloc[0]["applicant_id"] if len(mine) else None
    every = reads.attainment_by_authority(view.year, view.only_official)
    rows = [row for row in every if applicant is not None and row.authority_id == applicant]
    known = findings.measured(rows)
    st.header(findings.authority(view.name, rows, view.year), anchor=False)
    if not known:
        frame.empty(
            "Resultaten per bestuur zijn niet gepubliceerd, of dit bestuur deed dat jaar niet mee.",
            "Kies een andere gemeente of een ander projectjaar.",
        )
        return _people(view)
    first = sorted(known, key=lambda row: (row.measure != view.measure, row.action or 0))[:MOST_BARS]
    origin = Origin((attained_rows.as_frame(first),))
    if origin.has_examples:
        drawing.mark()
    together = mine.iloc[0]["cooperation"]
    said = f"Samen in {together}: de cijfers gelden voor het geheel." if isinstance(together, str) else ""
    if len(first) < len(known):
        said += f" U ziet {len(first)} van {len(known)} KPI-onderdelen met een cijfer, het gekozen onderdeel eerst."
    if said:
        st.markdown(said.strip())
    drawing.bars([drawing.attainment_bar(row, f"{row.action}. {row.component}") for row in first])
    return origin


def _people(view: View) -> Origin:
    """What is known of a municipality without results: its inhabitants."""
    days = reads.reference_dates()
    judged = reads.judged(days[0]) if days else []
    one = next((row for row in judged if row.authority_id == view.authority["authority_id"]), None)
    if one is None:
        return Origin()
    left, right = st.columns(2)
    said = f"{theme.kind_word(Kind.OFFICIAL)}, {dutch.day(days[0])}, Statbel"
    cards.figure(left, "Inwoners", dutch.number(one.population), said)
    cards.figure(right, "Herkomst buiten de EU27", dutch.number(one.lower), said)
    figures = {"kind": [Kind.OFFICIAL.value], "source_id": ["statbel-origin"], "reference_date": [days[0]]}
    return Origin((pd.DataFrame(figures),))


def cooperation(view: View) -> Origin:
    """The best division of the reference region of the chosen municipality."""
    region, days = view.authority["reference_region"], reads.reference_dates()
    if not isinstance(region, str) or not days:
        st.header(f"Samenwerken: {view.name} hoort bij geen referentieregio", anchor=False)
        frame.empty("Brussel en vzw de Rand volgen een eigen regel.", "Kies een andere gemeente in de balk.")
        return Origin()
    reading = pooling_reads.READING
    settings = divisions.settings_of(reads.parameters(), days[0], objective=next(iter(PoolingObjective)))
    choice = Choice((region,), days[0], reading, False, settings)
    solved = pooling_solve.solve(choice)
    if solved is None:
        return Origin()
    found = solved[0]
    rows = pooling_solve.cooperations(list(found.pools), choice)
    st.header(findings.cooperations(region, found.count), anchor=False)
    drawing.mark(f"{theme.KIND[Kind.ESTIMATE].sign} {_basis(reading)}, {dutch.day(days[0])}", Kind.ESTIMATE)
    proof = pooling_solve.proof(found)
    st.markdown(
        f"**{view.name} {_role(view.nis, rows, choice)}** · {found.covered} gemeenten samen, "
        f"{len(found.left_out)} over · {proof}"
    )
    around = pooling_reads.around(choice)
    left, right = st.columns([3, 2])
    with left:
        pooling_map.draw(
            {row.number: row.members for row in rows},
            choice,
            around,
            title=f"De beste verdeling van {region}",
            key="presentatie_verbanden",
            selected=view.nis,
            height=MAP_HEIGHT,
        )
    with right:
        drawing.numbered(_groups(rows, choice, list(around), view.nis))
    data = pooling_solve.as_frame(rows, choice, view.only_official)
    if data.empty:
        data = pd.DataFrame([choice.computed])
    return Origin((data,), (AREAS,))


def _basis(reading: Weight) -> str:
    if reading is Weight.LOWER:
        return "Onze berekening, op officiële aantallen inwoners met herkomst buiten de EU27"
    return "Onze berekening, op een schatting van de doelgroep (herkomst buiten EU15/EU14), tussen twee grenzen"


def _groups(
    rows: Sequence[Cooperation], choice: Choice, around: Sequence[str], own: str | None
) -> Iterator[tuple[str, str, str, bool]]:
    """The cooperations of a region, then who is left over and who needs none."""
    for row in rows:
        yield str(row.number), ", ".join(row.names), _size(row, choice.reading), own in row.members
    everyone, looking = pooling_reads.candidates(choice.on, choice.reading), pooling_reads.taking_part(choice)
    inside = {member for row in rows for member in row.members}
    left = [nis for nis in around if nis in looking and nis not in inside]
    aside = [nis for nis in around if nis not in looking]
    alone = [nis for nis in aside if not everyone[nis].uncertain]
    perhaps = [nis for nis in aside if everyone[nis].uncertain]
    said = (
        (left, "in geen verband"),
        (alone, "doet niet mee: mag alleen indienen"),
        (perhaps, "doet niet mee: onzeker of ze alleen mag indienen"),
    )
    for some, words in said:
        if some:
            yield "–", ", ".join(sorted(everyone[nis].name for nis in some)), words, own in some


def _size(row: Cooperation, reading: Weight) -> str:
    count = f"{len(row.members)} {'gemeente' if len(row.members) == 1 else 'gemeenten'}"
    if reading is Weight.LOWER:
        return f"{count}, {dutch.number(row.total.lower)} inwoners met herkomst buiten de EU27"
    return f"{count}, {dutch.number(row.total.estimate)} inwoners van de doelgroep"


def _role(nis: str | None, rows: Sequence[Cooperation], choice: Choice) -> str:
    """What the division means for the chosen municipality."""
    one = pooling_reads.candidates(choice.on, choice.reading).get(nis or "")
    perhaps = f"; {pooling_reads.may_alone(one)}" if one and one.uncertain else ""
    number = next((row.number for row in rows if nis in row.members), None)
    if number is not None:
        return f"zit in verband {number}{perhaps}"
    if nis in pooling_reads.taking_part(choice):
        return f"blijft over{perhaps}"
    return f"doet niet mee: {pooling_reads.may_alone(one)}" if one else "doet niet mee"
