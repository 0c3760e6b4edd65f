"""The figures that look at others: how peers did in the same project year, and whom to ask about what lags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from samenleven.attainment import Attainment, Status
from samenleven.figures import Kind, weakest
from samenleven.findings import authority_parts as parts
from ui.authority import profile_drawing as drawing
from ui.authority import profile_reads as known
from ui.authority.agreement_figures import Seen, action_name, nothing, seen
from ui.figure.model import Figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.reading import reads

NAMED = re.compile(r"^(.*?)\s*\((.*)\)$")
MENTOR = "Een bestuur dat zijn ervaring met één actie deelt met andere besturen."


def peers(address: Address) -> Figure:
    """The share of its agreements that each peer reached, this authority among them."""
    asked = seen(address)
    whose, among = _peers(asked) if asked else ("", [])
    own = _reached(asked.rows) if asked else None
    if asked is None or own is None:
        return nothing("gemeente-gelijken", parts.peers_title(None, [], "andere"))
    found = [(one, share) for one in among if (share := _share(one, asked)) is not None]
    names = known.names()
    values = [(names[one], share, address.link(nis=one), False, _kind(one, asked)) for one, share in found] + [
        (names[asked.authority_id], own, "", True, None)
    ]
    table = pd.DataFrame(
        [
            {
                "name": names[one],
                "project_year": asked.year,
                "share": share,
                "kind": _kind(one, asked),
                "source_id": _sources(known.results(one, asked.year, asked.shown)),
                "reference_date": max(
                    (r.reference_date for r in known.results(one, asked.year, asked.shown) if r.reference_date),
                    default=None,
                ),
            }
            for one, share in [*found, (asked.applicant, own)]
        ]
    ).sort_values(["share", "name"], ascending=[False, True])
    return Figure(
        "gemeente-gelijken",
        parts.peers_title(own, [share for _, share in found], whose),
        f"Gehaalde afspraken in %, projectjaar {asked.year}; elk punt leidt naar dat bestuur",
        drawing.strip(values) if found else "",
        table,
        ("name", "share", "kind"),
        headings={"share": "gehaalde afspraken"},
        made_up=(table["kind"] == Kind.EXAMPLE).any(),
        file_name=f"gelijken-{asked.authority_id}-jaar-{asked.year}",
    )


def _reached(rows: Sequence[Attainment]) -> float | None:
    """The part of the agreements with a figure that is reached; None where none has a figure."""
    told = [row for row in rows if row.ratio is not None]
    return sum(row.status is Status.REACHED for row in told) / len(told) if told else None


def _share(applicant: str, asked: Seen) -> float | None:
    return _reached(known.results(applicant, asked.year, asked.shown))


def _kind(applicant: str, asked: Seen) -> Kind | None:
    return weakest(row.kind for row in known.results(applicant, asked.year, asked.shown) if row.kind)


def _sources(rows: Sequence[Attainment]) -> str:
    return ", ".join(sorted({source for row in rows if row.source_id for source in row.source_id.split(", ")}))


def _peers(asked: Seen) -> tuple[str, list[str]]:
    """With whom it compares: centre cities, the 28, or other cooperations; each applicant once, without itself."""
    mine, every = known.memberships(asked.authority_id, asked.shown)[asked.year], known.rows()
    members = reads.members(asked.shown).query("project_year == @asked.year")
    alone = set(members[members["cooperation"].isna()]["applicant_id"])
    together = set(members["applicant_id"]) - alone
    if mine["cooperation"]:
        return "andere samenwerkingsverbanden", sorted(together - {asked.applicant})
    cities = {one for one in alone if every[one]["centre_city"]}
    if asked.applicant in cities:
        return "andere centrumsteden die alleen indienen", sorted(cities - {asked.applicant})
    return "andere besturen die alleen indienen", sorted(alone - {asked.applicant})


def mentors(address: Address) -> Figure:
    """For each action that lags: the authority that calls itself its mentor, or that the plan gives as its example."""
    asked = seen(address)
    lagging = sorted({row.action for row in asked.rows if row.action and row.status in LAGS}) if asked else []
    if asked is None or not lagging:
        return nothing("gemeente-mentoren", parts.mentors_title(0, 0))
    actions = {one.action_id: one for one in reads.actions()}
    found = {action: to_ask(action, asked.authority_id) for action in lagging}
    found = dict(sorted(found.items(), key=lambda item: (not item[1], item[0])))
    listed = "".join(
        f"<li><span>{action_name(address, action, actions[action].title)}</span>"
        f"<span>{_who(address, people) or 'niemand bekend'}</span></li>"
        for action, people in found.items()
    )
    table = pd.DataFrame(
        [
            {
                "action": action,
                "title": actions[action].title,
                "name": one["name"] if one else None,
                "mentor": one["role"] if one else None,
                "kind": Kind.OFFICIAL.value if one else None,
                "source_id": actions[action].source_id,
                "reference_date": None,
            }
            for action, people in found.items()
            for one in (people or NOBODY)
        ]
    )
    known_for = sum(bool(people) for people in found.values())
    return Figure(
        "gemeente-mentoren",
        parts.mentors_title(known_for, len(lagging)),
        f"{term('Mentor', MENTOR)} of voorbeeld in het plan, bij wat achterloopt in projectjaar {asked.year}",
        f'<ul class="au-list">{listed}</ul>',
        table,
        ("action", "title", "name", "mentor"),
        extra=("plan-2021",),
        file_name=f"aan-wie-vragen-{asked.authority_id}",
    )


NOBODY: list[dict[str, Any] | None] = [None]
LAGS = (Status.BEHIND, Status.INCOMPLETE, Status.NO_FIGURE)


def to_ask(action_id: int, own: str) -> list[dict[str, Any]]:
    """Who knows about an action: name, code (None for no authority of ours) and role; never the authority itself."""
    said = next(one.mentor for one in reads.actions() if one.action_id == action_id)
    matched = NAMED.match(said or "")
    if not matched:
        return []
    codes = {name: code for code, name in known.names().items()}
    people = [{"name": name, "code": codes.get(name), "role": matched[2]} for name in matched[1].split(", ")]
    return [one for one in people if one["code"] != own]


def mentor_of(authority_id: str) -> list[int]:
    """The actions that an authority is mentor of."""
    name = known.names()[authority_id]
    return [
        one.action_id
        for one in reads.actions()
        if (m := NAMED.match(one.mentor or "")) and m[2] == "mentor" and name in m[1].split(", ")
    ]


def _who(address: Address, people: Sequence[dict[str, Any]]) -> str:
    """Names as links to their pages, with their role."""
    links = [
        f'<a href="{escape(address.link(nis=one["code"], jaar=None))}">{escape(one["name"])}</a>'
        if one["code"]
        else escape(one["name"])
        for one in people
    ]
    return f"{', '.join(links)}: {escape(people[0]['role'])}" if people else ""
