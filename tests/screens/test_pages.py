"""Every page in the app-test harness: on the full store, on an empty one, and with only official figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from samenleven import dutch
from samenleven.eligibility import Eligibility, Weight, judge_all
from samenleven.store import areas, catalogue
from samenleven.store.connection import Store
from samenleven.store.switch import SETTING
from tests.support.screen import blocks, headlines, plain
from tests.support.screen import said as texts
from ui.filters.address import Address
from ui.map.map_figures import map_figure
from ui.pooling import pooling_reads
from ui.reading.cached import CachedRead
from ui.sources import register_rows
from ui.sources.sources_figures import readings

ROOT = Path(__file__).parents[2]
PAGES = {"overzicht": None} | {path.stem: f"pages/{path.name}" for path in sorted((ROOT / "pages").glob("*.py"))}
WITH_FIGURES = [name for name in PAGES if name not in ("toegankelijkheid", "woordenlijst", "beheer", "privacy")]
TIMEOUT = 60
EXAMPLE = "voorbeeldcijfers"


def open_page(name: str, **parameters: str) -> AppTest:
    """A page opened by its link, as a browser would."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    page = PAGES[name]
    if page is not None:
        app.switch_page(page)
    for key, value in parameters.items():
        app.query_params[key] = value
    return app.run()


def check(app: AppTest) -> None:
    assert not app.exception, app.exception[0].message
    assert not app.error, app.error[0].value
    assert len(headlines(app)) == 1


@pytest.fixture
def without_example(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation without the example set; what is kept of pages says nothing of that setting."""
    monkeypatch.setenv(SETTING, "nee")
    CachedRead.forget_all()
    yield
    CachedRead.forget_all()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_on_the_full_store(store_path: Path, name: str) -> None:
    app = open_page(name)
    check(app)


@pytest.mark.parametrize("cijfers", ["officieel", "gerapporteerd"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_examples_and_shows_none(store_path: Path, name: str, cijfers: str) -> None:
    app = open_page(name, cijfers=cijfers)
    check(app)
    assert EXAMPLE not in texts(app)
    for table in app.dataframe:
        for column in table.value.columns:
            assert not table.value[column].astype(str).str.contains("▨").any()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("without_example")
def test_a_page_opens_where_there_is_no_example_set(name: str) -> None:
    text = texts(open_page(name))
    assert texts(open_page(name, cijfers="voorbeeld")) == text, "ook een link toont het niet"
    assert EXAMPLE not in text
    assert "officieel=" not in text


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_a_page_opens_on_an_empty_store_and_says_what_to_do(
    empty_store_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    app = open_page(name)
    check(app)
    assert "python -m samenleven build" in texts(app)


@pytest.mark.parametrize(
    ("zin", "name", "parameters"),
    [
        ("Een NIS-code die niet bestaat", "gemeente", {"nis": "99999"}),
        ("Een jaar dat geen getal is", "doelstellingen", {"jaar": "abc"}),
        ("Een heel lange waarde", "kaart", {"cijfer": "x" * 5000}),
        ("Een aanval met HTML", "kaart", {"gebied": "<script>alert(1)</script>"}),
        ("Een aanval met een plaatje", "gemeente", {"nis": "![x](http://voorbeeld.test/a.png)`"}),
        ("Een lege waarde", "gemeente", {"nis": ""}),
        ("Een stuurteken", "gemeente", {"nis": "46021\x00\n"}),
        ("Een onbekende status", "doelstellingen", {"status": "reached,zomaar"}),
        ("Een onbekende lijst", "bronnen", {"lijst": "../../etc/passwd"}),
    ],
)
def test_a_wrong_link_shows_the_page_with_a_notice(
    store_path: Path, zin: str, name: str, parameters: dict[str, str]
) -> None:
    app = open_page(name, **parameters)
    check(app)
    notices = [warning.value for warning in app.warning if "De link vraagt" in warning.value]
    notices += [one for html in blocks(app) for one in re.findall(r'<p class="notice"[^>]*>(.*?)</p>', html)]
    assert len(notices) == 1, zin
    assert len(plain(notices[0])) < 150
    assert 2 in (notices[0].count("`"), notices[0].count("code>")), "what was asked stands there as code"


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("gemeente", {"nis": "46021", "jaar": "1"}, "€ 700.000"),
        ("gemeente", {"nis": "72039", "jaar": "1"}, "€ 259.700"),
        ("gemeente", {"nis": "24059", "jaar": "2"}, "Landen (Samenwerkingsverband Tienen) haalt"),
        ("gemeente", {"nis": "04000"}, "Vlaamse Gemeenschapscommissie"),
        ("gemeente", {"nis": "de-rand"}, "vzw de Rand"),
        ("gemeente", {"nis": "21001"}, "Anderlecht"),
        ("gemeente", {"nis": "73109"}, "Voeren"),
        ("gemeente", {"nis": "71016"}, "De doelgroep groeide van"),
        ("doelstellingen", {"doelstelling": "2", "jaar": "1", "kpi": "call-05.1"}, "118.178 van 68.429 oefenkansen"),
        ("doelstellingen", {"tegenover": "plan", "status": "no_figure"}, "plan 2021"),
        ("doelstellingen", {"tegenover": "plan", "jaar": "1"}, "projectjaar 1 eindigt vóór 2024"),
        ("kaart", {"soort": "grant", "als": "count", "jaar": "2"}, "verdeeld over de leden volgens doelgroep"),
        ("kaart", {"soort": "result", "cijfer": "call-02.1", "als": "count"}, "lokaal actieplan polarisatie"),
        ("kaart", {"cijfer": "non_eu27", "datum": "2015-01-01"}, "1 januari 2015"),
    ],
)
def test_a_link_opens_its_view(store_path: Path, name: str, parameters: dict[str, str], words: str) -> None:
    app = open_page(name, **parameters)
    check(app)
    assert words in texts(app)
    assert "De link vraagt" not in texts(app)


def test_every_signatory_has_a_grant_on_the_map(store: Store) -> None:
    count = len(areas.authorities(store).query("signatory"))
    choice = {"cijfer": "grant", "als": "count", "gebied": "signatories", "jaar": "1"}
    check(open_page("kaart", **choice))
    shown = map_figure(Address("kaart", tuple(choice.items()))).table
    assert shown["value"].notna().sum() == len(shown) == count


def test_a_missing_store_is_built_on_the_first_visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nieuw.duckdb"
    monkeypatch.setenv("SAMENLEVEN_STORE", str(path))
    check(open_page("overzicht"))
    assert path.exists()


def test_a_folder_that_cannot_be_written_gives_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", "/proc/samenleven/s.duckdb")
    app = open_page("overzicht")
    assert not app.exception
    assert [("kan niet geschreven worden" in error.value) for error in app.error] == [True]


def test_a_broken_store_gives_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kapot.duckdb"
    path.write_bytes(b"kapot" * 5000)
    monkeypatch.setenv("SAMENLEVEN_STORE", str(path))
    app = open_page("overzicht")
    assert not app.exception
    assert [("geen leesbare gegevensopslag" in error.value) for error in app.error] == [True]


def test_every_register_of_the_store_is_on_the_page() -> None:
    shown_by_coverage = {"claim_reading"}
    assert set(catalogue.REGISTERS) == set(register_rows.REGISTERS) | shown_by_coverage


def test_nothing_says_that_the_28_and_brussels_hold_two_thirds(store_path: Path) -> None:
    for name in ("overzicht", "bronnen"):
        text = texts(open_page(name))
        assert "66,7" not in text
        assert "het plan zegt" not in text.lower()


@pytest.mark.parametrize(
    ("zin", "cijfers", "beside"),
    [
        ("Naast de uitspraak over de 28 staat de schatting van toen", "", "60,4 % op 1 januari 2021, ≈ schatting"),
        ("Met enkel officiële cijfers de ondergrens", "officieel", "62,6 % op 1 januari 2021, ● officieel"),
    ],
)
def test_a_computed_share_stands_only_beside_the_claim_that_counts_the_same(
    store_path: Path, zin: str, cijfers: str, beside: str
) -> None:
    asked = {"cijfers": cijfers} if cijfers else {}
    found = readings(Address("bronnen", tuple(asked.items())))
    assert found.table["beside"].dropna().tolist() == [beside], zin
    assert beside in texts(open_page("bronnen", **asked))


def test_every_screen_says_where_it_is_uncertain_who_may_apply_alone(store: Store, store_path: Path) -> None:
    day = areas.reference_dates(store)[0]
    judged = judge_all(areas.origin_counts(store, day), catalogue.parameters(store), day)
    one = next(row for row in judged if row.eligible is Eligibility.UNCERTAIN and Weight.ESTIMATE in row.alone_by)
    bounds = f"tussen {dutch.number(one.lower)} en {dutch.number(one.upper)}"
    municipality = texts(open_page("gemeente", nis=one.nis))
    assert "of het alleen mag indienen: de doelgroep telt tussen" in municipality
    assert bounds in municipality
    candidate = pooling_reads.candidates(day, Weight.LOWER)[one.authority_id]
    assert bounds in pooling_reads.may_alone(candidate)
    slide = open_page("presentatie", dia="samenwerking", nis=one.nis)
    assert "onzeker of" in texts(slide)
