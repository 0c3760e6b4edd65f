"""Which role somebody has: what the login service says of them, through what administrators gave out.

The login service sends claims with each login; a setting names the one that counts. Its values mean nothing by
themselves: a grant ties a value to a role, and to an authority for who writes for one. `docs/decisions/0018-login.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from samenleven.reporting.records import RoleGrant
from samenleven.reporting.rights import NOBODY, Person, Role

STRENGTH = tuple(Role)


def values(claims: Mapping[str, object], name: str) -> tuple[str, ...]:
    """The values of a claim, in order, each once; `name` is its name, or a path with dots into a claim of claims.

    A claim whose own name has dots, such as a web address, is found by its whole name first. What is neither text nor a
    number, alone or in a list, is no value.
    """
    found: object = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    listed = found if isinstance(found, (list, tuple)) else [found]
    texts = (str(one).strip() for one in listed if isinstance(one, (str, int)) and not isinstance(one, bool))
    return tuple(dict.fromkeys(one for one in texts if one))


def in_force(grants: Iterable[RoleGrant], administrators: Iterable[str] = ()) -> dict[str, RoleGrant]:
    """What counts by claim value after these grants, in the order in which they were given; taken back is gone.

    `administrators` are the values that the installation itself calls so: they come before every grant, so that
    somebody can give the first one and a grant can still take them back.
    """
    latest = {value: RoleGrant(claim_value=value, role=Role.ADMIN) for value in administrators}
    latest |= {one.claim_value: one for one in grants}
    return {value: one for value, one in latest.items() if one.role is not None}


def act_as(
    person_id: str, held: Iterable[str], granted: Mapping[str, RoleGrant], authorities: Collection[str]
) -> Person:
    """Who somebody with these claim values acts as: the strongest of the roles; of equal ones, the first value's.

    A local role for no authority, or for one that is not among `authorities`, is no role. Without any role somebody is
    a visitor with a pseudonym.
    """
    best = Person(person_id, Role.VISITOR) if person_id else NOBODY
    for value in held:
        grant = granted.get(value)
        if grant is None or grant.role is None:
            continue
        local = grant.role is Role.LOCAL
        if local and grant.authority_id not in authorities:
            continue
        if STRENGTH.index(grant.role) > STRENGTH.index(best.role):
            best = Person(person_id, grant.role, grant.authority_id if local else None)
    return best


def objections(
    given: RoleGrant, granted: Mapping[str, RoleGrant], authorities: Collection[str], why: str
) -> dict[str, str]:
    """What is wrong with a grant that somebody wants to give, in Dutch by field of `RoleGrant` ("why": the reason)."""
    found: dict[str, str] = {}
    if not given.claim_value:
        found["claim_value"] = "Vul de waarde in die de aanmelddienst meestuurt."
    elif "@" in given.claim_value:
        found["claim_value"] = (
            "Dit lijkt een mailadres, en een naam kan nooit meer uit het register. Neem een waarde die een rol of een "
            "organisatie noemt."
        )
    elif given.role is None and given.claim_value not in granted:
        found["claim_value"] = "Deze waarde heeft geen rol meer; er is niets terug te nemen."
    elif granted.get(given.claim_value) == given:
        found["claim_value"] = "Deze waarde heeft die rol al."
    if given.role is Role.LOCAL and given.authority_id not in authorities:
        found["authority_id"] = "Kies het bestuur waarvoor wie deze rol heeft, mag indienen."
    if given.role is not Role.LOCAL and given.authority_id:
        found["authority_id"] = (
            "Alleen een lokaal bestuur schrijft voor één bestuur. Kies hier geen bestuur, of kies die rol."
        )
    if given.claim_value in granted and ends_administration(given, granted):
        found["role"] = (
            "Dit is de laatste beheerder: daarna kan niemand nog rollen geven. Geef eerst een ander die rol."
        )
    if not why:
        found["why"] = "Zeg waarom; dat blijft in het register staan."
    return found


def ends_administration(given: RoleGrant, granted: Mapping[str, RoleGrant]) -> bool:
    """Whether nobody could give out roles any more after this grant."""
    after = {value: one.role for value, one in granted.items()} | {given.claim_value: given.role}
    return Role.ADMIN not in after.values()
