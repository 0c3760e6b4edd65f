"""What tests share: the stores (real, empty, a copy to change), the dashboard on them, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from streamlit.components.v2 import manifest_scanner

from samenleven.store import builder, paths, tables
from samenleven.store.connection import Store
from tests.support import find_browser
from tests.support.browser import Visit, chromium, dashboard

# The same examples on every machine and every run; a slow computer is no fault of a rule.
settings.register_profile("samenleven", derandomize=True, database=None, deadline=None)
settings.load_profile("samenleven")

NO_BROWSER = "geen browser"


def pytest_configure() -> None:
    """Stop on a CHROMIUM that names no program, before anything else; look once at what is installed.

    Streamlit's app test reads about every installed package anew at each run (a third of the time of such a test).
    """
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
    try:
        find_browser.find()
    except FileNotFoundError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that looks through a browser, without one on this machine skipped, and spread their files.

    Who looks through a browser mostly waits: beside such files others use the processor meanwhile.
    """
    missing = find_browser.find() is None
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            if missing:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))
    files, place = dict.fromkeys(item.path for item in items), dict[Path, float]()
    looking = {item.path for item in items if item.get_closest_marker("browser")}
    for looks in (True, False):
        some = [path for path in files if (path in looking) is looks]
        place |= {path: number / len(some) for number, path in enumerate(some)}
    items.sort(key=lambda item: place[item.path])


def _not_run(config: pytest.Config) -> list[pytest.TestReport]:
    """The tests that a missing browser left out; empty in a worker, which has no terminal."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return [one for one in skipped if isinstance(one.longrepr, tuple) and NO_BROWSER in one.longrepr[2]]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """For a person the rest is enough; an automatic run (CI=true, as in .ci/run) fails when tests did not run."""
    if session.exitstatus == pytest.ExitCode.OK and os.environ.get("CI") and _not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line: what did not run, and the one command that mends it."""
    left_out = _not_run(config)
    if left_out:
        files = sorted({one.location[0] for one in left_out})
        print(
            f"NIET UITGEVOERD: {len(left_out)} tests in een browser, want er is geen browser ({', '.join(files)}). "
            f"Zo lukken ze ook: {find_browser.remedy()}"
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test measured, where it calls `record_property(name, value)`: a figure per line."""
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The store built from the repository's own files, once; command line and pages use it too."""
    path = builder.build(tmp_path_factory.mktemp("store") / "samenleven.duckdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMENLEVEN_STORE", str(path))
        yield path


@pytest.fixture(scope="session")
def store(store_path: Path) -> Iterator[Store]:
    """The real store, open for reading."""
    opened = Store(store_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def empty_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid store of today's data version without a single row."""
    path = tmp_path_factory.mktemp("empty") / "samenleven.duckdb"
    with duckdb.connect(str(path)) as connection:
        tables.create_schema(connection)
        connection.executemany(
            "insert into meta values (?, ?)",
            [["schema_version", str(builder.SCHEMA_VERSION)], ["data_version", builder.data_version()]],
        )
    return path


@pytest.fixture
def copy_of_store(store_path: Path, tmp_path: Path) -> Path:
    """A copy of the real store, free to change."""
    return shutil.copyfile(Store(store_path).path, tmp_path / "samenleven.duckdb")


@pytest.fixture
def copy_of_data(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of data/ (its CSV files) and of geo/, free to damage."""
    data, geo = tmp_path / "data", tmp_path / "geo"
    for path in paths.DATA.rglob("*.csv"):
        target = data / path.relative_to(paths.DATA)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shutil.copytree(paths.GEO, geo, ignore=shutil.ignore_patterns("__pycache__"))
    return data, geo


# A chromium and two servers per process: to start them for every file costs seconds each time.


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real chromium."""
    with chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def no_page_complains() -> Iterator[None]:
    """No error in the console of any page that a test opens, and nothing that our own policy forbids."""
    Visit.complaints.clear()
    yield
    assert Visit.complaints == []


@pytest.fixture(scope="session")
def full(store_path: Path) -> Iterator[str]:
    """The address of the dashboard on the real store."""
    with dashboard(store_path) as address:
        yield address


@pytest.fixture(scope="session")
def empty(empty_store_path: Path) -> Iterator[str]:
    """The address of the dashboard on the empty store."""
    with dashboard(empty_store_path) as address:
        yield address
