"""The screen *overzicht* as one piece of HTML: verdict, facts, goals over the years, what changed, who takes part."""

from __future__ import annotations

from html import escape

from samenleven import dutch
from samenleven.figures import Kind, Shown
from samenleven.findings import overview, words
from ui.figure import archive
from ui.figure import object as shown
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.overview import facts, standing
from ui.overview import overview_figures as figures
from ui.overview.standing import Standing
from ui.reading import reads
from ui.reading.daily import daily
from ui.take import makers

ASKED = ("jaar", "cijfers", "nis", "regio")
"""What this screen looks at, and what it passes on to others; anything else in the address changes nothing."""


def html(address: Address) -> str:
    """The whole screen below the bar; an empty state where there is nothing yet."""
    if not reads.goals() or not reads.project_years():
        return shown.headline("Overzicht", "Er zijn nog geen gegevens") + shown.empty(
            "Er is niets om te tonen.", "Bouw de gegevens op met: make run, of python -m samenleven build."
        )
    return _html(tuple((key, value) for key, value in address.values if key in ASKED))


@daily(64)
def _html(values: tuple[tuple[str, str], ...]) -> str:
    address = Address(figures.SCREEN, values)
    bar = Bar(address)
    bar.buttons("Projectjaar", "jaar", standing.year_titles(), reads.newest_year())
    data = standing.of(address)
    said = overview.verdict(data.call, reads.goals(), reads.actions(), year=data.year, shown=data.shown)
    head = shown.headline("Overzicht", f"{said.text}.", made_up=said.mark is not None)
    when = next(one for one in data.years if one.project_year == data.year)
    period = f"{dutch.day(when.starts_on)[2:]} – {dutch.day(when.ends_on)[3:]}"
    return (
        f'{bar.said()}<div class="ov"><div class="ov-head"><div>{head}</div><div class="ov-year">{bar.parts[0]}'
        f'<p class="small">{escape(period)}</p><p class="small">{makers.excel(address)}</p></div></div>'
        f"{archive.line(data.year)}{_ribbon(data, address)}{facts.line(data, address)}"
        f'<div class="ov-two">{shown.shown(figures.goals(address), address, kind="ov-goals")}'
        f'<div class="ov-side">{shown.shown(figures.shifted(address), address, brief=True)}'
        f"{shown.shown(figures.taking_part(address), address, brief=True)}</div></div></div>"
    )


def _ribbon(data: Standing, address: Address) -> str:
    """What kind of figures these are, in one line."""
    known = [row for row in data.call if row.realised is not None]
    if data.shown.only_official:
        count = words.cardinal(len(known)) if known else "geen enkel"
        counted = f"Van {count} van de {words.cardinal(len(data.call))} onderdelen"
        return shown.ribbon(
            f"● Alleen officiële cijfers. {counted} is het resultaat gepubliceerd; waar niets is staat wat "
            f"beloofd is of wat het plan vraagt. {shown.back(address)}",
            calm=True,
        )
    text = words.examples(sum(row.kind is Kind.EXAMPLE for row in known), len(known))
    if text is None:
        return ""
    bold = escape(text).replace("voorbeelden", "<strong>voorbeelden</strong>")
    off = f'<a href="{escape(address.showing(Shown.OFFICIAL))}">Alleen officieel</a>'
    return shown.ribbon(
        f"{bold}, verzonnen om dit scherm te tonen, en gearceerd; subsidie en aantal besturen zijn officieel. {off}"
    )
