"""One home per rule: change a rule's row in data/, and every screen, every command and the example set change together.

Each test works on a copy of the project; see `tests/support/changed.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.changed import Project


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project as it is, to compare with."""
    return Project(tmp_path_factory.mktemp("unchanged"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project, free to change."""
    return Project(tmp_path / "project")


def test_a_copy_says_what_the_project_says(unchanged: Project) -> None:
    """Without a change the copy answers as the project does; else the tests below would prove nothing."""
    assert "Alles in orde." in unchanged.run("samenleven", "check")
    assert not unchanged.page("app.py")["errors"]
    assert "Sint-Niklaas" in unchanged.page("pages/gemeente.py", {"nis": "46021"})["text"]
