"""The page of one authority: one profile for each kind of authority, true with and without what is not published."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest

from samenleven import dutch
from samenleven.eligibility import Eligibility, Weight
from samenleven.figures import Kind, Shown
from samenleven.pooling import Context, divisions, judge
from samenleven.store import Store
from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks, headlines, said
from ui.authority import authority_figures, profile, profile_drawing
from ui.authority import profile_reads as known
from ui.authority.profile_drawing import Line
from ui.figure import forms
from ui.figure.model import known as figure_of
from ui.filters.address import Address
from ui.pooling import pooling_reads
from ui.reading import reads

pytestmark = pytest.mark.usefixtures("store_path")

ZELE, TEMSE, VOEREN, DENDERMONDE = "42028", "46025", "73109", "42006"
SINT_NIKLAAS, GENK, ANDERLECHT, KRAAINEM = "46021", "71016", "21001", "23099"
FIGURES = [name for name in vars(authority_figures) if callable(getattr(authority_figures, name)) and name != "figure"]
OFFICIAL = {"cijfers": "officieel"}


def address(authority_id: str, **values: str) -> Address:
    return Address("gemeente", (("nis", authority_id), *values.items()))


def built(name: str, at: Address) -> object:
    found = figure_of(name)
    assert found
    return found[1](at)


@pytest.mark.parametrize(
    ("nis", "values", "headline"),
    [
        (SINT_NIKLAAS, {"jaar": "2"}, "Sint-Niklaas haalt 8 van de 14 afspraken in projectjaar 2; 6 zijn niet gehaald"),
        (SINT_NIKLAAS, OFFICIAL, "Sint-Niklaas kreeg € 700.000 per jaar voor elf acties"),
        (ZELE, {}, "Zele komt 2.057 inwoners te kort; met Berlare, Lede en Wichelen haalt het de drempel zonder"),
        (ZELE, OFFICIAL, "Zele staat niet op de gepubliceerde lijst"),
        (DENDERMONDE, {}, "Samenwerkingsverband Dendermonde haalt alle 6 afspraken"),
        (DENDERMONDE, OFFICIAL, "Dendermonde dient in met Buggenhout, Hamme en Lebbeke"),
        (VOEREN, {}, "Voeren komt 7.154 inwoners te kort"),
        (ANDERLECHT, {}, "Voor Anderlecht dient de Vlaamse Gemeenschapscommissie in"),
        ("04000", {}, "De Vlaamse Gemeenschapscommissie haalt 9 van de 15 afspraken"),
        ("04000", OFFICIAL, "De Vlaamse Gemeenschapscommissie dient in voor Brussel"),
        ("de-rand", OFFICIAL, "vzw de Rand dient in samen met faciliteitengemeenten"),
    ],
)
def test_the_headline_of_each_kind(nis: str, values: dict[str, str], headline: str) -> None:
    app = open_page("gemeente", nis=nis, **values)
    check(app)
    [found] = headlines(app)
    assert found.strip().startswith(headline)


EVERY = 6  # a sixth of all authorities by name


@pytest.mark.parametrize("official", [False, True])
def test_authorities_of_every_kind_have_a_page_that_says_something(official: bool) -> None:
    values = OFFICIAL if official else {}
    for authority_id, name in list(known.names().items())[::EVERY]:
        at = address(authority_id, **values)
        html = profile.head(at) + profile.bar(at) + profile.body(at)
        assert html.count("<h1") == 1, name
        assert "None" not in re.sub(r"<[^>]+>", " ", html), name
        assert "nan" not in re.sub(r"<[^>]+>", " ", html).split(), name
        assert "…" not in html, name


def test_who_switched_nothing_off_is_not_told_to_switch_it_off() -> None:
    """Fault 9: Zele, Voeren and Brussels read "zet 'Alleen officiële cijfers' uit" while it was off."""
    for nis in (ZELE, VOEREN, ANDERLECHT):
        text = said(open_page("gemeente", nis=nis))
        assert "officiële cijfers' uit" not in text
        assert "geen samenwerkingsakkoord bekend" not in text


def test_a_published_cooperation_is_known_with_official_figures_only() -> None:
    """Fault 11: Dendermonde read that no agreement was known, although its cooperation is published."""
    text = said(open_page("gemeente", nis=DENDERMONDE, **OFFICIAL))
    assert "geen samenwerkingsakkoord bekend" not in text
    assert "Zit in een gepubliceerd verband met Buggenhout, Hamme en Lebbeke" in text


def test_uncertain_is_uncertain_on_this_screen_too() -> None:
    """Fault 3: Temse "mag alleen" while its bounds lie on both sides, and stood in a cooperation elsewhere."""
    text = said(open_page("gemeente", nis=TEMSE))
    one = known.standing(TEMSE)
    assert one is not None
    assert one.eligible is Eligibility.UNCERTAIN
    assert f"tussen {dutch.number(one.lower)} en {dutch.number(one.upper)} inwoners" in text
    assert "Mag alleen indienen" not in text
    day = known.newest_day()
    assert day is not None
    looking = divisions.taking_part(pooling_reads.candidates(day, Weight.LOWER).values())
    assert TEMSE in {candidate.id for candidate in looking}, "the same reading as on the screen of cooperation"


def test_every_partner_set_on_the_page_is_one_of_the_cooperations_that_the_rules_allow(store: Store) -> None:
    day = known.newest_day()
    assert day is not None
    everyone = pooling_reads.candidates(day, Weight.LOWER)
    for authority_id in everyone:
        found = known.choices(authority_id)
        assert found is not None
        for one in found.best.sets:
            if one.joins:  # as a source publishes it, also where its members do not border each other
                continue
            judged = judge(
                one.members, everyone.values(), pooling_reads.borders(), pooling_reads.rules(day), Context({})
            )
            assert judged.valid, everyone[authority_id].name


def test_nothing_that_is_not_official_is_left_with_official_figures_only() -> None:
    for authority_id in known.names():
        at = address(authority_id, **OFFICIAL)
        for column in profile._figures(at):
            for one in column:
                kinds = set(one.table["kind"].dropna())
                assert kinds <= {Kind.OFFICIAL.value}, (authority_id, one.name)
        assert "≈" not in profile.head(at) + "".join(o.finding + o.picture for c in profile._figures(at) for o in c)


@pytest.mark.parametrize(
    "nis", [SINT_NIKLAAS, ZELE, TEMSE, KRAAINEM, DENDERMONDE, "04000", "de-rand", ANDERLECHT, VOEREN]
)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_answers_for_every_kind_of_authority(nis: str, name: str) -> None:
    figure_name = next(n for n in _names() if figure_of(n)[1] is getattr(authority_figures, name))  # type: ignore[index]
    for form in ("tabel", "excel", "csv"):
        assert forms.answer(figure_name, form, f"nis={nis}").status_code == 200


def _names() -> list[str]:
    return [
        f"gemeente-{name}"
        for name in (
            *("afspraken", "halfweg", "geld", "gelijken", "mentoren", "mensen"),
            *("gepubliceerd", "tekort", "partners", "vragen"),
        )
    ]


def test_every_row_of_a_figure_has_its_kind_source_and_date() -> None:
    for nis in (SINT_NIKLAAS, ZELE, GENK, DENDERMONDE):
        for column in profile._figures(address(nis)):
            for one in column:
                assert {"kind", "source_id", "reference_date"} <= set(one.table.columns), one.name


def test_everything_leads_on() -> None:
    html = "".join(blocks(open_page("gemeente", nis=ZELE)))
    for link in (
        "/samenwerking?nis=42028&amp;regio=denderregio",
        "beeld=zelf&amp;verdeling=41034.42003.42026.42028",
        "/kaart?nis=42028",
        "/budget?nis=42028",
        "/bronnen?nis=42028",
        "/doelstellingen?nis=42028",
    ):
        assert link in html, link
    peers = "".join(blocks(open_page("gemeente", nis=SINT_NIKLAAS)))
    assert "/gemeente?nis=12025" in peers, "the mentor of what lags"


def test_amounts_of_a_closed_call_say_so() -> None:
    text = said(open_page("gemeente", nis=ZELE))
    assert "Oproep 3 is gesloten: toegekend op 5 juli 2024" in text
    assert "Wat het verband kon vragen in oproep 3" in text
    assert "€ 170.625" in text


def test_a_year_without_agreements_says_so_and_shows_another() -> None:
    one = next(i for i in known.names() if 0 < len(known.memberships(i, Shown.EXAMPLE)) < len(reads.project_years()))
    known_years = known.memberships(one, Shown.EXAMPLE)
    missing = next(y.project_year for y in reads.project_years() if y.project_year not in known_years)
    text = said(open_page("gemeente", nis=one, jaar=str(missing)))
    assert f"In projectjaar {missing} is hier geen akkoord bekend" in text


def test_growth_of_the_target_group_is_the_finding_of_its_figure() -> None:
    assert re.search(
        r"De doelgroep groeide van [\d,]+ % in 2015 naar [\d,]+ % van de inwoners",
        said(open_page("gemeente", nis=GENK)),
    )


def test_labels_of_lines_never_meet() -> None:
    lines = [
        Line("Heusden-Zolder met een lange naam", {}, "me"),
        Line("Limburg", {}, "rg"),
        Line("Vlaanderen", {}, "vl"),
    ]
    for ends in ([1, 1, 1], [0, 8.4, 8.5], [8.5, 8.5, 8.5], [0.2, 0.1, 0]):
        placed = profile_drawing.spread([(at, line, 0.1) for at, line in zip(ends, lines, strict=True)], 8.5)
        for (first, line, _), (second, _, _) in pairwise(placed):
            assert second - first >= profile_drawing.LINE * profile_drawing.lines_of(line) - 1e-9
        assert (
            placed[-1][0] + profile_drawing.LINE * profile_drawing.lines_of(placed[-1][1])
            <= 8.5 + 2 * profile_drawing.LINE
        )


def test_a_page_seen_before_costs_next_to_nothing() -> None:
    at = address(SINT_NIKLAAS)
    profile.body(at)
    began = time.perf_counter()
    for _ in range(10):
        profile.head(at), profile.bar(at), profile.body(at)
    assert (time.perf_counter() - began) / 10 < 0.02


def test_years_beyond_the_axis_share_one_label() -> None:
    """Dendermonde: two years above 250 % lay over each other."""
    drawn = [profile_drawing.dots(row, 3) for row in known.together(DENDERMONDE, Shown.EXAMPLE)]
    assert any(" · " in one for one in drawn)
    assert all(one.count("<em") <= 1 for one in drawn)


def test_the_published_amount_of_a_municipality_is_one_and_no_outcome_of_a_model() -> None:
    """Sint-Niklaas got € 700.000; what a model of budget makes of it has another name and is never official."""
    near = re.compile(r"€ (?:69\d|70[0-4])\.\d{3}")
    for year in ("1", "2", "3"):
        assert set(near.findall(said(open_page("gemeente", nis=SINT_NIKLAAS, jaar=year)))) <= {"€ 700.000"}
        table = forms.of_query("budget", f"jaar={year}")
        found = forms.registered("budget-kaart")
        assert found
        rows = found[1](table).table
        assert set(rows.loc[rows["name"] == "Sint-Niklaas", "kind"]) == {Kind.EXAMPLE.value}
        assert "toegekende subsidie" not in said(open_page("budget", jaar=year, nis=SINT_NIKLAAS)).lower()
    assert "Toegekende subsidie" in said(open_page("gemeente", nis=SINT_NIKLAAS, jaar="1"))
