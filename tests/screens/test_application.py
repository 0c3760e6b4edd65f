"""*Eén aanvraag*: who asks, what it can ask and with whom, a plan in the address, and files out and in."""

from __future__ import annotations

import html
import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from samenleven.__main__ import main
from samenleven.grant.application_text import read_bytes
from samenleven.grant.grant import grant_application
from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks, headlines, said
from ui.budget import application_figures, application_incentive, application_plan
from ui.figure import forms
from ui.filters.address import Address

pytestmark = pytest.mark.usefixtures("store_path")

SINT_NIKLAAS, ZELE, ELSENE, VOEREN = "46021", "42028", "21009", "73109"
PLAN = {"g05.1": "100", "h05.1": "20", "g09.1": "150", "g09.2": "38", "g09.3": "75", "v09.3": "1", "jaar": "1"}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def opened(**values: str) -> AppTest:
    app = open_page("budget", deel="aanvraag", **values)
    check(app)
    return app


def address(**values: str) -> Address:
    return Address("budget", tuple({"deel": "aanvraag", **values}.items()))


def csv_of(dialect: str, **values: str) -> bytes:
    query = "&".join(f"{key}={value}" for key, value in {"deel": "aanvraag", **values}.items())
    return bytes(forms.answer("aanvraag-plan", dialect, query).body)


@pytest.mark.parametrize(
    ("link", "headline"),
    [
        ({}, "Eén aanvraag kon in oproep 3 hoogstens € 1.151.775 opleveren"),
        ({"nis": SINT_NIKLAAS}, "Sint-Niklaas kon in oproep 3 alleen hoogstens € 1.151.775 vragen"),
        ({"nis": ZELE, "jaar": "2"}, "Zele kon in oproep 2 met Berlare, Lede en Wichelen hoogstens € 1.151.775 vragen"),
        ({"nis": ZELE, "jaar": "2", "leden": "46014"}, "Zele kon in oproep 2 met Lokeren hoogstens € 1.151.775 vragen"),
        ({"nis": ZELE}, "Zele kon in oproep 3 alleen nog aansluiten bij wie al indiende"),
        (
            {"nis": ELSENE},
            "De Vlaamse Gemeenschapscommissie kon in oproep 3 hoogstens € 1.151.775 vragen voor onder meer",
        ),
        (
            {"nis": VOEREN, "jaar": "1"},
            "Voeren kon in oproep 1 samen met andere gemeenten hoogstens € 1.113.975 vragen",
        ),
        ({"nis": "de-rand", "jaar": "2"}, "Vzw de Rand kon in oproep 2 volgens een eigen regel hoogstens"),
        ({"nis": SINT_NIKLAAS, "g05.1": "100"}, "Sint-Niklaas kon in oproep 3 alleen € 6.000 vragen met dit plan"),
        (
            {"nis": ZELE, "cijfers": "officieel"},
            "In oproep 3 zijn zeven van de 20 plafonds gepubliceerd, en is geen enkel",
        ),
    ],
)
def test_the_headline_knows_who_asks(link: dict[str, str], headline: str) -> None:
    (found,) = headlines(opened(**link))
    assert plain(found).strip().startswith(headline)


@pytest.mark.parametrize("year", ["1", "2", "3"])
def test_every_row_says_amount_unit_most_ceiling_and_group_in_plain_dutch(year: str) -> None:
    """As the page of the municipality says them: both read the same offer. Before, the rows showed codes only."""
    app = opened(nis=ZELE, jaar=year)
    seen = plain(said(app))
    assert "call-" not in seen
    offered = application_plan.plan(address(jaar=year)).offered
    for action in offered.actions:
        assert plain(f"{action.title}") in seen
        for row in action.measures:
            assert row.component in seen
            assert f"per {row.per}" in seen
    drawn = "".join(blocks(app))
    for line in application_plan.plan(address(jaar=year)).lines:
        for name in application_plan.NUMBERS:
            assert f'data-param="{application_plan.key(name, line.measure.tariff.measure_id)}"' in drawn


def test_a_plan_in_the_address_is_paid_within_its_limits() -> None:
    app = opened(nis=SINT_NIKLAAS, **PLAN)
    seen = plain(said(app))
    assert "Sint-Niklaas kon in oproep 1 alleen € 176.625 vragen met dit plan" in seen
    assert "€ 176.625 van de € 305.625 die deze twee acties hoogstens opleveren; één plafond is bereikt" in seen
    assert "evenveel eigen inbreng" in seen
    grant = application_plan.plan(address(**PLAN)).grant
    assert grant
    assert {row.measure_id: str(row.limited_by) for row in grant.rows}["call-09.2"] == "ceiling"


def test_the_target_groups_of_the_first_call_can_be_asked_in_a_later_one() -> None:
    merged, split = (opened(jaar="3", **more) for more in ({}, {"doelgroepen": "split"}))
    assert "begeleide 55-plussers" not in said(merged)
    assert "begeleide 55-plussers" in said(split)
    assert "die deze oproep niet heeft" in said(opened(jaar="3", **{"g09.1": "10"}))


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("1.5", "'1.5' in de kolom 'gepland bereik' is geen geheel getal. Vul een geheel getal in, 0 of meer."),
        ("-3", "'-3' in de kolom 'gepland bereik' is negatief."),
        ("veel", "'veel' in de kolom 'gepland bereik' is geen getal."),
        ("9" * 40, "is te groot (hoogstens negen cijfers)"),
        ("<script>", "'<script>' in de kolom 'gepland bereik' is geen getal."),
    ],
)
def test_a_bad_number_in_a_link_is_named_and_the_rest_counts(value: str, fault: str) -> None:
    app = opened(**{"g05.1": "100", "g07.1": value})
    seen = plain(said(app))
    assert f"Actie 7, kwetsbare kinderen/jongeren: {fault}" in seen or fault in seen
    assert "€ 6.000" in seen
    assert "<script>" not in "".join(blocks(app))


@pytest.mark.parametrize("dialect", ["excel", "csv"])
def test_what_goes_out_comes_back_the_same(dialect: str) -> None:
    """The calculator reads the headings that its own table shows; before, it refused them."""
    content = csv_of(dialect, **PLAN)
    assert b"call-" not in content.replace(b"form", b"")
    found = application_plan.plan(address(**PLAN))
    assert found.grant
    rows = read_bytes(content, found.call, file="terug.csv")
    again = grant_application(rows, found.call)
    assert (again.total_grant, again.total_own_share) == (found.grant.total_grant, found.grant.total_own_share)
    assert {(r.measure_id, r.grant, r.limited_by) for r in again.rows if r.planned_reach} == {
        (r.measure_id, r.grant, r.limited_by) for r in found.grant.rows
    }


def test_the_command_line_says_the_same_of_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(csv_of("excel", **PLAN))
    assert main(["grant", str(path), "--call", "1", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    grant = application_plan.plan(address(**PLAN)).grant
    assert grant
    assert printed["total_grant"] == float(grant.total_grant)
    assert next(row["component"] for row in printed["rows"] if row["planned_reach"]) == "volwassen anderstaligen"


def test_an_uploaded_file_fills_in_the_form_once() -> None:
    """The rows become the plan in the address; what a reader changes afterwards stays."""
    app = opened(jaar="1", invoer="bestand", nis=SINT_NIKLAAS)
    app.file_uploader(key="aanvraag_bestand").set_value(("plan.csv", csv_of("excel", **PLAN), "text/csv")).run()
    check(app)
    assert app.query_params["g09.1"] == "150"
    assert app.query_params["nis"] == SINT_NIKLAAS
    assert "€ 176.625" in plain(said(app))
    app.query_params["g05.1"] = "1000"
    app.run()
    assert app.query_params["g05.1"] == "1000"


def pasted(text: str, **values: str) -> AppTest:
    app = opened(jaar="1", invoer="plakken", **values)
    app.text_area(key="aanvraag_tekst").set_value(text).run()
    assert not app.exception
    return app


def test_a_pasted_table_says_what_the_call_does_not_pay() -> None:
    app = pasted(
        "actie\tKPI-onderdeel\thuidig bereik\tgepland bereik\tprioriteit\n5\tvolwassen anderstaligen\t0\t10\t1\n"
        "12\tbuddy's\t0\t1\t4"
    )
    assert not app.error
    assert app.query_params["g05.1"] == "10"
    assert "Deze oproep betaalt niet, en het formulier heeft dus ook niet: rij 3: actie 12." in said(app)


def test_every_fault_of_a_table_names_its_row_and_leaves_the_plan() -> None:
    app = pasted(
        "action,measure,baseline_reach,planned_reach,priority\n9,call-09.1,0,1.5,1\n99,x,0,-1,1\n9,call-09.2,0,1,0",
        **{"g05.1": "7"},
    )
    assert len(app.error) == 1
    lines = [line.value for line in app.text]
    assert any("rij 2" in line and "geheel getal" in line for line in lines)
    assert any("rij 3" in line and "negatief" in line for line in lines)
    assert any("rij 4" in line and "prioriteit" in line for line in lines)
    assert app.query_params["g05.1"] == "7"


@pytest.mark.parametrize("text", ["zomaar", "a;b\n1;2", '"open', "action,measure\n"])
def test_what_is_no_table_gives_a_message(text: str) -> None:
    assert len(pasted(text).error) == 1


@pytest.mark.parametrize(
    ("sentence", "link", "seen"),
    [
        ("Zonder gemeente is er nog niets te zeggen", {}, "Kies eerst een gemeente"),
        ("Eén lid is geen samenwerking", {"nis": "46021"}, "de stimulans vraagt minstens twee besturen"),
        ("Groot met klein in één regio", {"nis": "46021", "leden": "46003"}, "werkt samen met 1 kleiner bestuur"),
        ("Twee referentieregio's", {"nis": "46021", "leden": "73001"}, "niet in dezelfde referentieregio"),
        ("Kleine besturen onder de drempel", {"nis": "73001", "leden": "71002"}, "halen de drempel niet"),
        ("In oproep 1 niet bekend", {"nis": "46021", "leden": "46003", "jaar": "1"}, "hoeveel die is, is niet bekend"),
        ("Zonder leden staat ook dat er", {"jaar": "1"}, "bedrag niet bekend"),
        ("Wat niet vaststaat", {"nis": "46021", "leden": "46003"}, "Hier is dat niet toegepast"),
        ("Met het minimumaandeel", {"nis": "46021", "leden": "46003", "aandeel": "1"}, "haalt het minimumaandeel niet"),
        ("Wie samen moet, ziet het voorstel", {"nis": ZELE}, "Vier besturen samen krijgen geen stimulans"),
    ],
)
def test_who_asks_together_sees_whether_that_brings_the_incentive(
    sentence: str, link: dict[str, str], seen: str
) -> None:
    assert seen in plain(said(opened(**link))), sentence


def test_a_new_member_brings_the_incentive_only_to_who_took_part_before() -> None:
    links: list[dict[str, str]] = [{}, {"nieuw": "71022"}, {"eerder": "ja"}, {"eerder": "ja", "nieuw": "71022"}]
    found = [application_incentive.judged(address(nis="71016", leden="71022", jaar="2", **link)) for link in links]
    assert [one.amount for one in found] == [0, 0, 0, 10_000]


def test_a_member_is_added_and_taken_out_by_a_link() -> None:
    drawn = application_incentive.incentive(address(nis="46021", leden="46003,46014")).picture
    links = [dict(parse_qsl(urlsplit(html.unescape(part.split('"')[0])).query)) for part in drawn.split('href="')[1:]]
    assert {"46003", "46014"} <= {link.get("leden") for link in links}
    assert 'value="46003,46014,46025"' in drawn


def test_only_official_shows_no_estimate_and_no_field() -> None:
    app = opened(nis=ZELE, cijfers="officieel", **{"g05.1": "100"})
    seen = plain(said(app))
    drawn = "".join(blocks(app))
    assert "≈" not in seen
    assert 'data-param="g05.1"' not in drawn
    assert "niet gepubliceerd" in seen
    found = application_figures.plan(address(nis=ZELE, cijfers="officieel"))
    assert set(found.table["kind"]) == {"official"}
    assert found.table["amount_eur"].isna().all()
    first = application_figures.plan(address(cijfers="officieel", jaar="1"))
    assert first.table["amount_eur"].notna().all()


def test_no_number_of_units_brings_more_than_the_ceiling() -> None:
    most = {f"g{line.measure.tariff.measure_id.removeprefix('call-')}": "999999999"
            for line in application_plan.plan(address(jaar="3")).lines}  # fmt: skip
    found = application_plan.plan(address(jaar="3", **most))
    assert found.grant
    assert found.grant.total_grant == found.offered.most
    assert len(forms.answer("aanvraag-plan", "tabel", "&".join(f"{k}={v}" for k, v in most.items())).body) > 1000
