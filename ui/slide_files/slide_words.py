"""What the files say of a slide beside its chart: its foot, its table in words, and its chart for who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass

from samenleven import dutch, terms
from samenleven.column_names import heading
from ui.look import practice, tables, theme
from ui.presentation import map_svg
from ui.presentation.slide import Bars, Dots, Lines, Listed, Maps, Slide
from ui.reading import reads

NOTHING = "Er is geen enkele dia gekozen"
ADVICE = "Kies op het scherm Presentatie, bij Alle dia's, wat u wilt tonen en maak het bestand opnieuw."
FILTERS = "Filters: "
LEFT_OUT = ("reference_date",)  # the newest stands in the foot


@dataclass(frozen=True)
class Cells:
    """A table as text: headings and rows, how many rows there are in all, and what is the same in each of them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    same: tuple[tuple[str, str], ...] = ()


def foot(one: Slide) -> str:
    """Kinds, sources, date and filters in one text."""
    titles = reads.short_titles()
    kinds = " en ".join(theme.kind_word(kind) for kind in one.kinds)
    sources = "; ".join(titles.get(code, code) for code in one.sources)
    filters = next((line.removeprefix(FILTERS).rstrip(".") for line in one.notes if line.startswith(FILTERS)), "")
    newest = dutch.day(one.reference_date) if one.reference_date else ""
    parts = (practice.says(), kinds, f"Bron: {sources}" if sources else "", newest, filters)
    return " · ".join(filter(None, parts))


def cells(one: Slide, most: int) -> Cells:
    """The first rows with a figure of the table of a slide, as people read them; what all share stands apart."""
    known = one.table.dropna(subset=["value"]) if "value" in one.table else one.table
    names = [name for name in one.columns if name in known and name not in LEFT_OUT and not known[name].isna().all()]
    heads = {name: terms.capital(one.headings.get(name) or heading(name)) for name in names}
    alike = [name for name in names if known[name].nunique(dropna=False) == 1]
    same = tuple((heads[name], tables.text(name, known[name].iloc[0])) for name in alike)
    varied = [name for name in names if name not in alike]
    rows = tuple(
        tuple(tables.text(name, cell) for name, cell in zip(varied, row, strict=True))
        for row in known[varied].head(most).itertuples(index=False, name=None)
    )
    return Cells(tuple(heads[name] for name in varied), rows, len(known), same)


def described(one: Slide) -> str:
    """The chart of a slide in words."""
    chart = one.chart
    if isinstance(chart, Bars):
        return f"Staafdiagram, {chart.series}. " + "; ".join(f"{bar.name}: {bar.text}" for bar in chart.bars) + "."
    if isinstance(chart, Dots):
        said = (f"{row.name}: " + ", ".join(f"{dot.series} {dot.text}" for dot in row.dots) for row in chart.rows)
        return f"Stippen per jaar. {'; '.join(said)}."
    if isinstance(chart, Lines):
        first, last = (chart.categories[0], chart.categories[-1]) if chart.categories else ("", "")
        named = "; ".join(f"{line.name}: {line.text}" for line in chart.series)
        return f"Lijnen van {first} tot {last}. {named}."
    if isinstance(chart, Maps):
        return " ".join(map_svg.described(chart, picture) for picture in chart.maps)
    return "; ".join(item.name for item in chart.items) if isinstance(chart, Listed) else f"{chart.what} {chart.advice}"
