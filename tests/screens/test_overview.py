"""The screen *overzicht*: what it says and draws on the full store, with only official figures, and empty."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from samenleven.figures import Kind, Shown
from samenleven.store.connection import Store
from tests.screens.test_pages import open_page
from tests.support import screen
from ui.figure import forms
from ui.filters.address import Address
from ui.map import outlines
from ui.overview import overview_figures, overview_screen, shift_lines, standing, takers
from ui.reading import reads

pytestmark = pytest.mark.usefixtures("store_path")


def drawn(**values: str) -> str:
    """The screen at an address, as HTML."""
    return overview_screen.html(Address("", tuple(values.items())))


def rows(text: str) -> list[str]:
    """The rows of the strip as a reader hears them."""
    return [screen.plain(one) for one in re.findall(r'<a class="ov-row.*?</a>', text, re.DOTALL)]


def headline(text: str) -> str:
    return screen.plain(re.findall(r"<h1>.*?</h1>", text, re.DOTALL)[0]).strip()


def test_the_answer_is_the_headline_and_says_what_it_rests_on() -> None:
    said = headline(drawn(jaar="2"))
    assert "doelstellingen halen alle afspraken; " in said
    assert said.endswith("rust op voorbeeldcijfers")


def test_a_row_has_its_counts_and_percentage_from_one_definition() -> None:
    """Before, Nederlands was 170.951 of 83.110 and "100 %" in one row: two definitions under one name."""
    row = next(one for one in rows(drawn(jaar="2")) if "Nederlands" in one.split("Actie")[0])
    progress, action = row.split("Actie 5", 1)
    assert "100 %" in progress.replace("\u00a0", " ")
    assert "205,7 %: 170.951 van 83.110" in action.replace("\u00a0", " ")
    assert "Voortgang" in screen.plain(drawn(jaar="2"))


def test_every_row_is_a_link_to_its_goal_with_what_travels() -> None:
    links = re.findall(r'<a class="ov-row[^"]*" href="([^"]*)"', drawn(jaar="1", nis="46021"))
    assert sorted(html.unescape(one) for one in links) == [
        f"/doelstellingen?jaar=1&nis=46021&doelstelling={goal}#doel-{goal}" for goal in range(1, 8)
    ]


def test_the_worst_goal_comes_first_and_a_row_tells_all_years() -> None:
    found = rows(drawn(jaar="2"))
    shown = [
        float(re.findall(r"[▼✔▲◐]\s([\d,]+)\s%", one.replace("\u00a0", " "))[0].replace(",", ".")) for one in found
    ]
    assert shown == sorted(shown)
    for one in found:
        assert all(f"jaar {year}: " in one for year in (1, 2, 3))
        assert "voorbeeld" in one or "officieel" in one


@pytest.mark.parametrize("year", ["1", "2", "3"])
def test_with_only_official_figures_nothing_is_estimated_or_made_up(year: str) -> None:
    text = drawn(jaar=year, cijfers="officieel")
    assert "≈" not in text
    assert "▨" not in text
    assert "schatting" not in text
    assert "rust op" not in text
    assert not re.findall(r'class="gl-dot[^"]* ex', text)
    for name in ("doelen-per-jaar", "verschuivingen", "wie-doet-mee"):
        table = _figure(name, jaar=year, cijfers="officieel").table
        assert set(table["kind"].dropna()) <= {Kind.OFFICIAL}


def test_what_is_promised_for_a_year_without_results_is_shown() -> None:
    """Published targets of project year 3 were hidden where no result was published."""
    text = screen.plain(drawn(jaar="3", cijfers="officieel"))
    assert "Beloofd in jaar 3: 83.050 oefenkansen" in text
    assert "Beloofd in jaar 3: 19 actieplannen" in text


def test_what_has_no_result_is_no_official_result() -> None:
    """A row without a figure was labelled official, because its target is."""
    table = _figure("doelen-per-jaar", cijfers="officieel").table
    without = table[table["progress"].isna() & (table["with_figure"] == 0)]
    assert len(without)
    assert without["kind"].isna().all()


def test_with_only_official_figures_the_plan_says_what_it_asks() -> None:
    found = [one for one in rows(drawn(jaar="2", cijfers="officieel")) if "Het plan vraagt" in one]
    assert len(found) == 5


def test_nothing_is_the_lowest_of_two(store: Store) -> None:
    """With only official figures two goals have a result: none of them "staat het laagst"."""
    for year in ("1", "2", "3"):
        text = screen.plain(drawn(jaar=year, cijfers="officieel"))
        assert "het laagst" not in text
        assert "het meest" not in text


def test_the_number_of_municipalities_is_that_of_the_plan() -> None:
    assert "147 van de 300 gemeenten doen mee" in screen.plain(drawn(jaar="2"))
    assert "147 gemeenten doen mee, 39 namen zijn bekend" in screen.plain(drawn(jaar="2", cijfers="officieel"))


def test_the_map_draws_every_municipality_once() -> None:
    for year, shown in ((1, Shown.EXAMPLE), (2, Shown.EXAMPLE), (2, Shown.OFFICIAL)):
        found = takers.takers(year, shown)
        assert len(found.answers) == 301  # 300 in Flanders, and Brussels as one
        assert found.count(takers.SIGNED) == 29
        assert found.count(takers.PARTNER) == 11
    assert takers.takers(2, Shown.OFFICIAL).count(takers.EXAMPLE) == 0
    shapes, height = outlines.paths(takers.WIDTH), outlines.frame(takers.WIDTH).height
    assert set(shapes) == set(takers.takers(2, Shown.EXAMPLE).answers)
    assert sum(map(len, shapes.values())) < 50_000
    for path in shapes.values():
        at = [tuple(map(int, one.split())) for one in re.findall(r"M(-?\d+ -?\d+)", path)]
        assert at
        assert all(0 <= x <= takers.WIDTH * 10 and 0 <= y <= height * 10 for x, y in at)


def test_a_published_figure_is_followed_over_its_years() -> None:
    found = {one.name: one.values for one in shift_lines.followed(shift_lines.published())}
    assert found["lokale besturen"] == {1: 104, 2: 147, 3: 147}
    assert found["oefenkansen"] == {1: 118178, 2: 170951}
    assert found["subsidie, mln €"] == {1: 14_100_000, 2: 16_907_780, 3: 16_830_000}
    assert found["besturen met oefenkansen"] == {1: 92, 2: 135, 3: 135}


def test_shifts_say_which_years_and_mark_groups_that_changed() -> None:
    figure = _figure("verschuivingen", jaar="2")
    assert "jaar 1 → 2" in screen.plain(figure.picture)
    assert re.findall(r"cultuur.*?\+22,5\*", screen.plain(figure.picture), re.DOTALL)
    first = _figure("verschuivingen", jaar="1")
    assert "jaar 1 → 2" in screen.plain(first.picture), "the first year is compared with the one after"


@pytest.mark.parametrize("name", ["doelen-per-jaar", "verschuivingen", "wie-doet-mee"])
@pytest.mark.parametrize("query", ["", "jaar=1", "jaar=3&cijfers=officieel"])
def test_every_figure_gives_its_table_and_files_in_dutch(name: str, query: str) -> None:
    table = forms.answer(name, "tabel", query)
    assert table.status_code == 200
    for form in ("excel", "csv"):
        head = forms.answer(name, form, query).body.decode("utf-8-sig").splitlines()[0]
        assert "_" not in head
        assert not {"answer", "shift", "kind", "ratio"} & set(re.split("[;,]", head))


def test_the_pieces_of_the_screen_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(jaar="1")

    def again(*_: object) -> str:
        raise AssertionError("made again")

    monkeypatch.setattr(overview_figures.goal_strip, "picture", again)
    drawn(jaar="1")
    drawn(jaar="1", zomaar="iets")


def test_a_year_that_does_not_exist_is_said(store: Store) -> None:
    text = drawn(jaar="<b>")
    assert text.count("De link vraagt") == 1
    assert "<b>&" not in text
    assert f'jaar={reads.newest_year()}"' not in text
    assert standing.year_of(Address("", (("jaar", "<b>"),))) == 2


def test_an_empty_store_says_what_to_do(empty_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    app = open_page("overzicht")
    assert not app.exception
    assert [one.strip() for one in screen.headlines(app)] == ["Er zijn nog geen gegevens"]
    assert "python -m samenleven build" in screen.said(app)


def _figure(name: str, **values: str) -> overview_figures.Figure:
    found = forms.known(name)
    assert found
    return found[1](Address("", tuple(values.items())))
