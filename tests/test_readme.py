"""What the README promises exists and works: screens, commands with their options, settings, folders and links."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from samenleven.__main__ import main, parser
from samenleven.figures import Shown
from samenleven.store import paths, switch
from tests.support.files import read_csv
from tests.support.intake_case import AGREED, agreed, reports
from ui.figure import mistakes
from ui.frame import top
from ui.login import login_setup, name_menu
from ui.pooling import pooling_reads
from ui.server import door, workers
from ui.server.settings import SettingError

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
SCREENS = top.SCREENS | top.MORE | {name: title for name, (title, _) in name_menu.WORK.items()}
RUN = "python -m samenleven "
OPTIONAL = re.compile(r"\[(-[^]]+)]")
NODES = "id,region,weight\n1,Noord,5000\n2,Noord,4000\n3,Noord,6000\n"
EDGES = "a,b\n1,2\n2,3\n"


def section(title: str) -> str:
    """The text under a heading."""
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


def cells(title: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    rows = [line.strip("|").split("|") for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def coded(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


# --- The first lines -------------------------------------------------------------------------


def test_the_first_lines_say_what_it_is_and_the_two_commands_in_two_languages() -> None:
    dutch, english = README.split("```sh")[0].split("\n\n")[1:3]
    for text in (dutch, english):
        assert "Plan Samenleven" in text
        assert {"make run", "make test"} <= set(coded(text))
    assert "Vlaamse overheid" in dutch
    assert "Flemish government" in english


# --- Screens ---------------------------------------------------------------------------------


def test_the_table_of_screens_is_the_menu() -> None:
    assert [name for name, _ in cells("De schermen")] == list(SCREENS.values())


def test_the_menu_is_what_there_is() -> None:
    assert set(SCREENS) == {"", *(path.stem for path in (paths.ROOT / "pages").glob("*.py"))}


def test_a_link_to_a_screen_opens_something_that_exists() -> None:
    links = re.findall(r"`/(\w+)\?nis=(\d+)`", README)
    known = {row["nis"] for row in read_csv(paths.DATA / "areas" / "local_authority.csv")}
    assert links
    for page, nis in links:
        assert page in SCREENS
        assert nis in known


# --- Commands --------------------------------------------------------------------------------


def promised() -> list[str]:
    """Every command of the README, alone and with each option it shows; `a|b` is a and b."""
    found: list[str] = []
    for line in section("Zonder browser").splitlines():
        if not line.startswith(RUN):
            continue
        command, _, comment = line.removeprefix(RUN).partition("#")
        plain = OPTIONAL.sub("", command)
        found += [plain, *(f"{plain} {option}" for option in OPTIONAL.findall(command))]
        for option, values in re.findall(r"\((--\w+) ([^)]+?) \.\.\.\)", comment):
            found += [f"{plain} {option} {value}" for value in values.split(", ")]
    return [" ".join(" ".join(words).split()) for one in found for words in either(one)]


def either(command: str) -> itertools.product[str]:
    """A command with `a|b` in it, once for each."""
    return itertools.product(*(word.split("|") for word in shlex.split(command)))


@pytest.fixture
def small_files(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The files that the README's commands name, filled as the README says."""
    text = section("Zonder browser")
    columns, scenario = (next(one for one in coded(text) if mark in one) for mark in ("action,", " = "))
    part = read_csv(paths.DATA / "plan" / "measure.csv")[0]
    row = {"action": part["action_id"], "measure": part["measure_id"], "baseline_reach": "0", "planned_reach": "100"}
    line = ",".join((row | {"priority": "1"})[name] for name in columns.split(","))
    for name, content in {
        "AANVRAAG.csv": f"{columns}\n{line}\n",
        "SCENARIO.toml": f"{scenario}\n",
        "besturen.csv": NODES,
        "grenzen.csv": EDGES,
        "AKKOORDEN.csv": AGREED,
        "RAPPORTEN.csv": reports(),
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "boek.ledger"))
    if "import-reports" in request.node.name:
        agreed(store_path, tmp_path / "boek.ledger")


def test_the_readme_names_every_command() -> None:
    offered = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert {command.split()[0] for command in promised()} == set(offered)


@pytest.mark.usefixtures("store_path", "small_files")
@pytest.mark.parametrize("command", promised())
def test_a_command_of_the_readme_runs(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)) == 0
    said = capsys.readouterr()
    assert said.out
    assert not said.err


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_command_that_shows_figures_knows_the_three_forms(form: str) -> None:
    assert "`--format table|json|csv`" in section("Zonder browser")
    for command in promised():
        words = [*shlex.split(command), "--format", form]
        if words[0] in ("build", "export-ledger", "erase-expired"):
            with pytest.raises(SystemExit):
                parser().parse_args(words)
        else:
            assert parser().parse_args(words).format == form


# --- Settings --------------------------------------------------------------------------------


def make(*arguments: str, **environment: str) -> str:
    """What make would do."""
    own = {name: value for name, value in os.environ.items() if name not in ("PORT", "SAMENLEVEN_PORT", "MAKEFLAGS")}
    done = subprocess.run(
        ["make", "--dry-run", *arguments],
        cwd=paths.ROOT,
        env={**own, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def store_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_STORE", raising=False)
    assert paths.store_path() == paths.ROOT / standard
    monkeypatch.setenv("SAMENLEVEN_STORE", "/tmp/elders.duckdb")
    assert paths.store_path() == Path("/tmp/elders.duckdb")


def ledger_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAMENLEVEN_STORE", "SAMENLEVEN_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    assert paths.ledger_path() == paths.store_path().with_suffix(".ledger")
    assert "dezelfde naam en `.ledger" in standard
    monkeypatch.setenv("SAMENLEVEN_STORE", "/tmp/elders.duckdb")
    assert paths.ledger_path() == Path("/tmp/elders.ledger")
    monkeypatch.setenv("SAMENLEVEN_LEDGER", "/tmp/register")
    assert paths.ledger_path() == Path("/tmp/register")
    assert "register" not in make("clean", SAMENLEVEN_LEDGER="/tmp/register")


def extra_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAMENLEVEN_STORE", "SAMENLEVEN_EXTRA"):
        monkeypatch.delenv(name, raising=False)
    assert paths.extra_path() == paths.store_path().with_suffix(".extra")
    assert "dezelfde naam en `.extra" in standard
    monkeypatch.setenv("SAMENLEVEN_STORE", "/tmp/elders.duckdb")
    assert paths.extra_path() == Path("/tmp/elders.extra")
    monkeypatch.setenv("SAMENLEVEN_EXTRA", "/tmp/later")
    assert paths.extra_path() == Path("/tmp/later")
    assert "later" not in make("clean", SAMENLEVEN_EXTRA="/tmp/later")


def practice_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert standard == "nee"
    monkeypatch.delenv("SAMENLEVEN_PRACTICE", raising=False)
    real = paths.ledger_path()
    assert not paths.is_practice()
    monkeypatch.setenv("SAMENLEVEN_PRACTICE", "ja")
    assert paths.is_practice()
    assert paths.ledger_path() == real.with_name(f"oefen-{real.name}")


def port_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"--server.port {standard}\n" in make("run")
    assert "--server.port 8502\n" in make("run", "PORT=8502")
    assert "--server.port 8503\n" in make("run", SAMENLEVEN_PORT="8503")


def address_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tomllib.loads((paths.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == standard


def workers_are_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_WORKERS", raising=False)
    assert standard == "aantal kernen min 1, minstens 1"
    for cores, expected in ((16, 15), (2, 1), (1, 1), (None, 1)):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        assert workers.most() == expected
    monkeypatch.setenv("SAMENLEVEN_WORKERS", "3")
    assert workers.most() == 3


def seconds_are_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_SOLVE_SECONDS", raising=False)
    assert pooling_reads.most_seconds() == int(standard)
    monkeypatch.setenv("SAMENLEVEN_SOLVE_SECONDS", "3600")
    assert pooling_reads.most_seconds() == 3600
    for wrong in ("0", "3601", "lang"):
        monkeypatch.setenv("SAMENLEVEN_SOLVE_SECONDS", wrong)
        with pytest.raises(SettingError, match="van 1 tot 3600"):
            pooling_reads.most_seconds()


def hosts_are_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_HOSTS", raising=False)
    own = door.hosts()
    assert standard == "geen"
    monkeypatch.setenv("SAMENLEVEN_HOSTS", "plan.voorbeeld.be *.intern.be")
    assert door.hosts() == [*own, "plan.voorbeeld.be", "*.intern.be"]


def frame_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_FRAME_ANCESTORS", raising=False)
    assert door.ancestors() == (f"'{standard}'",)
    monkeypatch.setenv("SAMENLEVEN_FRAME_ANCESTORS", "self, https://www.voorbeeld.be")
    assert door.ancestors() == ("'self'", "https://www.voorbeeld.be")


def embeds_are_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_EMBED_SITES", raising=False)
    assert door.embedders() == (f"'{standard}'",)
    monkeypatch.setenv("SAMENLEVEN_EMBED_SITES", "https://www.voorbeeld.be")
    assert door.embedders() == ("'self'", "https://www.voorbeeld.be")


def sessions_are_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_SESSIONS", raising=False)
    assert door.most_sessions() == int(standard)
    monkeypatch.setenv("SAMENLEVEN_SESSIONS", "3")
    assert door.most_sessions() == 3


def metrics_are_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_METRICS", raising=False)
    assert door.METRICS in door.closed()
    monkeypatch.setenv("SAMENLEVEN_METRICS", standard)
    assert door.METRICS in door.closed()
    monkeypatch.setenv("SAMENLEVEN_METRICS", "1")
    assert door.METRICS not in door.closed()


def corrections_are_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(mistakes.SETTING, raising=False)
    assert (standard, mistakes.to()) == ("geen", None)
    monkeypatch.setenv(mistakes.SETTING, "fouten@voorbeeld.be")
    assert mistakes.to() == "fouten@voorbeeld.be"


def example_is_read(standard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(switch.SETTING, raising=False)
    without = switch.positions()
    monkeypatch.setenv(switch.SETTING, standard)
    assert switch.positions() == without == tuple(Shown)
    monkeypatch.setenv(switch.SETTING, "nee")
    assert switch.positions() == (Shown.OFFICIAL, Shown.REPORTED)


def claim_is_read(standard: str, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("SAMENLEVEN_CLAIM", raising=False)
    assert login_setup.claim() == standard
    patch.setenv("SAMENLEVEN_CLAIM", "realm_access.roles")
    assert login_setup.claim() == "realm_access.roles"


def administrators_are_read(standard: str, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("SAMENLEVEN_ADMINS", raising=False)
    assert standard == "geen"
    assert login_setup.administrators() == ()
    patch.setenv("SAMENLEVEN_ADMINS", "Plan Samenleven beheer, ABB")
    assert login_setup.administrators() == ("Plan Samenleven beheer", "ABB")


def laptop_is_read(standard: str, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("SAMENLEVEN_LAPTOP", raising=False)
    assert standard == "nee"
    assert not login_setup.is_laptop()
    patch.setenv("SAMENLEVEN_LAPTOP", "ja")
    assert login_setup.is_laptop()


SETTINGS: dict[str, Callable[[str, pytest.MonkeyPatch], None]] = {
    "`SAMENLEVEN_STORE`": store_is_read,
    "`SAMENLEVEN_LEDGER`": ledger_is_read,
    "`SAMENLEVEN_EXTRA`": extra_is_read,
    "`SAMENLEVEN_PRACTICE`": practice_is_read,
    "`SAMENLEVEN_EXAMPLE`": example_is_read,
    "`SAMENLEVEN_PORT`, of `make run PORT=8502`": port_is_read,
    "`SAMENLEVEN_WORKERS`": workers_are_read,
    "`SAMENLEVEN_SOLVE_SECONDS`": seconds_are_read,
    "`server.address` in `.streamlit/config.toml`": address_is_read,
    "`SAMENLEVEN_HOSTS`": hosts_are_read,
    "`SAMENLEVEN_FRAME_ANCESTORS`": frame_is_read,
    "`SAMENLEVEN_EMBED_SITES`": embeds_are_read,
    "`SAMENLEVEN_SESSIONS`": sessions_are_read,
    "`SAMENLEVEN_CORRECTIONS_TO`": corrections_are_read,
    "`SAMENLEVEN_CLAIM`": claim_is_read,
    "`SAMENLEVEN_ADMINS`": administrators_are_read,
    "`SAMENLEVEN_LAPTOP`": laptop_is_read,
    "`SAMENLEVEN_METRICS`": metrics_are_read,
}


def test_every_setting_is_tried() -> None:
    assert [setting for setting, _, _ in cells("Instellingen")] == list(SETTINGS)


@pytest.mark.parametrize(("setting", "meaning", "standard"), cells("Instellingen"))
def test_a_setting_does_what_the_readme_says(
    setting: str, meaning: str, standard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SETTINGS[setting](standard.strip("`"), monkeypatch)


# --- Folders, files, links and targets -------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_link_exists(document: str) -> None:
    text = (paths.ROOT / document).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    named = [one for one in coded(text) if re.fullmatch(r"[\w.-]*[a-z_.-]+/[\w./-]*|[a-z_]+\.(py|md|toml|txt)", one)]
    assert named
    assert [path for path in (*links, *named) if not (paths.ROOT / path).exists() and not made(path)] == []


def made(path: str) -> bool:
    """Whether a path appears only after the first `make`."""
    return path.startswith(".venv/") or path in ("data/samenleven.duckdb", ".streamlit/secrets.toml")


def test_every_folder_of_the_layout_holds_something() -> None:
    folders = [name for row in cells("Hoe het in elkaar zit") for name in coded(row[0]) if name.endswith("/")]
    assert folders
    assert [name for name in folders if not any((paths.ROOT / name).iterdir())] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_exists(document: str) -> None:
    text = (paths.ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make ([\w-]+)", text, flags=re.MULTILINE))
    assert "test" in targets
    for target in targets:
        make(target)
