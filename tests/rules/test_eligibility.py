"""Who may apply: at, below and above every threshold, between the bounds, and what the published list decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samenleven.coverage import Coverage, coverage, coverages
from samenleven.eligibility import (
    ESTIMATED_FROM,
    Basis,
    Counting,
    Eligibility,
    Eligible,
    OriginCount,
    TargetGroup,
    Threshold,
    Weight,
    counting_of,
    judge_all,
    judge_authority,
    stand,
    target_group,
)
from samenleven.figures import Kind
from samenleven.parameters import Parameters
from samenleven.store import areas, catalogue
from samenleven.store.connection import Store
from tests.support.files import read_csv

TABLES = Path(__file__).parents[1] / "tables"
CASES = read_csv(TABLES / "eligibility.csv")
BOUNDS = read_csv(TABLES / "bounds.csv")
THRESHOLD = Threshold(Decimal(7500), strict=True)
LIST_YEARS = (2020, 2021, 2022)
LOWEST, HIGHEST = Decimal("0.582"), Decimal("0.802")

people = st.integers(0, 600_000)
shares = st.decimals(0, 1, places=3)
groups = st.tuples(people, people, people).map(lambda three: TargetGroup(*sorted(three)))
thresholds = st.builds(Threshold, st.integers(0, 600_000).map(Decimal), st.booleans())


def counted(
    non_eu27: int | None, other_eu27: int | None, neighbours: int | None = 0, *, who: str = "other"
) -> OriginCount:
    return OriginCount(
        *("11001", "11001", "Aartselaar", "Regio Antwerpen", non_eu27, other_eu27, None),
        published=who == "listed",
        own_rule=who == "own_rule",
        neighbouring_country=neighbours,
        on_list_day=who == "not_on_the_day",
        counted_on=date(2021, 1, 1),
        rule_source_id="plan-2021",
    )


def group_of(text: str) -> TargetGroup | None:
    """One number for all three readings, or three: lower, estimate, upper."""
    found = [int(part) for part in text.split()]
    return TargetGroup(*(found * 3 if len(found) == 1 else found)) if found else None


def threshold_of(text: str) -> Threshold:
    return Threshold(Decimal(text.lstrip(">=")), strict=not text.startswith(">="))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"])
def test_table(case: dict[str, str]) -> None:
    found = stand(
        counted(None, None, who=case["who"]),
        group_of(case["group"]),
        threshold_of(case["threshold"]),
        in_force=threshold_of(case["in_force"]) if case["in_force"] else None,
        estimate_only=case["list"] == "aside",
    )
    assert (found.eligible, found.basis) == (case["eligible"], case["basis"])


def test_table_holds_every_answer() -> None:
    assert {case["eligible"] for case in CASES} == set(Eligibility)
    assert {case["basis"] for case in CASES} == set(Basis)


# --- For every count -------------------------------------------------------------------------


@given(groups, thresholds)
def test_beyond_the_list_the_answer_is_certain_only_where_both_bounds_say_so(
    group: TargetGroup, threshold: Threshold
) -> None:
    found = stand(counted(0, 0), group, threshold)
    lower, upper = threshold.reached_by(group.lower), threshold.reached_by(group.upper)
    expected = {(True, True): "alone", (False, False): "pool", (False, True): "uncertain"}
    assert found.eligible == expected[lower, upper]
    assert (Weight.LOWER in found.alone_by) == (found.eligible is Eligibility.ALONE)
    assert (Weight.UPPER in found.alone_by) == (found.eligible is not Eligibility.POOL)


@given(groups, thresholds, thresholds, st.sampled_from(["other", "listed", "not_on_the_day", "own_rule"]))
def test_a_stricter_threshold_never_lets_anyone_in(
    group: TargetGroup, one: Threshold, other: Threshold, who: str
) -> None:
    low, high = sorted((one, other))
    for in_force in (low, high):
        before, after = (stand(counted(0, 0, who=who), group, t, in_force=in_force) for t in (low, high))
        assert after.alone_by <= before.alone_by


@given(groups, thresholds, st.booleans())
def test_at_the_threshold_in_force_the_list_leaves_no_doubt(
    group: TargetGroup, threshold: Threshold, listed: bool
) -> None:
    found = stand(counted(0, 0, who="listed" if listed else "not_on_the_day"), group, threshold)
    assert found.eligible is (Eligibility.ALONE if listed else Eligibility.POOL)
    assert found.basis is Basis.PUBLISHED


@given(people, people, people, shares, st.booleans())
def test_the_estimate_lies_between_its_bounds(
    non_eu27: int, other_eu27: int, neighbours: int, share: Decimal, wide: bool
) -> None:
    group = target_group(counted(non_eu27, other_eu27, neighbours), Counting(share, wide))
    assert group is not None
    assert group.lower <= group.estimate <= group.upper
    assert group.upper == non_eu27 + other_eu27 + (neighbours if wide else 0)


@given(people, people, shares, shares)
def test_a_larger_share_never_gives_a_smaller_group(non_eu27: int, other_eu27: int, one: Decimal, two: Decimal) -> None:
    found = [target_group(counted(non_eu27, other_eu27), Counting(share)) for share in sorted((one, two))]
    low, high = (group.estimate for group in found if group)
    assert low <= high


@pytest.mark.parametrize(
    ("sentence", "counts", "share", "wide", "expected"),
    [
        ("Net de helft telt niet naar boven", (6000, 3001), "0.5", False, TargetGroup(6000, 7500, 9001)),
        ("Met aandeel nul is de schatting de ondergrens", (7501, 5000), "0", False, TargetGroup(7501, 7501, 12501)),
        ("Met aandeel een is de schatting de bovengrens", (2501, 5000), "1", False, TargetGroup(2501, 7501, 7501)),
        ("De buurlanden verhogen alleen de bovengrens", (100, 100, 40), "0.5", True, TargetGroup(100, 150, 240)),
        ("Zonder Britten tellen de buurlanden niet", (100, 100, 40), "0.5", False, TargetGroup(100, 150, 200)),
        ("Met maar een van de twee aantallen is er geen groep", (9000, None), "0.69", False, None),
        ("Zonder de buurlanden is er geen bovengrens", (9000, 1, None), "0.69", True, None),
        ("De buurlanden ontbreken waar ze niet tellen", (2, 2, None), "0.5", False, TargetGroup(2, 3, 4)),
    ],
)
def test_the_group_is_counted(
    sentence: str, counts: tuple[int | None, ...], share: str, wide: bool, expected: TargetGroup | None
) -> None:
    found = target_group(counted(*counts), Counting(Decimal(share), wide))
    assert found == expected, sentence


@pytest.mark.parametrize("share", ["-0.01", "1.01"])
def test_a_share_outside_0_to_1_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        Counting(Decimal(share))


@given(people, st.integers(0, 600_000).map(Decimal))
def test_more_than_is_at_least_without_the_threshold_itself(count: int, threshold: Decimal) -> None:
    more, least = Threshold(threshold, strict=True), Threshold(threshold, strict=False)
    assert more.reached_by(count) == (least.reached_by(count) and count != threshold)
    assert least < more


@given(thresholds, thresholds, people)
def test_a_larger_threshold_asks_more(one: Threshold, other: Threshold, count: int) -> None:
    assume(one <= other)
    assert one.reached_by(count) or not other.reached_by(count)


@given(st.lists(st.tuples(st.none() | people, st.none() | people, st.booleans()), max_size=30), shares)
def test_coverage_lies_between_nothing_and_everything(
    rows: list[tuple[int | None, int | None, bool]], share: Decimal
) -> None:
    judged = [judge_authority(counted(a, b), THRESHOLD, Counting(share)) for a, b, _ in rows]
    part = [row for row, (_, _, chosen) in zip(judged, rows, strict=True) if chosen]
    found = coverage(part, judged)
    if found is not None:
        assert 0 <= found.covered <= found.total
        assert all(0 <= value <= 1 for value in (found.at_lower, found.estimate, found.at_upper))
    else:
        assert not sum(row.estimate or 0 for row in judged)


def test_coverage_of_everyone_is_1_and_of_no_one_0() -> None:
    rows = [judge_authority(counted(10, 10), THRESHOLD, Counting(Decimal("0.5")))]
    assert coverage(rows, rows) == Coverage(Decimal(1), Decimal(1), Decimal(1), 15, 15)
    assert coverage([], rows) == Coverage(Decimal(0), Decimal(0), Decimal(0), 0, 15)
    assert coverage(rows, []) is None


# --- The published list ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def counts(store: Store) -> dict[int, list[OriginCount]]:
    return {year: areas.origin_counts(store, date(year, 1, 1)) for year in range(2015, 2025)}


@pytest.fixture(scope="module")
def parameters(store: Store) -> Parameters:
    return catalogue.parameters(store)


def names(rows: list[Eligible]) -> set[str]:
    return {row.name for row in rows if row.eligible is Eligibility.ALONE}


def by_estimate(rows: list[OriginCount], share: Decimal) -> set[str]:
    """Who may apply alone when only the estimate counts."""
    return names([judge_authority(row, THRESHOLD, Counting(share), estimate_only=True) for row in rows])


def listed(rows: list[OriginCount]) -> set[str]:
    """The published 28 by name."""
    return {row.name for row in rows if row.published}


def test_the_published_list_holds_28_municipalities(counts: dict[int, list[OriginCount]]) -> None:
    assert len(listed(counts[2021])) == 28
    assert {"Antwerpen", "Gent", "Sint-Niklaas", "Ronse"} <= listed(counts[2021])


@pytest.mark.parametrize("year", LIST_YEARS)
def test_the_estimate_alone_gives_exactly_the_28(
    counts: dict[int, list[OriginCount]], parameters: Parameters, year: int
) -> None:
    judged = judge_all(counts[year], parameters, date(year, 1, 1), estimate_only=True)
    assert names(judged) == listed(counts[year])
    assert {row.basis for row in judged if row.eligible is not Eligibility.OWN_RULE} == {Basis.ESTIMATE}


@settings(max_examples=60)
@given(share=st.decimals(LOWEST, HIGHEST, places=4))
def test_so_does_every_share_between_the_ends(counts: dict[int, list[OriginCount]], share: Decimal) -> None:
    assert all(by_estimate(counts[year], share) == listed(counts[year]) for year in LIST_YEARS)


@pytest.mark.parametrize("share", [LOWEST, HIGHEST])
def test_so_do_the_ends_themselves(counts: dict[int, list[OriginCount]], share: Decimal) -> None:
    assert all(by_estimate(counts[year], share) == listed(counts[year]) for year in LIST_YEARS)


@pytest.mark.parametrize(
    ("share", "year", "lost", "extra"),
    [
        ("0.57", 2020, {"Ronse"}, set()),
        ("0.581", 2020, {"Ronse"}, set()),  # 7,500.3 inhabitants: not more than 7,500 whole ones
        ("0.803", 2022, set(), {"Ninove"}),  # 7,500.6 inhabitants: 7,501
        ("0.81", 2022, set(), {"Ninove"}),
    ],
)
def test_just_outside_the_ends_the_estimate_misses_by_one(
    counts: dict[int, list[OriginCount]], share: str, year: int, lost: set[str], extra: set[str]
) -> None:
    found = by_estimate(counts[year], Decimal(share))
    assert listed(counts[year]) - found == lost
    assert found - listed(counts[year]) == extra


def test_the_register_names_the_ends_that_the_figures_give(
    counts: dict[int, list[OriginCount]], parameters: Parameters
) -> None:
    chosen = parameters.at("origin_share", date(2021, 1, 1))
    steps = [Decimal(step) / 1000 for step in range(550, 850)]
    fit = [s for s in steps if all(by_estimate(counts[year], s) == listed(counts[year]) for year in LIST_YEARS)]
    assert (fit[0], fit[-1]) == (LOWEST, HIGHEST)
    assert fit[0] <= chosen.value <= fit[-1]
    texts = [chosen.note or "", (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")]
    assert all(end in text for end in ("0,582", "0,802") for text in texts)


@pytest.mark.parametrize("year", range(2015, 2025))
def test_the_list_leads_in_every_year_and_vgc_and_de_rand_have_their_own_rule(
    counts: dict[int, list[OriginCount]], parameters: Parameters, year: int
) -> None:
    judged = judge_all(counts[year], parameters, date(year, 1, 1))
    assert {row.name for row in judged if row.basis is Basis.PUBLISHED and row.eligible is Eligibility.ALONE} == listed(
        counts[year]
    )
    own = {row.authority_id: row for row in judged if row.eligible is Eligibility.OWN_RULE}
    assert set(own) == {row.authority_id for row in counts[year] if row.own_rule} == {"04000", "de-rand"}
    assert (own["04000"].estimate or 0) > 500_000
    assert own["de-rand"].estimate is None
    assert {row.reference_date for row in judged} == {date(year, 1, 1)}
    assert {(row.kind, row.source_id) for row in judged if row.basis is Basis.ESTIMATE} <= {
        (Kind.ESTIMATE, ESTIMATED_FROM)
    }
    assert {row.kind for row in judged if row.basis is Basis.PUBLISHED} == {Kind.OFFICIAL}
    assert {row.source_id for row in judged if row.basis is Basis.PUBLISHED} == {"plan-2021", "fin2"}


def test_on_its_own_day_the_list_decides_both_ways(store: Store, parameters: Parameters) -> None:
    day = store.rows("select counts_on from published_list")[0]["counts_on"]
    counted_then = areas.origin_counts(store, day)
    judged = judge_all(counted_then, parameters, day)
    assert names(judged) == listed(counted_then)
    assert {row.basis for row in judged} == {Basis.PUBLISHED}
    assert Eligibility.UNCERTAIN not in {row.eligible for row in judged}


@pytest.mark.parametrize("case", BOUNDS, ids=lambda case: case["zin"])
def test_how_many_municipalities_lie_above_each_bound(
    store: Store, parameters: Parameters, case: dict[str, str]
) -> None:
    flemish = [row for row in areas.origin_counts(store, date.fromisoformat(case["day"])) if not row.own_rule]
    found = {}
    for year in catalogue.project_years(store):
        counting = counting_of(parameters, year.awarded_on)
        groups = [group for row in flemish if (group := target_group(row, counting))]
        found[year.project_year] = tuple(
            sum(THRESHOLD.reached_by(group.by(weight)) for group in groups) for weight in (Weight.LOWER, Weight.UPPER)
        )
    lower, first, later = (int(case[name]) for name in ("lower", "upper_call_1", "upper_calls_2_3"))
    assert found == {1: (lower, first), 2: (lower, later), 3: (lower, later)}


def test_the_estimate_does_not_move_with_the_bounds(counts: dict[int, list[OriginCount]]) -> None:
    wide, narrow = Counting(Decimal("0.69"), with_neighbours=True), Counting(Decimal("0.69"))
    for row in counts[2022]:
        one, other = target_group(row, wide), target_group(row, narrow)
        if one and other:
            assert replace(one, upper=other.upper) == other


@pytest.mark.parametrize(
    ("year", "the_28", "of_both", "with_brussels"),
    [
        (2015, "0.6441", "0.3679", "0.7967"),
        (2016, "0.6389", "0.3689", "0.7915"),
        (2017, "0.6329", "0.3713", "0.7846"),
        (2018, "0.6254", "0.3720", "0.7772"),
        (2019, "0.6179", "0.3717", "0.7702"),
        (2020, "0.6114", "0.3724", "0.7633"),
        (2021, "0.6039", "0.3722", "0.7559"),
        (2022, "0.5962", "0.3727", "0.7476"),
        (2023, "0.5862", "0.3724", "0.7371"),
        (2024, "0.5807", "0.3731", "0.7305"),
    ],
)
def test_coverage_per_year(
    counts: dict[int, list[OriginCount]],
    parameters: Parameters,
    year: int,
    the_28: str,
    of_both: str,
    with_brussels: str,
) -> None:
    rows = counts[year]
    judged = judge_all(rows, parameters, date(year, 1, 1))
    found = coverages(judged, {row.authority_id for row in rows if row.published})
    shares = [share.estimate if share else None for share in found.values()]
    assert [round(share, 4) for share in shares if share is not None] == [
        Decimal(the_28),
        Decimal(of_both),
        Decimal(with_brussels),
    ]


def test_before_the_first_figures_nothing_is_known_and_nothing_is_zero(store: Store, parameters: Parameters) -> None:
    rows = areas.origin_counts(store, date(2014, 12, 31))
    judged = judge_all(rows, parameters, date(2014, 12, 31))
    assert {row.eligible for row in judged if row.basis is Basis.ESTIMATE} == {Eligibility.UNCERTAIN}
    assert {(row.lower, row.estimate, row.upper) for row in judged} == {(None, None, None)}
    assert set(coverages(judged, {"11002"}).values()) == {None}
