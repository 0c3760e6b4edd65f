"""The slides: which ones an address asks for, what each says, and that it says what the other screens say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samenleven.figures import Kind, Shown
from samenleven.findings import words
from samenleven.findings.budget import EXAMPLE_APPLICATIONS
from samenleven.indicators import Form
from samenleven.scope import Scope
from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks, headlines, plain, said
from ui.figure import forms
from ui.filters.address import Address
from ui.look import theme
from ui.map import atlas_choice, atlas_data
from ui.map.labels import Box
from ui.presentation import chosen, deck, map_svg, slide_drawing, slide_figures
from ui.presentation.slide import Bar, Bars, Dots, Lines, Listed, Maps, Nothing, Slide, runs
from ui.take import typeset

pytestmark = pytest.mark.usefixtures("store_path")
EVERY = tuple(chosen.TITLES)


def slides(**values: str) -> tuple[Slide, ...]:
    return deck.slides(Address(chosen.SCREEN, tuple(values.items())))


def one(code: str, **values: str) -> Slide:
    [found] = slides(dias=code, **values)
    return found


def drawn(slide: Slide) -> str:
    return plain(slide_drawing.drawn(slide, Address(chosen.SCREEN), shown=True))


# Which slides -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dias", "names"),
    [
        (None, EVERY),
        ("", EVERY),
        ("geen", ()),
        ("budget,kaart", ("budget", "kaart")),
        ("kaart,stand,kaart", ("kaart", "stand", "kaart-2")),
        ("zomaar", EVERY),
        ("kaart,zomaar", ("kaart",)),
        ("kaart~kpi~call-07.1,kaart", ("kaart", "kaart-2")),
        ("kaart~kpi~zomaar,stand", ("stand",)),
        ("kaart~kpi,stand", ("stand",)),
        ("kaart~dias~stand,stand", ("stand",)),
    ],
)
def test_the_address_holds_the_slides_and_their_order(dias: str | None, names: tuple[str, ...]) -> None:
    values = {} if dias is None else {"dias": dias}
    assert tuple(slide.name for slide in slides(**values)) == names


def test_a_slide_may_come_again_with_filters_of_its_own() -> None:
    mine, other = slides(dias="kaart~jaar~1~kpi~call-07.1,kaart", jaar="2")
    assert mine.title.startswith("Actie 7")
    assert "projectjaar 1" in mine.lede
    assert other.title.startswith("Actie 5")
    assert "projectjaar 2" in other.lede


def test_a_deck_of_forty_has_forty_slides_and_more_than_the_most_says_so() -> None:
    found = slides(dias=",".join(["kaart", "jaren", "gemeente", "bronnen"] * 10))
    assert len({slide.name for slide in found}) == 40
    app = open_page("presentatie", dias=",".join(["stand"] * 75))
    check(app)
    assert f"De link vraagt 75 dia's; u ziet de eerste {chosen.MOST}." in said(app)
    assert f"van {chosen.MOST}" in said(app)


def test_a_set_without_a_slide_says_so_and_where_to_choose() -> None:
    app = open_page("presentatie", dias="geen")
    check(app)
    assert "Er is geen enkele dia gekozen" in said(app)
    assert "Alle dia's" in said(app)
    assert "geen dia's" in said(app)


# What they say ----------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["1", "2", "3"])
@pytest.mark.parametrize("official", ["", "officieel"])
def test_a_slide_says_what_the_other_screens_say(year: str, official: str) -> None:
    """Slides 3 and 6 said the opposite of each other and of overzicht: a title is the sentence of its screen."""
    link = {"jaar": year} | ({"cijfers": official} if official else {})
    by_code = {slide.code: slide for slide in slides(**link)}
    screens = {"stand": ("overzicht", {}), "doelen": ("doelstellingen", {}), "gemeente": ("gemeente", {"nis": "46021"})}
    if not official:  # the map moves through time in the browser: it gets the sentence of every year
        sent = atlas_data.payload(atlas_choice.of("call-05.1", Form.SHARE, Scope.ALL, None, Shown.EXAMPLE))
        assert by_code["kaart"].title == next(one["finding"] for one in sent["moments"] if one["code"] == year)
    for code, (page, more) in screens.items():
        [headline] = headlines(open_page(page, **link, **more))
        assert headline.strip().startswith(by_code[code].title), code
    overview = said(open_page("overzicht", **link))
    assert by_code["deelnemers"].title in overview


@pytest.mark.parametrize(
    "link", [{}, {"jaar": "1"}, {"jaar": "3", "nis": "42028"}, {"nis": "de-rand"}, {"cijfers": "officieel"}]
)
def test_every_slide_names_its_kind_sources_and_date(link: dict[str, str]) -> None:
    titles = forms.reads.short_titles()
    for slide in slides(**link):
        text = drawn(slide)
        assert slide.title in text
        if isinstance(slide.chart, Nothing):
            assert slide.chart.what in text
            continue
        for source in slide.sources:
            assert titles[source] in text, slide.name
        assert slide.notes[0] == slide.title
        assert any(note.startswith("Filters: Projectjaar") for note in slide.notes)
        if slide.code == "bronnen":
            continue
        for kind in slide.kinds:
            assert theme.kind_word(kind) in text, slide.name
        assert {"kind", "source_id", "reference_date"} <= set(slide.table.columns), slide.name
        if "cijfers" in link:
            assert not slide.example, slide.name
            assert "▨" not in text
            assert slide.mark is None


def test_a_title_on_example_figures_says_so() -> None:
    marks = {slide.code: slide.mark for slide in slides()}
    assert marks["stand"] == marks["kaart"] == marks["jaren"] == marks["gemeente"] == words.RESTS_ON[Kind.EXAMPLE]
    assert marks["deelnemers"] is None  # published, whatever the map adds


def test_the_sources_slide_names_those_of_the_others_and_nothing_else() -> None:
    *others, last = slides(dias="stand,kaart,bronnen")
    assert isinstance(last.chart, Listed)
    assert [item.number for item in last.chart.items] == list(dict.fromkeys(s for one in others for s in one.sources))
    assert one("bronnen").title == "De gekozen dia's tonen geen cijfers, dus er is geen bron te noemen"


@pytest.mark.parametrize(
    ("nis", "chart", "words_"),
    [
        ("46021", Bars, "Sint-Niklaas haalt"),
        ("42028", Bars, "Zele komt 2.057 inwoners te kort"),
        ("73109", Bars, "Voeren"),
        ("21001", Lines, "Anderlecht"),
        ("de-rand", Nothing, "vzw de Rand"),
    ],
)
def test_every_kind_of_authority_has_a_slide(nis: str, chart: type, words_: str) -> None:
    found = one("gemeente", nis=nis)
    assert found.title.startswith(words_) or words_ in found.title
    assert isinstance(found.chart, chart) or (nis in ("73109", "de-rand") and found.chart)
    assert drawn(found)


@pytest.mark.parametrize("link", [{"nis": "de-rand"}, {"nis": "21001"}])
def test_who_is_in_no_region_has_no_division(link: dict[str, str]) -> None:
    assert "hoort bij geen referentieregio" in one("samenwerking", **link).title


def test_the_budget_is_a_model_or_nothing() -> None:
    found = one("budget", jaar="3")
    assert "in dit model" in found.title
    assert found.title in said(open_page("budget", jaar="3"))
    assert found.mark == EXAMPLE_APPLICATIONS
    assert "in dit rekenmodel" in found.lede
    assert "≈ Modeluitkomst" in found.lede
    assert one("budget", cijfers="officieel").title == "Budget: wie wat aanvroeg is niet openbaar"
    broken = one("budget", scenario="zomaar~1")
    assert "Wat in de link niet klopt, telt niet mee" in broken.lede


# Maps -------------------------------------------------------------------------------------------


def test_three_maps_have_the_classes_of_the_one_with_a_break_at_the_target() -> None:
    single, three = one("kaart").chart, one("jaren").chart
    assert isinstance(single, Maps)
    assert isinstance(three, Maps)
    assert [one.title for one in three.maps] == ["projectjaar 1", "projectjaar 2", "projectjaar 3"]
    assert three.maps[1].classes == single.maps[0].classes
    assert [shade.code for shade in three.legend[:5]] == [shade.code for shade in single.legend[:5]]
    assert three.middle == single.middle == 2
    assert single.legend[1].label.endswith("100 %")
    assert single.legend[2].label.startswith("100 tot")


def test_who_stays_below_the_target_is_named_on_the_map_with_its_figure() -> None:
    found = one("kaart")
    assert isinstance(found.chart, Maps)
    low = found.table[found.table["value"] < 100]
    named = {label.name: label.text for label in found.chart.maps[0].labels if label.under}
    assert named
    assert set(named) <= set(low["name"])
    svg = map_svg.picture(found.chart.maps[0], "kaart")
    for name, figure in named.items():
        assert f"{name} <tspan" in svg
        assert f">{figure}</tspan>" in svg


def test_a_map_can_be_a_picture_without_our_style_sheet() -> None:
    for code in ("kaart", "jaren", "deelnemers", "samenwerking"):
        chart = one(code).chart
        assert isinstance(chart, Maps)
        svg = map_svg.standalone(chart)
        assert "var(" not in svg
        assert "class=" not in svg
        assert typeset.png(svg, 800).startswith(b"\x89PNG")


# Drawing ----------------------------------------------------------------------------------------


def test_a_bar_shows_a_million_a_zero_and_a_long_name() -> None:
    """The bar is cut, the figure is not; a name is never shortened and never read as markup."""
    long = "Onze-Lieve-Vrouw-Waver-Sint-Katelijne-<b>"
    found = (Bar(long, 10_000.0, "1.000.000 %"), Bar(long, 0.0, "0 %"), Bar(long, None, "geen cijfer"))
    html = slide_drawing.bars(Bars(found, "doelbereik", "%", 1.0, "de afspraak", 2.5))
    assert "1.000.000 %" in html
    assert html.count("width:100.00%") == 1
    assert html.count("width:0.00%") == 2
    assert html.count("Onze-Lieve-Vrouw-Waver-Sint-Katelijne-&lt;b&gt;") == 3
    assert "Een balk stopt bij 250 %" in html
    assert "Streep: 100 %, de afspraak" in html


def test_bold_is_marked_in_a_line() -> None:
    assert runs("**5** van 7") == [("5", True), (" van 7", False)]
    assert runs("") == []


def test_the_dots_say_every_year_to_who_does_not_see_them() -> None:
    found = one("stand")
    assert isinstance(found.chart, Dots)
    text = drawn(found)
    for dot in found.chart.rows[0].dots:
        assert f"{dot.series}: {dot.text}" in text


@pytest.mark.parametrize("code", EVERY)
def test_the_table_and_csv_of_a_slide_are_what_it_draws(code: str) -> None:
    figure = slide_figures.slide_figure(Address(chosen.SCREEN, (("dia", code),)))
    slide = next(found for found in slides() if found.name == code)
    assert figure.finding == slide.title
    assert len(figure.table) == len(slide.table)
    answer = forms.answer("dia", "csv", f"dia={code}")
    assert answer.status_code == 200
    assert len(bytes(answer.body).decode().strip().splitlines()) == len(slide.table) + 1


def test_the_list_of_all_slides_links_to_every_other_set() -> None:
    app = open_page("presentatie", dias="stand,kaart,budget", alle="ja")
    check(app)
    text = said(app)
    for title in ("Stand van zaken", "Kaart", "Budget", "Samenwerking toevoegen", "Alles weglaten"):
        assert title in text
    html = next(block for block in blocks(app) if "pr-in" in block)
    links = re.findall(r'href="([^"]*)"[^>]*aria-label="([^"]*)"', html)
    asked = {label: dict(re.findall(r"(\w+)=([^&]*)", href.replace("&amp;", "&"))).get("dias") for href, label in links}
    asked |= {
        label: dict(re.findall(r"(\w+)=([^&]*)", href.replace("&amp;", "&"))).get("dias")
        for href, label in re.findall(r'<a id="[^"]*" href="([^"]*)"[^>]*aria-label="([^"]*)"', html)
    }
    assert asked["Kaart één plaats eerder"] == "kaart%2Cstand%2Cbudget"
    assert asked["Kaart één plaats later"] == "stand%2Cbudget%2Ckaart"
    assert asked["Kaart weglaten"] == "stand%2Cbudget"
    assert asked["Kaart vastzetten"] == "stand%2Ckaart%2Ckaart~jaar~2~kpi~call-05.1~nis~46021%2Cbudget"


def test_an_empty_store_says_what_to_do(empty_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    app = open_page("presentatie")
    check(app)
    assert "Er is nog niets om te tonen" in said(app)
    assert slides() == ()


def test_boxes_know_whether_they_touch() -> None:
    assert Box(0, 0, 2, 2).touches(Box(1, 1, 3, 3))
    assert not Box(0, 0, 1, 1).touches(Box(1, 1, 2, 2))
