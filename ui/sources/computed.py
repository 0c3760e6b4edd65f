"""What this dashboard computes and shows as a figure, each with a card: from the same functions as the screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from samenleven import dutch, terms
from samenleven.attainment import Attainment
from samenleven.catalogue import Family
from samenleven.coverage import Coverage, CoveredGroup
from samenleven.eligibility import ESTIMATED_FROM
from samenleven.figures import Kind, Shown, weakest
from samenleven.findings import sources as findings
from samenleven.findings import words
from ui.reading import reads
from ui.sources import used
from ui.sources.known_figure import Bar, KnownFigure

COVERAGE = "dekking"
COVERED = {
    CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH: (COVERAGE, "de 28 en Brussel, van Vlaanderen en Brussel"),
    CoveredGroup.THE_28_OF_FLANDERS: ("dekking-28-vlaanderen", "de 28, van Vlaanderen"),
    CoveredGroup.THE_28_OF_BOTH: ("dekking-28", "de 28, van Vlaanderen en Brussel"),
}
"""The permanent name of each share of the target group, and whose share it is."""
EVERY = 3  # years between the bars of a share


def figures() -> list[KnownFigure]:
    """Shares and sizes of the target group on the newest day, and attainment from published figures alone."""
    return [*_coverages(), *_attainments()]


def _coverages() -> Iterator[KnownFigure]:
    days = reads.reference_dates()
    if not days:
        return
    over_years = {day: reads.coverages(day) for day in reversed(days[::EVERY])}
    eu_share = reads.parameters().number("origin_share", days[0])
    for group, (key, whose) in COVERED.items():
        share = over_years[days[0]][group]
        if share is None:
            continue
        low, high = sorted((share.at_upper, share.at_lower))
        how = findings.share_of_group(share.covered, share.total, share.estimate, low, high, eu_share)
        sources = tuple(ESTIMATED_FROM.split(", "))
        yield KnownFigure(
            key=key,
            shown=dutch.percent(share.estimate, 1),
            what=f"dekking van de doelgroep: {whose}",
            kind=Kind.ESTIMATE,
            day=days[0],
            source_ids=sources,
            how=(how, f"Zelf nakijken: python -m samenleven coverage --date {days[0].isoformat()}"),
            value=float(share.estimate) * 100,
            unit="%",
            against=tuple(_claims(group)),
            contradictions=("two-thirds",) if _has("two-thirds") else (),
            confusable=((f"{key}-eu27", "Die telt alleen herkomst buiten de EU27: de officiële ondergrens."),),
            beside="Op 1 januari van andere jaren",
            bars=_share_bars(over_years, group, "estimate"),
            uses=tuple(used.of_coverage(group)),
        )
        yield KnownFigure(
            key=f"{key}-eu27",
            shown=dutch.percent(share.at_lower, 1),
            what=f"van wie herkomst buiten de EU27 heeft: {whose}",
            kind=Kind.OFFICIAL,
            day=days[0],
            source_ids=("statbel-origin",),
            how=("Officiële aantallen per gemeente, opgeteld en gedeeld. Het is de ondergrens van de doelgroep.",),
            value=float(share.at_lower) * 100,
            unit="%",
            confusable=((key, "Dat telt ook een deel van wie herkomst in een ander EU27-land heeft: een schatting."),),
            beside="Op 1 januari van andere jaren",
            bars=_share_bars(over_years, group, "at_lower"),
            uses=tuple(one for one in used.of_coverage(group) if one.screen == "bronnen"),
        )
    whole = over_years[days[0]][CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH]
    if whole is not None:
        yield from _sizes(whole, days[0], eu_share)


def _sizes(share: Coverage, day: date, eu_share: Decimal) -> Iterator[KnownFigure]:
    """How many people the target group counts, and how many of them in the 28 and Brussels."""
    for key, count, where in (
        ("doelgroep", share.total, "in Vlaanderen en Brussel"),
        ("doelgroep-28", share.covered, "in de 28 en Brussel"),
    ):
        yield KnownFigure(
            key=key,
            shown=dutch.with_unit(count, "inwoners"),
            what=f"doelgroep {where}",
            kind=Kind.ESTIMATE,
            day=day,
            source_ids=tuple(ESTIMATED_FROM.split(", ")),
            how=(
                "Per gemeente is dat niet gepubliceerd. Wij tellen wie herkomst buiten de EU27 heeft, plus "
                f"{dutch.percent(eu_share)} van wie herkomst in een ander EU27-land heeft.",
            ),
            value=float(count),
            unit="inwoners",
            uses=tuple(one for one in used.of_coverage(CoveredGroup.THE_28_OF_BOTH)),
        )


def _has(contradiction: str) -> bool:
    return bool((reads.register("contradiction")["contradiction_id"] == contradiction).any())


def _share_bars(
    over_years: Mapping[date, Mapping[CoveredGroup, Coverage | None]], group: CoveredGroup, field: str
) -> tuple[Bar, ...]:
    newest = max(over_years)
    found = {day: getattr(shares[group], field) for day, shares in over_years.items() if shares[group] is not None}
    return tuple(
        Bar(str(day.year), float(value), dutch.percent(value, 1), here=day == newest) for day, value in found.items()
    )


def _claims(group: CoveredGroup) -> Iterator[str]:
    """What a text says of the same share."""
    rows = reads.register("claim_reading")
    for row in reads.records(rows[rows["compared_group"] == group.value]):
        yield f"{terms.capital(row['whose'])} noemt het “{row['value_text']}”: {row['note']}"


def _attainments() -> Iterator[KnownFigure]:
    """Results set against what was promised or asked, where both are published."""
    every = {one.project_year: reads.attainment(one.project_year, Shown.OFFICIAL) for one in reads.project_years()}
    known = [row for rows in every.values() for row in rows if row.ratio is not None and row.measure is not None]
    names = {one.action_id: terms.action_name(one.action_id, one.title) for one in reads.actions()}
    for row in known:
        call = row.family is Family.CALL
        asked = "afgesproken in de akkoorden" if call else "gevraagd door het plan"
        of = names.get(row.action or 0, row.component)
        yield KnownFigure(
            key=_key(row),
            shown=words.percent(row.ratio),
            what=f"doelbereik van actie {row.action}, {of}: {'oproep' if call else 'plan'}, projectjaar "
            f"{row.project_year}",
            kind=weakest(kind for kind in (row.kind, row.target_kind) if kind) or Kind.OFFICIAL,
            day=row.reference_date,
            source_ids=tuple(dict.fromkeys(one for one in (row.source_id, row.target_source_id) if one)),
            how=(
                f"{dutch.number(row.realised)} ÷ {dutch.number(row.target)} {row.unit or ''} = "
                f"{words.percent(row.ratio)}: behaald, gedeeld door wat {asked} is. Meer dan 100 % kan.",
                *([row.target_reading + "."] if row.target_reading else []),
            ),
            value=float(row.ratio or 0) * 100,
            unit="%",
            beside="Naast de andere jaren",
            bars=_attainment_bars(row, known),
            uses=(used.measure(str(row.measure), str(row.project_year), "oproep" if call else "plan"),),
        )


def _key(row: Attainment) -> str:
    return f"doelbereik-{row.measure}-{row.project_year}"


def _attainment_bars(row: Attainment, known: list[Attainment]) -> tuple[Bar, ...]:
    same = [one for one in known if one.measure == row.measure]
    if len(same) < 2:
        return ()
    return tuple(
        Bar(f"Jaar {one.project_year}", float(one.ratio or 0), words.percent(one.ratio), here=one is row)
        for one in same
    )
