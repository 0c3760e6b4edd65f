"""The slides about results: where the plan stands, what was not reached, and one municipality."""

from __future__ import annotations

import pandas as pd

from samenleven import dutch, terms
from samenleven.catalogue import Family
from samenleven.compared import GoalOverYears
from samenleven.figures import Kind
from samenleven.findings import authority, goals, overview, slides, words
from samenleven.pooling import divisions
from ui.authority import agreement_figures, people_figures
from ui.authority import profile_reads as known
from ui.goals import attained_rows as attained
from ui.goals import dots
from ui.look import definition
from ui.overview import overview_figures, standing
from ui.overview.standing import Standing
from ui.pooling import pooling_reads
from ui.presentation import making
from ui.presentation.chosen import View
from ui.presentation.slide import Bar, Bars, Chart, Dot, DotRow, Dots, Lines, Nothing, Series, Slide
from ui.reading import reads

AGREED = "de afspraak"
MOST_SETS = 6


def standing_slide(view: View) -> Slide:
    """Whether the goals keep what was agreed: each of them over the project years."""
    data = standing.of(view.address)
    said = overview.verdict(data.call, reads.goals(), reads.actions(), year=data.year, shown=data.shown)
    table = attained.results([row for goal in data.goals for row in goal.years]).rename(columns={"ratio": "progress"})
    axis = dots.axis((row.ratio for goal in data.goals for row in goal.years), widest=1.0)
    order = sorted(data.goals, key=lambda goal: _rank(goal, data.year))
    rows = tuple(_goal(goal, data) for goal in order)
    chart = Dots(
        rows,
        tuple(f"jaar {one.project_year}" for one in data.years),
        "%",
        axis.low,
        axis.high,
        axis.ticks,
        1.0,
        AGREED,
    )
    return making.made(
        "stand",
        view,
        said.text,
        f"{overview.strip(data.now)}. {slides.sizes(data.year, [one.project_year for one in data.years])}.",
        chart,
        table[list(overview_figures.GOAL_COLUMNS)],
        overview_figures.GOAL_COLUMNS,
        meaning=overview_figures.PROGRESS,
        mark=said.mark,
        headings={"component": "Doelstelling"},
    )


def _rank(goal: GoalOverYears, year: int) -> tuple[bool, object, int]:
    row = goal.of(year)
    return row is None or row.ratio is None, row.ratio if row and row.ratio is not None else 0, goal.goal


def _goal(goal: GoalOverYears, data: Standing) -> DotRow:
    """One goal; without a result it says so, and nothing else."""
    found = []
    for one in data.years:
        row = goal.of(one.project_year)
        ratio = None if row is None or row.ratio is None else float(row.ratio)
        text = words.percent(ratio) if ratio is not None else dutch.NOTHING
        made_up = bool(row and row.kind is Kind.EXAMPLE)
        now = one.project_year == data.year
        found.append(Dot(f"jaar {one.project_year}", ratio, text, row.status if row else None, made_up, now))
    now_, before = goal.of(data.year), goal.of(data.year - 1)
    if now_ is None or now_.ratio is None:
        none = "nog niet gepubliceerd" if data.shown.only_official else "geen resultaat"
        return DotRow(goal.title, tuple(found), "–", none, goal.goal)
    change = words.signed_points(now_.ratio - before.ratio) if before and before.ratio is not None else ""
    status = terms.STATUS[now_.status]
    return DotRow(
        goal.title, tuple(found), words.percent(now_.ratio), ", ".join(filter(None, [status, change])), goal.goal
    )


def missed_slide(view: View) -> Slide:
    """Which agreements were not kept, worst first."""
    rows = [row for row in reads.attainment(view.year, view.shown) if row.family is Family.CALL]
    said = goals.headline(rows, reads.actions(), year=view.year, shown=view.shown)
    every = making.worst_first(rows)
    missed = making.missed(rows)
    first = (missed or every)[: making.MOST_BARS]
    bars = tuple(making.attained_bar(row, _measure(row.action, row.component)) for row in first)
    chart: Chart = Bars(bars, "doelbereik", "%", 1.0, AGREED, making.ends_at(bars))
    if not bars:
        chart = Nothing("Er is geen resultaat om te tonen.", "Kies een ander projectjaar.")
    table = attained.results(first)
    seen = slides.missed(len(first), len(missed), "afspraak", "afspraken")
    return making.made(
        "doelen",
        view,
        said.text,
        f"{seen}. Doelbereik in projectjaar **{view.year}**: wat behaald is, in % van wat afgesproken is.",
        chart,
        table,
        ("action", "component", "realised", "target", "unit", "ratio", "status", "kind", "reference_date"),
        meaning=definition.SHARE,
        mark=said.mark,
    )


def _measure(action: int | None, component: str) -> str:
    return f"Actie {action}: {component}"


def authority_slide(view: View) -> Slide:
    """One municipality: what became of its agreements; without any, with whom it can apply, or who lives there."""
    asked = agreement_figures.seen(view.address)
    facts = known.facts(view.authority_id, asked.year if asked else None, view.shown)
    said = authority.headline(facts)
    mark = words.rests_on(said.kinds)
    if asked and making.worst_first(asked.rows):
        return _agreements(view, said.text, mark, asked)
    found = None if view.shown.only_official else known.choices(view.authority_id)
    if facts.group is not None and found and found.best.sets and not facts.listed:
        return _partners(view, said.text, mark)
    return _people(view, said.text, mark)


def _agreements(view: View, title: str, mark: str | None, asked: agreement_figures.Seen) -> Slide:
    every = making.worst_first(asked.rows)
    first = every[: making.MOST_BARS]
    bars = tuple(
        making.attained_bar(row, _measure(row.action, row.component), marked=row.measure == view.measure)
        for row in first
    )
    together = known.memberships(view.authority_id, view.shown)[asked.year]["cooperation"]
    shared = f" De cijfers gelden voor {together} als geheel." if together else ""
    seen = slides.seen(len(first), len(every), "afspraak", "afspraken")
    return making.made(
        "gemeente",
        view,
        title,
        f"{seen}, in projectjaar **{asked.year}**.{shared}",
        Bars(bars, "doelbereik", "%", 1.0, AGREED, making.ends_at(bars)),
        attained.results(first),
        ("action", "component", "realised", "target", "unit", "ratio", "status", "kind", "reference_date"),
        meaning=definition.SHARE,
        mark=mark,
    )


def _partners(view: View, title: str, mark: str | None) -> Slide:
    """The sets of partners as bars to the threshold, by the lower bound that holds in every reading."""
    day = known.newest_day()
    found = known.choices(view.authority_id)
    assert day is not None
    assert found is not None
    everyone, floor = pooling_reads.candidates(day, pooling_reads.READING), pooling_reads.rules(day).floor
    sets = found.best.sets[:MOST_SETS]
    bars = tuple(
        Bar(
            f"met {dutch.listed(sorted(everyone[i].name for i in one.partners))}" if one.partners else view.name,
            one.total.lower,
            dutch.number(one.total.lower),
            f"≈ {dutch.number(one.total.estimate)} volgens de schatting",
        )
        for one in sets
    )
    rows = [
        {
            "name": bar.name,
            "lower": one.total.lower,
            "estimate": one.total.estimate,
            "upper": one.total.upper,
            "kind": Kind.ESTIMATE.value,
            "source_id": divisions.COMPUTED_FROM,
            "reference_date": day,
        }
        for bar, one in zip(bars, sets, strict=True)
    ]
    return making.made(
        "gemeente",
        view,
        title,
        f"Inwoners in de doelgroep samen, zeker geteld, tegenover de drempel van **{dutch.number(floor)}**.",
        Bars(bars, "inwoners in de doelgroep, ondergrens", "inwoners", float(floor), "de drempel"),
        pd.DataFrame(rows),
        ("name", "lower", "estimate", "upper", "kind", "reference_date"),
        meaning=definition.PEOPLE["target_group"].replace("*", ""),
        mark=mark,
    )


def _people(view: View, title: str, mark: str | None) -> Slide:
    """Who lives there, over the years, beside the region and Flanders."""
    figure = people_figures.people(view.address)
    table = figure.table
    if table.empty:
        chart: Chart = Nothing("Voor dit bestuur zijn er geen cijfers.", "Kies een andere gemeente in de balk.")
        return making.made("gemeente", view, title, "", chart, making.EMPTY, (), meaning="", mark=mark)
    years = sorted(table["year"].unique())
    series = tuple(
        Series(
            str(name),
            tuple(shares.get(year) for year in years),
            words.percent(shares[max(shares)]),
            marked=place == 0,
        )
        for place, name in enumerate(table["name"].unique())
        for shares in [dict(zip(of["year"], of["share"], strict=True)) for of in [table[table["name"] == name]]]
    )
    return making.made(
        "gemeente",
        view,
        title,
        f"{figure.finding}.",
        Lines(tuple(str(year) for year in years), series, "%"),
        table,
        figure.columns,
        meaning=definition.PEOPLE["target_group" if Kind.ESTIMATE in set(table["kind"]) else "non_eu27"].replace(
            "*", ""
        ),
        mark=mark,
        headings=figure.headings,
    )
