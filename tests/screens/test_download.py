"""The CSV that people take home: two dialects, every row with its origin, and nothing that runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.figures import Shown
from samenleven.store import agreements, catalogue
from samenleven.store.connection import Store
from ui.look import download

TITLES = {"cij": "Cijfers van het Plan Samenleven (Vlaamse overheid)", "form": "Aanvraagformulier (Vlaamse overheid)"}
ORIGIN = {"kind": "official", "source_id": "cij", "reference_date": date(2023, 9, 30)}
DIALECTS = ("excel", "csv")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """A frame that keeps its values as they are given."""
    return pd.DataFrame([row | ORIGIN for row in rows], dtype=object)


def read(content: bytes, dialect: str) -> list[list[str]]:
    """What a spreadsheet finds in the file."""
    text = content.decode("utf-8-sig" if dialect == "excel" else "utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if dialect == "excel" else ","))


def cell(value: Any, dialect: str = "csv") -> str:
    return read(download.to_csv(frame({"name": value}), dialect, TITLES), dialect)[1][0]


@pytest.mark.parametrize(
    ("dialect", "mark", "header", "line"),
    [
        (
            "csv",
            b"",
            "naam,doelbereik,soort cijfer,bron,datum,bron voluit",
            "Gent,0.875,officieel,cij,2023-09-30,Cijfers van het Plan Samenleven (Vlaamse overheid)",
        ),
        (
            "excel",
            b"\xef\xbb\xbf",
            "naam;doelbereik;soort cijfer;bron;datum;bron voluit",
            "Gent;0,875;officieel;cij;2023-09-30;Cijfers van het Plan Samenleven (Vlaamse overheid)",
        ),
    ],
)
def test_the_two_dialects(dialect: str, mark: bytes, header: str, line: str) -> None:
    content = download.to_csv(frame({"name": "Gent", "ratio": 0.875}), dialect, TITLES)
    assert content == mark + f"{header}\r\n{line}\r\n".encode()


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("start", FORMULA)
def test_a_cell_that_would_run_as_a_formula_is_text(start: str, dialect: str) -> None:
    attack = f'{start}HYPERLINK("http://voorbeeld.test";"klik")'
    assert cell(attack, dialect) == f"'{attack}"


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20))
def test_no_text_whatever_starts_a_formula_or_breaks_the_table(dialect: str, text: str) -> None:
    rows = read(download.to_csv(frame({"name": text, "unit": text}), dialect, TITLES), dialect)
    assert [len(row) for row in rows] == [6, 6]
    assert not rows[1][0].startswith(FORMULA)
    assert rows[1][0] in (text, f"'{text}")


def test_a_source_title_cannot_run_either() -> None:
    rows = read(download.to_csv(frame({"name": "Gent"}), "csv", {"cij": "=1+1"}), "csv")
    assert rows[1][-1] == "'=1+1"


@pytest.mark.parametrize(
    ("value", "international", "belgian"),
    [
        (-5, "-5", "-5"),
        (-0.25, "-0.25", "-0,25"),
        (Decimal("-1234.5"), "-1234.5", "-1234,5"),
        (0, "0", "0"),
        (0.0, "0", "0"),
        (100.0, "100", "100"),
        (1234567.891, "1234567.891", "1234567,891"),
        (Decimal("16907780.00"), "16907780", "16907780"),
        (1 / 3, "0.333333", "0,333333"),
    ],
)
def test_numbers_stay_numbers(value: Any, international: str, belgian: str) -> None:
    assert (cell(value, "csv"), cell(value, "excel")) == (international, belgian)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, pd.NA, Decimal("NaN")], ids=str)
def test_missing_is_an_empty_cell_and_never_zero(missing: Any) -> None:
    assert cell(missing) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "ja"),
        (False, "nee"),
        (date(2023, 9, 30), "2023-09-30"),
        (datetime(2023, 9, 30, 12), "2023-09-30"),
        (pd.Timestamp("2023-09-30"), "2023-09-30"),
        ("04000", "04000"),
    ],
)
def test_other_values(value: Any, text: str) -> None:
    assert cell(value) == text


@pytest.mark.parametrize(
    ("column", "code", "word"),
    [
        ("status", "no_figure", "geen cijfer"),
        ("kind", "example", "voorbeeld"),
        ("family", "call", "oproep"),
    ],
)
def test_codes_are_dutch_words(column: str, code: str, word: str) -> None:
    content = download.to_csv(pd.DataFrame([{column: code}]), "csv", TITLES)
    assert read(content, "csv")[1] == [word]


def test_several_sources_are_all_named_in_full() -> None:
    rows = read(download.to_csv(frame({}).assign(source_id="cij, form, onbekend"), "csv", TITLES), "csv")
    assert rows[1][-1] == f"{TITLES['cij']}; {TITLES['form']}; onbekend"


def test_an_empty_table_still_has_its_headings() -> None:
    empty = frame({"name": "Gent"}).iloc[:0]
    assert read(download.to_csv(empty, "csv", TITLES), "csv") == [
        ["naam", "soort cijfer", "bron", "datum", "bron voluit"]
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_real_tables_carry_kind_source_and_date_in_every_row(store: Store, dialect: str) -> None:
    titles = catalogue.source_titles(store)
    for table in (agreements.grants(store, shown=Shown.EXAMPLE), agreements.members(store, shown=Shown.EXAMPLE)):
        header, *rows = read(download.to_csv(table, dialect, titles), dialect)
        assert len(rows) == len(table)
        for name in ("soort cijfer", "bron", "datum", "bron voluit"):
            assert all(row[header.index(name)] for row in rows), name
        assert {row[header.index("soort cijfer")] for row in rows} == {"voorbeeld"}
        codes = [row[header.index("NIS-code")] for row in rows]
        assert {len(code) for code in codes if code} == {5}
        assert "04000" in codes
