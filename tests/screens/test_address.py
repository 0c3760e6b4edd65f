"""The address of a screen holds every choice: what it gives, what a filter writes, and what travels."""

from __future__ import annotations

import pytest

from samenleven.errors import SamenlevenError
from samenleven.figures import Shown
from samenleven.reporting.rights import NOBODY
from samenleven.store.switch import SETTING
from tests.support.screen import plain
from ui.filters.address import FIGURES, SHOWN, Address
from ui.filters.bar import Bar
from ui.frame import top
from ui.login.person import Here

YEARS = {"1": "Projectjaar 1", "2": "Projectjaar 2", "3": "Projectjaar 3"}
HERE = Address("kaart", (("jaar", "3"), ("cijfer", "grant"), ("nis", "46021"), ("cijfers", "officieel")))


@pytest.mark.parametrize(
    ("zin", "values", "expected"),
    [
        ("Zonder keuze geldt de standaard", (), "2"),
        ("Een bekende keuze geldt", (("jaar", "3"),), "3"),
        ("Een onbekende keuze wordt de standaard", (("jaar", "9"),), "2"),
        ("Een lege keuze wordt de standaard", (("jaar", ""),), "2"),
    ],
)
def test_a_choice(zin: str, values: tuple[tuple[str, str], ...], expected: str) -> None:
    assert Address("", values).choose("jaar", YEARS, "2") == expected, zin


def test_an_unknown_default_gives_the_first() -> None:
    assert Address("").choose("jaar", YEARS, "9") == "1"
    with pytest.raises(ValueError, match="jaar"):
        Address("").choose("jaar", {})


def test_year_municipality_region_and_switch_travel_and_the_rest_stays() -> None:
    assert HERE.to("gemeente") == "/gemeente?jaar=3&nis=46021&cijfers=officieel"
    assert HERE.to("gemeente", nis="42028") == "/gemeente?jaar=3&nis=42028&cijfers=officieel"
    assert HERE.to("doelstellingen", at="doel-4") == "/doelstellingen?jaar=3&nis=46021&cijfers=officieel#doel-4"
    assert Address("").to("") == "/"


def test_a_link_to_the_same_screen_keeps_the_other_choices() -> None:
    assert HERE.link(jaar="1") == "/kaart?cijfer=grant&nis=46021&cijfers=officieel&jaar=1"
    assert HERE.link(jaar=None, cijfers=None) == "/kaart?cijfer=grant&nis=46021"


@pytest.mark.parametrize(
    ("zin", "values", "expected"),
    [
        ("Een oude link werkt", (("jaar", "3"), ("officieel", "ja")), "/kaart?cijfers=officieel&jaar=3"),
        ("Uit was uit", (("officieel", "nee"),), "/kaart"),
        ("De nieuwe vorm gaat voor", (("officieel", "ja"), ("cijfers", "voorbeeld")), "/kaart?cijfers=voorbeeld"),
    ],
)
def test_a_link_from_when_there_were_two_positions(
    zin: str, values: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert Address("kaart", values).link() == expected, zin


@pytest.mark.usefixtures("store_path")
@pytest.mark.parametrize("code", [*SHOWN, "onzin", ""])
def test_the_figures_that_an_address_asks_for(code: str) -> None:
    address = Address("kaart", ((FIGURES, code),))
    assert address.shown is SHOWN.get(code, Shown.EXAMPLE), "een onbekende keuze wordt de standaard"
    assert address.showing(Shown.EXAMPLE) == "/kaart", "de standaard staat niet in het adres"
    assert address.showing(Shown.REPORTED) == "/kaart?cijfers=gerapporteerd"


@pytest.mark.usefixtures("store_path")
def test_an_installation_without_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "nee")
    address = Address("kaart", ((FIGURES, "voorbeeld"),))
    assert address.shown is Address("kaart").shown is Shown.REPORTED
    assert address.showing(Shown.REPORTED) == "/kaart"
    assert "voorbeeld" not in plain(top.html(Address("kaart"), Here(NOBODY))).lower()
    monkeypatch.setenv(SETTING, "neen")
    with pytest.raises(SamenlevenError, match="SAMENLEVEN_EXAMPLE moet ja of nee zijn, niet 'neen'"):
        address.shown  # noqa: B018


def test_a_filter_leaves_its_default_out_and_drops_what_no_longer_holds() -> None:
    bar = Bar(Address("kaart", (("jaar", "3"), ("als", "count"))))
    assert bar.buttons("Projectjaar", "jaar", YEARS, "2", drop=("als",)) == "3"
    html = bar.html()
    assert 'href="/kaart"' in html, "de standaard staat niet in het adres"
    assert 'href="/kaart?jaar=1"' in html
    assert html.count('aria-current="true"') == 1


def test_a_list_names_its_parameter_its_default_and_its_groups() -> None:
    bar = Bar(Address("kaart"))
    options = {"a": "Eén <b>", "b": "Twee", "c": "Drie"}
    assert (
        bar.select("Cijfer", "cijfer", options, "b", groups={"a": "Groep", "b": "Groep", "c": ""}, drop=("als",)) == "b"
    )
    html = bar.html()
    assert 'data-param="cijfer" data-default="b" data-drop="als"' in html
    assert "Eén &lt;b&gt;" in html
    assert html.count("<optgroup") == html.count("</optgroup>") == 1


@pytest.mark.parametrize("raw", ["<img src=x onerror=alert(1)>", "x" * 500, "", "\x00\n", "`${alert(1)}`"])
def test_a_value_that_does_not_exist_is_said_once_and_harmless(raw: str) -> None:
    bar = Bar(Address("kaart", (("cijfer", raw),)))
    bar.select("Cijfer", "cijfer", {"a": "Eén"})
    html = bar.html()
    assert html.count('class="notice"') == 1
    assert "<img" not in html
    assert len(plain(bar.said())) < 150


def test_a_switch_turns() -> None:
    off, on = Bar(Address("kaart")), Bar(Address("kaart", (("namen", "ja"),)))
    assert not off.switch("Namen", "namen")
    assert on.switch("Namen", "namen")
    assert 'aria-checked="false" href="/kaart?namen=ja"' in off.html()
    assert 'aria-checked="true" href="/kaart"' in on.html()


def test_a_choice_that_only_has_examples_is_said_to_be_unpublished() -> None:
    """Who turns the switch on the map did not follow a wrong link."""
    bar = Bar(Address("kaart", (("cijfer", "b"),)))
    assert bar.select("Cijfer", "cijfer", {"a": "Eén"}, withheld={"a": "Eén", "b": "Twee & drie"}) == "a"
    assert "Van <b>Twee &amp; drie</b> is er niets bij de cijfers die u ziet" in bar.said()
    assert "De link vraagt" not in bar.said()
