"""What the map sends and takes along: small, the same numbers as the store, one count of Flanders and Brussels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.figures import Shown
from samenleven.indicators import Form, Topic
from samenleven.scope import Scope
from ui.figure import forms
from ui.filters.address import Address
from ui.look import definition
from ui.map import atlas_choice, atlas_data, atlas_rows, columns
from ui.map.map_figures import map_figure
from ui.reading import reads

WIRE_LIMIT = 50_000  # bytes of a change of a filter on the map, from the issue
EVERYWHERE = (Scope.ALL, None, Shown.EXAMPLE)


def payload(code: str, form: Form = Form.SHARE, *where: object) -> dict[str, object]:
    scope, region, official = where or EVERYWHERE
    return atlas_data.payload(atlas_choice.of(code, form, scope, region, official))  # type: ignore[arg-type]


def decoded(texts: list[str], deltas: bool) -> list[list[int | None]]:
    """As ui/map/script/series.js reads them."""
    last: dict[int, int] = {}
    found: list[list[int | None]] = []
    for text in texts:
        moment: list[int | None] = []
        for i, digits in enumerate(text.split()):
            if digits == "_":
                moment.append(None)
                continue
            last[i] = int(digits, 36) + (last.get(i, 0) if deltas else 0)
            moment.append(last[i])
        found.append(moment)
    return found


@pytest.mark.parametrize("code", ["target_group", "population", "non_eu27", "call-05.1", "call-02.1", "grant"])
@pytest.mark.parametrize("form", Form)
def test_a_figure_at_every_moment_is_small(store_path: Path, code: str, form: Form) -> None:
    sent = json.dumps(payload(code, form), separators=(",", ":"))
    assert len(json.dumps({"figure": sent})) < WIRE_LIMIT


@pytest.mark.parametrize("code", ["target_group", "non_eu27", "call-05.1", "call-02.1", "grant", "own_share"])
@pytest.mark.parametrize("form", Form)
def test_the_browser_reads_the_numbers_of_the_store(store_path: Path, code: str, form: Form) -> None:
    sent = payload(code, form)
    places = str(sent["places"]).split()
    rows, (part, base_part) = sent["rows"], sent["parts"]  # type: ignore[misc]
    amounts = decoded(sent["amount"], rows is None)  # type: ignore[arg-type]
    bases = decoded(sent["base"], rows is None) if "base" in sent else None  # type: ignore[arg-type]
    for index, moment in enumerate(sent["moments"]):  # type: ignore[arg-type]
        told = {one.authority_id: one.value for one in reads.area_figures(code, form, moment["code"], Shown.EXAMPLE)}
        held = rows[index] if rows else [[i] for i in range(len(places))]
        assert len(held) == len(amounts[index])
        for i, members in enumerate(held):
            amount = amounts[index][i]
            value = None if amount is None else amount / part
            if bases is not None:
                base = bases[index][i]
                value = None if value is None or not base else value / (base / base_part)
            for place in members:
                expected = told.get(places[place])
                assert (value is None) == (expected is None), (places[place], moment["code"])
                if value is not None and expected is not None:
                    assert value == pytest.approx(expected, rel=1e-3, abs=0.006), places[place]


numbers = st.lists(st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9)), min_size=3, max_size=3), max_size=5)


@given(numbers, st.booleans())
def test_numbers_survive_the_way_to_the_browser(found: list[list[int | None]], fixed: bool) -> None:
    assert decoded(atlas_data._encoded(found, fixed), fixed) == found


def test_the_same_figure_is_one_message_whatever_the_moment_and_the_pins(store_path: Path) -> None:
    """What does not differ is sent once: Streamlit refers to a message that the browser has."""
    choices = [
        atlas_choice.choose(Address("kaart", values))[0] for values in ((), (("datum", "2018-01-01"), ("pin", "46021")))
    ]
    assert choices[0].start != choices[1].start
    assert atlas_data.payload(choices[0]) is atlas_data.payload(choices[1])


@pytest.mark.parametrize("code", ["population", "target_group", "non_eu27"])
def test_300_municipalities_and_brussels_are_301_areas(store_path: Path, code: str) -> None:
    """On the map, in the table and in the file alike, whether Brussels has figures as a whole or in parts."""
    assert atlas_choice.SCOPES[Scope.ALL.value] == "300 gemeenten en Brussel"
    sent = payload(code)
    assert len(str(sent["places"]).split()) == 301
    assert len(atlas_rows.municipalities()) == 300
    assert len(map_figure(Address("kaart", (("cijfer", code),))).table) == 301
    there = Address("kaart", (("cijfer", code), ("gebied", "signatories")))
    assert len(map_figure(there).table) == 29


def test_vzw_de_rand_stands_in_the_list_only_where_it_takes_part(store_path: Path) -> None:
    assert payload("target_group")["names"] == {}
    assert payload("call-05.1")["names"] == {"de-rand": "vzw de Rand"}


@pytest.mark.parametrize(
    ("code", "unit"),
    [("target_group", "% van de inwoners"), ("call-05.1", "% van de streefwaarde")],
)
def test_a_share_in_a_file_is_a_percentage_with_its_unit(store_path: Path, code: str, unit: str) -> None:
    """0,256234 with the unit % was a quarter of a percent."""
    shown = map_figure(Address("kaart", (("cijfer", code),))).table
    assert set(shown["unit"]) == {unit}
    parameter = atlas_choice.of(code, Form.SHARE, *EVERYWHERE).moment.code  # type: ignore[arg-type]
    figures = {one.nis: one.value for one in reads.area_figures(code, Form.SHARE, parameter, Shown.EXAMPLE)}
    row = shown[shown["nis"] == "46021"].iloc[0]
    assert row["value"] == pytest.approx(100 * (figures["46021"] or 0))
    text = forms.answer("kaart", "excel", f"cijfer={code}").body.decode("utf-8-sig")  # type: ignore[union-attr]
    line = next(one for one in text.split("\r\n") if one.startswith("46021;"))
    assert f"{row['value']:.2f}"[:4].replace(".", ",") in line
    assert unit in line


def test_a_file_says_the_date_of_the_moment_that_is_shown(store_path: Path) -> None:
    for moment in ("2015-01-01", "2024-01-01"):
        shown = map_figure(Address("kaart", (("datum", moment),))).table
        assert {str(day) for day in shown["reference_date"].dropna()} == {moment}


def test_flanders_and_a_region_are_sums_divided(store_path: Path) -> None:
    """The mean of the shares of municipalities is something else."""
    choice = atlas_choice.of("non_eu27", Form.SHARE, *EVERYWHERE)  # type: ignore[arg-type]
    moment = choice.moment.code
    found = reads.demographics().query("region == 'flanders' and type == 'municipality'")
    found = found[found["reference_date"].astype(str) == moment]
    total = found.query("definition == 'population'")["count"].sum()
    people = found.query("definition == 'non_eu27'")["count"].sum()
    assert atlas_rows.whole(choice, moment).value(True) == pytest.approx(people / total)
    assert people / total != pytest.approx(found.query("definition == 'non_eu27'")["share"].mean(), rel=0.01)


def test_a_published_total_leads_the_time_bar(store_path: Path) -> None:
    choice = atlas_choice.of("call-05.1", Form.SHARE, *EVERYWHERE)  # type: ignore[arg-type]
    published = next(row for row in reads.attainment(2, Shown.EXAMPLE) if row.measure == "call-05.1")
    assert atlas_rows.whole(choice, "2").value(True) == pytest.approx(float(published.ratio or 0))
    assert atlas_rows.whole(choice, "2").kind == "official"


def test_only_official_figures_hold_no_estimate_and_no_example(store_path: Path) -> None:
    every = [one.code for one in reads.indicator_list(Shown.OFFICIAL)]
    assert "target_group" not in every
    for code in every:
        kinds = {moment["kinds"] for moment in payload(code, Form.COUNT, Scope.ALL, None, Shown.OFFICIAL)["moments"]}  # type: ignore[attr-defined]
        assert kinds == {0}


def test_every_figure_about_people_and_money_says_what_it_means(store_path: Path) -> None:
    every = reads.indicator_list(shown=Shown.EXAMPLE)
    assert {one.code for one in every if one.topic is not Topic.RESULT} == {*definition.PEOPLE, *definition.GRANTS}
    assert all(len(definition.plain(one)) > len(one.title) for one in every)


def test_the_outlines_of_the_3d_view_are_light() -> None:
    assert len(json.dumps(columns._outlines(), separators=(",", ":"))) < 35_000
