"""The workbook of a screen: every figure that it shows, typed, named, explained, and equal to the screen."""

from __future__ import annotations

import io
import re
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from samenleven import dutch
from tests.screens.test_pages import open_page
from tests.support import find_office
from tests.support.screen import blocks
from ui.authority import key_figures, profile
from ui.budget import budget_figures, budget_shown
from ui.figure import forms, model
from ui.figure.model import of_screen
from ui.filters.address import Address
from ui.presentation import chosen
from ui.take import sheet_names, sheets, workbook

pytestmark = pytest.mark.usefixtures("store_path")

SCREENS = {
    "overzicht": ("", {}),
    "overzicht, officieel": ("", {"cijfers": "officieel"}),
    "kaart": ("kaart", {}),
    "doelstellingen": ("doelstellingen", {}),
    "een onderdeel open": ("doelstellingen", {"kpi": "call-05.1"}),
    "gemeente": ("gemeente", {"nis": "46021"}),
    "gemeente zonder afspraken": ("gemeente", {"nis": "42028"}),
    "gemeente, officieel": ("gemeente", {"nis": "42028", "cijfers": "officieel"}),
    "vzw de Rand": ("gemeente", {"nis": "de-rand"}),
    "een scenario": ("budget", {"jaar": "3", "scenario": "budget.3~9000000~threshold_alone~5000"}),
    "twee scenario's": ("budget", {"deel": "vergelijken", "jaar": "3", "scenario": "threshold_alone~5000"}),
    "de beste verdeling": ("budget", {"deel": "beste", "jaar": "3", "scenario": "budget.3~9000000"}),
    "zekerheid": ("budget", {"deel": "zekerheid", "jaar": "3"}),
    "een aanvraag": ("budget", {"deel": "aanvraag", "jaar": "2", "nis": "42028", "g05.1": "100"}),
    "dia's": ("presentatie", {"dias": "stand,kaart,kaart~kpi~call-07.1,bronnen"}),
}


def address(screen: str, **values: str) -> Address:
    forms.load()
    return Address(screen, tuple(values.items()))


@cache
def made(at: Address) -> bytes:
    found = workbook.make(at, f"http://dashboard{at.link()}")
    assert found
    return found.content


@pytest.fixture(params=SCREENS.values(), ids=SCREENS)
def at(request: pytest.FixtureRequest) -> Address:
    screen, values = request.param
    return address(screen, **values)


def opened(at: Address) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made(at)))


def test_there_is_a_sheet_for_every_figure_of_the_screen_with_its_finding(at: Address) -> None:
    book, figures = opened(at), of_screen(at)
    assert book.sheetnames[0] == workbook.FIRST
    assert [book[name]["A1"].value for name in book.sheetnames[1:]] == [one.finding for one in figures]
    listed = [cell.value for cell in book[workbook.FIRST]["B"]]
    for name, one in zip(book.sheetnames[1:], figures, strict=True):
        assert len(name) <= 31
        assert one.finding in listed
        rows = book[name].max_row - sheets.BEGIN - 1
        assert rows == len(one.table), name


def test_a_table_has_a_name_filters_a_heading_that_stays_and_says_where_each_row_is_from(at: Address) -> None:
    book = opened(at)
    names = [table.name for sheet in book for table in sheet.tables.values()]
    assert len(names) == len(set(names)) == len(book.sheetnames) - 1
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None
        assert sheet.freeze_panes == f"B{sheets.BEGIN + 2}"
        heads = [cell.value for cell in sheet[sheets.BEGIN + 1]]
        assert {"Soort cijfer", "Bron", "Datum"} <= set(heads)
        assert not [head for head in heads if not head or "_" in head]


def test_cells_have_types(at: Address) -> None:
    """Dates are dates, percentages parts, codes of places text; a word never stands among numbers."""
    for sheet in opened(at).worksheets[1:]:
        for column in sheet.iter_cols(min_row=sheets.BEGIN + 1):
            head, cells = str(column[0].value), [cell for cell in column[1:] if cell.value is not None]
            types = {type(cell.value) for cell in cells}
            assert not (str in types and types & {int, float, datetime}), (sheet.title, head)
            if head in ("Datum",):
                assert types <= {datetime}, (sheet.title, head)
            if head.startswith("NIS-code"):
                assert types <= {str}, (sheet.title, head)
            if any("%" in cell.number_format for cell in cells):
                assert all(-1 < float(cell.value) < 50 for cell in cells), (sheet.title, head)


def test_the_first_sheet_says_what_was_chosen_what_words_mean_and_where_it_comes_from(at: Address) -> None:
    page = opened(at)[workbook.FIRST]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    for word in ("Gegevensversie", "Gekozen", "Woord", "Bron", "Licentie", "Soort cijfer"):
        assert word in texts
    assert [
        cell.hyperlink.location
        for row in page.iter_rows()
        for cell in row
        if cell.hyperlink and cell.hyperlink.location
    ]
    if at.get("nis") == "46021":
        assert "Sint-Niklaas" in texts


def test_example_figures_are_marked_on_their_sheet_and_on_paper(at: Address) -> None:
    for sheet, one in zip(opened(at).worksheets[1:], of_screen(at), strict=True):
        rows = (one.table["kind"] == "example").sum() if "kind" in one.table else 0
        assert (sheet["A3"].value == sheets.MADE_UP) == bool(rows or one.made_up), sheet.title
        assert ("voorbeeldcijfers" in str(sheet.oddHeader.center.text)) == bool(rows or one.made_up)
        marked = [cell for row in sheet.iter_rows(min_row=6) for cell in row if cell.value == "▨ voorbeeld"]
        assert len({cell.row for cell in marked}) >= rows
        assert all(cell.fill.patternType for cell in marked)


def totals(book: Workbook) -> dict[str, object]:
    """What the named totals of a workbook are."""
    found = {}
    for name, defined in book.defined_names.items():
        ((sheet, place),) = defined.destinations
        found[name] = book[sheet][place.replace("$", "")].value
    return found


def test_a_total_is_a_formula_with_the_value_of_the_screen() -> None:
    at = address("gemeente", nis="46021")
    assert all(str(one).startswith("=SUBTOTAL(109,") for one in totals(opened(at)).values())
    kept = totals(openpyxl.load_workbook(io.BytesIO(made(at)), data_only=True))
    assert _as_the_screen(kept, at)


def _as_the_screen(kept: dict[str, object], at: Address) -> bool:
    """The key figure of the subsidy, and the sentence of its figure: € 700.000 of € 705.875."""
    subsidy = dutch.euro(float(str(kept["totaal_subsidie_en_plafond_subsidie_euro"])))
    ceiling = dutch.euro(float(str(kept["totaal_subsidie_en_plafond_plafond_euro"])))
    (money,) = (one for one in profile.every(at) if one.name == "gemeente-geld")
    return subsidy in [number for number, _, _ in key_figures.keys(at)] and f"van de {ceiling} onder" in money.finding


@pytest.mark.long
def test_libreoffice_calculates_the_same(tmp_path: Path, at: Address) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(made(at))
    again = openpyxl.load_workbook(find_office.convert(path, "xlsx"), data_only=True)
    before = openpyxl.load_workbook(path, data_only=True)
    assert again.sheetnames == before.sheetnames
    assert totals(again) == pytest.approx(totals(before))
    if at.get("nis") == "46021":
        assert _as_the_screen(totals(again), at)
    for sheet in before:
        assert _values(sheet) == _values(again[sheet.title])[: sheet.max_row]


def _values(sheet: Worksheet) -> list[list[object]]:
    """What stands in the cells; 15 digits, as spreadsheets keep them."""
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [
        [float(f"{one:.12g}") if isinstance(one, float) else one for one in row if one is not None] for row in cells
    ]


def test_names_of_sheets_are_short_unique_and_allowed() -> None:
    book = sheets.Book("proef")
    names = [book.sheet(name)[1] for name in ("a/b", "A?B", "x" * 40, "x" * 40, "", "History", "'")]
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)
    assert "history" not in [name.lower() for name in names]


def test_nothing_is_not_zero_and_equal_headings_differ() -> None:
    frame = pd.DataFrame({"name": ["a", None], "value": [None, 0.0], "kind": ["example", "official"]})
    book = sheets.Book("proef")
    book.add(sheets.Sheet("Leeg", "f", "u", sheets.columns(frame, headings={"value": "Naam"})))
    sheet = openpyxl.load_workbook(io.BytesIO(book.content())).active
    assert [cell.value for cell in sheet[5]] == ["Naam", "Naam (2)", "Soort cijfer"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)] == [
        ["a", None, "▨ voorbeeld"],
        [None, 0, "● officieel"],
    ]


DRAWN = re.compile(r'<figure class="obj [^"]*" id="([^"]+)"')


@pytest.mark.parametrize("part", ["verkenning", "vergelijken", "beste", "zekerheid", "aanvraag"])
def test_the_workbook_of_budget_holds_the_figures_of_the_part_on_the_screen(part: str) -> None:
    """And nothing of another part; what stands behind a choice within the part is there too."""
    at = address("budget", deel=part, jaar="3", scenario="budget.3~9000000")
    shown = set(DRAWN.findall(" ".join(blocks(open_page("budget", **dict(at.values))))))
    taken = {one.name for one in of_screen(at)}
    behind = set(budget_figures.FIGURES) if part == "verkenning" else set()
    assert shown
    assert taken - {budget_shown.SETTINGS} == shown | behind
    assert of_screen(address("budget", deel=part, cijfers="officieel")) == [] or part == "aanvraag"


def test_the_workbook_of_a_scenario_says_its_settings_and_that_it_is_a_model() -> None:
    at = address("budget", jaar="3", scenario="threshold_alone~5000")
    page = opened(at)["Instellingen"]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert texts[0] == "Dit scenario wijzigt één instelling"
    assert texts[1].startswith(budget_shown.WARNING)
    assert {"5.000", "7.500"} <= set(texts)
    assert opened(address("budget", jaar="3"))["Instellingen"]["A1"].value == "Dit scenario wijzigt niets"


def test_every_figure_has_a_name_for_its_sheet() -> None:
    forms.load()
    slides = {f"dia-{code}" for code in chosen.TITLES if code != "bronnen"}
    assert set(sheet_names.NAMES) == (set(model._known) - {"dia"}) | slides | {budget_shown.SETTINGS}
    for name in sheet_names.NAMES.values():
        assert sheets.Book("proef").sheet(name)[1] == name, "as it is in Excel"


@pytest.mark.parametrize("screen", ["woordenlijst", "zomaar", "toegankelijkheid"])
def test_a_screen_without_figures_has_no_workbook(screen: str) -> None:
    assert workbook.make(address(screen), "http://dashboard") is None


def test_its_name_is_that_of_the_screen_and_the_day() -> None:
    found = workbook.make(address("gemeente", nis="42028"), "http://dashboard")
    assert found
    assert re.fullmatch(r"gemeente-zele-\d{4}-\d\d-\d\d\.xlsx", found.file_name)
