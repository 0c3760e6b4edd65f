"""No text that leaves in a CSV or a workbook runs in a spreadsheet, wherever it leaves; numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven import spreadsheet
from samenleven.__main__ import main
from samenleven.commands import output
from samenleven.grant.application import COLUMNS
from samenleven.grant.application_text import read_bytes
from tests.support import find_office
from tests.support.budget_case import call
from ui.look import download
from ui.take import sheets

ATTACK = 'HYPERLINK("http://voorbeeld.test";"klik")'
STARTS = (
    *("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "\t", "\r", "\n"),
    *(" =", "  =", "\u00a0=", "\u2003=", "\u3000=", "\u200b=", "\ufeff=", "\u200e=", "\x00=", "\x1f=", "\u0301="),
    *('"=', "'=", "' \u00a0\"=", "\t=", "\u00a0＝", "\u2060＠"),
)
TAME = ("", " ", "Gent", "04000", "–", "5-", "a=b", "'s-Gravenwezel", "(-5)", "3,5", "é=1", "·", "1+1", "<b>")


def on_screen(value: Any, dialect: str = "csv") -> str:
    """The cell that the download of a page writes."""
    content = download.to_csv(pd.DataFrame([{"name": value}], dtype=object), dialect, {})
    text = content.decode("utf-8-sig" if dialect == "excel" else "utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if dialect == "excel" else ","))[1][0]


def by_command(value: Any, capsys: pytest.CaptureFixture[str]) -> str:
    """The cell that --format csv writes."""
    capsys.readouterr()
    output.print_rows([{"name": value, "unit": "x"}], ("name", "unit"), "csv")
    return list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))[1][0]


@pytest.mark.parametrize("start", STARTS, ids=ascii)
def test_a_formula_is_text_from_every_entrance(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    attack = start + ATTACK
    assert by_command(attack, capsys) == f"'{attack}"
    assert {on_screen(attack, dialect) for dialect in ("excel", "csv")} == {f"'{attack}"}


@pytest.mark.parametrize("text", TAME)
def test_other_text_stays_as_it_is(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert by_command(text, capsys) == on_screen(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_whatever_a_spreadsheet_looks_past_no_formula_is_left(text: str) -> None:
    found = spreadsheet.safe(text)
    assert found in (text, f"'{text}")
    if found == text:
        assert not re.match("[\\s\\u200b-\\u200f\\ufeff\\x00-\\x1f\"']*[=+@＝＋－＠-]", text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-5, "-5"),
        (-0.5, "-0.5"),
        (Decimal("-1234.5"), "-1234.5"),
        (0, "0"),
        (None, ""),
        (date(2024, 1, 1), "2024-01-01"),
    ],
)
def test_numbers_stay_numbers_on_the_command_line(value: Any, written: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert by_command(value, capsys) == written


def test_a_hostile_name_in_a_file_leaves_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in {"n.csv": "id,region,weight,name\n-1,＝R,9,\u200b=1+1\n", "e.csv": "a,b\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = ("--nodes", str(tmp_path / "n.csv"), "--edges", str(tmp_path / "e.csv"), "--floor", "5")
    assert main(["pool", *files, "--format", "csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["authority_id"], row["reference_region"], row["name"]) == ("'-1", "'＝R", "'\u200b=1+1")
    assert row["value"] == "9"


@pytest.mark.usefixtures("store_path")
def test_no_text_is_a_formula_or_a_link_in_the_workbook() -> None:
    texts = [*(start + ATTACK for start in STARTS), "{=1+1}", "http://x.test"]
    made = sheets.Book("=1+1")
    made.add(sheets.Sheet("=1+1", "=1+1", "=1+1", sheets.columns(pd.DataFrame({"name": texts, "change_eur": -5.5}))))
    content = made.content()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "hyperlink" not in sheet
    assert "<f>" not in sheet
    assert "<f " not in sheet
    assert sheet.count("<v>-5.5</v>") == len(texts)
    names = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=6)]
    assert [cell.quotePrefix for cell in names] == [True] * len(STARTS) + [False] * 2  # stays text when copied


def test_our_own_empty_application_is_read_back() -> None:
    """What the page gives as an empty example, filled in, with the separator of any spreadsheet."""
    here = call(2)
    rows = [[action, measure, 0, 1, 1] for measure, action in sorted(here.measures.items()) if here.pays(measure)]
    for delimiter in (",", ";", "\t"):
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerows([COLUMNS, *([output.in_csv(cell) for cell in row] for row in rows)])
        found = read_bytes(text.getvalue().encode("utf-8-sig"), here, file="bestand")
        assert [[one.action_id, one.measure_id] for one in found] == [row[:2] for row in rows]


@pytest.mark.long
def test_libreoffice_calculates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "proef.csv"
    frame = pd.DataFrame({"name": [start + "1+1" for start in STARTS]}, dtype=object)
    path.write_bytes(download.to_csv(frame, "csv", {}))
    found = find_office.convert(path, "fods")
    assert "table:formula" not in found.read_text(encoding="utf-8")
