"""Who may import whom, and what may not stand where. A layer that leaks makes the next change twice as hard."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREENS = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
OUTER = {"store", "commands", "__main__.py"}
DOMAIN = [p for p in sorted((ROOT / "samenleven").rglob("*.py")) if not OUTER & set(p.parts)]
LONGEST_PAGE = 60


def imported(path: Path) -> set[str]:
    """The modules a file imports, dotted."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_the_contracts_in_pyproject_hold() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(tool)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", DOMAIN, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_domain_uses_the_standard_library_only(path: Path) -> None:
    """Only samenleven/solver.py may know the solver."""
    allowed = set(sys.stdlib_module_names) | {"samenleven"}
    if path.name == "solver.py":
        allowed |= {"highspy", "numpy"}
    tops = {name.split(".")[0] for name in imported(path)}
    assert tops <= allowed
    assert not {name for name in imported(path) if name.startswith("samenleven.store")}


@pytest.mark.parametrize("path", SCREENS, ids=lambda p: p.name)
def test_a_page_composes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {name.split(".")[0] for name in imported(path)} <= {"streamlit", "ui", "samenleven", "__future__"}
    assert len(text.splitlines()) <= LONGEST_PAGE
    assert "frame.page(" in text


def test_nothing_reads_a_csv_by_guessing_types() -> None:
    guessing = ("pd.read_csv", "read_csv(", "read_csv_auto", "pandas.read_csv")
    files = [p for folder in ("samenleven", "ui", "pages", "geo") for p in (ROOT / folder).rglob("*.py")]
    assert not [p.name for p in files if any(word in p.read_text(encoding="utf-8") for word in guessing)]
