"""A CSV becomes rows of text, in every dialect; a row that does not fit is named, and what is text stays text."""

from __future__ import annotations

import pytest

from samenleven.errors import SamenlevenError
from samenleven.intake import csv_in
from samenleven.reporting.records import Subject

HEAD = "NIS-code indiener;projectjaar;periode;code;behaald;opmerking"


def read(text: str, encoding: str = "utf-8") -> list[dict[str, object]]:
    found = csv_in.read(text.encode(encoding), "cijfers.csv", Subject.REPORT).table
    return found.select(["row", "applicant", "measure", "realised", "note"]).to_pylist()


@pytest.mark.parametrize(
    ("case", "text", "encoding"),
    [
        ("voor Excel, met het merkteken", f"{HEAD}\r\n04000;2;jaar;call-05.1;0012;é\r\n", "utf-8-sig"),
        ("gewoon", f"{HEAD}\n04000;2;jaar;call-05.1;0012;é\n".replace(";", ","), "utf-8"),
        ("met tabs en Engelse koppen", "applicant\tproject_year\tperiod\tmeasure\trealised\tnote\n", "utf-8"),
        ("met een lege rij ertussen", f"{HEAD}\n;;;;;\n04000;2;jaar;call-05.1;0012;é\n", "utf-8"),
    ],
    ids=lambda value: value if " " in str(value) and ";" not in str(value) else "",
)
def test_every_dialect_gives_the_same_rows_of_text(case: str, text: str, encoding: str) -> None:
    if "tabs" in case:
        text += "04000\t2\tjaar\tcall-05.1\t0012\té\n"
    rows = [row for row in read(text, encoding) if row["applicant"]]
    assert [{**row, "row": 0} for row in rows] == [
        {"row": 0, "applicant": "04000", "measure": "call-05.1", "realised": "0012", "note": "é"}
    ]


def test_a_row_is_counted_as_a_spreadsheet_counts_it() -> None:
    """Blank lines count, and a text with a line break in it is one row."""
    rows = read(f'\n{HEAD}\n\n04000;2;jaar;call-05.1;1;"een\ntwee"\n04000;2;jaar;call-06.1;2;\n')
    assert [row["row"] for row in rows] == [4, 5]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("04000;2;jaar;call-05.1;1\n", "cijfers.csv, rij 2: De rij heeft 5 cellen, de koprij 6."),
        ("04000;2;jaar;call-05.1;1;;7\n", "cijfers.csv, rij 2: De rij heeft 7 cellen, de koprij 6."),
        ('04000;2;jaar;call-05.1;1;"open\n', "cijfers.csv, rij 2: Dit is geen leesbare tabel"),
    ],
)
def test_a_row_that_does_not_fit_is_named(rows: str, said: str) -> None:
    with pytest.raises(SamenlevenError) as found:
        read(f"{HEAD}\n{rows}")
    assert said in str(found.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cijfers.csv: Er staat niets in. Kies het bestand met de cijfers."),
        (b"\xff\xfe;\xe9\n", "cijfers.csv: Dit is geen tekst in UTF-8."),
        (HEAD.encode() + b"\n\xe9;2;jaar;x;1;\n", "cijfers.csv: Dit is geen tekst in UTF-8."),
        (b"a\x00b", "cijfers.csv: Dit is geen tekstbestand."),
        (b"a;b\n1;2\n", "cijfers.csv, rij 1: De kolom 'NIS-code indiener' ontbreekt."),
        (f"{HEAD};datum geboorte\n".encode(), "cijfers.csv, rij 1: De kolom 'datum geboorte' is onbekend."),
        (
            f"{HEAD};behaald\n".encode(),
            "cijfers.csv, rij 1: De kolom 'behaald' staat er twee keer (ook als 'behaald').",
        ),
    ],
)
def test_what_is_no_table_of_figures_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(SamenlevenError) as found:
        csv_in.read(content, "cijfers.csv", Subject.REPORT)
    assert said in str(found.value)
