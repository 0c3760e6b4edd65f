"""Who may apply: the table a policy officer can check, what holds for every count, and the published list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenleven.eligibility import (
    Basis,
    Coverage,
    Eligibility,
    Eligible,
    OriginCount,
    coverage,
    coverages,
    judge_all,
    judge_authority,
    passes,
    target_group,
)
from samenleven.parameters import Parameters
from samenleven.store import areas, catalogue
from samenleven.store.connection import Store
from tests.support.files import read_csv

CASES = read_csv(Path(__file__).parents[1] / "tables" / "eligibility.csv")
THRESHOLD = Decimal(7500)
LIST_YEARS = (2020, 2021, 2022)
LOWEST, HIGHEST = Decimal("0.582"), Decimal("0.802")

people = st.integers(0, 600_000)
shares = st.decimals(0, 1, places=3)


def whole(text: str) -> int | None:
    return int(text) if text else None


def counted(
    non_eu27: int | None, other_eu27: int | None, *, published: bool = False, own_rule: bool = False
) -> OriginCount:
    return OriginCount(
        "11001", "11001", "Aartselaar", "Regio Antwerpen", non_eu27, other_eu27, None, published, own_rule
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"])
def test_table(case: dict[str, str]) -> None:
    found = judge_authority(
        counted(
            whole(case["non_eu27"]),
            whole(case["other_eu27"]),
            published=case["published"] == "true",
            own_rule=case["own_rule"] == "true",
        ),
        threshold=Decimal(case["threshold"]),
        strict=case["strict"] == "true",
        share=Decimal(case["share"]),
        estimate_only=case["estimate_only"] == "true",
    )
    assert (found.lower, found.estimate, found.upper) == tuple(whole(case[n]) for n in ("lower", "estimate", "upper"))
    assert (found.eligible, found.basis) == (case["eligible"], case["basis"])


def test_table_holds_every_answer() -> None:
    assert {case["eligible"] for case in CASES} == set(Eligibility)
    assert {case["basis"] for case in CASES} == set(Basis)


# --- For every count -------------------------------------------------------------------------


@given(people, people, shares)
def test_the_estimate_lies_between_its_bounds(non_eu27: int, other_eu27: int, share: Decimal) -> None:
    group = target_group(non_eu27, other_eu27, share)
    assert group.lower <= group.estimate <= group.upper


@given(people, people, shares, shares)
def test_a_larger_share_never_gives_a_smaller_group(non_eu27: int, other_eu27: int, one: Decimal, two: Decimal) -> None:
    low, high = (target_group(non_eu27, other_eu27, share).estimate for share in (min(one, two), max(one, two)))
    assert low <= high


@pytest.mark.parametrize("share", ["-0.01", "1.01"])
def test_a_share_outside_0_to_1_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        target_group(1, 1, Decimal(share))


@given(people, st.integers(0, 600_000).map(Decimal))
def test_more_than_is_at_least_without_the_threshold_itself(count: int, threshold: Decimal) -> None:
    assert passes(count, threshold, strict=True) == (passes(count, threshold, strict=False) and count != threshold)


@given(st.lists(st.tuples(st.none() | people, st.none() | people, st.booleans()), max_size=30), shares)
def test_coverage_lies_between_nothing_and_everything(
    rows: list[tuple[int | None, int | None, bool]], share: Decimal
) -> None:
    judged = [judge_authority(counted(a, b), threshold=THRESHOLD, strict=True, share=share) for a, b, _ in rows]
    part = [row for row, (_, _, chosen) in zip(judged, rows, strict=True) if chosen]
    found = coverage(part, judged)
    if found is not None:
        assert 0 <= found.covered <= found.total
        assert all(0 <= value <= 1 for value in (found.at_lower, found.estimate, found.at_upper))
    else:
        assert not sum(row.estimate or 0 for row in judged)


def test_coverage_of_everyone_is_1_and_of_no_one_0() -> None:
    rows = [judge_authority(counted(10, 10), threshold=THRESHOLD, strict=True, share=Decimal("0.5"))]
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
    return names(
        [judge_authority(row, threshold=THRESHOLD, strict=True, share=share, estimate_only=True) for row in rows]
    )


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
    assert set(own) == {"04000", "de-rand"}
    assert (own["04000"].estimate or 0) > 500_000
    assert own["de-rand"].estimate is None
    assert len(judged) == 302


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
    assert {(row.lower, row.estimate, row.upper) for row in judged} == {(None, None, None)}
    assert set(coverages(judged, {"11002"}).values()) == {None}
