"""The report of one authority: two pages, for everybody to read, with the figures of its page and nothing else."""

from __future__ import annotations

import io
import re
from functools import cache

import pikepdf
import pypdfium2
import pytest

from samenleven.figures import Kind
from samenleven.terms import slug
from ui.authority import key_figures, profile
from ui.authority import profile_reads as known
from ui.filters.address import Address
from ui.take import report
from ui.take.plain_text import explained, plain

pytestmark = pytest.mark.usefixtures("store_path")

UNSEEN = re.compile(r'<span class="au-unseen">.*?</span>|<div class="au-(?:plot|axis).*?</div>')
OFFICIAL = {"cijfers": "officieel"}
EVERY_KIND = {
    "signatory": ("46021", {}),
    "an earlier year": ("46021", {"jaar": "1"}),
    "only official": ("46021", OFFICIAL),
    "below the threshold": ("42028", {}),
    "nobody to join": ("73109", {}),
    "in a cooperation": ("42006", {}),
    "facilities": ("23099", {}),
    "Brussels": ("04000", {}),
    "in Brussels": ("21001", {}),
    "vzw de Rand": ("de-rand", {}),
    "without any figure": ("de-rand", OFFICIAL),
    "little is published": ("42028", OFFICIAL),
}


def address(authority_id: str, values: dict[str, str]) -> Address:
    return Address("gemeente", (("nis", authority_id), *values.items()))


@cache
def made(authority_id: str, *values: tuple[str, str]) -> bytes:
    at = address(authority_id, dict(values))
    found = report.make(at, f"http://dashboard{at.link()}")
    assert found is not None
    return found.content


@cache
def said(content: bytes) -> str:
    """What the pages say, in one line, with one kind of space."""
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


@pytest.fixture(params=EVERY_KIND.values(), ids=EVERY_KIND)
def at(request: pytest.FixtureRequest) -> Address:
    return address(*request.param)


def content(at: Address) -> bytes:
    return made(at.values[0][1], *at.values[1:])


def test_it_is_two_pages_and_small_for_every_kind_of_authority(at: Address) -> None:
    assert len(pypdfium2.PdfDocument(content(at))) == 2
    assert len(content(at)) < 1_000_000


def test_it_says_the_headline_and_every_finding_of_the_page(at: Address) -> None:
    text = said(content(at))
    for sentence in [profile.finding(at).text, plain(profile.rule(at)), *(one.finding for one in profile.every(at))]:
        assert _bare(sentence) in _bare(text), sentence
    for number, what, about in key_figures.keys(at):
        assert all(_bare(one) in _bare(text) for one in (number, what, about))


def _bare(text: str) -> str:
    """Without spaces: where a line breaks is no part of what is said, and a hyphen may end it."""
    return re.sub(r"\s+", "", text)


def test_its_numbers_are_those_of_the_screen(at: Address) -> None:
    """Every percentage, amount and "x van y" that a figure of agreements or money shows stands in the file too."""
    text = _bare(said(content(at)))
    for one in profile.every(at):
        if one.name not in ("gemeente-afspraken", "gemeente-geld", "gemeente-halfweg", "gemeente-vragen"):
            continue
        shown = plain(UNSEEN.sub("", one.picture))
        numbers = re.findall(r"(?:€\s?)?\d[\d.,]*(?:\s?%)?(?:\svan\s\d[\d.]*)?", shown)
        assert numbers or not shown
        assert [number for number in numbers if _bare(number) not in text] == []


def test_example_figures_are_marked_and_official_ones_are_not(at: Address) -> None:
    text = said(content(at))
    made_up = any((one.table.get("kind") == Kind.EXAMPLE.value).any() for one in profile.every(at))
    assert (report.WATERMARK in text) == made_up
    if at.only_official:
        assert not made_up
        assert "▨" not in text


def test_it_says_where_its_figures_come_from_and_how_to_cite_it(at: Address) -> None:
    text = said(content(at))
    for word in ("Bronnen", "Woorden", "Zo citeert u dit", "Gegevensversie", "Filters: "):
        assert word in text
    assert ("alleen officiële cijfers" in text) == at.only_official
    for word in explained(profile.rule(at), *(one.unit for one in profile.every(at))):
        assert word.lower() in text.lower()


def test_it_is_tagged_for_who_has_it_read_aloud(at: Address) -> None:
    with pikepdf.open(io.BytesIO(content(at))) as file, file.open_metadata() as meta:
        name = known.names()[at.values[0][1]]
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == f"Rapport {name} · Plan Samenleven"
        assert str(file.Root.Lang) == "nl-BE"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        tags = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]
        kinds = [str(one.S) for one in tags]
        assert kinds.count("/H1") == 1
        assert kinds.count("/H2") >= 4
        figures = [one for one in tags if str(one.S) == "/Figure"]
        assert figures
        assert all(str(one.get("/Alt", "")).strip() for one in figures)
        assert kinds.count("/Table") == 0 or kinds.count("/TH") >= 2 * kinds.count("/Table")


def test_the_alternative_of_a_drawing_says_what_it_shows() -> None:
    with pikepdf.open(io.BytesIO(made("46021"))) as file:
        told = " ".join(str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one)
    assert "Donker: Sint-Niklaas" in told
    assert "Vlaanderen: " in told
    assert "Aalst" in told or "Genk" in told


def test_the_same_figures_give_the_same_file() -> None:
    at = address("42028", {})
    assert report.make(at, "http://een/gemeente") == report.make(at, "http://een/gemeente")


def test_its_name_is_dutch_and_has_the_day() -> None:
    found = report.make(address("04000", {}), "http://dashboard")
    assert found
    assert re.fullmatch(r"rapport-vlaamse-gemeenschapscommissie-vgc-\d{4}-\d\d-\d\d\.pdf", found.file_name)


@pytest.mark.parametrize("nis", ["", "99999", "46021' or 1=1", "../../etc"])
def test_nobody_gets_the_report_of_another_authority(nis: str) -> None:
    assert report.make(address(nis, {}), "") is None


def test_extreme_names_and_lists_stay_two_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of 40 signs and nine times as many agreements, partners and mentors as anybody has."""
    long = "Sint-Niklaas-aan-de-Schelde-bij-Zwijndre"
    assert len(long) == 40
    plainly = report.part

    def longer(one: object, at: Address) -> dict[str, object]:
        found = plainly(one, at)  # type: ignore[arg-type]
        rows = found.get("rows", [])
        return found | {"finding": f"{found['finding']}, {long}", **({"rows": rows * 9} if rows else {})}

    monkeypatch.setattr(report, "part", longer)
    rows = {code: row | {"name": f"{long} {code}"} for code, row in known.rows().items()}
    monkeypatch.setattr(report.known, "rows", lambda: rows)
    for nis in ("46021", "42028", "23099"):
        found = report.make(address(nis, {}), "http://dashboard/gemeente")
        assert found
        assert len(pypdfium2.PdfDocument(found.content)) == 2
        assert "meer; ze staan allemaal in het dashboard" in said(found.content)
        assert slug(long) in found.file_name
