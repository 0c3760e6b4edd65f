"""The screen *doelstellingen*: dots around 100 %, what opens in place, filters, and only official figures."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.attainment import Attainment
from samenleven.catalogue import Family
from samenleven.figures import Kind, Shown
from tests.screens.test_pages import open_page
from tests.support import findings_case, screen
from ui.filters.address import SHOWN, Address
from ui.goals import dot_plot, dots, goals_choice, goals_figures, goals_screen
from ui.reading import reads

pytestmark = pytest.mark.usefixtures("store_path")
RATIO = st.one_of(st.none(), st.decimals(0, 10**9, places=3))


def drawn(**values: str) -> str:
    """The screen at an address, as HTML."""
    return "".join(goals_screen.html(Address("doelstellingen", tuple(values.items()))))


def plain(**values: str) -> str:
    return screen.plain(drawn(**values)).replace("\u00a0", " ")


def opened(text: str, name: str) -> str:
    """The piece of a measure or goal, from its own `<details>` on."""
    return text[text.index(f'id="{name}"') :]


def measures(**values: str) -> list[str]:
    """The measures in the order in which they stand."""
    return re.findall(r'id="kpi-([^"]+)"', drawn(**values))


def choice(**values: str) -> goals_choice.Choice:
    return goals_choice.of(Address("doelstellingen", tuple(values.items())))


def test_the_answer_is_the_headline() -> None:
    said = plain(jaar="2")
    assert "Zeven van de 24 afspraken zijn niet gehaald; drie daarvan gaan over ondernemerschap." in said
    assert "22 van de 24 resultaten zijn voorbeelden" in said
    assert "officieel zijn acties 2 en 5" in said


@pytest.mark.parametrize("year", ["1", "2", "3"])
@pytest.mark.parametrize("against", ["oproep", "plan"])
@pytest.mark.parametrize(("cijfers", "shown"), SHOWN.items())
def test_every_measure_of_the_year_stands_there_once(year: str, against: str, cijfers: str, shown: Shown) -> None:
    family = Family.CALL if against == "oproep" else Family.PLAN
    rows = [row for row in reads.attainment(int(year), shown) if row.family is family]
    found = measures(jaar=year, tegenover=against, cijfers=cijfers)
    assert sorted(found) == sorted(str(row.measure) for row in rows)
    text = drawn(jaar=year, tegenover=against, cijfers=cijfers)
    assert len(re.findall(r'class="gl-goal"', text)) == 7
    if shown is not Shown.EXAMPLE:
        assert "▨" not in text
        assert "rust op" not in text
        assert not re.findall(r'class="gl-dot[^"]* ex', text)


def test_the_worst_stands_first() -> None:
    rows = {str(row.measure): row for row in reads.attainment(2, Shown.EXAMPLE)}
    found = [goal.shown for goal in goals_choice.goals(choice(jaar="2"))]
    for shown in found:
        ratios = [one.now.ratio for one in shown if one.now.ratio is not None]
        assert ratios == sorted(ratios)
    progress = [goal.years[2].ratio or Decimal(0) for goal in goals_choice.goals(choice(jaar="2"))]
    assert progress == sorted(progress)
    best = [goal.shown for goal in goals_choice.goals(choice(jaar="2", volgorde="beste"))]
    assert best[0][0].now.ratio == max(rows[str(one.now.measure)].ratio or 0 for one in best[0])


def test_the_goal_that_one_came_for_is_open_with_its_measure() -> None:
    text = drawn(jaar="2", kpi="call-10.3")
    assert re.search(r'id="doel-4" open', text)
    assert re.search(r'id="kpi-call-10\.3" open', text)
    assert re.search(r'id="doel-7" open', drawn(doelstelling="7"))
    assert len(re.findall(r'class="gl-goal" id="doel-\d" open', drawn(open="alle"))) == 7


def test_an_opened_measure_says_all_that_the_old_page_did() -> None:
    text = opened(drawn(jaar="2", kpi="call-10.3"), "kpi-call-10.3")
    text = text[: text.index('class="gl-measure"')] if 'class="gl-measure"' in text else text
    said = screen.plain(text).replace("\u00a0", " ")
    for words in ("64", "72", "88,9 %", "5 van 6 rapporteerden", "Beloofd is 87", "Halfweg het jaar onder 25 %"):
        assert words in said
    for words in ("Telt", "Voor wie", "Optellen", "Telt op over besturen en over projectjaren.", "project 10"):
        assert words in said
    assert all(f'<th scope="row">{year}</th>' in text for year in (1, 2, 3))
    for name in ("per-indiener", "indieners-per-jaar"):
        for form in ("tabel", "excel", "csv"):
            assert f"/figuur/{name}/{form}?jaar=2&amp;kpi=call-10.3" in text


def test_each_applicant_opens_in_place_and_adds_up() -> None:
    rows = [one for one in reads.attainment_by_authority(2, Shown.EXAMPLE) if one.measure == "call-10.3"]
    figure = goals_figures.applicants(Address("doelstellingen", (("kpi", "call-10.3"), ("jaar", "2"))))
    assert len(figure.table) == len(rows)
    assert figure.table["realised"].sum() == 64
    targets = figure.table["target"].tolist()
    assert targets == sorted(targets, reverse=True)
    every = goals_figures.over_years(Address("doelstellingen", (("kpi", "call-10.3"),)))
    assert set(every.table["project_year"]) == {1, 2, 3}
    through = goals_figures.applicants(Address("doelstellingen", (("kpi", "plan-08a"), ("jaar", "2"))))
    assert set(through.table["measure"]) == {"call-08.1"}, "a measure of the plan counts through that of the call"
    assert goals_figures.applicants(Address("doelstellingen", ())).table.empty


def test_a_sum_of_several_groups_says_that_it_mixes_them() -> None:
    """Actions 10 and 13 add groups of people; different units are never added."""
    inside = opened(drawn(jaar="2", open="alle"), "actie-10")
    title = inside[: inside.index("<details")]
    assert "666 van 707 personen" in screen.plain(title)
    assert dot_plot.MIXED in html.unescape(title)
    first = opened(drawn(jaar="1", open="alle"), "actie-13")
    assert "samen" not in screen.plain(first[: first.index("<details")])


def test_progress_and_reach_never_share_a_column() -> None:
    """The mean that is capped and the ratio that is not: a measure fills the one column, a goal the other."""
    text = drawn(jaar="2", open="alle")
    goals = re.findall(r'class="gl-goal"[^>]*><summary class="gl-row">(.*?)</summary>', text, re.DOTALL)
    found = re.findall(r'class="gl-measure"[^>]*><summary class="gl-row">(.*?)</summary>', text, re.DOTALL)
    assert (len(goals), len(found)) == (7, 24)
    for row in goals:
        assert '<span></span><span class="gl-right gl-progress">' in row
    for row in found:
        assert row.endswith("</small></span><span></span>")
        assert "gl-progress" not in row


def test_what_is_open_in_the_plan_stands_with_its_measure() -> None:
    assert "projectjaar 1 eindigt vóór 2024" in plain(tegenover="plan", jaar="1")


def test_without_a_published_result_the_plan_says_what_it_asks() -> None:
    text = plain(cijfers="officieel", jaar="2")
    assert text.count("geen resultaat gepubliceerd") >= 5
    assert "Het plan vraagt 2.200 bereikte mensen" in text
    third = plain(cijfers="officieel", jaar="3")
    assert "beloofd: 83.050 oefenkansen" in third
    assert "Van projectjaar 3 is nog geen resultaat gepubliceerd; twee afspraken zijn wel bekend." in third


def test_what_has_no_result_is_no_official_result() -> None:
    table = goals_figures.measures(Address("doelstellingen", (("cijfers", "officieel"), ("jaar", "3")))).table
    assert table["realised"].isna().all()
    assert table["kind"].isna().all()
    assert set(table["target_kind"].dropna()) == {Kind.OFFICIAL}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "achter"}, "Alleen wat achter is."),
        ({"status": "behind"}, "Alleen wat achter is."),  # an address that was given out before
        ({"tegenover": "call", "doelstelling": "alle"}, "de afspraken"),
        ({"status": "nog-niet-meetbaar"}, "Geen enkel onderdeel past bij deze filters."),
    ],
)
def test_filters_and_old_addresses(values: dict[str, str], words: str) -> None:
    text = plain(jaar="2", **values)
    assert words in text
    assert "De link vraagt" not in text


def test_a_filter_of_status_leaves_only_those() -> None:
    behind = [str(row.measure) for row in goals_choice.rows(choice(jaar="2")) if row.status == "behind"]
    assert sorted(measures(jaar="2", status="achter")) == sorted(behind)
    table = goals_figures.measures(Address("doelstellingen", (("jaar", "2"), ("status", "achter")))).table
    assert sorted(table["measure"]) == sorted(behind)


@pytest.mark.parametrize("values", [{"jaar": "99"}, {"status": "<i>"}, {"kpi": "x"}, {"doelstelling": "8"}])
def test_what_does_not_exist_is_said_once(values: dict[str, str]) -> None:
    text = drawn(**values)
    assert text.count("De link vraagt") == 1
    assert "<i>" not in re.sub(r"<i>\d|<i></i>", "", text)


def test_addresses_are_dutch() -> None:
    links = re.findall(r'(?:href|data-table)="([^"]*)"', drawn(jaar="2", status="achter", tegenover="plan"))
    words = {value for link in links for value in re.findall(r"=([a-z-]+)", html.unescape(link))}
    assert not words & {"call", "behind", "reached", "all", "worst", "open", "yes"}


def test_the_pieces_of_the_screen_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(jaar="3")

    def again(*_: object) -> str:
        raise AssertionError("made again")

    monkeypatch.setattr(dot_plot, "picture", again)
    drawn(jaar="3")
    drawn(jaar="3", zomaar="iets")


def test_an_empty_store_says_what_to_do(empty_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    app = open_page("doelstellingen")
    assert not app.exception
    assert [one.strip() for one in screen.headlines(app)] == ["Er zijn nog geen doelstellingen"]
    assert "python -m samenleven build" in screen.said(app)


@given(st.lists(RATIO, max_size=12), st.integers(3, 9))
def test_an_axis_holds_every_dot_and_the_line(ratios: list[Decimal | None], most: int) -> None:
    axis = dots.axis(ratios, most=most)
    assert axis.low <= 1 <= axis.high
    assert 1 in axis.ticks
    assert len(axis.ticks) <= most + 3
    for ratio in ratios:
        if ratio is not None:
            assert 0 <= axis.at(ratio) <= 100
            assert axis.beyond(ratio) == (ratio > Decimal(str(axis.high)))
    ordered = sorted(one for one in ratios if one is not None)
    assert [axis.at(one) for one in ordered] == sorted(axis.at(one) for one in ordered)


@given(st.lists(st.integers(0, 250), max_size=30))
def test_dots_that_would_cover_each_other_stand_apart(percents: list[int]) -> None:
    rows: list[Attainment] = [
        findings_case.measure(f"m{i}", str(one / 100), goal=1, action=1) for i, one in enumerate(percents)
    ]
    text = dots.spread(rows, dots.axis([row.ratio for row in rows]))
    placed = re.findall(r"left:([\d.]+)%;top:(calc\([^)]*\))", text)
    assert len(placed) == len(rows)
    if len(set(percents)) == len(percents) <= 5:
        assert len(set(placed)) == len(placed)


def test_a_label_never_crosses_the_line_of_100_percent() -> None:
    """The name of the lowest dot ends at its dot, and its dot is left of the line."""
    for values in ({"jaar": "1"}, {"jaar": "2"}, {"tegenover": "plan", "jaar": "1"}):
        text = drawn(**values)
        line = float(re.findall(r"--line-at:([\d.]+)%", text)[0])
        ends = [100 - float(one) for one in re.findall(r'<em style="right:([\d.]+)%"', text)]
        assert ends
        assert all(end <= line for end in ends)
