"""The few numbers on top of the page of who has agreements: reached, granted, left, and the people it is about."""

from __future__ import annotations

from html import escape

from samenleven import dutch
from samenleven.figures import Kind, weakest
from ui.authority import profile_reads as known
from ui.authority.agreement_figures import Seen, seen
from ui.authority.money_figure import money_rows
from ui.filters.address import Address
from ui.look import theme


def keys(address: Address) -> list[tuple[str, str, str]]:
    """A few numbers, each with what it is and a remark, as text; none where there are no agreements."""
    asked = seen(address)
    if asked is None:
        return []
    authority_id = asked.authority_id
    facts = known.facts(authority_id, asked.year, address.shown)
    statuses = facts.promises.statuses if facts.promises else ()
    reached = sum(status.value == "reached" for status in statuses)
    found = money_rows(asked)
    grant = sum(float(row["grant_eur"] or 0) for row in found)
    call = known.call(asked.year)
    actions = {row["action_id"] for row in found if row["action_id"] is not None}
    most = sum(float(call.ceilings.get(action, 0)) for action in actions)
    money_kind = weakest(Kind(row["kind"]) for row in found)
    agreed_kind = weakest(facts.promises.kinds) if facts.promises else None
    given = sum(float(row["grant_eur"] or 0) for row in found if row["action_id"] is not None)
    group, stands = known.group_of(known.standing(authority_id)), known.standing(authority_id)
    shown = [
        (f"{reached} van {len(statuses)}", f"afspraken gehaald{_sign(agreed_kind)}", _which(asked)),
        (
            dutch.euro(grant),
            f"subsidie{_sign(Kind.OFFICIAL if facts.granted == grant else money_kind)}",
            f"projectjaar {asked.year}",
        ),
        (
            dutch.euro(max(0, most - given)),
            f"bleef onder de plafonds{_sign(money_kind)}",
            f"van {len(actions)} gevraagde acties",
        ),
    ]
    if group and stands:
        between = f"tussen {dutch.number(group.lower)} en {dutch.number(group.upper)}"
        people = f"inwoners in de doelgroep, van {dutch.number(stands.population)}"
        shown.append((f"≈ {dutch.number(group.estimate)}", people, between))
    return shown


def _sign(kind: Kind | None) -> str:
    return f" {theme.KIND[kind].sign}" if kind else ""


def _which(asked: Seen) -> str:
    return f"{'halfweg ' if asked.half_way else ''}projectjaar {asked.year}"


def html(address: Address) -> str:
    """The key figures in one line."""
    cells = "".join(
        f'<div><div class="n">{n}</div><div class="w">{escape(w)}</div><div class="d">{escape(d)}</div></div>'
        for n, w, d in keys(address)
    )
    return f'<div class="au-keys num">{cells}</div>' if cells else ""
