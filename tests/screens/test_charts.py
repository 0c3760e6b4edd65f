"""Charts on bad input: nothing to draw, long names, equal values, a million, zero targets, 300 areas, a phone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser

from samenleven.attainment import Status
from tests.support.browser import Visit, serve
from ui.charts import chart as charts
from ui.charts import chart_style
from ui.charts.chart_marks import LONGEST
from ui.look import definition
from ui.reading import reads

LONG = "Sint-Katelijne-Waver-aan-de-Grote-Nete-x"  # 40 letters
TALLEST = 2_500  # pixels: 40 names on two lines with their bars


def results(ratios: list[float | None], *, names: list[str] | None = None, kind: str = "official") -> pd.DataFrame:
    """Rows of attainment as the screens have them."""
    return pd.DataFrame(
        {
            "label": names or [f"Gemeente {number}" for number in range(len(ratios))],
            "ratio": pd.Series(ratios, dtype="float64"),
            "target": 100.0,
            "realised": [None if one is None else 100.0 * one for one in ratios],
            "status": [Status.REACHED if (one or 0) >= 1 else Status.BEHIND for one in ratios],
            "kind": kind,
            "source_id": "form",
            "reference_date": date(2024, 9, 30),
        }
    )


def areas(values: list[float | None], names: list[str] | None = None, kind: str = "official") -> pd.DataFrame:
    """Rows of a ranking as the screens have them."""
    return pd.DataFrame(
        {
            "name": names or [f"Gemeente {number}" for number in range(len(values))],
            "value": pd.Series(values, dtype="float64"),
            "kind": kind,
            "kind_word": "officieel",
            "source_id": "form",
            "reference_date": date(2024, 1, 1),
        }
    )


def years(rows: list[tuple[int, str, float]]) -> pd.DataFrame:
    """Target and realised per project year."""
    data = pd.DataFrame(rows, columns=["project_year", "series", "value"])
    return data.assign(kind="official", kind_word="officieel", source_id="form", reference_date=date(2024, 9, 30))


def spec(chart: Any) -> dict[str, Any]:
    """The chart as the browser gets it; Altair checks it against the rules of Vega-Lite."""
    found: dict[str, Any] = chart_style.styled(chart).to_dict()
    return found


def drawn(chart: Any) -> list[dict[str, Any]]:
    """The rows of the largest table in a chart."""
    return max(spec(chart)["datasets"].values(), key=len)


def dots(frame: pd.DataFrame, own: str = "Gent") -> Any:
    return charts.ranked_dots(frame, title="Rang", unit="inwoners", own=own, percent=False)


@pytest.mark.parametrize(
    ("zin", "ratios"),
    [
        ("Een gemeente zonder cijfers", []),
        ("Alleen ontbrekende cijfers", [None, None]),
        ("Eén waarde", [0.4]),
        ("Alle waarden gelijk", [1.0] * 5),
        ("Alle waarden nul", [0.0] * 5),
        ("Een streefwaarde van nul", [float("inf"), 0.5]),
        ("Een miljoen keer de streefwaarde", [1_000_000.0, 0.1]),
    ],
)
def test_bullets_can_be_drawn(zin: str, ratios: list[float | None]) -> None:
    found = spec(charts.bullets(results(ratios), "label", title=zin))
    low, high = found["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low == 0
    assert 1.1 <= high <= LONGEST
    assert found["height"] >= 1


def test_a_row_without_a_ratio_has_no_bar() -> None:
    rows = drawn(charts.bullets(results([None, float("inf"), 0.5]), "label", title="x"))
    assert [row["label"] for row in rows if "label" in row] == ["Gemeente 2"]


def test_a_bar_that_is_cut_keeps_its_figure_and_says_so() -> None:
    chart = charts.bullets(results([1_000_000.0]), "label", title="x")
    row = drawn(chart)[0]
    assert row["shown"] == LONGEST
    assert row["ratio"] == 1_000_000
    assert "stopt bij 250 %" in chart.title.subtitle


def test_a_long_name_is_not_cut_off() -> None:
    action = "Begeleiden van nieuwkomers, vrouwen en personen met een handicap naar ondernemerschap"
    rows = drawn(charts.bullets(results([0.5, 0.6], names=[LONG, action]), "label", title="x"))
    assert [row["named"].replace("\n", " ") for row in rows] == [LONG, action]
    for row in rows:
        assert max(map(len, row["named"].split("\n"))) <= chart_style.TITLE_WIDTH
    axis = spec(dots(areas([3, 2], [LONG, "Gent"])))["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert "…" not in axis
    assert LONG.replace("-", "") in axis.replace('", "', "").replace("-", "")


def test_two_rows_of_the_same_name_stay_two_rows() -> None:
    rows = drawn(charts.bullets(results([0.5, 0.6], names=["Gent", "Gent"]), "label", title="x"))
    assert len({row["middle"] for row in rows}) == 2


@pytest.mark.parametrize("count", [41, 300])
def test_many_rows_are_capped_with_a_message(count: int) -> None:
    names = [f"{LONG[:30]} {number}" for number in range(count)]
    bars = charts.bullets(results([0.5] * count, names=names), "label", title="x")
    ranking = dots(areas([float(one) for one in range(count)], ["Gent", *names[1:]]))
    for chart, kept in ((bars, charts.MOST), (ranking, charts.MOST + 1)):
        assert len(drawn(chart)) == kept
        assert spec(chart)["height"] < TALLEST
        assert chart.title.subtitle == f"De grafiek toont er {kept} van {count}; de tabel heeft ze alle."
    assert "Gent" in {row["name"] for row in drawn(ranking)}, "the marked one stays, also as the lowest"


@pytest.mark.parametrize("values", [[], [None], [5.0], [0.0, 0.0], [7.0] * 5, [1_000_000.0, 1.0]])
def test_ranked_dots_can_be_drawn(values: list[float | None]) -> None:
    low, high = spec(dots(areas(values)))["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low == 0
    assert high >= max([one for one in values if one is not None], default=1)


@pytest.mark.parametrize(
    "rows",
    [
        [(1, "behaald", 5.0)],
        [(1, "streefwaarde", 0.0), (1, "behaald", 0.0)],
        [(1, "behaald", 1_000_000.0), (1, "streefwaarde", 1.0), (3, "behaald", 2.0)],
        [(year, series, 7.0) for year in (1, 2, 3) for series in ("behaald", "streefwaarde")],
    ],
)
def test_lines_over_the_years_can_be_drawn(rows: list[tuple[int, str, float]]) -> None:
    low, high = spec(charts.over_years(years(rows), title="x", unit="personen"))["layer"][0]["encoding"]["y"]["scale"][
        "domain"
    ]
    assert (low, high > max(value for *_, value in rows)) == (0, True)


def test_lines_of_the_population_can_be_drawn_with_one_day() -> None:
    row = {"reference_date": date(2024, 1, 1), "word": "herkomst", "count": 3, "share": 0.5, "kind": "official"}
    frame = pd.DataFrame([row | {"kind_word": "officieel", "source_id": "statbel-origin"}])
    for share, said in ((True, "herkomst: 50,0 %"), (False, "herkomst: 3")):
        found = spec(charts.population_lines(frame, title="x", share=share))
        assert said in found["encoding"]["color"]["scale"]["domain"]


def test_example_figures_are_hatched_and_named_and_others_are_not() -> None:
    both = pd.concat([results([1.2], kind="example"), results([1.3])])
    bars = spec(charts.bullets(both, "label", title="x"))["layer"][0]["encoding"]["color"]["scale"]
    points = spec(dots(areas([1.0], kind="example")))["layer"][1]["encoding"]["color"]["scale"]
    for scale in (bars, points):
        for word, fill in zip(scale["domain"], scale["range"], strict=True):
            assert ("voorbeeld" in word) == ("url(#hatch-" in fill)
    assert len(bars["domain"]) == 2
    lines = charts.over_years(years([(1, "behaald", 5.0)]).assign(kind="example"), title="x", unit="personen")
    assert drawn(lines)[0]["said"] == "5 ▨"
    assert lines.title.subtitle == "in personen; ▨ is een voorbeeld"


def test_a_line_under_a_chart_says_kind_date_and_source(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(store_path))
    said = charts.origin(results([0.5]))
    assert said.startswith("● officieel · 30 september 2024 · bron: ")
    assert charts.origin(pd.DataFrame()) == ""


def test_every_measure_has_a_meaning(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(store_path))
    for one in reads.measures():
        text = definition.meaning(one)
        assert f"Actie {one.action_id}" in text
        assert "Bron: " in text
    titles = {one.code for one in reads.indicator_list(only_official=False) if one.topic != "result"}
    assert titles == {*definition.PEOPLE, *definition.GRANTS}


APP = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from tests.screens.test_charts import LONG, areas, dots, results, years
from ui.charts import chart as charts
from ui.charts import multiples
st.title("Grafieken")
names = [LONG, "Begeleiden van nieuwkomers, vrouwen en personen met een handicap naar ondernemerschap", "Gent"]
charts.show(charts.bullets(results([0.95, 1_000_000.0, 0.0], names=names, kind="example"), "label", title="Balken"),
            key="balken", about=results([0.95]))
charts.show(charts.bullets(results([None]), "label", title="Niets"), key="niets")
charts.show(dots(areas([1_000_000.0, 7.0, 0.0], names)), key="stippen")
charts.show(charts.over_years(years([(1, "behaald", 1e6), (3, "streefwaarde", 0.0)]), title="Verloop", unit="personen"),
            key="verloop")
rows = [results([0.4, 3.0, None], names=names).assign(project_year=year).rename(columns={{"label": "name"}})
        for year in (1, 2, 3)]
import pandas as pd
multiples.show(pd.concat(rows), title="Naast elkaar", own="Gent")
"""


@pytest.mark.parametrize("width", [360, 1366])
def test_charts_fit_their_window(browser: Browser, store_path: Path, tmp_path: Path, width: int) -> None:
    """Every text of every chart lies inside its drawing, and nothing makes the page scroll sideways."""
    app = tmp_path / "app.py"
    app.write_text(APP.format(root=str(Path(__file__).parents[2])), encoding="utf-8")
    with serve(app, SAMENLEVEN_STORE=str(store_path)) as address:
        visit = Visit(browser, address, viewport={"width": width, "height": 900}).open()
        visit.page.wait_for_function("document.querySelectorAll('svg.marks').length === 4")
        outside = visit.page.evaluate(
            """() => [...document.querySelectorAll('svg.marks')].flatMap((svg) => {
                const box = svg.getBoundingClientRect();
                return [...svg.querySelectorAll('text')].filter((text) => {
                    const own = text.getBoundingClientRect();
                    return text.textContent && (own.left < box.left - 1 || own.right > box.right + 1
                        || own.top < box.top - 2 || own.bottom > box.bottom + 2);
                }).map((text) => text.textContent);
            })"""
        )
        sideways = visit.page.evaluate(
            "(main => main.scrollWidth - main.clientWidth)(document.querySelector('[data-testid=stMain]'))"
        )
        assert outside == []
        assert sideways == 0
        assert "Traceback" not in visit.text
        visit.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_hatching_and_the_icons_are_really_drawn(browser: Browser, full: str, scheme: str) -> None:
    """What is made up is hatched: the dots of overzicht and the small map; the goals have their icon on a slide."""
    visit = Visit(browser, full, color_scheme=scheme).open("")
    dots, plain, area = visit.page.evaluate(
        """() => [
            [...document.querySelectorAll('.gl-dot.now.ex')].map((one) => getComputedStyle(one).backgroundImage),
            [...document.querySelectorAll('.gl-dot.now:not(.ex)')].map((one) => getComputedStyle(one).backgroundImage),
            getComputedStyle(document.querySelector('.ov-map path.example')).fill,
        ]"""
    )
    assert dots
    assert all(image.startswith("repeating-linear-gradient") for image in dots)
    assert set(plain) == {"none"}
    pattern = area.split("#")[1].split('"')[0].rstrip(")")
    assert (
        visit.page.evaluate("id => getComputedStyle(document.getElementById(id).closest('svg')).display", pattern)
        != "none"
    )
    visit.open("presentatie")
    icons = visit.page.evaluate(
        """() => [...document.querySelectorAll('.goal-icon')].slice(0, 7).map((icon) =>
            [getComputedStyle(icon).maskImage.includes('svg'), icon.getBoundingClientRect().width > 20])"""
    )
    assert icons == [[True, True]] * 7
    visit.page.close()
