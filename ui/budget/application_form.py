"""The calculator for one application: paste, upload or type the rows of a municipality and see its grant."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from samenleven.grant.application import COLUMNS, ApplicationRow, read_rows
from samenleven.grant.application_text import HEADINGS, read_bytes, read_text
from samenleven.grant.call import Call, Reading, amounts_said
from samenleven.grant.grant import Grant, Limit, grant_application
from ui.budget import budget_reads, incentive_card
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.hooks import uploads
from ui.look import cards, download, tables, theme
from ui.reading import reads

WAYS = {"tabel": "Invullen", "plakken": "Plakken", "bestand": "Bestand"}
GROUPS = {Reading.MERGED.value: "Samengevoegd", Reading.SPLIT.value: "Gesplitst, zoals in oproep 1"}
NUMBERS = ("baseline_reach", "planned_reach", "priority")
SHOWN = 20
RESULT = [*COLUMNS[:2], "component", *COLUMNS[2:], "grant", "own_share", "limited_by", "report_target"]


def show(year: int) -> None:
    """The rows, then the grant or every fault by row."""
    call = budget_reads.call(year)
    if not call.measures:
        frame.empty("Voor deze oproep zijn er geen onderdelen.", "Kies een andere oproep.")
        return
    if call.reading:
        groups = filters.choose("Doelgroepen die na oproep 1 samengevoegd zijn", "doelgroepen", GROUPS, style="buttons")
        call = budget_reads.call(year, Reading(groups))
    st.markdown(f"Bereken wat één aanvraag oplevert. {amounts_said(call)} Uw rijen worden niet bewaard.")
    way = filters.choose("Hoe geeft u de rijen?", "invoer", WAYS, style="buttons")
    try:
        rows = {"tabel": _typed, "plakken": _pasted, "bestand": _uploaded}[way](year, call)
        if rows:
            _result(year, call, grant_application(rows, call))
        else:
            frame.empty(
                "Er is nog niets gepland.", "Vul bij minstens één onderdeel een gepland bereik en een prioriteit in."
            )
    except SamenlevenError as error:
        _faults(error)
    incentive_card.show(year)


def _faults(error: SamenlevenError) -> None:
    head, *lines = str(error).split("\n")
    st.error(head)
    for line in lines[:SHOWN]:
        st.text(line[:300])
    if len(lines) > SHOWN:
        st.text(f"- en nog {len(lines) - SHOWN}")


def _typed(year: int, call: Call) -> list[ApplicationRow]:
    names = _components()
    payable = sorted((action, measure) for measure, action in call.measures.items() if call.pays(measure))
    empty = pd.DataFrame(
        [
            {"action": action, "measure": measure, "component": names.get(measure, "")} | dict.fromkeys(NUMBERS)
            for action, measure in payable
        ]
    )
    headings = dict(zip(COLUMNS, ("Actie", "Onderdeel", "Huidig bereik", "Gepland bereik", "Prioriteit"), strict=True))
    config: dict[str, Any] = {
        name: st.column_config.NumberColumn(headings[name], min_value=0, step=1, format="%d") for name in NUMBERS
    }
    config |= {name: st.column_config.Column(headings[name], disabled=True) for name in ("action", "measure")}
    config["component"] = st.column_config.Column("KPI-onderdeel", disabled=True)
    edited = st.data_editor(
        empty.astype(dict.fromkeys(NUMBERS, "Float64")),
        column_config=config,
        hide_index=True,
        key=f"aanvraag_{year}_{call.reading or ''}",
        height=420,
        width="stretch",
        placeholder="",
    )
    # The limits of the table hold only in the browser, so every cell is judged again as text.
    records = [{name: _cell(row[name]) for name in COLUMNS} for row in edited.to_dict("records")]
    used = [row for row in records if any(row[name] for name in NUMBERS)]
    if not any(row["planned_reach"] not in ("", "0") for row in used):
        return []
    for row in used:
        for name in NUMBERS:
            row[name] = row[name] or "0"
    return read_rows(COLUMNS, used, call, file="tabel")


def _cell(value: Any) -> str:
    """A cell as a person would type it: 5.0 is "5", nothing is empty."""
    if dutch.is_missing(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _pasted(year: int, call: Call) -> list[ApplicationRow]:
    example = next((m for m in sorted(call.measures) if call.pays(m)), "call-02.1")
    text = st.text_area(
        "Plak de rijen, met de kolomtitels erboven",
        key="aanvraag_tekst",
        height=220,
        placeholder=f"{';'.join(HEADINGS)}\n{call.measures[example]};{example};0;1;1",
    )
    _template(call)
    return read_text(text, call, file="tekst") if text.strip() else []


def _uploaded(year: int, call: Call) -> list[ApplicationRow]:
    found = uploads.field("Kies een CSV-bestand", ["csv", "txt", "tsv"], "aanvraag_bestand")
    _template(call)
    if found is None:
        return []
    return read_bytes(found.getvalue(), call, file="bestand")


def _template(call: Call) -> None:
    st.markdown(f":small[Kolommen: {', '.join(COLUMNS)}, of in het Nederlands. Scheid met puntkomma, komma of tab.]")
    lines = [",".join(COLUMNS), *(f"{a},{m},0,0,0" for a, m in sorted((a, m) for m, a in call.measures.items()))]
    st.download_button(
        "Download een leeg voorbeeld",
        data="\n".join(lines) + "\n",
        file_name=f"aanvraag-oproep-{call.project_year}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _components() -> dict[str, str]:
    return {measure.measure_id: measure.component for measure in reads.measures()}


def _result(year: int, call: Call, found: Grant) -> None:
    """Totals, every row with what limited it, and the download."""
    names = _components()
    day = next(one.awarded_on for one in reads.project_years() if one.project_year == year)
    said = f"{theme.kind_word(Kind.ESTIMATE)}, {dutch.day(day)}"
    first, second, third = st.columns(3)
    cards.figure(first, "Subsidie", dutch.euro(found.total_grant, cents=True), said)
    cards.figure(second, "Eigen inbreng", dutch.euro(found.total_own_share, cents=True), said)
    limited = sum(row.limited_by is not Limit.NONE for row in found.rows)
    cards.figure(third, "Rijen met een grens", dutch.number(limited), said)
    data = pd.DataFrame(
        [
            {
                "action": row.action_id,
                "measure": row.measure_id,
                "component": names.get(row.measure_id, ""),
                "baseline_reach": row.baseline_reach,
                "planned_reach": row.planned_reach,
                "priority": row.priority,
                "grant": float(row.grant),
                "own_share": float(row.own_share),
                "limited_by": row.limited_by.value,
                "report_target": row.report_target,
                "amount_kind": row.amount_kind,
                "ceiling_kind": row.ceiling_kind,
                "kind": Kind.ESTIMATE.value,
                "source_id": row.source_id,
                "reference_date": day,
            }
            for row in found.rows
        ]
    )
    tables.show(data, [*RESULT, "amount_kind", "kind"])
    download.offer(data, f"aanvraag-oproep-{call.project_year}", key="aanvraag")
    st.markdown(
        ":small[Wat de oproep hoogstens betaalt, als er genoeg geld is. Berekening van dit dashboard, geen beslissing. "
        "De stimulans voor samenwerking staat hieronder apart.]"
    )
    frame.sources(data)
