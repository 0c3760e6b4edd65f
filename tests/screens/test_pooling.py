"""The page *samenwerking* in the app-test harness, and the small rules under it: links, colours, what may be asked."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven import terms
from samenleven.budget.incentives import members_of
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario_parser import parse
from samenleven.eligibility import Basis, Eligibility, TargetGroup, Weight, judge_all
from samenleven.figures import Shown
from samenleven.findings import words
from samenleven.grant.call import most_to_ask
from samenleven.grant.incentive import cooperation_incentive
from samenleven.pooling import Authority, Border, Settings, divisions, handmade, judge
from samenleven.pooling.colours import colours
from samenleven.pooling.search.best import best_division
from samenleven.pooling.search.divide import divide
from samenleven.store import areas, budget, catalogue, checker, pooling
from samenleven.store.connection import Store
from tests.screens.test_pages import check, open_page, texts
from tests.support.screen import blocks, headlines, plain
from ui.authority import partner_figures
from ui.figure import forms
from ui.filters.address import Address
from ui.pooling import known, leave_figures, pooling_choice, pooling_reads
from ui.pooling import pooling_figures as figures
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_reads import Choice
from ui.reading import reads

PAGE = "samenwerking"
DAY = date(2024, 1, 1)
BREE, KINROOI, MAASEIK, DILSEN, GENK = "72004", "72018", "72021", "72041", "71016"


ZELE, OFFICIAL, HAND = "42028", {"cijfers": "officieel"}, {"beeld": "zelf", "regio": "limburg"}
BUILDS = [
    *(figures.partners, figures.region, figures.flanders, figures.every, figures.left, figures.money),
    *(figures.leaving, figures.published, figures.by_hand, figures.rules, figures.hand_left, figures.compare),
]


# --- The page --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zin", "values", "headline"),
    [
        ("Niemand gekozen", {}, "Vlaanderen: 44 verbanden, en meer kan niet; 260 van 272 gemeenten doen mee"),
        ("Een regio", {"regio": "limburg"}, "Limburg: zes verbanden, en meer kan niet; twee gemeenten blijven over"),
        ("Een regio zonder", {"regio": "middenkust"}, "Middenkust: geen enkel verband kan de drempel halen"),
        (
            "Een kleine gemeente",
            {"nis": ZELE},
            "Zele haalt de drempel met Berlare, Lede en Wichelen, zonder een gepubliceerd verband te breken",
        ),
        ("Officieel", {"nis": ZELE, **OFFICIAL}, "Zele staat niet op de lijst van wie alleen mag indienen; met wie"),
        ("Onzeker", {"nis": "46025"}, "Onzeker of Temse partners nodig heeft; met Kruibeke haalt het de drempel zeker"),
        ("Al in een verband", {"nis": "42006"}, "Dendermonde zit al in een verband, met Buggenhout, Hamme en Lebbeke"),
        ("Zonder uitweg", {"nis": "73109"}, "Aan Voeren grenst geen andere Vlaamse gemeente"),
        ("Boven de drempel", {"nis": GENK}, "Genk heeft geen partners nodig: het staat op de lijst"),
        ("Faciliteiten", {"nis": "23102"}, "Onzeker of Wemmel partners nodig heeft; met Meise"),
        ("VGC", {"nis": "04000"}, "De Vlaamse Gemeenschapscommissie dient in voor Brussel"),
        ("De Rand", {"nis": "de-rand"}, "Vzw de Rand dient in samen met faciliteitengemeenten"),
        ("Brussel", {"nis": "21001"}, "Voor Anderlecht dient de Vlaamse Gemeenschapscommissie in"),
        ("Gepubliceerd", {"beeld": "bekend"}, "Van drie verbanden zijn de leden gepubliceerd; twee voldoen"),
        ("Zelf, heel Vlaanderen", {"beeld": "zelf"}, "Zelf verdelen gaat per regio"),
        ("Zelf, leeg", {"beeld": "zelf", "regio": "limburg"}, "Nog geen verband: kies een gemeente"),
    ],
)
def test_every_address_has_a_true_headline(store_path: Path, zin: str, values: dict[str, str], headline: str) -> None:
    app = open_page(PAGE, **values)
    check(app)
    assert headlines(app)[0].strip().startswith(headline), zin
    assert "De link vraagt" not in texts(app)
    html = "".join(blocks(app))
    assert not re.search(r">[^<]*(\bNone\b|\bnan\b|…)", html), zin


def test_all_of_flanders_shows_44_proven_cooperations(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_SOLVE_SECONDS", "600")  # a busy machine proves the same, only later
    at = Address(PAGE)
    regions, pools, money = figures.flanders(at), figures.every(at).table, figures.money(at).table
    assert "bewezen best" in regions.unit
    assert len(regions.table) == 15
    assert set(regions.table["proof"]) == {"bewezen best"}
    assert len(pools) == 44
    assert (pools["lower"] >= 7500).all()
    assert (pools["holds"] == "always").all()
    assert list(money["applicants"]) == [50, 59, 59]
    assert list(money["ask_total_eur"]) == [44 * 1_113_975, 44 * 1_151_775, 44 * 1_151_775]


def test_the_municipality_learns_what_it_lacks_and_what_each_set_does(store_path: Path) -> None:
    said = texts(open_page(PAGE, nis=ZELE))
    for told in (
        "Alleen komt Zele ≈ 2.057 inwoners",
        "hoogstens € 1.151.775",
        "Zele met Hamme",
        "7.716 inwoners, 216 boven de drempel",
        "gepubliceerd verband verliest Hamme",
        "gepubliceerd verband valt weg",
        "Dendermonde, Lebbeke, Buggenhout en Hamme houdt 6.338 inwoners",
        "één minder dan kan",
        "Alleen van de gepubliceerde verbanden kennen wij de leden",
    ):
        assert told in said, told


def test_a_chosen_set_stands_on_the_map(store_path: Path) -> None:
    first, second = (figures.partners(Address(PAGE, (("nis", ZELE), *more))).picture for more in ((), (("set", "3"),)))
    assert 'aria-label="Dendermonde: 6.213 inwoners, niet in deze set' in first
    assert 'aria-label="Dendermonde: 6.213 inwoners, partner in deze set' in second


def test_two_screens_give_the_same_sets(store_path: Path) -> None:
    """One function, one default: what *gemeente* calls the best sets, *samenwerking* lists first, in that order."""
    asked = 0
    for nis in list(pooling_reads.candidates(DAY, Weight.LOWER))[::7]:
        at = (("nis", nis),)
        mine, theirs = figures.partners(Address(PAGE, at)), partner_figures.sets(Address("gemeente", at))
        if not mine.unit:
            continue
        asked += 1
        listed = [row for row in reads.records(mine.table) if row["breaks"] is None]
        assert [row["nis_codes"] for row in listed] == list(theirs.table["nis_codes"]), nis
        assert [row["lower"] for row in listed] == list(theirs.table["lower"]), nis
    assert asked > 20


def test_every_screen_asks_the_same_division_of_every_region(store_path: Path) -> None:
    """Fault 3: they divided by other defaults. Where a reader chose nothing they ask one and the same question."""
    for region in pooling_reads.regions():
        usual = pooling_reads.standard(region)
        asked = pooling_choice.asked(Address(PAGE, (("regio", terms.slug(region)),))).choice
        assert asked == usual, region
    one = pooling_choice.asked(Address(PAGE, (("nis", ZELE),))).choice
    assert one == pooling_reads.standard("Denderregio")


def test_with_only_official_figures_nothing_of_ours_is_shown(store_path: Path) -> None:
    """Fault 11: divisions, verdicts and readings of ours stood there as if they were published."""
    for values in (
        {"nis": ZELE},
        {"regio": "limburg"},
        {},
        {"beeld": "bekend"},
        HAND | {"verdeling": f"{BREE}.{KINROOI}"},
    ):
        app = open_page(PAGE, **OFFICIAL, **values)
        check(app)
        said = texts(app)
        assert not re.search(r"≈ schatting|bovengrens|: voldoet|voldoet niet|bewezen|te weinig", said), values
        at = Address(PAGE, tuple((OFFICIAL | values).items()))
        for build in BUILDS:
            one = build(at)
            assert not {"estimate", "upper", "holds", "verdict"} & set(one.table.columns), one.name
            assert set(one.table["kind"]) <= {"official"}, one.name


@pytest.mark.parametrize("view", ["beste", "zelf", "bekend"])
def test_every_view_on_an_empty_store(empty_store_path: Path, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    app = open_page(PAGE, beeld=view)
    check(app)
    assert "python -m samenleven build" in texts(app)
    for build in BUILDS:
        assert build(Address(PAGE, (("beeld", view),))).table.empty


@pytest.mark.parametrize(
    ("zin", "parameters", "words"),
    [
        ("Een ander jaar", {"regio": "limburg", "datum": "2020-01-01"}, "1 januari 2020"),
        ("De schatting", {"regio": "limburg", "gewicht": "estimate"}, "≈ schatting"),
        ("Een hogere drempel", {"regio": "waasland", "drempel": "100000"}, "geen enkel verband kan de drempel halen"),
        ("Wie vertrekt", {"nis": BREE}, "Zonder Bree"),
        ("Wie niets heeft", {"nis": "73109"}, "Voeren zit in geen verband"),
        ("Waar het kan", {"nis": ZELE}, "Zele kan bij verband"),
        ("Niet aaneengesloten", {"regio": "middenkust", "aaneen": "0"}, "geen enkel verband kan de drempel halen"),
        ("Weinig leden", {"regio": "limburg", "leden": "2"}, "bewezen"),
        ("Iedereen doet mee", {"regio": "limburg", "wie": "alle"}, "verbanden, en meer kan niet"),
        ("Minste leden", {"regio": "limburg", "doel": "fewest_members"}, "hoe minder, hoe beter"),
    ],
)
def test_a_link_opens_its_view(store_path: Path, zin: str, parameters: dict[str, str], words: str) -> None:
    app = open_page(PAGE, **parameters)
    check(app)
    assert words in texts(app), zin
    assert "De link vraagt" not in texts(app)


@pytest.mark.parametrize(
    ("zin", "parameters"),
    [
        ("Een regio die niet bestaat", {"regio": "atlantis"}),
        ("Een gemeente die niet bestaat", {"nis": "99999"}),
        ("Een drempel die geen getal is", {"regio": "limburg", "drempel": "veel"}),
        ("Een drempel onder nul", {"regio": "limburg", "drempel": "-5"}),
        ("Een drempel van niets", {"regio": "limburg", "drempel": "0"}),
        ("Een heel groot getal", {"regio": "limburg", "leden": "9" * 400}),
        ("Geen getal", {"regio": "limburg", "grens": "nan"}),
        ("Een rekentijd van een jaar", {"regio": "limburg", "rekentijd": "31536000"}),
        ("Een verdeling met HTML", HAND | {"verdeling": "<img src=http://x.test>"}),
        ("Een verdeling van 5000 tekens", HAND | {"verdeling": "x" * 5000}),
        ("Een verdeling van alleen streepjes en een punt", HAND | {"verdeling": "--.-"}),
        ("Een verband dat niet bestaat", HAND | {"actief": "77"}),
        ("Vzw de Rand bij niemand", {"beeld": "zelf", "regio": "halle-vilvoorde", "derand": "7"}),
        ("Een weergave die niet bestaat", {"regio": "limburg", "beeld": "../x"}),
        ("Een set die niet bestaat", {"nis": ZELE, "set": "<b>"}),
    ],
)
def test_a_hostile_link_gives_a_notice(store_path: Path, zin: str, parameters: dict[str, str]) -> None:
    app = open_page(PAGE, **parameters)
    check(app)
    html = "".join(blocks(app))
    notices = re.findall(r'<p class="notice"[^>]*>(.*?)</p>', html)
    expected = 0 if parameters.get("verdeling") == "--.-" or "set" in parameters else 1
    assert len(notices) == expected, zin
    assert all(len(plain(notice)) < 200 and "<img" not in notice for notice in notices)


def test_a_division_by_hand_is_judged_and_every_municipality_is_a_link(store_path: Path) -> None:
    html = "".join(blocks(open_page(PAGE, **HAND)))
    assert f"verdeling={BREE}" in html
    app = open_page(PAGE, **HAND, verdeling=f"{BREE}.{KINROOI}")
    check(app)
    assert "Verband 1 voldoet niet: 5.783 inwoners te weinig" in texts(app)
    html = "".join(blocks(app))
    assert f"verdeling={BREE}.{KINROOI}.{MAASEIK}" in html, "a click adds"
    assert f'id="kies-{KINROOI}" href="/samenwerking?beeld=zelf&amp;regio=limburg&amp;verdeling={BREE}"' in html
    other = "".join(blocks(open_page(PAGE, **HAND, verdeling=f"{BREE}.{KINROOI}", actief="2")))
    assert f"verdeling={BREE}-{KINROOI}" in other, "a click moves"


def test_the_best_division_taken_over_by_hand_is_as_good(store_path: Path) -> None:
    app = open_page(PAGE, **HAND)
    html = "".join(blocks(app))
    [best] = re.findall(r'verdeling=([\d.-]+)[^"]*">Neem de beste over', html)
    app = open_page(PAGE, **HAND, verdeling=best)
    check(app)
    assert "Zo goed als de beste verdeling" in texts(app)
    assert "Van uw zes verbanden voldoen ze alle" in texts(app)
    assert re.search(r'href="/samenwerking\?beeld=zelf&amp;regio=limburg">Alles leegmaken', "".join(blocks(app)))


def test_who_may_not_take_part_is_left_out_with_its_name(store_path: Path) -> None:
    said = texts(open_page(PAGE, **HAND, verdeling=f"{BREE}.{GENK}"))
    assert "De link noemt gemeenten die hier niet of dubbel meedoen: Genk" in said
    everyone = open_page(PAGE, **HAND, wie="alle", verdeling=f"{BREE}.{GENK}")
    assert "Genk mag alleen indienen en werkt samen met 1 kleiner bestuur" in texts(everyone)


def test_de_rand_applies_with_facility_municipalities_only(store_path: Path) -> None:
    """Wemmel, a facility municipality, with Merchtem, which is not."""
    link = {"beeld": "zelf", "regio": "halle-vilvoorde", "verdeling": "23102.23052"}
    assert "Merchtem is geen faciliteitengemeente" not in texts(open_page(PAGE, **link))
    assert "Merchtem is geen faciliteitengemeente" in texts(open_page(PAGE, derand="1", **link))


def test_the_three_published_cooperations_are_judged_rule_by_rule(store_path: Path) -> None:
    app = open_page(PAGE, beeld="bekend")
    check(app)
    said = texts(app) + "\n"
    assert "Tienen en Landen: voldoet\n" in said
    assert "Dendermonde, Lebbeke, Buggenhout en Hamme: voldoet\n" in said
    assert "Eeklo, Wetteren, Zelzate, Maldegem en Aalter: voldoet niet" in said
    assert "Wetteren en Zelzate grenzen niet aan de andere leden" in said
    assert (
        said.count("Drempel samen: 5.051")
        == said.count("Drempel samen: 4.943")
        == said.count("Drempel samen: 1.948")
        == 1
    )
    loose = open_page(PAGE, beeld="bekend", aaneen="0")
    assert "Eeklo, Wetteren, Zelzate, Maldegem en Aalter: voldoet\n" in texts(loose) + "\n"


def test_nobody_who_may_not_apply_alone_is_drawn_as_who_may(store_path: Path) -> None:
    """Fault 6: members of a published cooperation, and Hoegaarden and Bierbeek, had the grey of the large ones."""
    everyone = pooling_reads.candidates(DAY, Weight.LOWER)
    for one in pooling_reads.published():
        assert {known.look(everyone[i], one.members, shown=Shown.EXAMPLE) for i in one.members} == {"in"}
    for nis in ("24041", "24011"):
        assert known.look(everyone[nis], (), shown=Shown.EXAMPLE) == "no"
    assert known.look(everyone[GENK], (), shown=Shown.EXAMPLE) == "alone"


def test_every_figure_has_its_form_beside_the_screen(store_path: Path) -> None:
    for values in ({"nis": ZELE}, {}, {"beeld": "bekend"}, HAND | {"verdeling": BREE}):
        html = "".join(blocks(open_page(PAGE, **values)))
        drawn = re.findall(r'<figure class="obj[^>]*id="([a-z-]+)"', html)
        assert drawn
        for name in drawn:
            answer = forms.answer(name, "csv", urlencode(values))
            assert answer.status_code == 200
            assert len(bytes(answer.body)) > 100, name


# --- What lies under it ----------------------------------------------------------------------


def test_the_ceilings_of_a_call_add_up(store: Store) -> None:
    asks = [most_to_ask(budget.call(store, year)) for year in (1, 2, 3)]
    assert asks == [Decimal("1113975"), Decimal("1151775"), Decimal("1151775")]


def test_candidates_and_who_takes_part(store: Store) -> None:
    everyone = pooling.candidates(store, DAY)
    municipalities = areas.authorities(store).query("type == 'municipality' and region == 'flanders'")
    assert {one.id for one in everyone} == set(municipalities["authority_id"])
    assert sum(one.rand_facility for one in everyone) == 6
    counts, parameters = areas.origin_counts(store, DAY), catalogue.parameters(store)
    judged = {row.authority_id: row for row in judge_all(counts, parameters, DAY)}
    for reading in Weight:
        here = pooling.candidates(store, DAY, reading)
        small = {one.id for one in divisions.taking_part(here)}
        for one in here:
            found = judged[one.id]
            passes = found.basis is Basis.PUBLISHED or one.weight > 7500
            assert (one.id in small) == (not passes)
            assert one.id not in small or found.eligible is not Eligibility.ALONE
            assert one.id in small or found.eligible is not Eligibility.POOL
    by_lower = {one.id for one in divisions.taking_part(everyone)}
    uncertain = {i for i, row in judged.items() if row.eligible is Eligibility.UNCERTAIN}
    assert uncertain <= by_lower
    assert uncertain
    assert pooling.candidates(store, date(1900, 1, 1)) == []
    assert pooling.counted_on(store, date(2024, 6, 1)) == DAY


def test_no_two_cooperations_that_touch_have_one_colour(store: Store) -> None:
    parameters, borders = catalogue.parameters(store), pooling.borders(store)
    who = divisions.taking_part(pooling.candidates(store, DAY))
    settings = divisions.settings_of(parameters, DAY)
    pools = []
    for region in sorted({one.region for one in who}):
        here = [one for one in who if one.region == region]
        pools += divide(here, divisions.borders_among(borders, {one.id for one in here}), settings).pools
    given_colours = divisions.group_colours(pools, borders, 6)
    place = {member: number for number, pool in enumerate(pools) for member in pool}
    for border in borders:
        one, other = place.get(border.a), place.get(border.b)
        if one is not None and other is not None and one != other:
            assert given_colours[one] != given_colours[other]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40), st.integers(1, 6))
def test_colours_differ_when_there_are_enough(pairs: list[tuple[int, int]], available: int) -> None:
    near: dict[int, set[int]] = {number: set() for number in range(12)}
    for one, other in pairs:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    found = colours(near, available)
    assert set(found) == set(near)
    assert set(found.values()) <= set(range(available))
    if available > max(len(found) for found in near.values()):
        assert all(found[one] != found[other] for one in near for other in near[one])


def test_without_a_colour_there_is_no_map() -> None:
    with pytest.raises(ValueError, match="kleur"):
        colours({}, 0)


codes = st.sampled_from(["71002", "71004", "71011", "71017", "72003", "72004"])


@given(st.lists(st.lists(codes, max_size=4), max_size=5))
def test_a_division_survives_its_link(groups: list[list[str]]) -> None:
    seen: set[str] = set()
    once = []
    for group in groups:
        once.append(tuple(sorted({one for one in group if one not in seen})))
        seen |= set(group)
    text = handmade.write(once)
    again, aside = handmade.read(text, {"71002", "71004", "71011", "71017", "72003", "72004"})
    assert again == handmade.trimmed(once)
    assert aside == []
    assert len(text) <= 6 * 6 + len(groups)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    groups, aside = handmade.read(text, {"71002"})
    assert sum(map(len, groups)) <= 1
    assert all(len(one) <= len(text) for one in aside)


@pytest.mark.parametrize(
    ("zin", "groups", "number", "member", "expected"),
    [
        ("Een klik voegt toe", [("a",)], 1, "b", [("a", "b")]),
        ("Nog een klik haalt weg", [("a", "b")], 1, "b", [("a",)]),
        ("Een klik op een lid van een ander verband verhuist het", [("a", "b"), ("c",)], 2, "b", [("a",), ("b", "c")]),
        ("Een nieuw verband komt achteraan", [("a",)], 2, "b", [("a",), ("b",)]),
        ("Een leeg verband vooraan houdt zijn plaats", [("a",), ("b",)], 1, "a", [(), ("b",)]),
        ("Een leeg verband achteraan verdwijnt", [("a",), ("b",)], 2, "b", [("a",)]),
    ],
)
def test_a_click(
    zin: str, groups: list[tuple[str, ...]], number: int, member: str, expected: list[tuple[str, ...]]
) -> None:
    assert handmade.toggle(groups, number, member) == expected, zin


@pytest.mark.parametrize(
    ("zin", "members", "rules", "ground"),
    [
        ("Groot met klein", ("46014", "42023"), {}, "large_with_small"),
        ("Een hoge drempel", ("46014", "42023"), {"threshold_together": 20_000}, "below_threshold"),
        ("Twee regio's", ("46014", "71016"), {}, "regions"),
        ("Twee grote", ("46014", "46021"), {}, "neither"),
        ("Klein met klein", ("42023", "46003"), {}, "below_threshold"),
        ("Alleen", ("46014",), {}, "alone"),
    ],
)
def test_the_cooperation_and_the_budget_give_one_answer_on_the_incentive(
    store: Store, zin: str, members: tuple[str, ...], rules: dict[str, int], ground: str
) -> None:
    """By the estimate on the counts that the call of project year 2 used: one rule, so one reason and one amount."""
    model, space = budget.budget_model(store, 2, shown=Shown.EXAMPLE), budget.space(store, 2)
    mine = rules_of(space, parse(rules, space))
    found = cooperation_incentive(
        members_of(members, frozenset(), model, mine.counting, model.judged(mine, mine).alone),
        mine.incentive,
        took_part_before=False,
    )
    known = pooling.candidates(store, budget.counts_on(store, 2), Weight.ESTIMATE)
    changes = {"threshold": rules["threshold_together"]} if rules else {}
    on = budget.awarded_on(store, 2)
    settings = divisions.settings_of(catalogue.parameters(store), on, **changes)
    check = judge(members, known, pooling.borders(store), settings).check("incentive")
    assert found.ground == ground, zin
    assert (check.outcome == "ok") is found.earned
    assert check.amount == (float(found.amount or 0) if found.earned else None)
    assert check.sentence.endswith(found.reason)


@pytest.mark.parametrize("name", ["Halle", "Ronse", "Roeselare", "Houthalen-Helchteren"])
def test_the_published_list_makes_large_whatever_the_reading(store: Store, name: str) -> None:
    known = pooling.candidates(store, date(2022, 1, 1), Weight.LOWER)
    assert next(one for one in known if one.name == name).may_apply_alone


def test_a_judgement_is_an_estimate_also_on_official_counts() -> None:
    choice = Choice(("R",), DAY, Weight.LOWER, False, Settings(10))
    judgement = judge(["a"], [Authority("a", "R", TargetGroup.exactly(12))], [], choice.settings)
    rows = leave_figures.rules(judgement, choice, "verband 1")
    assert choice.kind == "official"
    assert set(rows["kind"]) == {"estimate"}
    assert set(rows["source_id"]) == {"statbel-origin, product-method"}


def test_worth_counts_borders_inside_cooperations() -> None:
    borders = [Border("a", "b", 2.5), Border("b", "c", 4), Border("c", "x", 9)]
    found = divisions.worth([("a", "b"), ("c",)], ["a", "b", "c"], borders, Settings(10))
    assert (found.count, found.covered, found.inner_km) == (2, 3, 2.5)


def test_the_rule_on_members_gives_the_same_answer_the_quick_way(store: Store) -> None:
    """Limburg with at most 20 (never needed), 6 and 3 members: as good as solving with the rule at once."""
    parameters = catalogue.parameters(store)
    who = divisions.taking_part(pooling.candidates(store, DAY))
    here = [one for one in who if one.region == "Limburg"]
    borders = divisions.borders_among(pooling.borders(store), {one.id for one in here})
    for most in (20, 6, 3):
        rules = divisions.settings_of(parameters, DAY, max_members=most)
        quick, plain = best_division(here, borders, rules), divide(here, borders, rules)
        assert (quick.count, quick.covered, quick.proven_optimal) == (plain.count, plain.covered, plain.proven_optimal)
        assert all(len(pool) <= most for pool in quick.pools)


def test_a_cooperation_is_led_by_its_largest_member() -> None:
    known = {
        one: Authority(one, "R", TargetGroup(weight, weight + 1, weight + 2), one.upper())
        for one, weight in (("a", 5), ("b", 9))
    }
    rows = divisions.describe([(), ("a", "b")], known, [Border("a", "b", 3)], Settings(16), Decimal(100))
    assert [(row.number, row.lead, row.holds.value, row.inner_km) for row in rows] == [(2, "B", "estimate", 3.0)]
    assert rows[0].ask_per_member == Decimal("50.00")


def test_the_members_of_a_published_cooperation_must_add_up(copy_of_data: tuple[Path, Path]) -> None:
    data, geo = copy_of_data
    path = data / "published" / "published_membership.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("eeklo-members,42025,eeklo\n", ""), encoding="utf-8")
    faults = checker.check(data, geo).faults
    assert ["telt 5 leden, maar 4 staan" in fault.what or "telt 5.00 leden" in fault.what for fault in faults] == [True]


# --- One answer on every screen -----------------------------------------------------------------


@pytest.mark.parametrize(("region", "nis"), [("waasland", "46021"), ("limburg", "71016")])
def test_a_slide_shows_as_many_cooperations_as_the_screen(store_path: Path, region: str, nis: str) -> None:
    """They counted with two readings: 2 and 1 for Waasland, both "bewezen best"."""
    slide = texts(open_page("presentatie", nis=nis, dias="samenwerking"))
    count = len(figures.region(Address(PAGE, (("regio", region),))).table)
    assert re.search(rf"\b({count}|{words.cardinal(count)}) (samenwerkings)?verbanden\b", slide)


def test_who_asks_for_a_file_alone_does_not_wait_for_ever(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a session nobody sees progress: after the time of one question the answer is that it is not there now."""
    monkeypatch.setattr(pooling_reads, "most_seconds", lambda: 0)
    monkeypatch.setattr(pooling_reads, "seconds", lambda choice: 5.0)
    monkeypatch.setattr(pooling_solve, "LOOK", 0.001)
    answer = forms.answer("samenwerking-regio", "csv", "regio=limburg&drempel=7900&doel=coverage")
    assert answer.status_code == 503
    assert "rekent nog voor anderen" in bytes(answer.body).decode()
