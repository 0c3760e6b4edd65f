"""What a scenario brings: key figures, who comes and goes, map, authorities, goals and targets, cash.

Most parts are given as HTML for one block on the page (see ui/budget/budget_drawing.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from samenleven import dutch, terms
from samenleven.budget import tables as rows_of
from samenleven.budget.explain import explain
from samenleven.budget.uncertainty import MIDDLE
from samenleven.budget.what_if import WhatIf
from samenleven.figures import Kind, TableRow
from samenleven.indicators import AreaFigure
from samenleven.map_classes import class_of
from samenleven.terms import KEY_FIGURE
from ui.budget import budget_charts, budget_drawing, budget_reads, result_tables
from ui.frame import page as frame
from ui.look import tables, theme
from ui.map import area_map as map_view
from ui.map.choropleth import MapArea, MapClass, choropleth
from ui.reading import reads

CARDS = {
    "paid": "Toegekend",
    "own_share": "Eigen inbreng",
    "taking_part": "Besturen",
    "covered_share": "Dekking",
    "baseline_people": "Was er al",
    "planned_people": "Extra gevraagd",
    "extra_people": "Extra verwacht",
    "weighted_baseline": "Was er al (meetlat)",
    "weighted_attainment": "Betaald doelbereik",
    "closing": "Tekort dichten",
    "not_closable": "Kan niet dicht",
}
"""What the cards show, each with a title that fits; the whole name stands in its help."""
NAMED = 5
LISTS = {"besturen": "besturen", "indieners": "indieners"}
SHORT = {"streefwaarden": "streefwaarden", "doelstellingen": "doelstellingen", "acties": "acties"}
AUTHORITIES = [
    *("name", "grant_eur", "change_eur", "per_head_eur", "takes_part", "eligible", "target_group"),
    *("own_share_eur", "baseline_people", "planned_people", "extra_people", "applicant", "kind"),
]


def key_figures(run: WhatIf) -> budget_drawing.Markup:
    """The figures that sum up the scenario, who comes and goes, and progress by goal."""
    found = {row["figure"]: row for row in rows_of.key_figures(run)}
    return budget_drawing.join(
        budget_drawing.cards([_card(found[code]) for code in CARDS]),
        budget_drawing.small(_in_its_band(run), terms.CONTACTS_NOTE),
        who(run),
        budget_charts.goals_drawn(run),
    )


def _in_its_band(run: WhatIf) -> str:
    """The band of the attainment, beside it."""
    found = run.bands_after.weighted_attainment
    if not found:
        return ""
    return f"Band van het betaalde doelbereik: {budget_charts.band(found)}; zie Zekerheid. {MIDDLE} "


def _card(row: TableRow) -> budget_drawing.Markup:
    whole = f"{terms.capital(KEY_FIGURE[row['figure']])}: {dutch.with_unit(row['after'], row['unit'])}"
    return budget_drawing.card(
        CARDS[row["figure"]], shown(row["after"], row["unit"]), _delta(row["change"], row["unit"]), whole
    )


def shown(value: float | None, unit: str) -> str:
    """A key figure short enough for a card."""
    if value is None:
        return dutch.NOTHING
    if unit == "euro":
        return dutch.millions(value) if abs(value) >= 1_000_000 else dutch.euro(value)
    return dutch.percent(value, 1) if unit == "aandeel" else dutch.number(value)


def _delta(change: float | None, unit: str) -> str:
    """The change in words; none where nothing that one can see changes."""
    if not change:
        return ""
    sign = "+" if change > 0 else "-"
    if unit == "aandeel":
        points = dutch.number(abs(change) * 100, 2)
        return "" if points == "0" else f"{sign}{points} procentpunt"
    text = dutch.euro(abs(change)) if unit == "euro" else dutch.number(abs(change))
    return "" if text in ("0", "€ 0") else f"{sign}{text}"


def who(run: WhatIf) -> budget_drawing.Markup:
    """How many may apply alone from now, for certain and perhaps; then who enters and who drops out, by name."""
    change = run.change
    lines = [
        (_municipalities(change.alone_from_now, "voortaan alleen indienen"), change.alone_from_now),
        (f"Van {len(change.maybe_from_now)} andere is dat onzeker", change.maybe_from_now),
        (_municipalities(change.alone_no_longer, "niet meer zeker alleen"), change.alone_no_longer),
    ]
    parts = [budget_drawing.line(budget_drawing.strong(words), f": {_names(run, ids)}.") for words, ids in lines if ids]
    if change.alone_from_now or change.maybe_from_now:
        parts.append(
            budget_drawing.small("Velen van hen doen nu al samen mee. Wie onzeker is, telt hier volgens de schatting.")
        )
    parts.append(_moved(run, "Komen in dit model erbij", change.entered))
    if run.closed:
        parts.append(budget_drawing.small(run.closed))
    parts.append(_moved(run, "Vallen in dit model weg", change.dropped))
    return budget_drawing.join(*parts)


def _municipalities(ids: Sequence[str], words: str) -> str:
    return f"{dutch.counted(len(ids), 'gemeente mag', 'gemeenten mogen')} {words}"


def _moved(run: WhatIf, words: str, ids: Sequence[str]) -> budget_drawing.Markup:
    return budget_drawing.line(budget_drawing.strong(words), f" ({len(ids)}): {_names(run, ids)}.")


def _names(run: WhatIf, ids: Sequence[str]) -> str:
    return ", ".join(sorted(run.name_of(one) for one in ids)) or "niemand"


def reason(run: WhatIf, nis: str) -> budget_drawing.Markup:
    """For one authority what changed and why."""
    authority = next(a for a in run.model.authorities if (a.nis or a.authority_id) == nis)
    found = explain(run, authority.authority_id)
    return budget_drawing.join(
        budget_drawing.heading(f"{authority.name}: wat veranderde er, en waarom?"),
        budget_drawing.listed(found.sentences),
        budget_drawing.small(
            "Modeluitkomst. Binnen een samenwerkingsverband is het geld gespreid volgens de doelgroep. ",
            terms.CONTACTS_NOTE,
        ),
    )


def areas(run: WhatIf) -> dict[str, str]:
    """The authorities that a scenario can touch: not the municipalities of Brussels, which the VGC stands for."""
    return {a.nis or a.authority_id: a.name for a in sorted(run.model.authorities, key=lambda a: a.name)}


def money_map(run: WhatIf, selected: str) -> str | None:
    """Money per inhabitant of the target group; returns the area that was picked just now."""
    own = run.provenance
    names = areas(run)
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
    words = {value: dutch.euro(value, cents=True) for value in {round(f.value or 0, 2) for f in figures}}
    drawn = [MapArea(f.nis or "", class_of(f.value or 0, bounds), words[round(f.value or 0, 2)]) for f in figures] + [
        MapArea(nis, len(legend), "doet niet mee") for nis in outside
    ]
    return choropleth(
        drawn,
        [*legend, MapClass(theme.GAP, "doet niet mee")],
        title="Subsidie per inwoner van de doelgroep",
        key="verkenning_kaart",
        selected=selected,
        shared_details=map_view.details(
            AreaFigure("", None, "", None, "euro", kind=Kind(own["kind"]), source_id=own["source_id"],
                       reference_date=own["reference_date"]),
            reads.source_titles(),
        ),
        height=460,
    )  # fmt: skip


def authorities(run: WhatIf, table: str) -> budget_drawing.Markup:
    """Winners and losers by name with their change, and the top of a table."""
    parts = []
    for word, ids in (("winnen", run.change.winners), ("verliezen", run.change.losers)):
        top = [
            f"{run.name_of(one)}: {dutch.signed_euro(rows_of.euro(run.change.grant_change_cents[one]))}"
            for one in ids[:NAMED]
        ]
        more = [f"en nog {len(ids) - NAMED}; zie de tabel"] if len(ids) > NAMED else []
        heading = budget_drawing.heading(f"{len(ids)} besturen {word}")
        parts.append(budget_drawing.Markup(f"<div>{heading}{budget_drawing.listed([*top, *more])}</div>"))
    sides = budget_drawing.Markup(f'<div class="sides">{budget_drawing.join(*parts)}</div>')
    if not table:
        return sides
    rows = authority_rows(run) if table == "besturen" else rows_of.applicant_rows(run)
    return budget_drawing.join(sides, result_tables.most(run, table, rows))


def authority_rows(run: WhatIf) -> list[TableRow]:
    """Every authority that a scenario can touch, those with most money first."""
    names = set(areas(run).values())
    rows = [row for row in rows_of.authority_rows(run) if row["name"] in names]
    return sorted(rows, key=lambda row: (not row["takes_part"], -row["grant_eur"]))


def all_authorities(run: WhatIf) -> None:
    """The whole table of authorities."""
    tables.show(pd.DataFrame(authority_rows(run)), AUTHORITIES, height=420)


def all_applicants(run: WhatIf) -> None:
    """The whole table of applicants."""
    tables.show(pd.DataFrame(rows_of.applicant_rows(run)), [*rows_of.APPLICANTS, "kind"], height=420)


def targets(run: WhatIf, table: str) -> budget_drawing.Markup:
    """Every target with its shortfall and the cost of closing it, or money and progress by goal or action."""
    rows = target_rows(run)
    judged = [row for row in rows if row["reason"] is None]
    met = sum(not row["shortfall"] > 0 for row in judged)
    already = sum(row["baseline_ratio"] >= 1 for row in judged)
    said = budget_drawing.line(
        budget_drawing.strong(f"{met} van {len(judged)} streefwaarden worden in dit rekenmodel helemaal betaald."),
        f" Meetlat: {terms.YARDSTICK[run.rules.yardstick]}. Wat er al was telt niet mee; voor {already} was er al "
        "evenveel als de streefwaarde.",
    )
    left_out = budget_drawing.listed([f"{row['component']}: {row['reason']}." for row in rows if row["reason"]])
    if table == "streefwaarden":
        drawn = result_tables.targets(run, sorted(judged, key=lambda row: row["ratio"]))
    else:
        name = "goal" if table == "doelstellingen" else "action"
        drawn = result_tables.sums(run, name, sum_rows(run, name))
    return budget_drawing.join(said, drawn, left_out)


def sum_rows(run: WhatIf, name: str) -> list[TableRow]:
    """Money and progress by goal or action, with their titles."""
    titles = _titles(name)
    rows = rows_of.goal_rows(run) if name == "goal" else rows_of.action_rows(run)
    return [{name: row[name], "title": titles.get(row[name], "")} | row for row in rows]


def target_rows(run: WhatIf) -> list[TableRow]:
    """The targets with the names of their measures."""
    return rows_of.target_rows(run, {m.measure_id: (m.component, m.unit) for m in reads.measures()})


def _titles(name: str) -> dict[int, str]:
    if name == "goal":
        return {goal.goal_id: goal.title for goal in reads.goals()}
    return {action.action_id: action.title for action in reads.actions()}


def cash(run: WhatIf) -> budget_drawing.Markup:
    """What is paid in which calendar year, with the project years one after the other."""
    lag = dutch.number(run.space.value("balance_lag_years"))
    share = dutch.percent(budget_reads.call_years()[0].advance_share)
    return budget_drawing.join(
        budget_charts.cash_drawn(run, cash_rows(run)),
        budget_drawing.line(
            f"{share} van een subsidie wordt bij de start betaald, de rest als saldo. Aanname: het saldo komt {lag} "
            "jaar na het eindverslag. De projectjaren volgen op elkaar: wie in het ene jaar geld krijgt, houdt dat "
            "bedrag in het volgende."
        ),
    )


def cash_rows(run: WhatIf) -> list[TableRow]:
    """Money per calendar year."""
    return rows_of.cash_rows(*budget_reads.cash(run.scenario), run.provenance)


def sources(run: WhatIf) -> None:
    """The sources under the results."""
    frame.sources(pd.DataFrame([run.provenance]))
