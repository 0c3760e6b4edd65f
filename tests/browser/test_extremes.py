"""Names of 40 signs, targets of zero, results of 0 and 10^9: the screens stay readable and true."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visit, serve
from tests.support.changed import Project
from tests.support.layout import faults

LONG = "Sint-Niklaas-aan-de-Lange-Waterkant-Noord"
SCREENS = (
    "",
    "kaart?cijfer=call-05.1&pin=46021",
    "doelstellingen?open=alle",
    "gemeente?nis=46021",
    "gemeente?nis=42028",
)


@pytest.mark.long
def test_extreme_names_and_numbers(browser: Browser, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.change("areas/local_authority.csv", lambda row: row["name"] == "Sint-Niklaas", name=LONG)
    project.change(
        "plan/goal.csv", lambda row: row["goal_id"] == "4", title="Werk en ondernemen voor wie er ver van staat"
    )
    for measure, realised in (("call-09.1", "1000000000"), ("call-15.1", "0")):
        project.change(
            "example/report_line.csv",
            lambda row, one=measure: row["measure_id"] == one and row["agreement_id"].endswith("-46021"),
            realised=realised,
        )
    project.change(
        "example/agreement_line.csv",
        lambda row: row["measure_id"] == "call-17.1" and row["agreement_id"].endswith("-46021"),
        planned_reach="0",
        baseline_reach="0",
    )
    project.run("samenleven", "build")
    with serve(project.folder / "app.py", cwd=project.folder, SAMENLEVEN_STORE=str(project.store)) as address:
        visit = Visit(browser, address, viewport={"width": 1366, "height": 768})
        for path in SCREENS:
            visit.open(path)
            for width in (1366, 360):
                visit.page.set_viewport_size({"width": width, "height": 768})
                visit.page.wait_for_timeout(250)
                assert faults(visit.page) == [], f"{path} {width}"
            visit.page.set_viewport_size({"width": 1366, "height": 768})
            assert "Er ging iets mis" not in visit.text
        assert LONG in visit.open("gemeente?nis=46021").text
        visit.page.close()
    project.close()
