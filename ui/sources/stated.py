"""Figures of other registers: what the plan claims, quotes and asks, and the amounts and ceilings of a call."""

from __future__ import annotations

from collections.abc import Iterator

from samenleven import dutch, terms
from samenleven.figures import Kind, TableRow
from ui.reading import reads
from ui.sources import used
from ui.sources.known_figure import KnownFigure


def figures() -> list[KnownFigure]:
    """All of them; what is said without a number keeps its words."""
    return [
        *_targets(),
        *_amounts(),
        *_ceilings(),
        *_said("plan_claim", "claim_id"),
        *_said("context_figure", "figure_id"),
    ]


def _rows(register: str) -> list[TableRow]:
    return reads.records(reads.register(register))


def _made(
    row: TableRow, register: str, key: str, shown: str, what: str, how: tuple[str, ...], **more: object
) -> KnownFigure:
    return KnownFigure(
        key=key,
        shown=shown,
        what=what,
        kind=Kind(row["kind"]),
        day=row["reference_date"].date() if row["reference_date"] is not None else None,
        source_ids=(row["source_id"],),
        how=how,
        note=row["note"] or "",
        stated_in=register,
        **more,  # type: ignore[arg-type]
    )


def _said(register: str, key: str) -> Iterator[KnownFigure]:
    """What a text claims or quotes; imagery and expectations have no number."""
    for row in _rows(register):
        who = row.get("whose") or f"Aangehaald, met als herkomst: {row.get('cited_origin') or 'niet vermeld'}"
        yield _made(
            row,
            register,
            row[key],
            row["value_text"],
            f"{row['what']}, {row.get('scope') or row.get('period')}",
            (
                f"{terms.capital(who)}; {terms.STRENGTH[row['strength']]}.",
                f"De woorden zelf: “{row['quote']}” ({row['locator']}).",
            ),
            value=None if row["value"] is None else float(row["value"]),
            unit=row["unit"],
            precision=row["precision"],
        )


def _targets() -> Iterator[KnownFigure]:
    newest = {row["measure_id"]: row["valid_from"] for row in _rows("target")}
    year = str(max((one.project_year for one in reads.project_years()), default=0))
    for row in _rows("target"):
        measure = row["measure_id"]
        dated = "" if row["valid_from"] == newest[measure] else f"-{row['valid_from'].date().isoformat()}"
        stated = [
            *(
                ["noemt 2024" if row["stated_year"] == 2024 else f"noemt {row['stated_year']}"]
                if row["stated_year"]
                else []
            ),
            *(["jaarlijks zegt"] if row["stated_yearly"] else []),
        ]
        yield _made(
            row,
            "target",
            f"streefwaarde-{measure}{dated}",
            dutch.with_unit(row["value"], row["unit"]),
            f"streefwaarde van actie {row['action_id']} ({terms.measure_name(measure)}): {row['component']}",
            (
                f"Overgenomen uit de bron{', die ' + dutch.listed(stated) if stated else ''}. "
                "Vanaf wanneer en tegen wanneer is onze lezing: het plan drukt geen eerste en geen laatste dag.",
            ),
            value=float(row["value"]),
            unit=row["unit"],
            precision="exact" if row["comparator"] == "equal" else "at_least",
            uses=(used.measure(measure, year, "plan"),) if year != "0" and not dated else (),
        )


def _amounts() -> Iterator[KnownFigure]:
    for row in _rows("unit_amount"):
        yield _made(
            row,
            "unit_amount",
            f"bedrag-{row['measure_id']}-{row['project_year']}",
            dutch.euro(row["amount_eur"]),
            f"subsidie per eenheid, actie {row['action_id']}, projectjaar {row['project_year']}: {row['component']}",
            (
                _origin(row, "Niets is gepubliceerd voor dit projectjaar: een aanname van ons."),
                f"Hoogstens {dutch.number(row['max_units'])} per aanvraag.",
            ),
            value=float(row["amount_eur"]),
            unit="euro",
        )


def _ceilings() -> Iterator[KnownFigure]:
    for row in _rows("ceiling"):
        yield _made(
            row,
            "ceiling",
            f"plafond-{row['action_id']}-{row['project_year']}",
            dutch.euro(row["ceiling_eur"]),
            f"plafond van actie {row['action_id']} in één aanvraag, projectjaar {row['project_year']}",
            (_origin(row, "Berekend uit het formulier: bedrag per eenheid maal hoogste aantal."),),
            value=float(row["ceiling_eur"]),
            unit="euro",
        )


def _origin(row: TableRow, otherwise: str) -> str:
    return "Overgenomen uit de bron." if row["kind"] == Kind.OFFICIAL else otherwise
