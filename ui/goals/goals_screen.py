"""The screen *doelstellingen* as two pieces of HTML: its headline, and its filters with the plot below."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samenleven.attainment import Attainment
from samenleven.catalogue import Family
from samenleven.figures import Shown
from samenleven.findings import goals as findings
from ui.figure import archive
from ui.figure import object as shown
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.goals import goals_choice as asked
from ui.goals import goals_figures as figures
from ui.reading import reads
from ui.reading.daily import daily
from ui.take import makers


def html(address: Address) -> tuple[str, str, str]:
    """Headline, filters and plot; an empty state where there is nothing yet."""
    if not reads.goals() or not reads.project_years():
        head = shown.headline("Doelstellingen", "Er zijn nog geen doelstellingen")
        return (
            head,
            "",
            shown.empty(
                "Er is niets om te tonen.", "Bouw de gegevens op met: make run, of python -m samenleven build."
            ),
        )
    return _html(address.values if len(address.values) < 20 else address.values[:20])


def _html(values: tuple[tuple[str, str], ...]) -> tuple[str, str, str]:
    """Only an address with nothing unknown in it is kept: others would fill the memory with what nobody asks again."""
    address = asked.current(Address(figures.SCREEN, values))
    bar = Bar(address)
    asked.of(address, bar)
    return _made(address.values) if not bar.notices else _make(address.values)


@daily(96)
def _made(values: tuple[tuple[str, str], ...]) -> tuple[str, str, str]:
    return _make(values)


def _make(values: tuple[tuple[str, str], ...]) -> tuple[str, str, str]:
    address = Address(figures.SCREEN, values)
    bar = Bar(address)
    choice = asked.of(address, bar)
    bar.earlier()
    bar.add(_open_all(address, choice))
    bar.add(_legend(choice))
    rows = asked.rows(choice)
    said = findings.headline(rows, reads.actions(), year=choice.year, family=choice.family, shown=choice.shown)
    head = shown.headline("Doelstellingen", f"{said.text}.", made_up=said.mark is not None)
    return f"{head}{archive.line(choice.year)}{_ribbon(rows, address, choice)}", bar.html(), _plot(address, choice)


def _plot(address: Address, choice: asked.Choice) -> str:
    if not asked.filtered(choice):
        return shown.empty(
            "Geen enkel onderdeel past bij deze filters.", "Neem een filter weg, of kies een ander projectjaar."
        )
    return shown.shown(figures.measures(address), address, kind="gl-figure") + makers.along(address)


def _open_all(address: Address, choice: asked.Choice) -> str:
    link = address.link(open=None if choice.all_open else "alle", doelstelling=None, kpi=None)
    return f'<a class="gl-all" href="{escape(link)}">{"Alles sluiten" if choice.all_open else "Alles openen"}</a>'


def _legend(choice: asked.Choice) -> str:
    """What the dots mean, by size: the chosen year and those around it."""
    years = [one.project_year for one in reads.project_years()]
    parts = [
        f'<span><i class="gl-dot {size}"></i>{f"<b>jaar {year}</b>" if size == "now" else f"jaar {year}"}</span>'
        for year in years
        for size in ["before" if year < choice.year else "now" if year == choice.year else "after"]
    ]
    made_up = '<span><i class="hx"></i>voorbeeld</span>' if choice.shown is Shown.EXAMPLE else ""
    return f'<div class="gl-key" aria-hidden="true">{"".join(parts)}{made_up}</div>'


def _ribbon(rows: Sequence[Attainment], address: Address, choice: asked.Choice) -> str:
    """What kind of figures these are, in one line."""
    if choice.shown.only_official:
        known = sum(row.realised is not None for row in rows)
        what = "afspraken van de oproep" if choice.family is Family.CALL else "streefwaarden van het plan"
        other = ""
        if choice.family is Family.CALL:
            plan = escape(address.link(tegenover="plan"))
            other = f' Wat het plan vraagt staat bij de <a href="{plan}">streefwaarden</a>.'
        return shown.ribbon(
            f"● Alleen officiële cijfers: van {known} van de {len(rows)} {what} is een resultaat gepubliceerd.{other} "
            f"{shown.back(address)}",
            calm=True,
        )
    text = findings.ribbon(rows)
    if text is None:
        return ""
    off = f'<a href="{escape(address.showing(Shown.OFFICIAL))}">Alleen officieel</a>'
    first, _, rest = text.partition(";")
    return shown.ribbon(
        f"{escape(first).replace('voorbeelden', '<strong>voorbeelden</strong>')}, verzonnen om dit scherm te tonen, en "
        f"gearceerd{';' if rest else ''}{escape(rest)}. {off}"
    )
