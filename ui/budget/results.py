"""What a scenario brings, on screen: key figures, who comes and goes, map, authorities, goals and targets, cash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from samenleven import terms
from samenleven.budget import what_if as rows_of
from samenleven.budget.explain import explain
from samenleven.budget.what_if import WhatIf
from samenleven.classes import class_of
from samenleven.figures import Kind
from samenleven.indicators import AreaFigure
from samenleven.terms import KEY_FIGURE
from ui import download, filters, formats, frame, map_view, reads, tables, theme
from ui.budget import charts as budget_charts
from ui.budget import reads as budget_reads
from ui.map import MapArea, MapClass, choropleth

CARDS = {
    "paid": "Toegekend",
    "own_share": "Eigen inbreng",
    "taking_part": "Besturen",
    "covered_share": "Dekking",
    "planned_people": "Gepland bereik",
    "expected_people": "Verwacht bereik",
    "weighted_attainment": "Doelbereik",
    "closing": "Tekort dichten",
}
"""What the cards show, each with a title that fits; the whole name stands in its help."""
NAMED = 5
LISTS = {"besturen": "besturen", "indieners": "indieners"}
SHORT = {"streefwaarden": "streefwaarden", "doelstellingen": "doelstellingen", "acties": "acties"}
AUTHORITIES = [
    *("name", "grant_eur", "change_eur", "per_head_eur", "takes_part", "may_apply_alone", "target_group"),
    *("own_share_eur", "planned_people", "expected_people", "applicant", "kind"),
]
TARGETS = [
    *("action", "component", "ratio", "shortfall", "closing_eur", "target", "expected", "ratio_before"),
    *("target_basis", "closing_own_eur", "within_maxima"),
]


def key_figures(run: WhatIf) -> None:
    """The figures that sum up the scenario, who comes and goes, and progress by goal."""
    found = {row["figure"]: row for row in rows_of.key_figures(run)}
    codes = list(CARDS)
    for first in range(0, len(codes), 4):
        for column, code in zip(st.columns(4), codes[first : first + 4], strict=True):
            _card(column, found[code])
    who(run)
    budget_charts.goals(run)
    frame_of = pd.DataFrame(list(found.values()))
    download.offer(frame_of, f"verkenning-jaar-{run.space.call.project_year}-kerncijfers", key="kern")


def _card(place: Any, row: rows_of.Row) -> None:
    place.metric(
        CARDS[row["figure"]],
        shown(row["after"], row["unit"]),
        delta=_delta(row["change"], row["unit"]),
        delta_color="inverse" if row["figure"] == "closing" else "normal",
        help=f"{terms.capital(KEY_FIGURE[row['figure']])}: {formats.with_unit(row['after'], row['unit'])}.",
    )


def shown(value: float | None, unit: str) -> str:
    """A key figure short enough for a card."""
    if value is None:
        return formats.NOTHING
    if unit == "euro":
        return formats.millions(value) if abs(value) >= 1_000_000 else formats.euro(value)
    return formats.percent(value, 1) if unit == "aandeel" else formats.number(value)


def _delta(change: float | None, unit: str) -> str | None:
    """The change in words; none where nothing that one can see changes."""
    if not change:
        return None
    sign = "+" if change > 0 else "-"
    if unit == "aandeel":
        points = formats.number(abs(change) * 100, 2)
        return None if points == "0" else f"{sign}{points} procentpunt"
    text = formats.euro(abs(change)) if unit == "euro" else formats.number(abs(change))
    return None if text in ("0", "€ 0") else f"{sign}{text}"


def who(run: WhatIf) -> None:
    """Who enters, who may apply alone from now, and who drops out, by name."""
    change = run.change
    lines = [
        ("Komen erbij", change.entered, True),
        ("Mogen voortaan alleen indienen (velen doen nu al samen mee)", change.alone_from_now, False),
        ("Mogen niet meer alleen indienen", change.alone_no_longer, False),
        ("Vallen weg", change.dropped, True),
    ]
    for words, ids, always in lines:
        if ids or always:
            names = ", ".join(sorted(run.name_of(one) for one in ids)) or "niemand"
            st.markdown(f"**{words}** ({len(ids)}): {names}.")


def map_and_reason(run: WhatIf) -> None:
    """Money per inhabitant of the target group, and for one authority what changed and why."""
    st.markdown("**Subsidie per inwoner van de doelgroep.** Kies een gemeente op de kaart of in de lijst.")
    picked = _map(run)
    if picked:
        st.query_params["gemeente"] = picked
    names = _areas(run)
    nis = filters.choose("Wat veranderde er, en waarom?", "gemeente", names)
    authority = next(a for a in run.model.authorities if (a.nis or a.authority_id) == nis)
    found = explain(run.model, run.space, run.scenario, authority.authority_id)
    for sentence in found.sentences:
        st.markdown(f"- {sentence}")
    st.markdown(":small[Modeluitkomst. Binnen een samenwerkingsverband is het geld gespreid volgens de doelgroep.]")


def _areas(run: WhatIf) -> dict[str, str]:
    """The authorities that a scenario can touch: not the municipalities of Brussels, which the VGC stands for."""
    every = reads.authorities()
    apart = set(every[(every["region"] == "brussels") & (every["type"] == "municipality")]["authority_id"])
    rows = [a for a in run.model.authorities if a.authority_id not in apart]
    return {a.nis or a.authority_id: a.name for a in sorted(rows, key=lambda a: a.name)}


def _map(run: WhatIf) -> str | None:
    own = run.provenance
    names = _areas(run)
    figures, outside = [], []
    for row in run.after.authorities:
        nis = run.model.counts[row.authority_id].nis
        if nis is None or nis not in names:
            continue
        if row.takes_part and row.per_head_cents is not None:
            value = rows_of.euro(row.per_head_cents)
            figures.append(AreaFigure(row.authority_id, nis, row.name, value, "euro", kind=Kind(own["kind"])))
        else:
            outside.append(nis)
    bounds, legend = map_view.classes_of(figures)
    # Members of one cooperation share their figure, so few texts differ.
    words = {value: formats.euro(value, cents=True) for value in {round(f.value or 0, 2) for f in figures}}
    areas = [MapArea(f.nis or "", class_of(f.value or 0, bounds), words[round(f.value or 0, 2)]) for f in figures] + [
        MapArea(nis, len(legend), "doet niet mee") for nis in outside
    ]
    return choropleth(
        areas,
        [*legend, MapClass(theme.GAP, "doet niet mee")],
        title="Subsidie per inwoner van de doelgroep",
        key="verkenning_kaart",
        selected=st.query_params.get("gemeente"),
        shared_details=map_view.details(
            AreaFigure("", None, "", None, "euro", kind=Kind(own["kind"]), source_id=own["source_id"],
                       reference_date=own["reference_date"]),
            reads.source_titles(),
        ),
        height=460,
    )  # fmt: skip


def authorities(run: WhatIf) -> None:
    """Winners and losers, then every authority and every applicant."""
    year = run.space.call.project_year
    left, right = st.columns(2)
    for place, word, ids in ((left, "winnen", run.change.winners), (right, "verliezen", run.change.losers)):
        place.markdown(f"**{len(ids)} besturen {word}**" + ("" if ids else "."))
        top = [(run.name_of(one), run.change.grant_change_cents[one]) for one in ids[:NAMED]]
        if top:
            place.markdown("\n".join(f"- {name}: {_signed(cents)}" for name, cents in top))
        if len(ids) > NAMED:
            place.markdown(f"- en nog {len(ids) - NAMED}; zie de tabel")
    if filters.choose("Tabel", "tabel", LISTS, style="buttons") == "besturen":
        data = pd.DataFrame(rows_of.authority_rows(run))
        data = data[data["name"].isin(list(_areas(run).values()))]
        order = data.sort_values(["takes_part", "grant_eur"], ascending=False)
        tables.show(order, AUTHORITIES, height=420)
        download.offer(data, f"verkenning-jaar-{year}-besturen", key="besturen")
    else:
        applicants = pd.DataFrame(rows_of.applicant_rows(run))
        tables.show(applicants, [*rows_of.APPLICANTS, "kind"], height=420)
        download.offer(applicants, f"verkenning-jaar-{year}-indieners", key="indieners")


def _signed(cents: int) -> str:
    return f"{'+' if cents > 0 else '-'}{formats.euro(abs(rows_of.euro(cents)))}"


def targets(run: WhatIf) -> None:
    """Every target with its shortfall and the cost of closing it, or money and progress by goal or action."""
    year = run.space.call.project_year
    data = pd.DataFrame(target_rows(run))
    short = data[data["shortfall"] > 0]
    st.markdown(
        f"**{len(data) - len(short)} van {len(data)} streefwaarden worden gehaald.** Een streefwaarde komt uit het "
        "plan van 2021, of uit wat de akkoorden samen beloven als de oproep iets anders telt."
    )
    table = filters.choose("Tabel", "tekort", SHORT, style="buttons")
    if table == "streefwaarden":
        tables.show(
            data.sort_values("ratio"), [*TARGETS, "kind"], height=420, widths={"component": 160, "closing_eur": 150}
        )
        download.offer(data, f"verkenning-jaar-{year}-streefwaarden", key="streefwaarden")
        return
    name = "goal" if table == "doelstellingen" else "action"
    part = pd.DataFrame(rows_of.goal_rows(run) if name == "goal" else rows_of.action_rows(run))
    part.insert(1, "title", [_titles(name).get(number, "") for number in part[name]])
    tables.show(part, [name, "title", *rows_of.SUMS, "kind"], height=420, widths={"title": 160})
    download.offer(part, f"verkenning-jaar-{year}-{table}", key=f"som_{name}")


def target_rows(run: WhatIf) -> list[rows_of.Row]:
    """The targets with the names of their measures."""
    return rows_of.target_rows(run, {m.measure_id: (m.component, m.unit) for m in reads.measures()})


def _titles(name: str) -> dict[int, str]:
    if name == "goal":
        return {goal.goal_id: goal.title for goal in reads.goals()}
    return {action.action_id: action.title for action in reads.actions()}


def cash(run: WhatIf) -> None:
    """What is paid in which calendar year, with the three project years one after the other."""
    years = budget_reads.call_years()
    lag = formats.number(run.space.value("balance_lag_years"))
    share = formats.percent(years[0].advance_share)
    st.markdown(
        f"**Geld per kalenderjaar.** {share} van een subsidie wordt bij de start betaald, de rest als saldo. Aanname: "
        f"het saldo komt {lag} jaar na het eindverslag. De projectjaren volgen op elkaar: wie in het ene jaar geld "
        "krijgt, houdt dat bedrag in het volgende."
    )
    data = pd.DataFrame(rows_of.cash_rows(years, run.scenario, run.provenance))
    budget_charts.cash(data)
    words = data.assign(year=data["year"].astype(str))
    tables.show(words, ["year", "before_eur", "after_eur", "change_eur", "kind"])
    download.offer(data, "verkenning-geld-per-jaar", key="kas")


def sources(run: WhatIf, *frames: Sequence[Any]) -> None:
    """The sources under the results."""
    frame.sources(pd.DataFrame([run.provenance]))
