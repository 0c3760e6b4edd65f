"""The figure object: every figure in each of its forms, from the function that the screen shows."""

from __future__ import annotations

import csv
import importlib
import io
import json

import pytest
from starlette.responses import Response

from tests.support.real_ledger import AGENCY
from tests.support.screen import plain
from ui.figure import forms, model
from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.reading import reads

for name in forms.SCREENS:
    importlib.import_module(name)
FIGURES = sorted(model._known)
VIEWS = {
    "bronnen": ("", "lijst=parameter", "cijfers=officieel"),
    "gemeente": ("nis=46021", "nis=42028", "nis=04000", "nis=46021&cijfers=officieel"),
}
pytestmark = pytest.mark.usefixtures("store_path")


def answer(name: str, form: str, query: str) -> Response:
    """A figure in a form, for somebody who may see them all."""
    return forms.answer(name, form, query, lambda: AGENCY)


def views(name: str) -> tuple[str, ...]:
    """Some addresses of the screen of a figure."""
    return VIEWS.get(model._known[name][0], ("", "jaar=1", "cijfers=officieel"))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_gives_its_table_and_its_files(name: str) -> None:
    """The same rows in the table in place, in both files, each with kind, source and date; or an empty table."""
    for query in views(name):
        shown = json.loads(answer(name, "tabel", query).body)["html"]
        text = plain(shown)
        assert "None" not in text, query
        assert "nan" not in text.split(), query
        excel = answer(name, "excel", query)
        assert excel.headers["content-disposition"].endswith('.csv"')
        rows = list(csv.reader(io.StringIO(excel.body.decode("utf-8-sig")), delimiter=";"))
        other = list(csv.reader(io.StringIO(answer(name, "csv", query).body.decode("utf-8"))))
        assert len(rows) == len(other)
        assert len(rows) - 1 == shown.count("<tr>") - 1 or len(rows) > forms.MOST_ROWS, query
        if len(rows) > 1:
            assert {"soort cijfer", "bron", "datum"} <= set(rows[0]), query


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_says_its_finding_source_date_kind_and_how_to_cite_it(name: str) -> None:
    screen, build = model._known[name]
    for query in views(name):
        address = Address(screen, tuple(tuple(one.split("=")) for one in query.split("&") if one))  # type: ignore[misc]
        with_rows = build(address)
        if with_rows.table.empty:
            continue
        assert with_rows.finding.strip()
        assert {"kind", "source_id", "reference_date"} <= set(with_rows.table.columns), name
        foot = figure_object.foot(with_rows, address)
        assert "/bronnen?" in foot
        for word in ("CSV", "Link", "Citeer", *(() if with_rows.tabled else ("Tabel", "Beeld"))):
            assert word in plain(foot)
        said = figure_object.citation(with_rows)
        assert with_rows.finding.rstrip(".") in said
        assert "Bron: " in said
        assert "zonder bron" not in said
        if "example" in set(with_rows.table["kind"]):
            assert "voorbeeld" in said


@pytest.mark.parametrize(
    ("zin", "name", "form", "query"),
    [
        ("Een figuur die niet bestaat", "zomaar", "tabel", ""),
        ("Een vorm die niet bestaat", "overzicht-doelen", "exe", ""),
        ("Een adres zonder einde", "overzicht-doelen", "tabel", "jaar=" + "1" * 3000),
    ],
)
def test_what_does_not_exist_is_not_found(zin: str, name: str, form: str, query: str) -> None:
    assert answer(name, form, query).status_code == 404, zin


@pytest.mark.parametrize("query", ["jaar=9", "jaar=<script>", "nis=%00", "&&==", "cijfers=misschien", "jaar=1&jaar=2"])
def test_a_hostile_address_gives_the_default(query: str) -> None:
    for name in FIGURES:
        assert answer(name, "tabel", query).status_code == 200, name


def test_the_search_field_knows_every_authority() -> None:
    listed = json.loads(forms.places().body)
    assert len(listed) == len(reads.authorities())
    assert ["46021", "Sint-Niklaas", "Waasland"] in listed
    assert all(len(one) == 3 and all(isinstance(part, str) for part in one) for one in listed)
