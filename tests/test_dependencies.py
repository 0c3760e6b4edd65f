"""What our code imports is what pyproject.toml asks for, and what the locks install is what it asks for."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.audit import verdict

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = set(PROJECT["project"]["dependencies"])
DEV = {one for group in PROJECT["dependency-groups"].values() for one in group if isinstance(one, str)}
LOCKS = {"requirements.txt": RUN, "requirements-dev.txt": RUN | DEV}
OURS = {"benchmarks", "samenleven", "ui", "geo", "example", "tests"}
# Not imported but called: where, and how.
CALLED = {
    "cyclonedx-bom": ("Makefile", "/cyclonedx-py "),
    "import-linter": ("Makefile", "/lint-imports"),
    "mypy": ("Makefile", "/mypy"),
    "oidc-provider-mock": ("tests/support/provider.py", '"oidc_provider_mock"'),
    "pip-audit": ("tests/support/audit.py", '"pip_audit"'),
    "pre-commit": ("CONTRIBUTING.md", "/pre-commit install"),
    "pytest-xdist": ("Makefile", "/pytest -n "),
    "ruff": ("Makefile", "/ruff check"),
    "uv": ("Makefile", "/uv pip compile"),
}


def plain(name: str) -> str:
    """A package's name as indexes spell it, without the extras that it is asked for with."""
    return re.sub(r"[-_.]+", "-", re.sub(r"\[.*\]", "", name)).lower()


def names(requirements: set[str]) -> set[str]:
    return {plain(one.partition("==")[0]) for one in requirements}


def imported(*places: str) -> set[str]:
    """The packages of others that the files in these folders import; geo/derive.py is run by hand."""
    files = [
        path for place in places for path in ([ROOT / place], (ROOT / place).rglob("*.py"))[(ROOT / place).is_dir()]
    ]
    modules: set[str] = set()
    for path in files:
        if path == ROOT / "geo" / "derive.py" and "geo/derive.py" not in places:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    known = packages_distributions()
    return {plain(known.get(one, [one])[0]) for one in modules - OURS - set(sys.stdlib_module_names)}


RUNS = imported("app.py", "pages", "ui", "samenleven", "geo", "example")
TESTS = imported("tests", "benchmarks", "geo/derive.py")


def locked(lock: str) -> dict[str, list[str]]:
    """Every package of a lock (name, `==` and version) with the lines below it: hashes and who asked for it."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if line and line[0] not in " #":
            found[re.split(r"[ ;]", line)[0]] = []
        elif line.startswith(" "):
            found[list(found)[-1]].append(line.strip())
    return found


def test_the_dashboard_asks_for_what_it_imports_and_for_nothing_else() -> None:
    assert names(RUN) == RUNS


def test_tests_and_tools_ask_for_what_they_import_or_call_and_for_nothing_else() -> None:
    assert names(DEV) == (TESTS | set(CALLED)) - names(RUN)


@pytest.mark.parametrize("package", CALLED)
def test_what_is_called_is_called(package: str) -> None:
    file, call = CALLED[package]
    assert call in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_was_asked_for(lock: str) -> None:
    asked = {one for one, below in locked(lock).items() if any("samenleven (pyproject.toml" in line for line in below)}
    assert asked == {re.sub(r"\[.*\]", "", one) for one in LOCKS[lock]}  # a lock names what an extra asks for


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_place(lock: str) -> None:
    """The place to get packages from is the reader's own affair; a hash says that they are the same."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert [one for one, below in locked(lock).items() if not any("--hash=sha256:" in line for line in below)] == []
    assert re.findall(r"(?im)://|file:|^\s*-[^-]|^--|@ ", text.replace("# via -", "").replace("#   -", "")) == []


def test_tests_run_on_what_is_served() -> None:
    run, dev = (set(locked(lock)) for lock in LOCKS)
    assert run <= dev


def test_the_bill_of_materials_is_the_lock_with_licences() -> None:
    """`make sbom` after `make lock`. What the lock asks for on some systems only may be in it or not."""
    parts = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]
    found = {f"{plain(one['name'])}=={one['version']}" for one in parts}
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    always = {line.split(" ")[0] for line in lines if re.match(r"\w[^;]*$", line)}
    assert always <= found <= set(locked("requirements.txt"))
    unknown = {one["name"] for one in parts if not one.get("licenses")}
    assert unknown <= {"protobuf", "pydeck"}, "these two (BSD-3, Apache-2.0) use a field the tool skips"


@pytest.mark.parametrize(
    ("sentence", "packages", "fine", "said"),
    [
        ("Niets gevonden", [{"name": "a", "version": "1", "vulns": []}], True, "Geen bekende kwetsbaarheden"),
        (
            "Iets gevonden is een fout",
            [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}],
            False,
            "a 1: CVE-1, verholpen in 2.",
        ),
        (
            "Niets nagekeken is niet hetzelfde als niets gevonden",
            [{"name": "a", "skip_reason": "onbereikbaar"}],
            True,
            "NIET NAGEKEKEN op bekende kwetsbaarheden: alle pakketten (onbereikbaar).",
        ),
        (
            "Een deel nagekeken: wat niet",
            [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "onbekend"}],
            True,
            "NIET NAGEKEKEN op bekende kwetsbaarheden: b (onbekend).",
        ),
    ],
)
def test_the_audit_says_what_it_did_not_see(
    sentence: str, packages: list[dict[str, object]], fine: bool, said: str
) -> None:
    good, (line,) = verdict({"dependencies": packages})
    assert good is fine, sentence
    assert line.startswith(said)
