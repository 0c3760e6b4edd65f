"""The seven goals over the project years: dots on one axis up to 100 %, and beside each what to look at first."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from samenleven import dutch, terms
from samenleven.attainment import Attainment
from samenleven.compared import GoalOverYears, comparable, lowest
from samenleven.findings import words
from ui.filters.address import Address
from ui.goals import dots, plan_asks
from ui.overview.standing import Standing
from ui.reading import reads


def picture(data: Standing, address: Address) -> str:
    """The strip: a row per goal, worst first; a row is a link to the goal."""
    axis = dots.axis((row.ratio for goal in data.goals for row in goal.years), widest=1.0)
    order = sorted(data.goals, key=lambda goal: _rank(goal.of(data.year), goal.goal))
    rows = "".join(_row(goal, data, axis, address) for goal in order)
    numbers = f'<span class="ov-plot"><u>jaar</u>{dots.ticks(axis, first=False)}</span>'
    last = "Wat erover bekend is" if data.shown.only_official else "Kijk eerst naar"
    head = (
        f'<div class="ov-row head" aria-hidden="true"><span>Doelstelling</span>{numbers}<span>Jaar {data.year}</span>'
        f"<span>{last}</span></div>"
    )
    line = f"--line-at:{axis.at(1):.2f}%"
    return f'<div class="ov-strip" style="{line}">{head}<ul class="ov-rows">{rows}</ul></div>'


def _rank(row: Attainment | None, goal: int) -> tuple[bool, Decimal, int]:
    """Worst first; without a result last, in the order of the plan."""
    ratio = row.ratio if row else None
    return ratio is None, ratio or Decimal(0), goal


def _row(goal: GoalOverYears, data: Standing, axis: dots.Axis, address: Address) -> str:
    now = goal.of(data.year)
    link = address.to("doelstellingen", doelstelling=str(goal.goal), at=f"doel-{goal.goal}")
    name = f'<span class="ov-name"><b>{goal.goal}</b><span>{escape(goal.title)}</span></span>'
    years = "".join(f"<li>{dots.said(goal.of(one.project_year), one.project_year)}</li>" for one in data.years)
    card = f'<span class="ov-card"><b>{escape(goal.title)}</b><ul>{years}</ul></span>'
    known = any(row.ratio is not None for row in goal.years)
    plot = _plot(goal, data, axis) if known else ""
    return (
        f'<li><a class="ov-row{"" if known else " bare"}" href="{escape(link)}">{name}{plot}{_value(goal, data)}'
        f'<span class="ov-first">{_first(goal, now, data)}</span>{card}</a></li>'
    )


def _plot(goal: GoalOverYears, data: Standing, axis: dots.Axis) -> str:
    """The years from top to bottom, the chosen one filled, a line from each to the next."""
    tops = {one.project_year: 100 * (place + 0.5) / len(data.years) for place, one in enumerate(data.years)}
    names = "".join(f'<u style="top:{top:.1f}%">{year}</u>' for year, top in tops.items())
    known = [row for row in goal.years if row.ratio is not None]
    corners = " ".join(f"{axis.at(row.ratio or 0):.2f},{tops[row.project_year]:.1f}" for row in known)
    drawn = "".join(
        dots.dot(row, axis, "now" if row.project_year == data.year else "other", top=f"{tops[row.project_year]:.1f}%")
        for row in known
    )
    way = f'<svg viewBox="0 0 100 100" preserveAspectRatio="none"><polyline points="{corners}"/></svg>'
    return f'<span class="ov-plot" aria-hidden="true">{names}{way}{drawn}</span>'


def _value(goal: GoalOverYears, data: Standing) -> str:
    """The progress of the chosen year with its status, and the change since the year before."""
    now, before = goal.of(data.year), goal.of(data.year - 1)
    if now is None or now.ratio is None:
        said = "nog niet gepubliceerd" if data.shown.only_official else "geen resultaat"
        if all(row.ratio is None for row in goal.years):  # then there is room for the whole sentence
            said = f"geen resultaat{' gepubliceerd' if data.shown.only_official else ''} voor jaar {data.year}"
        return f'<span class="ov-value none">{said}</span>'
    change = ""
    if before is not None and before.ratio is not None:
        change = words.signed_points(now.ratio - before.ratio).replace(" ", dots.NARROW)
    status = terms.STATUS[now.status]
    return f'<span class="ov-value">{dots.shown(now)}<small>{status}{f", {change}" if change else ""}</small></span>'


def _first(goal: GoalOverYears, now: Attainment | None, data: Standing) -> str:
    """The action with the lowest figure; without a result what was promised or what the plan asks."""
    found = lowest(data.call, reads.actions(), goal.goal)
    if found:
        return _lowest(found, goal.goal, data)
    promised = [row for row in data.call if row.goal == goal.goal and row.target is not None]
    if promised:
        listed = dutch.listed([f"{dutch.number(row.target)} {row.unit or ''}".strip() for row in promised[:2]])
        return f"<b>Beloofd in jaar {data.year}:</b> {escape(listed)}"
    counted = [row for row in data.call if row.goal == goal.goal and row.realised is not None]
    if counted:
        listed = dutch.listed([f"{dutch.number(row.realised)} {row.unit or ''}".strip() for row in counted[:2]])
        return f"<b>Behaald:</b> {escape(listed)}, zonder bekende afspraak"
    return plan_asks.html(data.every[data.year], goal.goal)


def _lowest(found: list[Attainment], goal: int, data: Standing) -> str:
    row = found[0]
    titles = {action.action_id: action.title for action in reads.actions()}
    among = comparable([one for one in data.call if one.goal == goal], reads.actions())
    name = terms.action_name(row.action, titles.get(row.action or 0, row.component))
    part = f": {row.component}" if row.measure and len([one for one in among if one.action == row.action]) > 1 else ""
    alone = ' <span class="soft">(enige)</span>' if len({one.action for one in among}) == 1 else ""
    more = f' <span class="soft">en {len(found) - 1} even laag</span>' if len(found) > 1 else ""
    amount = f"{dutch.number(row.realised)} van {dutch.number(row.target)} {row.unit or ''}".strip()
    return (
        f"<b>Actie {row.action}</b> {escape(name + part)}{alone}{more}<br>"
        f'<span class="num"><span class="c-{dots.colour(row.status)}">{dots.percent(row.ratio)}</span>: '
        f"{escape(amount)}</span>"
    )
