"""The command line and the page accept the same files, and take the same from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenleven.__main__ import main
from samenleven.budget import scenario_text
from samenleven.budget.scenario import Scenario
from samenleven.budget.settings import LONGEST_TEXT
from samenleven.commands import budget as budget_commands
from samenleven.errors import SamenlevenError
from samenleven.grant.application_text import LARGEST_FILE
from tests.screens.test_pages import open_page
from tests.support import mangled
from ui.budget import budget_files

pytestmark = pytest.mark.usefixtures("store_path")
NEWEST = 3

SPLIT = 'project_year = 3\ntarget_groups_merged = false\n[unit_amount]\n"call-09.1" = 700\n'
SCENARIOS = [
    ("Ja of nee in woorden", "threshold_alone_strict = true\n", True),
    ("Alle cijfers van een computergetal", f"origin_share = {0.1 + 0.2}\nrealisation_rate = 1e-7\n", True),
    ("Onderdelen van de andere lezing", SPLIT, True),
    ("De langste titel", f'title = "{"x" * LONGEST_TEXT}"\n', True),
    ("Een te lange titel", f'title = "{"x" * (LONGEST_TEXT + 1)}"\n', False),
    ("Een half ja", "threshold_alone_strict = 0.5\n", False),
    ("Te veel cijfers na de komma", "origin_share = 1e-21\n", False),
    ("Een getal van 900 cijfers", "threshold_alone = " + "9" * 900 + "\n", False),
    ("Een hexadecimaal getal", "threshold_alone = 0x" + "f" * 900 + "\n", False),
    ("Geen UTF-8", "title = 'é'\n".encode("latin-1"), False),
    ("UTF-16", "threshold_alone = 5000\n".encode("utf-16"), False),
    ("Een lang bestand", "#\n" * (scenario_text.LARGEST_FILE // 2) + "#\n", False),
]


class Accepted(Exception):
    """The command line has read a scenario, and would now calculate with it."""


@pytest.fixture
def entrances(store_path: Path) -> Iterator[SimpleNamespace]:
    """The scenario that the command line (None: refused) and the page take from a file, as the text of an address."""

    def calculate(model: object, space: object, scenario: Scenario, day: object) -> None:
        raise Accepted(scenario_text.as_text(scenario))

    def by_command(path: Path) -> str | None:
        try:
            assert main(["simulate", str(path)]) == 1
        except Accepted as accepted:
            return str(accepted)
        return None

    def by_page(content: bytes) -> str | None:
        try:
            _, text = budget_files.read(content, NEWEST)
        except SamenlevenError:
            return None
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(budget_commands, "run_scenario", calculate)
        model = SimpleNamespace(has_claims=True)  # the real one is dear, and not needed to read
        patch.setattr(budget_commands.budget, "budget_model", lambda *_, **__: model)
        yield SimpleNamespace(by_command=by_command, by_page=by_page)


def taken(text: str | None) -> dict[str, object] | None:
    """What stands in an address, without the project year: the page has it elsewhere, and leaves out its own."""
    return None if text is None else {k: v for k, v in scenario_text.decode(text).items() if k != "project_year"}


@pytest.mark.parametrize(("sentence", "content", "accepted"), SCENARIOS)
def test_both_accept_the_same_scenarios(
    entrances: SimpleNamespace, tmp_path: Path, sentence: str, content: str | bytes, accepted: bool
) -> None:
    path = tmp_path / "scenario.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    by_command = taken(entrances.by_command(path))
    assert (by_command is not None) == accepted, sentence
    assert taken(entrances.by_page(path.read_bytes())) == by_command, sentence


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.randoms(use_true_random=False))
def test_both_accept_the_same_of_damaged_scenarios(
    entrances: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory, draw: Random
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_bytes(mangled.content(draw, [text for _, text, _ in SCENARIOS[:4] if isinstance(text, str)]))
    assert taken(entrances.by_command(path)) == taken(entrances.by_page(path.read_bytes()))


# --- The page itself -------------------------------------------------------------------------


def test_a_scenario_of_the_other_reading_opens_on_the_page(store_path: Path) -> None:
    app = open_page("budget", jaar="2", openen="ja")
    app.file_uploader(key="scenario_bestand").set_value(("s.toml", SPLIT.encode(), "application/toml")).run()
    assert not app.exception
    assert not app.error
    assert app.query_params["jaar"] == "3"
    assert app.query_params["scenario"] == "target_groups_merged~0~unit_amount.call-09.1~700"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"," * (LARGEST_FILE + 1), "bestand: Het bestand is te groot (meer dan 1000 kB)."),
        (b"PK\x03\x04\x00", "bestand: Dit is geen tekstbestand."),
    ],
)
def test_an_application_that_cannot_be_read_gets_one_message_at_both(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    app = open_page("budget", deel="aanvraag", invoer="bestand")
    app.file_uploader(key="aanvraag_bestand").set_value(("a.csv", content, "text/csv")).run()
    assert not app.exception
    assert [one.value.startswith(said) for one in app.error] == [True]
    path = tmp_path / "bestand"
    path.write_bytes(content)
    assert main(["grant", str(path), "--call", "1"]) == 1
    assert said in capsys.readouterr().err
