"""Regional pooling: the rules, the best division and its proof, joins and leaves."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenleven.eligibility import EVERY, NONE, TargetGroup
from samenleven.grant.incentive import IncentiveRules
from samenleven.pooling import (
    Authority,
    Border,
    Context,
    Holds,
    PoolingError,
    PoolingObjective,
    Settings,
    join_options,
    judge,
    leave,
    left_alone,
    robust,
)
from samenleven.pooling.search.divide import divide, divide_all
from samenleven.solver import Model, SolveStatus, solve
from tests.support.files import read_csv

HERE = Path(__file__).parents[1]
THRESHOLD = 7500


def authority(code, region, weight, name="", **more):
    """An authority of which one number is known."""
    return Authority(code, region, TargetGroup.exactly(weight), name, **more)


def flanders(heaviest):
    """The real borders, weights: origin outside the EU27 on 1 January 2024 (lower bound)."""
    authorities = [
        authority(r["id"], r["region"], int(r["weight"]), r["name"]) for r in read_csv(HERE / "pooling" / "nodes.csv")
    ]
    authorities = [a for a in authorities if a.weight <= heaviest]
    ids = {a.id for a in authorities}
    borders = [
        Border(r["a"], r["b"], float(r["border_km"]))
        for r in read_csv(HERE / "pooling" / "edges.csv")
        if r["a"] in ids and r["b"] in ids
    ]
    return authorities, borders


def everything_but_time(division):
    return replace(division, seconds=0.0)


# --- the rules, one Dutch sentence per row ---------------------------------------------------


def around(text):
    """Settings and context as a table writes them: "meer dan; los; hoogstens 3; de Rand; elders 1"."""
    words = [word for word in text.split("; ") if word]
    after = {name: rest for name, _, rest in (word.partition(" ") for word in words)}
    rules = Settings(
        THRESHOLD,
        strict="meer dan" in words,
        contiguity="los" not in words,
        max_members=int(after["hoogstens"]) if "hoogstens" in after else None,
    )
    return rules, Context({"Elders": [after["elders"]]} if "elders" in after else {}, "de Rand" in words)


@pytest.mark.parametrize("row", read_csv(HERE / "tables" / "pooling.csv"), ids=lambda row: row["zin"])
def test_rule(row):
    members = [text.split() for text in row["members"].split("; ")]
    authorities = [
        authority(str(n), words[1], int(words[0]), f"Gemeente{n}", rand_facility="rand" in words)
        for n, words in enumerate(members)
    ]
    borders = [Border(*pair.split("-")) for pair in row["borders"].split()]
    rules, context = around(row["around"])
    judgement = judge([a.id for a in authorities], authorities, borders, rules, context)
    check = judgement.check(row["rule"])
    assert check.outcome == row["outcome"]
    assert check.amount == (float(row["amount"]) if row["amount"] else None)
    assert check.sentence == row["answer"]
    if row["outcome"] == "fails":
        assert not judgement.valid


INCENTIVE = IncentiveRules(Decimal(10_000), Decimal(THRESHOLD), strict=False, min_share=Decimal("0.15"))


@pytest.mark.parametrize(
    ("zin", "alone", "rules", "outcome", "amount", "words"),
    [
        (
            "Met een groot bestuur is er recht op",
            True,
            INCENTIVE,
            "ok",
            10_000,
            "Stimulans van 10.000 euro mogelijk. Aa",
        ),
        ("Zonder groot bestuur niet", False, INCENTIVE, "not_applicable", None, "Geen stimulans. Geen bestuur"),
        ("Zonder bekend bedrag wel", True, replace(INCENTIVE, amount=None), "ok", None, "Stimulans mogelijk. Aa"),
        ("Zonder voorwaarden wordt niets gezegd", True, None, "not_applicable", None, "niets gevraagd"),
    ],
)
def test_the_incentive_informs_and_never_decides(zin, alone, rules, outcome, amount, words):
    authorities = [authority("a", "R", 9000, "Aa", alone_by=EVERY if alone else NONE), authority("b", "R", 10, "Bee")]
    judgement = judge(["a", "b"], authorities, [Border("a", "b")], Settings(THRESHOLD, incentive=rules))
    check = judgement.check("incentive")
    assert (check.outcome, check.amount, check.required) == (outcome, amount, False), zin
    assert words in check.sentence
    assert judgement.valid


def test_a_cooperation_that_meets_every_rule_is_valid():
    authorities = [authority("a", "R", 5000), authority("b", "R", 2500)]
    assert judge(["b", "a"], authorities, [Border("a", "b")], Settings(THRESHOLD)).valid


def test_a_short_contact_is_no_border():
    authorities = [authority("a", "R", 5000), authority("b", "R", 2500)]
    rules = Settings(THRESHOLD, min_border_km=0.1)
    for km, outcome in ((0.099, "fails"), (0.1, "ok")):
        judgement = judge(["a", "b"], authorities, [Border("a", "b", km)], rules)
        assert judgement.check("connected").outcome == outcome


# --- the best division against brute force ---------------------------------------------------


def brute_force(authorities, borders, rules):
    """All divisions, tried in full: the criteria of the best one, in order."""
    weight = {
        a.id: a.weight
        for a in authorities
        if rules.min_share is None or (a.share is not None and a.share >= rules.min_share)
    }
    metres = {
        frozenset((b.a, b.b)): round(b.km * 1000)
        for b in borders
        if b.km >= rules.min_border_km and b.a in weight and b.b in weight
    }

    def in_one_piece(members):
        seen, todo = {members[0]}, [members[0]]
        while todo:
            here = todo.pop()
            for there in members:
                if there not in seen and frozenset((here, there)) in metres:
                    seen.add(there)
                    todo.append(there)
        return len(seen) == len(members)

    def valid(members):
        total = sum(weight[m] for m in members)
        return (
            (total > rules.threshold if rules.strict else total >= rules.threshold)
            and (rules.max_members is None or len(members) <= rules.max_members)
            and (not rules.contiguity or in_one_piece(members))
        )

    def worth(members):
        inside = sum(metres.get(frozenset(pair), 0) for pair in combinations(members, 2))
        if rules.objective is PoolingObjective.FEWEST_MEMBERS:
            return (1, -len(members), inside)
        if rules.objective is PoolingObjective.COVERAGE:
            return (len(members), 1, inside)
        return (1, len(members), inside)

    ids = sorted(weight)
    pools = {}
    for mask in range(1, 1 << len(ids)):
        members = [i for n, i in enumerate(ids) if mask >> n & 1]
        if valid(members):
            pools[mask] = worth(members)

    @lru_cache(None)
    def best(free):
        if not free:
            return (0, 0, 0)
        lowest = free & -free
        others = free ^ lowest
        found = best(others)
        part = others
        while True:
            if part | lowest in pools:
                more = best(others ^ part)
                found = max(found, tuple(x + y for x, y in zip(pools[part | lowest], more, strict=True)))
            if not part:
                return found
            part = (part - 1) & others

    return tuple(abs(x) for x in best((1 << len(ids)) - 1))


def small_instance(seed):
    rng = random.Random(seed)
    count, threshold = rng.randint(0, 10), rng.choice([5, 20, 100])
    authorities = [
        authority(
            f"n{i}",
            "R",
            rng.randint(0, threshold * rng.choice([1, 1, 1, 2])),
            share=rng.choice([None, 0.1, 0.15, 0.3]),
        )
        for i in range(count)
    ]
    density = rng.choice([0.15, 0.3, 0.5])
    borders = [
        Border(f"n{i}", f"n{j}", rng.choice([0.05, 1, 2.5, rng.random() * 9]))
        for i in range(count)
        for j in range(i)
        if rng.random() < density
    ]
    rules = Settings(
        threshold=threshold,
        strict=rng.random() < 0.3,
        contiguity=rng.random() < 0.8,
        min_border_km=rng.choice([0, 0.1]),
        max_members=rng.choice([None, None, None, 2, 3, 4]),
        min_share=rng.choice([None, None, None, 0.15]),
        objective=rng.choice(list(PoolingObjective)),
        time_limit_seconds=60,
    )
    return authorities, borders, rules


def test_brute_force_agrees_on_500_random_instances():
    for seed in range(500):
        authorities, borders, rules = small_instance(seed)
        division = divide(authorities, borders, rules)
        values = [c.value for c in division.criteria]
        values[2] = round(values[2] * 1000)
        assert tuple(values) == brute_force(authorities, borders, rules), (seed, rules)
        assert division.proven_optimal, seed
        assert division.gap == 0, seed
        assert all(c.proven for c in division.criteria), seed


# --- properties ------------------------------------------------------------------------------


@st.composite
def instances(draw):
    count = draw(st.integers(0, 14))
    weights = draw(st.lists(st.integers(0, 12), min_size=count, max_size=count))
    authorities = [authority(f"n{i:02}", "R", w) for i, w in enumerate(weights)]
    pairs = list(combinations([a.id for a in authorities], 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=30)) if pairs else []
    borders = [Border(a, b, draw(st.sampled_from([0.5, 1.0, 3.25]))) for a, b in chosen]
    rules = Settings(
        threshold=draw(st.integers(1, 20)),
        strict=draw(st.booleans()),
        max_members=draw(st.sampled_from([None, None, 3])),
        objective=draw(st.sampled_from(list(PoolingObjective))),
        time_limit_seconds=60,
    )
    return authorities, borders, rules


@settings(max_examples=120, deadline=None, derandomize=True)
@given(instances(), st.randoms(use_true_random=False))
def test_every_pool_is_valid_disjoint_and_row_order_does_not_matter(instance, shuffler):
    authorities, borders, rules = instance
    division = divide(authorities, borders, rules)
    members = [i for pool in division.pools for i in pool]
    assert len(members) == len(set(members))
    assert set(members) | set(division.left_out) == {a.id for a in authorities}
    assert not set(members) & set(division.left_out)
    assert list(division.pools) == sorted(tuple(sorted(pool)) for pool in division.pools)
    for number, pool in enumerate(division.pools):
        others = {str(n): p for n, p in enumerate(division.pools) if n != number}
        assert judge(pool, authorities, borders, rules, Context(others)).valid
    shuffled = shuffler.sample(authorities, len(authorities))
    turned = [Border(b.b, b.a, b.km) for b in shuffler.sample(borders, len(borders))]
    assert everything_but_time(divide(shuffled, turned, rules)) == everything_but_time(division)


# --- the real instance -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_division():
    authorities, borders = flanders(THRESHOLD)
    rules = Settings(THRESHOLD, time_limit_seconds=60)
    return divide_all(authorities, borders, rules)


def test_flanders_has_44_cooperations_all_proven(real_division):
    assert len(real_division) == 15
    assert sum(d.count for d in real_division) == 44
    assert all(d.proven_optimal and d.gap == 0 for d in real_division)
    assert all(d.compactness.proven for d in real_division)
    # Middenkust cannot reach the threshold at all; islands and small corners elsewhere.
    assert {d.region for d in real_division if not d.pools} == {"Middenkust"}
    assert sum(d.covered for d in real_division) == 272 - 12


def test_flanders_is_the_same_again_in_another_order(real_division):
    authorities, borders = flanders(THRESHOLD)
    again = divide_all(authorities[::-1], borders[::-1], Settings(THRESHOLD, time_limit_seconds=60))
    assert list(map(everything_but_time, again)) == list(map(everything_but_time, real_division))


def test_the_fewest_members_are_fewer_and_as_many_pools(real_division):
    authorities, borders = flanders(THRESHOLD)
    region = "Regio Antwerpen"
    chosen = [a for a in authorities if a.region == region]
    ids = {a.id for a in chosen}
    inner = [b for b in borders if b.a in ids and b.b in ids]
    rules = Settings(THRESHOLD, objective=PoolingObjective.FEWEST_MEMBERS, time_limit_seconds=60)
    division = divide(chosen, inner, rules)
    whole = next(d for d in real_division if d.region == region)
    assert division.count == whole.count
    assert division.covered < whole.covered
    assert all(c.proven for c in division.criteria)


def test_a_higher_threshold_never_gives_more_cooperations():
    authorities, borders = flanders(THRESHOLD)
    chosen = [a for a in authorities if a.region == "Rivierenland"]
    ids = {a.id for a in chosen}
    inner = [b for b in borders if b.a in ids and b.b in ids]
    counts = [divide(chosen, inner, Settings(t)).count for t in range(1000, 9000, 1000)]
    assert counts == sorted(counts, reverse=True)


# --- honest answers --------------------------------------------------------------------------


def test_an_empty_instance_has_no_divisions():
    assert divide_all([], [], Settings(THRESHOLD)) == ()
    empty = divide([], [], Settings(THRESHOLD))
    assert (empty.count, empty.bound, empty.proven_optimal) == (0, 0, True)


@pytest.mark.parametrize("contiguity", [True, False])
def test_a_region_below_the_threshold_has_none(contiguity):
    authorities = [authority("a", "R", 3000), authority("b", "R", 4499)]
    division = divide(authorities, [Border("a", "b")], Settings(THRESHOLD, contiguity=contiguity))
    assert division.pools == ()
    assert division.left_out == {"a": "not_connected", "b": "not_connected"}
    assert division.proven_optimal


def test_a_single_authority_reaches_it_alone_or_not():
    for weight, pools in ((THRESHOLD - 1, ()), (THRESHOLD, (("a",),))):
        division = divide([authority("a", "R", weight)], [], Settings(THRESHOLD))
        assert division.pools == pools
        assert division.proven_optimal


def test_an_island_is_left_out_and_its_borders_elsewhere_do_not_count():
    authorities = [authority("a", "R", 5000), authority("b", "R", 5000), authority("c", "R", 5000)]
    division = divide(authorities, [Border("a", "b")], Settings(THRESHOLD))
    assert division.pools == (("a", "b"),)
    assert division.left_out == {"c": "not_connected"}


def test_the_share_rule_keeps_authorities_out_and_says_why():
    authorities = [
        authority("a", "R", 8000, share=0.15),
        authority("b", "R", 8000, share=0.149),
        authority("c", "R", 8000),
    ]
    division = divide(authorities, [], Settings(THRESHOLD, min_share=0.15))
    assert division.pools == (("a",),)
    assert division.left_out == {"b": "share_too_low", "c": "share_unknown"}


GOOD = [authority("a", "R", 5000), authority("b", "R", 5000)]


@pytest.mark.parametrize(
    ("authorities", "borders", "named"),
    [
        (GOOD, [Border("a", "99999")], "99999"),
        (GOOD, [Border("b", "b")], "b"),
        (GOOD, [Border("a", "b", -1)], "a-b"),
        (GOOD, [Border("a", "b", float("nan"))], "a-b"),
        ([*GOOD, authority("71016", "R", -5)], [], "71016"),
        ([*GOOD, authority("71016", "R", None)], [], "71016"),
        ([*GOOD, authority("71016", "R", 12.5)], [], "71016"),
        ([*GOOD, authority("71016", "R", 1, share=1.2)], [], "71016"),
        ([*GOOD, GOOD[1]], [], "b"),
    ],
)
def test_a_bad_instance_is_refused_by_name(authorities, borders, named):
    for question in (divide, divide_all):
        with pytest.raises(PoolingError, match=named) as caught:
            question(authorities, borders, Settings(THRESHOLD))
        assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "rules",
    [
        Settings(0),
        Settings(THRESHOLD, max_members=0),
        Settings(THRESHOLD, time_limit_seconds=0),
    ],
)
def test_senseless_settings_are_refused(rules):
    with pytest.raises(PoolingError):
        divide(GOOD, [], rules)


def test_two_regions_in_one_question_are_refused():
    with pytest.raises(PoolingError, match="referentieregio"):
        divide([authority("a", "R", 1), authority("b", "S", 1)], [], Settings(THRESHOLD))


@pytest.mark.parametrize("members", [[], ["a", "a"], ["a", "zz"]])
def test_a_senseless_cooperation_is_refused(members):
    with pytest.raises(PoolingError):
        judge(members, GOOD, [], Settings(THRESHOLD))


def grid(side, seed):
    """A square map with random weights: hard to prove, for it has no narrow places."""
    rng = random.Random(seed)
    authorities = [
        authority(f"{r:02}{c:02}", "R", int(rng.lognormvariate(7.0, 0.8))) for r in range(side) for c in range(side)
    ]
    borders = []
    for r in range(side):
        for c in range(side):
            for s, d in ((r + 1, c), (r, c + 1), (r + 1, c + 1)):
                if s < side and d < side:
                    borders.append(Border(f"{r:02}{c:02}", f"{s:02}{d:02}", rng.uniform(0.3, 12)))
    return authorities, borders


def test_the_time_limit_holds_and_the_gap_is_shown():
    authorities, borders = grid(9, seed=1)
    rules = Settings(THRESHOLD, time_limit_seconds=1.5)
    started = time.monotonic()
    division = divide(authorities, borders, rules)
    assert time.monotonic() - started < 4
    total = sum(min(a.weight, THRESHOLD) for a in authorities)
    assert division.count <= division.bound <= total // THRESHOLD
    assert division.count >= 10  # the first search always runs to its end
    assert division.gap == division.bound - division.count
    assert division.covered == len(authorities)
    assert division.proven_optimal == (division.gap == 0)
    assert division.compactness.value <= division.compactness.bound
    for pool in division.pools:
        assert judge(pool, authorities, borders, rules).valid


def test_every_map_shape_answers_within_its_limit():
    """A hub, a map where all border all, and one far larger than any region."""
    authorities = [authority(f"{n:03}", "R", 1500) for n in range(40)]
    ids = [a.id for a in authorities]
    hub = [Border(ids[0], other) for other in ids[1:]]
    dense = [Border(a, b) for a, b in combinations(ids, 2)]
    rules = Settings(THRESHOLD, time_limit_seconds=1)
    for borders, count, bound in ((hub, 1, 1), (dense, 8, 8)):
        division = divide(authorities, borders, rules)
        assert (division.count, division.bound) == (count, bound)
    started = time.monotonic()
    large = divide(*grid(30, seed=2), rules)
    assert time.monotonic() - started < 4
    assert large.pools
    assert large.gap >= 0


# --- joins, leaves, left alone, robust -------------------------------------------------------

CHAIN = [
    authority("a", "R", 4000, "Aa"),
    authority("b", "R", 3600, "Bee"),
    authority("c", "R", 4000, "Cee"),
    authority("d", "R", 3000, "Dee"),
    authority("e", "R", 5000, "Ee"),
    authority("f", "S", 5000, "Eff"),
]
LINKS = [Border(*pair) for pair in ("ab", "bc", "cd", "de", "ef")]
CHAIN_RULES = Settings(THRESHOLD, incentive=INCENTIVE)


def test_when_someone_leaves_the_rest_may_hold_or_say_which_rule_fails():
    edge = leave("a", ["a", "b", "c"], CHAIN, LINKS, CHAIN_RULES)
    assert edge.holds
    assert edge.remaining is not None
    assert edge.remaining.total == 7600
    assert edge.alone is False
    middle = leave("b", ["a", "b", "c"], CHAIN, LINKS, CHAIN_RULES)
    assert [check.rule for check in middle.failing] == ["connected"]
    both = leave("b", ["b", "c"], CHAIN, LINKS, CHAIN_RULES)
    assert [(check.rule, check.amount) for check in both.failing] == [("threshold", 3500)]
    assert "3.500 inwoners te weinig" in both.sentence
    last = leave("a", ["a"], CHAIN, LINKS, CHAIN_RULES)
    assert not last.holds
    with pytest.raises(PoolingError, match="zit niet in dit verband"):
        leave("e", ["a", "b"], CHAIN, LINKS, CHAIN_RULES)


def test_a_newcomer_sees_where_it_may_join():
    cooperations = {"West": ["a", "b"], "Noord": ["d", "e"], "Elders": ["f"]}
    options = join_options("c", cooperations, CHAIN, LINKS, CHAIN_RULES)
    assert [(o.name, o.allowed) for o in options] == [("Noord", True), ("West", True)]
    full = replace(CHAIN_RULES, max_members=2)
    assert not any(o.allowed for o in join_options("c", cooperations, CHAIN, LINKS, full))
    incentive = options[0].judgement.check("incentive")
    assert incentive.outcome == "ok"


def test_who_is_left_alone_and_who_can_help():
    alone = left_alone({"West": ["a", "b"]}, CHAIN, LINKS, CHAIN_RULES)
    assert [a.id for a in alone] == ["c", "d", "e", "f"]
    d = next(a for a in alone if a.id == "d")
    assert [(h.id, h.short) for h in d.helpers] == [("e", 0), ("c", 500)]
    assert d.may_join == ()
    assert next(a for a in alone if a.id == "c").may_join == ("West",)
    f = next(a for a in alone if a.id == "f")
    assert (f.helpers, f.short) == ((), 2500)


def test_which_cooperations_hold_on_every_reading():
    figures = {
        "a": TargetGroup(4000, 4500, 5000),
        "b": TargetGroup(3500, 3600, 3700),
        "c": TargetGroup(3000, 3200, 3400),
        "d": TargetGroup(1000, 3000, 4000),
    }
    rules = Settings(THRESHOLD)
    found = robust([("a", "b"), ("a", "c"), ("c", "d"), ("b", "d")], figures, rules)
    assert [r.holds for r in found] == [Holds.ALWAYS, Holds.ESTIMATE, Holds.NEVER, Holds.UPPER_ONLY]
    with pytest.raises(PoolingError, match="zz"):
        robust([("a", "zz")], figures, rules)
    with pytest.raises(PoolingError, match="bestuur b"):
        robust([("b",)], {"b": TargetGroup(5, 4, 6)}, rules)


# --- the solver ------------------------------------------------------------------------------


def product_mix(integer):
    model = Model(maximise=True)
    doors = model.add_variable(3, upper=4, integer=integer)
    windows = model.add_variable(5, integer=integer)
    model.add_row({windows: 2}, upper=12 if not integer else 11)
    model.add_row({doors: 3, windows: 2}, upper=18)
    return model


def test_a_linear_program_comes_with_duals():
    solution = solve(product_mix(integer=False), time_limit_seconds=10)
    assert solution.status is SolveStatus.OPTIMAL
    assert solution.values == pytest.approx((2, 6))
    assert solution.objective == pytest.approx(36)
    assert solution.row_duals == pytest.approx((1.5, 1))
    assert solution.reduced_costs == pytest.approx((0, 0))


def test_an_integer_program_comes_with_a_bound():
    solution = solve(product_mix(integer=True), time_limit_seconds=10)
    assert solution.values == pytest.approx((2, 5))
    assert solution.bound == pytest.approx(31)
    assert solution.row_duals == ()


def test_infeasible_and_unbounded_are_told_apart():
    model = Model()
    x = model.add_variable(1, lower=2)
    model.add_row({x: 1}, upper=1)
    assert solve(model, time_limit_seconds=10).status is SolveStatus.INFEASIBLE
    free = Model(maximise=True)
    free.add_variable(1)
    assert solve(free, time_limit_seconds=10).status is SolveStatus.UNBOUNDED
    assert solve(Model(), time_limit_seconds=10).status is SolveStatus.OPTIMAL


def test_a_hard_program_stops_at_its_limits_with_a_bound():
    rng = random.Random(1)
    model = Model(maximise=True)
    columns = [model.add_binary(rng.randint(1000, 2000)) for _ in range(150)]
    for _ in range(60):
        model.add_row({c: rng.randint(1000, 3000) for c in columns}, upper=90_000)
    started = time.monotonic()
    solution = solve(model, time_limit_seconds=1)
    assert time.monotonic() - started < 3
    assert solution.status is SolveStatus.LIMIT
    assert solution.objective is not None
    assert solution.bound is not None
    assert solution.objective < solution.bound
