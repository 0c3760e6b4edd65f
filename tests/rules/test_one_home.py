"""One home per rule: change a rule's row in data/, and every screen, every command and the example set change together.

Each test works on a copy of the project; see `tests/support/changed.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.changed import Project


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The project as it is, to compare with."""
    project = Project(tmp_path_factory.mktemp("unchanged"))
    yield project
    project.close()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A copy of the project, free to change."""
    changed = Project(tmp_path / "project")
    yield changed
    changed.close()


def test_a_copy_says_what_the_project_says(unchanged: Project) -> None:
    """Without a change the copy answers as the project does; else the tests below would prove nothing."""
    assert "Alles in orde." in unchanged.run("samenleven", "check")
    assert not unchanged.page("app.py")["errors"]
    assert "Sint-Niklaas" in unchanged.page("pages/gemeente.py", {"nis": "46021"})["text"]


OFFICIAL = ("--only", "official")


def cell(project: Project, measure: str, year: int, *options: str) -> dict[str, Any]:
    """One measure in the answer of `attainment`."""
    rows = project.json("attainment", "--project-year", str(year), *options)
    found: dict[str, Any] = next(row for row in rows if row["measure"] == measure)
    return found


@pytest.mark.long
def test_a_later_half_year_gate_changes_nothing_of_an_earlier_half_year(unchanged: Project, project: Project) -> None:
    gates = [row for row in project.rows("parameters/parameter.csv") if row["name"] == "half_year_gate"]
    project.add("parameters/parameter.csv", {**gates[-1], "valid_from": "2026-01-01", "value": "0.9"})
    for year in ("1", "2", "3"):
        question = ("attainment", "--project-year", year, "--by", "authority")
        before = unchanged.json(*question)
        assert any(row["below_half_year_gate"] for row in before)
        assert project.json(*question) == before
    project.parameter("half_year_gate", "0.9")
    after = project.json("attainment", "--project-year", "1", "--by", "authority")
    before = unchanged.json("attainment", "--project-year", "1", "--by", "authority")
    assert sum(bool(row["below_half_year_gate"]) for row in after) > sum(
        bool(row["below_half_year_gate"]) for row in before
    )


def test_a_published_total_leads_everywhere_at_once(unchanged: Project, project: Project) -> None:
    """A published result where reports are missing: in the command, a page, the plan, with official only."""
    same = [row for row in project.rows("plan/measure_link.csv") if row["aggregation"] == "sum"]
    links = {row["call_measure_id"]: row["plan_measure_id"] for row in same}
    rows = unchanged.json("attainment", "--project-year", "1")
    before = next(row for row in rows if row["family"] == "call" and row["remark"] and row["measure"] in links)
    code = before["measure"]
    assert before["kind"] == "example"
    row = next(r for r in project.rows("published/published_figure.csv") if r["figure_id"] == "a5-realised-1")
    row |= {"action_id": str(before["action"]), "measure_id": code, "unit": before["unit"]}
    project.add(
        "published/published_figure.csv",
        {**row, "figure_id": "new-realised", "value": "7777"},
        {**row, "figure_id": "new-engaged", "concept": "engaged", "value": "8888"},
    )
    for options in ((), OFFICIAL):
        found = cell(project, code, 1, *options)
        assert (found["realised"], found["target"], found["kind"], found["remark"]) == (7777, 8888, "official", None)
        plan = cell(project, links[code], 1, *options)
        assert (plan["realised"], plan["is_lower_bound"]) == (7777, False)

    def shown(of: Project) -> str:
        """What stands open below the row of this measure, up to its meaning."""
        text = str(of.page("pages/doelstellingen.py", {"jaar": "1", "kpi": code, "open": "alle"})["text"])
        lines = text[text.index(before["component"]) :]
        return lines[: lines.index("Telt")]

    assert before["remark"] in shown(unchanged)
    assert "7.777" in shown(project)
    assert before["remark"] not in shown(project)


@pytest.mark.long
def test_what_the_plan_says_of_its_year_is_read_in_one_place(unchanged: Project, project: Project) -> None:
    reading = cell(unchanged, "plan-08a", 1)["target_reading"]
    assert "2024" in reading
    page = ("pages/doelstellingen.py", {"jaar": "1", "tegenover": "plan"})
    assert reading in unchanged.page(*page)["text"]
    project.change("plan/target.csv", lambda row: row["stated_yearly"] == "true", stated_year="2022")
    after = cell(project, "plan-08a", 1)["target_reading"]
    assert "2022" in after
    assert after in project.page(*page)["text"]
    assert "2024" not in after


@pytest.mark.long
def test_the_own_share_is_added_by_one_parameter(unchanged: Project, project: Project) -> None:
    """With 20 % of the cost the authority adds a quarter of the grant: on both commands, the screen and the example."""

    def added(of: Project) -> tuple[float, float, float]:
        scenario, application = of.folder / "scenario.toml", of.folder / "application.csv"
        scenario.write_text("project_year = 1\n", encoding="utf-8")
        application.write_text(
            "action,measure,baseline_reach,planned_reach,priority\n2,call-02.1,0,1,1\n", encoding="utf-8"
        )
        grant = of.json("grant", str(application), "--call", "1")
        figures = {row["figure"]: row["after"] for row in of.json("simulate", str(scenario))["figure"]}
        rows = [row for row in of.rows("example/agreement_line.csv") if row["agreement_id"].startswith("ex1-")]
        example = [sum(float(row[name] or 0) for row in rows) for name in ("own_share_eur", "grant_eur")]
        return (
            float(grant["total_own_share"]) / float(grant["total_grant"]),
            figures["own_share"] / figures["paid"],
            example[0] / example[1],
        )

    assert added(unchanged) == pytest.approx((1, 1, 1))
    project.parameter("own_share", "0.2")
    project.run("example")
    assert added(project) == pytest.approx((0.25, 0.25, 0.25), abs=1e-6)
    budget = ("pages/budget.py", {"deel": "verkenning", "jaar": "1"})
    assert "uitgangspunt 50 % van de kosten" in unchanged.page(*budget)["text"]
    assert "uitgangspunt 20 % van de kosten" in project.page(*budget)["text"]


def screens_on_the_incentive(of: Project) -> list[str]:
    """What two screens say of Lokeren with Waasmunster, by the estimate on the counts of one day."""
    together = {"beeld": "zelf", "regio": "waasland", "wie": "alle", "gewicht": "estimate", "verdeling": "42023.46014"}
    return [
        of.page("pages/budget.py", {"deel": "aanvraag", "jaar": "2", "nis": "42023", "leden": "46014"})["text"],
        of.page("pages/samenwerking.py", together)["text"],
    ]


def incentives_simulated(of: Project) -> list[float]:
    """The incentives of project year 2 in the budget model, in euro; an applicant without one is left out."""
    scenario = of.folder / "scenario.toml"
    scenario.write_text("project_year = 2\n", encoding="utf-8")
    return sorted(euro for row in of.json("simulate", str(scenario))["applicant"] if (euro := row["incentive_eur"]))


def incentives_of_the_example(of: Project) -> list[float]:
    """The same in the example set, made again."""
    of.run("example")
    rows = [row for row in of.rows("example/agreement.csv") if row["project_year"] == "2"]
    return sorted(euro for row in rows if (euro := float(row["incentive_eur"])))


@pytest.mark.long
def test_the_incentive_is_decided_in_one_place(unchanged: Project, project: Project) -> None:
    before = incentives_simulated(unchanged)
    assert set(before) == {10_000}
    project.parameter("incentive_cooperation", "12000")
    assert incentives_of_the_example(project) == incentives_simulated(project) == [12_000] * len(before)
    budget, pooling = screens_on_the_incentive(project)
    assert re.search(r"krijgen €\s12\.000 stimulans", budget)
    assert "Stimulans van 12.000 euro mogelijk. Lokeren mag alleen indienen" in pooling

    project.parameter("incentive_min_share", "0.9")
    project.parameter("incentive_min_share_applies", "1")
    assert incentives_of_the_example(project) == incentives_simulated(project) == []
    for said in screens_on_the_incentive(project):
        assert "het minimumaandeel niet" in said
        assert "Het horizontaal plan vroeg van elk lid 90 % inwoners" in said


@pytest.mark.long
def test_the_threshold_together_counts_for_the_incentive_everywhere(unchanged: Project, project: Project) -> None:
    project.parameter("threshold_together", "15000")
    assert 0 < len(incentives_simulated(project)) < len(incentives_simulated(unchanged))
    for said in screens_on_the_incentive(project):
        assert "van de doelgroep en halen de drempel niet" in said


@pytest.mark.long
def test_who_may_apply_alone_is_decided_in_one_place(unchanged: Project, project: Project) -> None:
    """A lower threshold from a later day on: `eligible`, `pool`, `simulate` and the screens of a place all follow."""
    day, later = "2024-01-01", ("eligible", "--date", "2024-01-01")
    rows = [row for row in project.rows("parameters/parameter.csv") if row["name"] == "threshold_alone"]
    project.add("parameters/parameter.csv", {**rows[-1], "valid_from": day, "value": "4500"})
    before = {row["nis"]: row for row in unchanged.json(*later)}
    after = {row["nis"]: row for row in project.json(*later)}
    new = {nis for nis, row in after.items() if row["eligible"] == "alone" and before[nis]["eligible"] == "pool"}
    earlier = project.json("eligible", "--date", "2023-01-01")  # the counts of call 3
    assert unchanged.json("eligible", "--date", "2023-01-01") == earlier
    one = after[min(row["nis"] for row in earlier if row["nis"] in new and row["lower"] > 4500)]

    question = ("samenleven", "pool", "--date", day, "--region", one["reference_region"], "--format", "csv")
    assert f",{one['nis']}," in unchanged.run(*question)
    assert f",{one['nis']}," not in project.run(*question)

    (project.folder / "leeg.toml").write_text("project_year = 3\n", encoding="utf-8")
    (unchanged.folder / "leeg.toml").write_text("project_year = 3\n", encoding="utf-8")
    told = [
        {row["nis"]: row["eligible"] for row in copy.json("simulate", "leeg.toml")["authority"]}
        for copy in (unchanged, project)
    ]
    assert [answers[one["nis"]] for answers in told] == ["pool", "alone"]

    cards = [copy.page("pages/gemeente.py", {"nis": one["nis"]})["text"] for copy in (unchanged, project)]
    assert [("Mag niet alleen indienen" in card, "Mag alleen indienen" in card) for card in cards] == [
        (True, False),
        (False, True),
    ]
    region = {"regio": one["reference_region"].lower().replace(" ", "-")}
    looking = [copy.page("pages/samenwerking.py", region)["text"] for copy in (unchanged, project)]
    for text, answers in zip(looking, (before, after), strict=True):
        here = [row for row in answers.values() if row["reference_region"] == one["reference_region"]]
        assert f" van {sum(row['eligible'] != 'alone' for row in here)}" in text
    assert looking[0] != looking[1]
