"""Bronnen: a card per source, whole numbers, no codes of programmers, and files with Dutch names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samenleven import terms
from tests.screens.test_pages import check, open_page
from tests.support.screen import said
from ui.look import tables
from ui.reading import reads
from ui.sources import register_view

ENGLISH_CODE = re.compile(r"^(?:[a-z]+(?:[-_][a-z0-9.]+)+)$")


@pytest.mark.parametrize("code", register_view.REGISTERS)
def test_no_register_shows_the_codes_of_programmers(store_path: Path, code: str) -> None:
    app = open_page("bronnen", lijst=code)
    check(app)
    shown = app.dataframe[0].value
    columns = app.dataframe[0].proto.columns and set(shown.columns)
    assert not {"figure_id", "claim_id", "event_id", "contradiction_id"} & set(columns or shown.columns)
    for name in ("source_id", "source_a", "source_b", "measure_id", "call_measure_id"):
        if name in shown:
            assert [one for one in shown[name].dropna() if ENGLISH_CODE.match(str(one))] == [], name


def test_a_source_has_a_card_with_an_address(store_path: Path) -> None:
    text = said(open_page("bronnen", bron="statbel-origin"))
    assert "Statbel" in text
    assert "Geraadpleegd op" in text
    wrong = said(open_page("bronnen", bron="<b>zomaar</b>"))
    assert "De link vraagt bron = <b>zomaar</b>" in wrong
    assert "Geraadpleegd op" not in wrong


@pytest.mark.usefixtures("store_path")
def test_a_column_of_numbers_is_wide_enough_for_its_longest_number() -> None:
    """1.350.000 stood there as .350.000."""
    frame = reads.register("published_figure")
    longest = max(len(tables.text("value", one)) for one in frame["value"].dropna())
    assert tables._room("value", frame["value"], "Waarde") >= tables.SIGN * longest


@pytest.mark.parametrize(
    ("code", "name"), [("call-05.1", "oproep 5.1"), ("plan-01a", "plan 1a"), ("call-24.10", "oproep 24.10")]
)
def test_a_measure_has_a_number_that_people_know(code: str, name: str) -> None:
    assert terms.measure_name(code) == name


def test_files_have_dutch_names() -> None:
    assert terms.slug("Gepubliceerde cijfers") == "gepubliceerde-cijfers"
    assert terms.slug("  Eén: plan (2021)! ") == "een-plan-2021"
