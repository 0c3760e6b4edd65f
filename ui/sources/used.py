"""Where a figure is used: rules on what it counts, each one checked by a test that opens the screen.

tests/screens/test_sources_used.py opens every screen that is named here and looks for the figure on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from samenleven.coverage import CoveredGroup
from samenleven.figures import TableRow
from ui.reading import reads
from ui.sources.known_figure import Use

TOTALS = ("grant_awarded", "authorities", "applicants")
RESULTS = ("engaged", "realised")


def of_published(row: TableRow) -> Iterator[Use]:
    """The screens that show a published figure; what we do not follow is shown nowhere but in its register."""
    if not row["followed"]:
        return
    year = None if row["project_year"] is None else str(row["project_year"])
    if year and row["concept"] in TOTALS and _leads(row):
        yield Use("", "Overzicht", f"geld en deelnemers van jaar {year}", {"jaar": year})
    if year and row["measure_id"] and row["authority_id"] is None:
        if row["concept"] in RESULTS:
            yield measure(row["measure_id"], year, "oproep")
        if row["concept"] == "represented_authorities":
            yield from (measure(plan, year, "plan") for plan in _counts_authorities(row["measure_id"]))
        if row["concept"] == "grant_awarded":
            yield Use("bronnen", "Bronnen", "klopt het gepubliceerde geld met de bedragen?", at="nakijken-geld")
    if row["authority_id"] and row["concept"] == "grant_awarded" and row["action_id"] is None and year:
        yield Use("gemeente", "Gemeente", f"subsidie van {row['subject']}", {"nis": row["authority_id"], "jaar": year})
    if row["concept"] == "members":
        yield Use("samenwerking", "Samenwerking", "gepubliceerde verbanden", {"beeld": "bekend"})


def _leads(row: TableRow) -> bool:
    """Whether this is the row that is shown where several sources give the same total."""
    found = reads.published_totals()
    same = found[(found["concept"] == row["concept"]) & (found["project_year"] == row["project_year"])]
    return not same.empty and bool(same.iloc[0]["figure_id"] == row["figure_id"])


def _counts_authorities(measure_id: str) -> list[str]:
    """The measures of the plan that count the authorities behind a measure of the call."""
    rows = reads.register("measure")
    found = rows[(rows["call_measure_id"] == measure_id) & (rows["aggregation"] == "engaged_authorities")]
    return [str(one) for one in found["measure_id"]]


def measure(measure_id: str, year: str, against: str) -> Use:
    """A measure opened on *doelstellingen*; `against` is "oproep" or "plan"."""
    goal = next(one.goal_id for one in reads.measures() if one.measure_id == measure_id)
    values = {"jaar": year, "doelstelling": str(goal), "kpi": measure_id}
    if against == "plan":
        values |= {"tegenover": "plan"}
    what = "streefwaarde van het plan" if against == "plan" else "afspraak en resultaat"
    return Use("doelstellingen", "Doelstellingen", f"{what}, jaar {year}", values)


def of_coverage(group: CoveredGroup) -> Iterator[Use]:
    """The screens that show a share of the target group on the newest day."""
    if group is CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH:
        yield Use("", "Overzicht", "wie er in de 28 en Brussel woont")
    yield Use("bronnen", "Bronnen", "de doelgroep in de 28 en Brussel over de jaren", at="dekking-doelgroep")
