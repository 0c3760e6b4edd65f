"""The figures of this screen: the applicants, and what the letters to them need. Only for who follows up."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from samenleven import dutch, terms
from samenleven.figures import TableRow, weakest
from samenleven.findings import followup as findings
from samenleven.reporting.judging import JudgedApplicant
from ui.figure.model import Figure, figure
from ui.filters.address import Address
from ui.followup import followup_choice as asked
from ui.followup import followup_list
from ui.followup.followup_choice import SCREEN
from ui.reading import reads

COLUMNS = (
    *("name", "cooperation", "reference_region", "receipt", "days_late", "received_reports", "expected_reports"),
    *("falling_short", "to_judge", "to_confirm", "ratio", "kind", "source_id", "reference_date"),
)
LETTERS = tuple(name for name in findings.LETTER_COLUMNS if name not in ("authority_id", "project_year", "period"))


@figure("opvolging-indieners", SCREEN, restricted=True)
def applicants(address: Address) -> Figure:
    """Every applicant that the filters leave, the worst first."""
    return listed(address, "")


def listed(address: Address, inside: str) -> Figure:
    """The same, with what stands open below the row of the applicant that the address asks."""
    choice = asked.of(address)
    window, everybody = asked.found(address, choice)
    shown = asked.filtered(everybody, choice)
    headline = findings.headline(everybody, window, choice.on)
    table = pd.DataFrame([_row(one) for one in shown], columns=["authority_id", *COLUMNS])
    return Figure(
        name="opvolging-indieners",
        finding=findings.of_filter(len(shown), len(everybody)),
        unit=f"{findings.about(window)}. Uiterste dag: {findings.due(window)}.",
        picture=followup_list.html(shown, window, address, choice.applicant, inside),
        table=table,
        columns=COLUMNS,
        headings={"name": "Indiener", "ratio": "Laagste doelbereik"},
        made_up=headline.mark is not None,
        file_name=f"opvolging-jaar-{choice.year}-{choice.period.value}",
        tabled=True,
    )


def _row(one: JudgedApplicant) -> dict[str, object]:
    figures = [each for line in one.lines for each in (line.realised, line.target) if each]
    dates = [each.reference_date for each in figures if each.reference_date]
    ratios = [action.ratio for action in one.actions if action.ratio is not None]
    kind = weakest(each.kind for each in figures)
    return {
        "authority_id": one.applicant_id,
        "name": one.name,
        "cooperation": one.cooperation,
        "reference_region": one.reference_region,
        "receipt": one.receipt.value,
        "days_late": one.days_late,
        "received_reports": one.received,
        "expected_reports": one.expected,
        "falling_short": one.short,
        "to_judge": one.to_judge,
        "to_confirm": one.to_confirm,
        "ratio": float(min(ratios)) if ratios else None,
        "kind": kind.value if kind else None,
        "source_id": ", ".join(sorted({each.source_id for each in figures})),
        "reference_date": max(dates, default=None),
    }


@figure("opvolging-brieven", SCREEN, restricted=True)
def letters(address: Address) -> Figure:
    """What the letters need: a row per applicant and action that the filters leave."""
    choice = asked.of(address)
    window, everybody = asked.found(address, choice)
    gate = reads.parameters().number("half_year_gate", window.ends_on)
    rows = findings.letters(asked.filtered(everybody, choice), window, gate)
    table = pd.DataFrame(rows, columns=list(findings.LETTER_COLUMNS))
    for name in ("target", "realised", "ratio", "grant_eur", "balance_eur"):
        table[name] = pd.to_numeric(table[name].astype("float64"))
    return Figure(
        name="opvolging-brieven",
        finding=f"Gegevens voor de brieven over de {findings.about(window)}",
        unit="Eén rij per indiener en actie, met wat de cijfers zeggen, de beslissing en wat er volgt.",
        picture=_counts(rows),
        table=table,
        columns=LETTERS,
        headings={"name": "Indiener", "ratio": "Laagste doelbereik"},
        made_up=findings.headline(everybody, window, choice.on).mark is not None,
        file_name=f"brieven-jaar-{choice.year}-{choice.period.value}",
        totals=("grant_eur", "balance_eur"),
    )


def _counts(rows: list[TableRow]) -> str:
    """How many actions each consequence has, those that wait for the agency first."""
    counted = Counter(row["consequence"] for row in rows)
    listed = "".join(
        f"<li><b>{dutch.number(counted[code])}</b> {word}</li>"
        for code, word in terms.CONSEQUENCE.items()
        if counted[code]
    )
    return f'<ul class="fu-counts" aria-label="Acties per gevolg">{listed}</ul>'
