"""Dividing an envelope: to the cent, within every limit, whatever the order of the rows."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenleven.budget.envelope import EXPLANATION, Allocation, Claim, Cut, Order, RoundRules, divide, share_out

claims = st.lists(
    st.builds(
        Claim,
        st.sampled_from("abcdefgh"),
        st.sampled_from(["m1", "m2", "m3", "m4"]),
        st.integers(1, 5),
        st.integers(0, 100_000),
    ),
    max_size=25,
    unique_by=lambda claim: (claim.applicant_id, claim.measure_id),
)
envelopes = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 200_000))
rules = st.builds(RoundRules, st.sampled_from(Order), st.sampled_from(Cut))
budgets = st.integers(0, 1_000_000)


@given(claims, envelopes, budgets, rules)
@settings(max_examples=300)
def test_adds_up_to_the_cent_and_never_exceeds(
    asked: list[Claim], kept: dict[str, int], budget: int, how: RoundRules
) -> None:
    division = divide(asked, kept, budget, how)
    total = sum(division.granted.values())
    assert total == min(budget, sum(claim.cents for claim in asked))
    assert total + division.left == budget
    assert all(0 <= division.granted[c.applicant_id, c.measure_id] <= c.cents for c in asked)


@given(claims, envelopes, budgets, rules, st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_of_the_rows_does_not_matter(
    asked: list[Claim], kept: dict[str, int], budget: int, how: RoundRules, shuffler: random.Random
) -> None:
    shuffled = asked[:]
    shuffler.shuffle(shuffled)
    assert divide(asked, kept, budget, how) == divide(shuffled, kept, budget, how)


@given(claims, envelopes, budgets, rules)
@settings(max_examples=200)
def test_existing_applicants_keep_their_envelope(
    asked: list[Claim], kept: dict[str, int], budget: int, how: RoundRules
) -> None:
    wanted = {a: min(kept.get(a, 0), sum(c.cents for c in asked if c.applicant_id == a)) for a in "abcdefgh"}
    if sum(wanted.values()) > budget:
        return
    division = divide(asked, kept, budget, how)
    for applicant, least in wanted.items():
        assert sum(cents for (a, _), cents in division.granted.items() if a == applicant) >= least


@given(claims, envelopes, budgets, st.integers(0, 100_000), rules)
@settings(max_examples=200)
def test_more_money_never_brings_anyone_much_less(
    asked: list[Claim], kept: dict[str, int], budget: int, extra: int, how: RoundRules
) -> None:
    """Largest remainders may move a cent per round; nobody loses more than that."""
    before, after = divide(asked, kept, budget, how), divide(asked, kept, budget + extra, how)
    by_applicant = {claim.applicant_id for claim in asked}
    for applicant in by_applicant:
        assert of(after, applicant) >= of(before, applicant) - 10


def of(division: Allocation, applicant: str) -> int:
    return sum(cents for (a, _), cents in division.granted.items() if a == applicant)


def got(division: Allocation) -> dict[str, int]:
    return {f"{applicant}{measure}": cents for (applicant, measure), cents in division.granted.items()}


def test_rounds_pay_first_choices_first_and_cut_the_last() -> None:
    asked = [Claim("a", "1", 1, 60), Claim("a", "2", 7, 60), Claim("b", "1", 3, 40), Claim("b", "2", 5, 20)]
    assert got(divide(asked, {}, 140, RoundRules())) == {"a1": 60, "b1": 40, "a2": 30, "b2": 10}
    assert got(divide(asked, {}, 140, RoundRules(cut=Cut.EQUAL))) == {"a1": 60, "b1": 40, "a2": 20, "b2": 20}


def test_the_three_orders_differ_in_who_shares_first() -> None:
    asked = [Claim("old", "1", 1, 50), Claim("old", "2", 2, 50), Claim("new", "1", 1, 50), Claim("new", "2", 2, 50)]
    found = {order: got(divide(asked, {"old": 50}, 120, RoundRules(order))) for order in Order}
    assert found[Order.TOGETHER] == {"old1": 50, "new1": 50, "old2": 10, "new2": 10}
    assert found[Order.NEW_FIRST] == {"old1": 50, "new1": 50, "old2": 0, "new2": 20}
    assert found[Order.EXISTING_FIRST] == {"old1": 50, "new1": 20, "old2": 50, "new2": 0}


def test_envelopes_larger_than_the_budget_are_cut_like_a_round() -> None:
    asked = [Claim("a", "1", 1, 300), Claim("b", "1", 1, 100), Claim("new", "1", 1, 100)]
    division = divide(asked, {"a": 300, "b": 100}, 100, RoundRules())
    assert got(division) == {"a1": 75, "b1": 25, "new1": 0}


def test_a_single_cent_goes_to_the_first_code() -> None:
    asked = [Claim(a, "1", 1, 10) for a in "cab"]
    assert got(divide(asked, {}, 10, RoundRules())) == {"a1": 4, "b1": 3, "c1": 3}


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), max_size=20), st.sampled_from(Cut))
def test_sharing_out_uses_every_cent(money: int, wanted: list[int], cut: Cut) -> None:
    paid = share_out(money, wanted, cut)
    assert sum(paid) == min(money, sum(wanted))
    assert all(0 <= got <= wish for got, wish in zip(paid, wanted, strict=True))


def test_every_setting_is_explained() -> None:
    assert set(EXPLANATION) == {*Order, *Cut}


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="niet negatief"):
        divide([], {}, -1, RoundRules())
    with pytest.raises(ValueError, match="één keer"):
        divide([Claim("a", "1", 1, 1), Claim("a", "1", 2, 1)], {}, 1, RoundRules())
