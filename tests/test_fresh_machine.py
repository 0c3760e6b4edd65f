"""`make test` on a machine that lacks something: all that can run runs, and one line says what did not and why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samenleven.store import paths
from tests.support import find_browser

WITH_BROWSER = "tests/browser/test_pooling.py"
WITHOUT = "tests/test_glossary.py"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, with only a shell, `id` and make."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "id", "make"):
        (folder / name).symlink_to(shutil.which(name) or pytest.fail(f"{name} is nodig"))
    monkeypatch.setenv("PATH", str(folder))
    for name in ("CHROMIUM", "CI", "MAKEFLAGS"):
        monkeypatch.delenv(name, raising=False)
    if find_browser.find():
        pytest.skip("deze computer heeft een browser op een vaste plaats")
    return folder


def program(path: Path, text: str = "exit 0") -> str:
    """A program that does what its text says."""
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=paths.ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("sentence", "workers", "setting", "code"),
    [
        ("Een mens krijgt te horen wat niet liep, en is verder klaar", "1", {}, 0),
        ("Een automatische controle mag niet groen zijn", "0", {"CI": "true"}, 1),
    ],
)
def test_the_last_line_says_what_did_not_run(
    bare: Path, sentence: str, workers: str, setting: dict[str, str], code: int
) -> None:
    done = run(sys.executable, "-m", "pytest", "-n", workers, WITH_BROWSER, WITHOUT, **setting)
    assert done.returncode == code, sentence
    *_, counts, last = done.stdout.splitlines()
    assert " passed, " in counts
    assert last.startswith("NIET UITGEVOERD: ")
    assert f"({WITH_BROWSER})" in last
    assert last.endswith(find_browser.remedy())


@pytest.mark.long
def test_the_tests_with_a_browser_can_be_left_out(bare: Path) -> None:
    done = run(sys.executable, "-m", "pytest", "-m", "not browser", WITH_BROWSER, WITHOUT, CI="true")
    assert done.returncode == 0
    assert " deselected in " in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", find_browser.NAMES)
def test_a_browser_on_the_path_is_found(bare: Path, name: str) -> None:
    there = program(bare / name)
    assert find_browser.find() == there


def test_the_setting_goes_before_the_headless_shell_chromium_and_chrome(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chrome, own = program(bare / "google-chrome"), program(bare.parent / "mijn-browser")
    assert find_browser.find() == chrome
    chromium = program(bare / "chromium")
    assert find_browser.find() == chromium
    shell = program(bare / "chromium-headless-shell")
    assert find_browser.find() == shell
    monkeypatch.setenv("CHROMIUM", own)
    assert find_browser.find() == own


def test_a_setting_that_names_no_program_stops_with_one_sentence(bare: Path) -> None:
    done = run(sys.executable, "-m", "pytest", WITHOUT, CHROMIUM="/geen/browser")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert done.stderr.strip().splitlines() == [
        "ERROR: CHROMIUM wijst naar /geen/browser, maar dat is geen programma. Verbeter CHROMIUM of laat het leeg."
    ]


INSTALLS = 'for last; do :; done; cp "$0" "${0%/*}/$last"'


@pytest.mark.parametrize(
    ("sentence", "installer", "said", "code"),
    [
        ("Lukt het, dan is er een browser", INSTALLS, "bin/chromium-headless-shell", 0),
        ("Is er geen lichte, dan de gewone", f"case $* in *shell) exit 100;; esac; {INSTALLS}", "bin/chromium", 0),
        ("Lukt het niet, dan staat er waarom", "echo 'E: geen verbinding' >&2; exit 100", "E: geen verbinding", 1),
    ],
)
def test_root_gets_a_browser_installed(bare: Path, sentence: str, installer: str, said: str, code: int) -> None:
    if os.geteuid() != 0:
        pytest.skip("alleen root installeert")
    (bare / "cp").symlink_to(shutil.which("cp", path=os.defpath) or pytest.fail("cp is nodig"))
    program(bare / "apt-get", installer)
    done = run(sys.executable, "-m", "tests.support.find_browser", "--install")
    assert done.returncode == code, sentence
    assert said in done.stdout
    assert done.stderr == ""


def test_a_python_without_venv_gets_one_sentence(bare: Path) -> None:
    """Debian ships venv apart; nothing half-made may stay behind."""
    python = program(bare / "python3", f'case "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"')
    own = bare.parent / ".venv"
    done = run("make", f"VENV={own}", f"PYTHON={python}", f"{own}/bin/python")
    assert done.returncode != 0
    assert "Python mist het onderdeel venv" in done.stderr.splitlines()[0]
    assert not own.exists()


def test_the_last_line_says_with_which_pythons_nothing_was_tested(bare: Path) -> None:
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    missing = " ".join(one for one in ("3.11", "3.12", "3.13") if one != own)
    bash = shutil.which("bash", path=os.defpath) or pytest.fail("bash is nodig")
    done = run(bash, ".ci/test-python", sys.prefix, HOME=str(bare))
    assert done.returncode == 0
    assert done.stdout == f"NIET NAGEKEKEN met Python {missing}: staat niet op deze machine.\n"
