"""The figures of *bronnen*: the chosen register, the share of the target group, whether the money fits, corrections."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from samenleven import dutch
from samenleven.coverage import CoveredGroup
from samenleven.eligibility import ESTIMATED_FROM
from samenleven.figures import Kind, Shown, TableRow
from samenleven.findings import sources as findings
from ui.budget import budget_reads
from ui.figure.model import Figure, figure
from ui.filters.address import Address
from ui.look import tables
from ui.reading import reads
from ui.reading.daily import daily
from ui.sources import register_rows

SCREEN = "bronnen"
LIST = "lijst"
"""The parameter of the chosen register, and the name of its figure."""


def titles() -> dict[str, str]:
    """The registers to choose from."""
    return {code: title for code, (title, _) in register_rows.REGISTERS.items()}


@figure(LIST, SCREEN)
def register(address: Address) -> Figure:
    """The register that the address asks for; without one the first."""
    return _register(address.choose(LIST, titles()), address.shown)


@daily(64)
def _register(code: str, shown: Shown) -> Figure:
    title, text = register_rows.REGISTERS[code]
    rows = register_rows.rows(code, shown)
    columns = register_rows.columns(code)
    return Figure(
        name=LIST,
        finding=findings.register(title, [Kind(one) for one in rows["kind"]]),
        unit=text,
        # An id of its own: another list replaces this one at once, instead of cell by cell.
        picture=f'<div id="rijen-{code}">{tables.html(register_rows.in_words(rows), columns)}</div>',
        table=rows,
        columns=columns,
        file_name=title,
        tabled=True,
    )


@figure("dekking-doelgroep", SCREEN)
def coverage(address: Address) -> Figure:
    """Which share of the target group the 28 and Brussels hold per year; officially, of the lower bound."""
    return _coverage(address.shown)


@daily(4)
def _coverage(shown: Shown) -> Figure:
    kind, origin = (Kind.OFFICIAL, "statbel-origin") if shown.only_official else (Kind.ESTIMATE, ESTIMATED_FROM)
    days = reads.reference_dates()
    shares = ["at_lower"] if shown.only_official else ["estimate", "at_lower", "at_upper"]
    columns = [
        "reference_date",
        "group",
        *shares,
        *([] if shown.only_official else ["covered", "total"]),
        "kind",
        "source_id",
    ]
    rows = [
        {"reference_date": day, "group": group.value} | asdict(share) | {"kind": kind.value, "source_id": origin}
        for day in days
        for group, share in reads.coverages(day).items()
        if share
    ]
    table = tables.numeric(pd.DataFrame(rows, columns=columns), shares)
    words = table.assign(**{name: [dutch.percent(one, 1) for one in table[name]] for name in shares})
    said = table[table["group"] == CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH.value][shares[0]].tolist()
    return Figure(
        name="dekking-doelgroep",
        finding=findings.coverage(
            said[0] if said else None, said[-1] if len(said) > 1 else None, days[-1] if days else None, shown
        ),
        unit="Aandeel van Vlaanderen en Brussel, en twee andere delingen, op 1 januari. "
        + (
            "Officieel is alleen de ondergrens: mensen met een herkomst van buiten de EU27."
            if shown.only_official
            else "Per gemeente is de doelgroep niet gepubliceerd: een schatting, met haar beide grenzen."
        ),
        picture=tables.html(words, columns[:-1], headings={"estimate": "aandeel (schatting)"}),
        table=table,
        columns=tuple(columns[:-1]),
        headings={"estimate": "aandeel (schatting)"},
        file_name="dekking-doelgroep",
        tabled=True,
    )


@figure("lezingen-twee-derde", SCREEN)
def readings(address: Address) -> Figure:
    """What each text says on the share of the target group, beside the share of ours that counts the same."""
    return _readings(address.shown)


@daily(4)
def _readings(shown: Shown) -> Figure:
    rows = reads.register("claim_reading")
    table = rows.assign(beside=[_beside(row, shown) for row in reads.records(rows)])
    columns = ("whose", "strength", "quote", "scope", "base", "beside", "kind")
    return Figure(
        name="lezingen-twee-derde",
        finding=findings.readings(len(table), int(table["beside"].notna().sum())),
        unit="Wie het zegt en hoe stellig. Het plan wil twee derde bereiken, samen met de samenwerkingsverbanden: daar "
        "hoort geen berekend aandeel naast.",
        picture=tables.html(table, columns),
        table=table,
        columns=columns,
        file_name="lezingen-twee-derde",
        tabled=True,
    )


def _beside(reading: TableRow, shown: Shown) -> str | None:
    """The computed share that counts the same as a reading, on the last day before the text with figures."""
    day = next((day for day in reads.reference_dates() if day <= reading["reference_date"].date()), None)
    group = reading["compared_group"]
    found = reads.coverages(day)[CoveredGroup(group)] if day and isinstance(group, str) else None
    if day is None or found is None:
        return None
    share, kind = (found.at_lower, Kind.OFFICIAL) if shown.only_official else (found.estimate, Kind.ESTIMATE)
    return f"{dutch.percent(share, 1)} op {dutch.day(day)}, {tables.word('kind', kind)}"


@figure("nakijken-geld", SCREEN)
def money(address: Address) -> Figure:
    """Published money against units times the amount per unit; our own computation, so nothing of it is official."""
    return _money(address.shown)


@daily(4)
def _money(shown: Shown) -> Figure:
    awarded = {year.project_year: year.awarded_on for year in reads.project_years()}
    columns = ["action", "project_year", "grant_eur", "amount_eur", "paid_units", "engaged", "baseline_reach", "fits"]
    checks = [] if shown.only_official else budget_reads.money_checks()
    rows = [
        {
            "action": one.published.action_id,
            "project_year": one.published.project_year,
            "grant_eur": one.published.grant,
            "amount_eur": one.published.amount,
            "paid_units": one.paid_units,
            "engaged": one.published.engaged,
            "baseline_reach": one.baseline,
            "fits": one.whole,
            "kind": Kind.ESTIMATE.value,
            "source_id": one.published.source_id,
            "reference_date": awarded[one.published.project_year],
        }
        for one in checks
    ]
    frame = pd.DataFrame(rows, columns=[*columns, "kind", "source_id", "reference_date"])
    table = tables.numeric(frame, ["grant_eur", "amount_eur", "paid_units", "engaged", "baseline_reach"])
    seen = (*columns, "kind", "reference_date")
    return Figure(
        name="nakijken-geld",
        finding=findings.money(sum(one.whole for one in checks), len(checks)),
        unit="Gepubliceerde subsidie, gedeeld door het bedrag per eenheid, geeft de betaalde eenheden. Wat beloofd is, "
        "min die eenheden, is het huidig bereik. Is het geen geheel getal, dan kreeg een aanvraag maar een deel.",
        picture=tables.html(table, seen),
        table=table,
        columns=seen,
        file_name="nakijken-geld",
        tabled=True,
    )


@figure("verbeterde-cijfers", SCREEN)
def corrections(address: Address) -> Figure:
    """Every figure that this dashboard showed wrongly, with what stood there and what stands there now."""
    rows = register_rows.rows("correction", address.shown)
    columns = ("corrected_on", "what", "was", "became", "reason", "noticed_by", "kind")
    return Figure(
        name="verbeterde-cijfers",
        finding=findings.corrections(day.date() for day in rows["corrected_on"]),
        unit="Wat er stond, wat er nu staat, waarom, en wie het zag.",
        picture=tables.html(rows, columns),
        table=rows,
        columns=columns,
        file_name="verbeterde-cijfers",
        tabled=True,
    )
