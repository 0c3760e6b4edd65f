"""A slide out of its parts: where it comes from and what the speaker reads follow from its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from samenleven import dutch, terms
from samenleven.attainment import Attainment, Status
from samenleven.figures import Kind, Shown
from samenleven.findings import words
from ui.look import theme
from ui.presentation import chosen
from ui.presentation.chosen import View
from ui.presentation.slide import Bar, Chart, Nothing, Slide
from ui.reading import provenance, reads

AREAS = "pic-gebiedsniveaus"
"""The source of the borders on every map."""
MOST_BARS = 9
LONGEST = 2.5
"""A bar of attainment stops at 250 %: further on the others would be too short to compare."""
EMPTY = pd.DataFrame(columns=["name", "kind", "source_id", "reference_date"])


def made(
    code: str,
    view: View,
    title: str,
    lede: str,
    chart: Chart,
    table: pd.DataFrame,
    columns: Sequence[str],
    *,
    meaning: str,
    mark: str | None = None,
    extra: Sequence[str] = (),
    headings: Mapping[str, str] | None = None,
) -> Slide:
    """A slide with its sources and notes; `meaning` says what its figures count, `extra` are sources in no row."""
    found = provenance.of(table, extra=() if isinstance(chart, Nothing) else extra)
    newest = found.newest.date() if found.newest is not None else None
    titles = reads.source_titles()
    filters = {key: dict(view.address.values)[key] for key in chosen.PINNED}
    said = "; ".join(chosen.options(key).get(value, value) for key, value in filters.items())
    notes = [
        title,
        f"Wat het telt: {meaning}" if meaning else "",
        f"Soort cijfers: {', '.join(map(theme.kind_word, found.kinds))}." if found.kinds else "",
        f"Nieuwste datum: {dutch.day(newest)}." if newest else "",
        f"Filters: {said}{f'; {terms.SHOWN[view.shown]}' if view.shown is not Shown.EXAMPLE else ''}.",
        f"Bronnen: {'; '.join(titles.get(one, one) for one in found.source_ids)}." if found.source_ids else "",
    ]
    return Slide(
        name=code,
        code=code,
        title=title.rstrip("."),
        lede=lede,
        chart=chart,
        table=table,
        columns=tuple(name for name in columns if name in table),
        headings=headings or {},
        mark=mark,
        sources=found.source_ids,
        kinds=found.kinds,
        reference_date=newest,
        notes=tuple(one for one in notes if one),
        values=dict(view.address.values),
    )


def attained_bar(row: Attainment, name: str, *, marked: bool = False) -> Bar:
    """The bar of a result against what was agreed: its ratio, and the amounts in words."""
    example = row.kind is Kind.EXAMPLE
    said = f"{dutch.number(row.realised)} van {dutch.number(row.target)} {row.unit or ''}".strip()
    ratio = None if row.ratio is None else float(row.ratio)
    sign = theme.STATUS[row.status].sign
    return Bar(name, ratio, f"{sign} {words.percent(row.ratio)}", said, row.status, example, marked)


def ends_at(bars: Sequence[Bar]) -> float:
    """Where an axis of attainment ends."""
    return min(LONGEST, max([1.0, *(bar.value or 0 for bar in bars)]))


def worst_first(rows: Sequence[Attainment]) -> list[Attainment]:
    """The results with a ratio, lowest first."""
    known = [row for row in rows if row.ratio is not None]
    return sorted(known, key=lambda row: (row.ratio or 0, row.action or 0, row.measure or ""))


def missed(rows: Sequence[Attainment]) -> list[Attainment]:
    """Those of them that were not reached."""
    return [row for row in worst_first(rows) if row.status is not Status.REACHED]
