"""From what the login service says to a role, through what administrators gave out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.reporting import roles
from samenleven.reporting.records import RoleGrant
from samenleven.reporting.rights import NOBODY, Deed, Person, Role, may
from tests.support.files import read_csv

TABLES = Path(__file__).parents[1] / "tables"

KNOWN = frozenset({"46021", "41002"})


def grants(text: str) -> list[RoleGrant]:
    """`SN=local:46021 SN=none` as grants in order."""
    found = []
    for one in text.split():
        value, _, what = one.partition("=")
        role, _, authority = what.partition(":")
        given_role = None if role == "none" else Role(role)
        found.append(RoleGrant(claim_value=value, role=given_role, authority_id=authority or None))
    return found


@pytest.mark.parametrize("case", read_csv(TABLES / "roles.csv"), ids=lambda case: case["zin"])
def test_role(case: dict[str, str]) -> None:
    held = case["held"].split("|") if case["held"] else []
    found = roles.act_as("p1", held, roles.in_force(grants(case["granted"]), ["Eerste"]), KNOWN)
    assert found == Person("p1", Role(case["role"]), case["authority"] or None)


@pytest.mark.parametrize(
    ("sentence", "claims", "name", "values"),
    [
        ("één waarde", {"roles": "ABB"}, "roles", ("ABB",)),
        ("een lijst, elke waarde één keer", {"roles": ["a", "b", "a"]}, "roles", ("a", "b")),
        ("een pad met punten", {"realm": {"roles": ["a"]}}, "realm.roles", ("a",)),
        (
            "een naam met punten gaat voor een pad",
            {"https://x.be/rol": "a", "https://x": {}},
            "https://x.be/rol",
            ("a",),
        ),
        ("een getal", {"nis": 46021}, "nis", ("46021",)),
        ("spaties rond een waarde tellen niet", {"roles": " ABB "}, "roles", ("ABB",)),
        ("ja of nee is geen waarde", {"roles": True}, "roles", ()),
        ("niets", {"roles": None}, "roles", ()),
        ("leeg", {"roles": ["", " "]}, "roles", ()),
        ("een claim van claims is zelf geen waarde", {"roles": {"a": 1}}, "roles", ()),
        ("een claim die er niet is", {"groups": "a"}, "roles", ()),
        ("een pad door iets dat geen claim van claims is", {"realm": "a"}, "realm.roles", ()),
    ],
)
def test_the_values_of_a_claim(sentence: str, claims: dict[str, Any], name: str, values: tuple[str, ...]) -> None:
    assert roles.values(claims, name) == values, sentence


def test_who_has_no_pseudonym_is_nobody() -> None:
    assert roles.act_as("", [], {}, KNOWN) == NOBODY


def test_the_last_administrator_cannot_go() -> None:
    alone = roles.in_force(grants("Beheer=admin ABB=agency"))
    assert roles.ends_administration(grants("Beheer=none")[0], alone)
    assert roles.ends_administration(grants("Beheer=agency")[0], alone)
    assert not roles.ends_administration(grants("ABB=none")[0], alone)
    two = roles.in_force(grants("Beheer=admin"), ["Eerste"])
    assert not roles.ends_administration(grants("Eerste=none")[0], two)


WORDS = st.sampled_from(["a", "b", "c"])
GRANT = st.builds(
    RoleGrant,
    claim_value=WORDS,
    role=st.none() | st.sampled_from(Role),
    authority_id=st.sampled_from([None, "46021", "99999"]),
)


@given(st.lists(WORDS, max_size=4), st.lists(GRANT, max_size=6))
def test_nobody_may_more_than_what_was_given_to_a_value_of_theirs(held: list[str], given_out: list[RoleGrant]) -> None:
    found = roles.act_as("p", held, roles.in_force(given_out), KNOWN)
    last = {one.claim_value: one for one in given_out}
    allowed = {last[value].role for value in held if value in last} | {Role.VISITOR}
    assert found.role in allowed
    if found.role is Role.LOCAL:
        assert found.authority_id in KNOWN
        assert not may(found, Deed.REPORT, KNOWN - {found.authority_id})
    else:
        assert found.authority_id is None
