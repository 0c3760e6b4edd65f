"""Who may import whom, and what may not stand where. A layer that leaks makes the next change twice as hard."""

from __future__ import annotations

import ast
import re
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
    """Only solver.py may know the solver, dutch.py how Dutch numbers are written, intake/ the formats of files."""
    allowed = set(sys.stdlib_module_names) | {"samenleven"}
    if path.name == "solver.py":
        allowed |= {"highspy", "numpy"}
    if path.name == "dutch.py":
        allowed |= {"babel"}
    if path.parent.name == "intake":
        allowed |= {"numpy", "openpyxl", "pyarrow", "xlsxwriter"}
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
    files = [p for folder in ("samenleven", "ui", "pages", "geo", "example") for p in (ROOT / folder).rglob("*.py")]
    found = [p.name for p in files if any(word in p.read_text(encoding="utf-8") for word in guessing)]
    assert found == ["csv_in.py"]  # there every column is text: tests/inputs/test_csv_in.py


def test_no_two_types_share_a_name() -> None:
    """A name that means two things must be looked up each time one reads it."""
    homes: dict[str, list[str]] = {}
    for path in sorted((ROOT / "samenleven").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


MENTIONED = re.compile(
    r"`((?:samenleven|ui|pages|tests|data|geo|docs|benchmarks|example)/[\w./-]+|samenleven(?:\.\w+)+)`"
)


def test_what_code_and_documents_refer_to_exists() -> None:
    """Modules move; a sentence that names the old place sends its reader astray."""
    stale = []
    for path in [
        *ROOT.glob("*.md"),
        *(p for d in ("docs", "samenleven", "ui", "tests") for p in (ROOT / d).rglob("*")),
    ]:
        if path.suffix not in (".md", ".py", ".sql") or path.name == "CHANGELOG.md":
            continue
        for name in MENTIONED.findall(path.read_text(encoding="utf-8")):
            if "/" in name:
                found = (ROOT / name).exists() or name.startswith("data/samenleven.duckdb")
            else:
                found = _is_module_or_member(name)
            if not found:
                stale.append(f"{path.relative_to(ROOT)}: {name}")
    assert stale == []


def _is_module_or_member(dotted: str) -> bool:
    """Whether a dotted name is a module, or something that a module defines."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:end])
        if base.with_suffix(".py").exists() or (base / "__init__.py").exists():
            return end >= len(parts) - 1
    return False


def test_dutch_numbers_have_one_home() -> None:
    """A number written in two places is soon written in two ways."""
    by_hand = ('replace(",", ".")', 'replace(".", ",")', ":,}", ":_}")
    allowed = {"ui/look/download.py"}  # cells of a file for Excel: a decimal comma, no thousands
    files = [p for folder in ("samenleven", "ui", "pages") for p in (ROOT / folder).rglob("*.py")]
    found = {
        str(p.relative_to(ROOT))
        for p in files
        for line in p.read_text(encoding="utf-8").splitlines()
        if any(way in line for way in by_hand) and "float(" not in line  # a number that is read, not written
    }
    assert found == allowed  # a file that no longer does leaves the list
