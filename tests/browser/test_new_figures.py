"""A dashboard that runs shows new figures at the next click; when they fail it keeps the old ones, with their date."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.support.browser import Visit, serve
from tests.support.changed import Project

OLD, NEW, LATER = "Veiligheid en leefbaarheid", "Veilig samenleven", "Veilig en leefbaar samenleven"


def test_a_click_shows_what_was_built(browser: Browser, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.run("samenleven", "build")

    def click(visit: Visit) -> str:
        visit.page.get_by_role("group", name="Projectjaar").locator("a:not([aria-current])").first.click()
        return visit.settle().text

    with serve(project.folder / "app.py", cwd=project.folder, SAMENLEVEN_STORE=str(project.store)) as address:
        visit = Visit(browser, address).open()
        assert OLD in visit.text
        project.change("plan/goal.csv", lambda row: row["title"] == OLD, title=NEW)
        project.run("samenleven", "build")
        seen = click(visit)
        assert NEW in seen
        assert OLD not in seen

        project.change("plan/goal.csv", lambda row: row["title"] == NEW, title=LATER, goal_id="een")
        refused = project.run("samenleven", "build", ok=False)
        assert "data/plan/goal.csv, rij 2" in refused
        seen = click(visit)
        assert NEW in seen
        assert "Dit zijn de cijfers van " in seen
        visit.page.get_by_text("Waarom zijn ze niet opgenomen?").click()
        assert "data/plan/goal.csv, rij 2" in visit.settle().text

        project.change("plan/goal.csv", lambda row: row["title"] == LATER, goal_id="1")
        seen = click(visit)
        assert LATER in seen
        assert "Dit zijn de cijfers van " not in seen
        visit.page.close()
    project.close()
