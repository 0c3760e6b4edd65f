"""Project year 4, added as `docs/new-project-year.md` says: rows in data/ only, and everything opens on it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.changed import ROOT, Project, Record

PAGE = ROOT / "docs" / "new-project-year.md"
STEPS = re.findall(r"^\| [0-9]+ \| `data/([a-z_/]+\.csv)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def newest(project: Project) -> int:
    """The newest project year that the data hold."""
    return max(int(row["project_year"]) for row in project.rows("plan/project_year.csv"))


def later(day: str) -> str:
    """The same day a year later; no day stays no day."""
    return f"{int(day[:4]) + 1}{day[4:]}" if day else day


def add_year(project: Project) -> str:
    """Copy the rows of the newest project year to the next one, step by step; gives the number of the new year."""
    old, new = str(newest(project)), str(newest(project) + 1)

    def copied(file: str, **values: str) -> list[Record]:
        rows = [row for row in project.rows(file) if row["project_year"] == old]
        assert rows, file
        return [row | {"project_year": new} | values for row in rows]

    days = ("starts_on", "half_year_ends_on", "ends_on", "half_year_due_on", "year_due_on", "awarded_on", "counts_on")
    for row in copied("plan/project_year.csv", title=f"Projectjaar {new}"):
        row |= {day: later(row[day]) for day in days}
        project.add("plan/project_year.csv", row)
        awarded = row["awarded_on"]
    for file in ("plan/action_call.csv", "plan/unit_amount.csv", "plan/ceiling.csv"):
        project.add(file, *copied(file))
    budgets = {
        row["name"]: row for row in project.rows("parameters/parameter.csv") if row["name"].startswith("budget_a")
    }
    assert len(budgets) == 2
    project.add("parameters/parameter.csv", *(row | {"valid_from": awarded} for row in budgets.values()))
    totals = copied("published/published_figure.csv", figure_id=f"awarded-{new}", reference_date=awarded)
    project.add(
        "published/published_figure.csv",
        *(row for row in totals if row["concept"] == "grant_awarded" and not row["action_id"] + row["authority_id"]),
    )
    return new


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, str]]:
    """The project with one project year more."""
    project = Project(tmp_path_factory.mktemp("grown") / "project")
    yield project, add_year(project)
    project.close()


def test_the_page_names_every_file_that_changes_and_no_other(grown: tuple[Project, str]) -> None:
    project, _ = grown
    changed = {
        file
        for file in (str(path.relative_to(ROOT / "data")) for path in (ROOT / "data").rglob("*.csv"))
        if (project.folder / "data" / file).read_bytes() != (ROOT / "data" / file).read_bytes()
    }
    assert changed | {"sources/source.csv"} == set(STEPS)
    for path in (ROOT / "samenleven").rglob("*.py"):
        assert (project.folder / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_the_data_are_in_order(grown: tuple[Project, str]) -> None:
    project, _ = grown
    assert "Alles in orde." in project.run("samenleven", "check")


def test_the_commands_answer_for_the_new_year(grown: tuple[Project, str], tmp_path: Path) -> None:
    project, year = grown
    before = str(int(year) - 1)
    for by in ("measure", "action", "goal", "authority"):
        rows = project.json("attainment", "--project-year", year, "--by", by)
        assert all(row["realised"] is None for row in rows)
        if by != "authority":
            assert len(rows) == len(project.json("attainment", "--project-year", before, "--by", by))
    application = tmp_path / "aanvraag.csv"
    application.write_text(
        "action,measure,baseline_reach,planned_reach,priority\n5,call-05.1,0,100,1\n", encoding="utf-8"
    )
    totals = [project.json("grant", str(application), "--call", call)["total_grant"] for call in (before, year)]
    assert totals[0] == totals[1] > 0
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(f"project_year = {year}\n", encoding="utf-8")
    best = ["samenleven", "optimise", "--budget", "1000000", "--project-year", year]
    for words in (["samenleven", "simulate", str(scenario)], best):
        assert f"Wie in projectjaar {year} hoeveel aanvroeg is niet bekend" in project.run(*words, ok=False)
    assert project.json("eligible", "--date", "2024-06-01")


@pytest.mark.long
@pytest.mark.parametrize("page", ["app.py", *(f"pages/{path.name}" for path in sorted((ROOT / "pages").glob("*.py")))])
def test_every_page_opens_on_the_new_year(grown: tuple[Project, str], page: str) -> None:
    project, year = grown
    shown = project.page(page, {"jaar": year})
    assert shown["errors"] == []
    if page in ("app.py", "pages/doelstellingen.py", "pages/budget.py"):
        assert "De link vraagt" not in shown["text"]


def test_a_year_that_does_not_exist_is_refused_in_dutch(grown: tuple[Project, str]) -> None:
    project, year = grown
    wrong = str(int(year) + 1)
    told = project.run("samenleven", "attainment", "--project-year", wrong, ok=False)
    assert wrong in told
    assert f"{int(year) - 1}, {year}" in told or f"{int(year) - 1} en {year}" in told


def test_the_example_set_waits_for_published_results(grown: tuple[Project, str], tmp_path: Path) -> None:
    project, year = grown
    project.run("example", "--out", str(tmp_path))
    with (tmp_path / "agreement.csv").open(encoding="utf-8", newline="") as opened:
        years = {row["project_year"] for row in csv.DictReader(opened)}
    assert years == {str(number) for number in range(1, int(year))}


@pytest.mark.long
def test_a_new_component_of_an_action_is_rows_only(tmp_path: Path) -> None:
    """A row in measure.csv and an amount per year: the calculator pays it and the table of the call shows it."""
    project = Project(tmp_path / "project")
    pattern = next(row for row in project.rows("plan/measure.csv") if row["measure_id"] == "call-05.1")
    project.add("plan/measure.csv", pattern | {"measure_id": "call-05.2", "component": "een nieuw onderdeel"})
    amounts = [row for row in project.rows("plan/unit_amount.csv") if row["measure_id"] == "call-05.1"]
    project.add("plan/unit_amount.csv", *(row | {"measure_id": "call-05.2"} for row in amounts))
    assert "Alles in orde." in project.run("samenleven", "check")
    application = tmp_path / "aanvraag.csv"
    application.write_text(
        "action,measure,baseline_reach,planned_reach,priority\n5,call-05.2,0,10,1\n", encoding="utf-8"
    )
    assert project.json("grant", str(application), "--call", "1")["total_grant"] == 600
    assert "call-05.2" in {row["measure"] for row in project.json("attainment", "--project-year", "1")}
    project.run("example", "--out", str(tmp_path / "example"))
    project.close()
