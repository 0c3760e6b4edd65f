"""With whom a municipality reaches the threshold: no better set exists, and no set has a member too many."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenleven.eligibility import TargetGroup, Weight
from samenleven.pooling import Authority, Border, PoolingError, Settings, divisions
from samenleven.pooling.graph import components, inner_metres, neighbours_of
from samenleven.pooling.partners import partners
from samenleven.store import Store, catalogue, pooling
from samenleven.store.areas import reference_dates

FLOOR = Settings(threshold=10)


def towns(weights, region="A"):
    return [Authority(chr(97 + n), region, TargetGroup.exactly(weight)) for n, weight in enumerate(weights)]


def borders(text):
    """ "ab:3 bc" are two borders, one of 3 km and one of 1."""
    parts = [part.partition(":") for part in text.split()]
    return [Border(pair[0], pair[1], float(km or 1)) for pair, _, km in parts]


def found(weights, edges, rules=FLOOR, standing=None, **more):
    """The sets for town "a" as words: "abc" is town a with b and c."""
    sets = partners("a", towns(weights), borders(edges), rules, standing, **more).sets
    return ["".join(sorted(one.members)) for one in sets]


@pytest.mark.parametrize(
    ("sentence", "weights", "edges", "standing", "answer"),
    [
        ("Wie genoeg heeft, heeft niemand nodig", [10, 5], "ab", {}, ["a"]),
        ("Eén buur volstaat", [6, 4], "ab", {}, ["ab"]),
        ("Eén inwoner te weinig is te weinig", [6, 3], "ab", {}, []),
        ("Wie niet grenst, telt niet", [6, 1, 9], "ab", {}, []),
        ("Over een buur heen kan, met die buur erbij", [6, 1, 9], "ab bc", {}, ["abc"]),
        ("De minste leden eerst", [6, 2, 2, 4], "ab bc ad", {}, ["ad", "abc"]),
        ("Bij evenveel leden de langste grens", [6, 4, 4], "ab:1 ac:2", {}, ["ac", "ab"]),
        ("Een overbodig lid komt er niet bij", [6, 4, 9], "ab bc", {}, ["ab"]),
        ("Een verband komt in zijn geheel", [6, 9, 9], "ab bc", {"v": "bc"}, ["abc"]),
        (
            "Liever een grotere set dan een gebroken verband",
            [6, 9, 9, 2, 2],
            "ab bc ad de",
            {"v": "bc"},
            ["abc", "ade"],
        ),
        ("Wie in een verband zit, brengt het mee", [6, 1, 4], "ab bc", {"v": "ab"}, ["abc"]),
        ("Een verband met wie elders ligt, is er niet", [6, 4, 4], "ab ac", {"v": ["b", "elders"]}, ["ac"]),
        ("Niemand rondom: geen set", [6], "", {}, []),
    ],
)
def test_the_sets_of_a_small_map(sentence, weights, edges, standing, answer):
    assert found(weights, edges, standing=standing) == answer, sentence


def test_joining_a_cooperation_also_when_smaller_sets_exist():
    assert found([6, 4, 5, 5], "ab ac cd", standing={"v": "cd"}, joining="v") == ["acd"]
    assert found([6, 1, 5, 5], "ab bc cd", standing={"v": "cd"}, joining="v") == ["abcd"], "with whom lies in between"
    assert found([6, 4, 5, 5], "ab cd", standing={"v": "cd"}, joining="v") == []
    assert found([6, 4], "ab", standing={"v": "xy"}, joining="v") == [], "a cooperation of another region"


def test_who_brings_what_and_what_is_joined():
    one = partners("a", towns([6, 1, 9]), borders("ab:2 bc:3"), FLOOR, {"v": "bc"}).sets[0]
    assert (one.members, one.partners, one.total.lower, one.inner_km, one.joins) == (
        ("a", "c", "b"), ("c", "b"), 16, 5.0, ("v",),
    )  # fmt: skip


def test_other_regions_and_other_rules():
    far = [*towns([6]), Authority("b", "B", TargetGroup.exactly(9))]
    assert partners("a", far, borders("ab"), FLOOR).sets == ()
    assert found([6, 4], "", Settings(threshold=10, contiguity=False)) == ["ab"]
    assert found([6, 4], "ab", Settings(threshold=10, strict=True)) == []
    assert found([6, 2, 2], "ab bc", Settings(threshold=10, max_members=2)) == []
    with pytest.raises(PoolingError, match="niet gekend"):
        partners("z", far, [], FLOOR)


def test_a_search_that_is_cut_short_says_so(monkeypatch):
    monkeypatch.setattr("samenleven.pooling.partners._MOST_STEPS", 1)
    assert not partners("a", towns([6, 2, 2]), borders("ab bc"), FLOOR).complete


def by_trying_all(authority, everyone, near, rules, standing):
    """Every set of the definition, in order, by looking at each group of towns there is."""
    weight = {one.id: one.weight for one in everyone}
    linked = {i: {**near[i], **{j: 0 for pool in standing if i in pool for j in pool if j != i}} for i in near}

    def suffices(group):
        inside = {i: {j: 0 for j in linked[i] if j in group} for i in group}
        return sum(weight[i] for i in group) >= rules.floor and len(components(group, inside)) == 1

    def whole(group):
        return all(members <= set(group) or not members & set(group) for members in standing)

    def without_one(group):
        """The group without one town, or without a whole cooperation; never without the authority itself."""
        units = {frozenset({i}) for i in group if not any(i in members for members in standing)}
        for unit in units | {members for members in standing if members <= set(group)}:
            if authority not in unit:
                yield tuple(i for i in group if i not in unit)

    every = [
        group
        for size in range(1, len(weight) + 1)
        for group in combinations(sorted(weight), size)
        if authority in group and len(group) <= (rules.max_members or size) and whole(group) and suffices(group)
    ]
    minimal = [group for group in every if not any(suffices(rest) for rest in without_one(group))]
    return sorted(minimal, key=lambda group: (len(group), -inner_metres([group], near), group))


@st.composite
def maps(draw):
    count = draw(st.integers(1, 8))
    ids = [chr(97 + n) for n in range(count)]
    weights = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    pairs = draw(st.lists(st.sampled_from([*combinations(ids, 2)]), max_size=14, unique=True)) if count > 1 else []
    edges = [Border(a, b, draw(st.integers(1, 3))) for a, b in pairs]
    pools = draw(st.lists(st.sets(st.sampled_from(ids), min_size=2, max_size=3), max_size=2)) if count > 1 else []
    pools = [pool for n, pool in enumerate(pools) if not any(pool & other for other in pools[:n])]
    limit = draw(st.sampled_from([None, 3, 5]))
    return towns(weights), edges, Settings(draw(st.integers(1, 25)), max_members=limit), pools


@given(maps())
@settings(max_examples=400, deadline=None)
def test_exactly_what_trying_everything_gives(case):
    everyone, edges, rules, pools = case
    standing = {str(n): pool for n, pool in enumerate(pools)}
    near = neighbours_of([one.id for one in everyone], edges, rules.min_border_km)
    found = partners("a", everyone, edges, rules, standing, most=99)
    expected = by_trying_all("a", everyone, near, rules, [frozenset(pool) for pool in pools])
    assert [tuple(sorted(one.members)) for one in found.sets] == expected
    assert found.complete


def everybody(store: Store):
    day = reference_dates(store)[0]
    who = divisions.taking_part(pooling.candidates(store, day, Weight.LOWER))
    near = divisions.borders_among(pooling.borders(store), {one.id for one in who})
    rules = divisions.settings_of(catalogue.parameters(store), day)
    return who, near, rules, {one.name: one.members for one in pooling.published_cooperations(store)}


def test_zele_as_everyone_may_check_it(store: Store):
    who, near, rules, standing = everybody(store)
    names = {one.id: one.name for one in who}
    best = partners("42028", who, near, rules, standing).sets
    assert [names[i] for i in best[0].members] == ["Zele", "Lede", "Berlare", "Wichelen"]
    assert best[0].total.lower == 4669 + 1581 + 908 + 780
    assert best[0].joins == ()
    assert set(best[1].members) == {"42028", *standing["Dendermonde, Lebbeke, Buggenhout en Hamme"]}


def test_every_flemish_municipality_is_answered_in_full(store: Store):
    who, near, rules, standing = everybody(store)
    for one in who:
        assert partners(one.id, who, near, rules, standing).complete, one.name
