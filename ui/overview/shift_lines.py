"""The largest shifts between two years; with only official figures, how everything that is published grew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.compared import Shift
from samenleven.findings import words
from ui.filters.address import Address
from ui.goals import dots
from ui.overview.standing import MOST_SHIFTS, Standing
from ui.reading import reads

SERIES = {
    "grant_awarded": "subsidie, mln €",
    "authorities": "lokale besturen",
    "applicants": "indieners",
    "realised": "{unit}",
    "represented_authorities": "besturen met {unit}",
}
"""The published figures that are followed over the years, by concept; a figure of one action names it."""


def picture(data: Standing, address: Address) -> str:
    """The shifts as a line per action from the one year to the other."""
    if data.pair is None or not data.shifts:
        return ""
    shown = data.shifts[:MOST_SHIFTS]
    axis = dots.axis((ratio for one in shown for ratio in (one.before.ratio, one.after.ratio)), most=4)
    numbers = f'<span class="ov-line">{dots.ticks(axis)}</span>'
    years = f"<span>jaar {data.pair[0]} → {data.pair[1]}</span>"
    head = f'<div class="ov-shift head" aria-hidden="true">{years}{numbers}<span>punt</span></div>'
    rows = "".join(f"<li>{_shift(one, data.pair, axis, address)}</li>" for one in shown)
    return f'<div class="ov-shifts" style="--line-at:{axis.at(1):.2f}%">{head}<ul>{rows}</ul></div>'


def _shift(one: Shift, pair: tuple[int, int], axis: dots.Axis, address: Address) -> str:
    link = address.to("doelstellingen", doelstelling=str(one.after.goal), at=f"actie-{one.action}")
    name = escape(terms.action_name(one.action, one.after.component))
    strong = f"<b>{name}</b>" if one.rose_above or one.fell_below else name
    drawn = f"{dots.span(one.before, one.after, axis)}{dots.dot(one.before, axis, 'other')}"
    years = "".join(
        f"<li>{dots.said(row, year, amount(row))}</li>" for year, row in zip(pair, (one.before, one.after), strict=True)
    )
    note = "<li>het formulier telde de groepen anders</li>" if one.regrouped else ""
    card = f'<span class="ov-card"><b>Actie {one.action}, {name}</b><ul>{years}{note}</ul></span>'
    value = words.signed_points(one.difference).removesuffix(" punt")
    return (
        f'<a class="ov-shift" href="{escape(link)}"><span>{strong}</span><span class="ov-line" aria-hidden="true">'
        f'{drawn}{dots.dot(one.after, axis, "now")}</span><span class="num">{value}'
        f'{"*" if one.regrouped else ""}<span class="unseen"> punt</span></span>{card}</a>'
    )


def amount(row: object) -> str:
    """What was realised of what: "599 van 758 personen"."""
    realised, target, unit = (getattr(row, name) for name in ("realised", "target", "unit"))
    return f"{dutch.number(realised)} van {dutch.number(target)} {unit or ''}".strip()


@dataclass(frozen=True)
class Series:
    """A published figure over the project years; `values` by year, only the years that are published."""

    name: str
    money: bool
    values: dict[int, float]


def followed(published: pd.DataFrame) -> list[Series]:
    """What is published for all of Flanders in more than one project year, in the order of `SERIES`."""
    whole = published[
        published["followed"].astype(bool) & published["authority_id"].isna() & published["project_year"].notna()
    ]
    results = whole[(whole["concept"] == "realised") & whole["action_id"].notna()]
    units = {int(action): str(unit) for action, unit in zip(results["action_id"], results["unit"], strict=True)}
    found = []
    for concept, name in SERIES.items():
        rows = whole[whole["concept"] == concept]
        if concept == "grant_awarded":
            rows = rows[rows["action_id"].isna()]  # of one action is another figure
        for action, of_one in rows.assign(about=rows["action_id"].fillna(0)).groupby("about"):
            once = of_one.drop_duplicates("project_year")
            values = {int(year): float(value) for year, value in zip(once["project_year"], once["value"], strict=True)}
            if len(values) > 1:
                unit = units.get(int(action), str(once["unit"].iloc[0]))
                found.append(Series(name.format(unit=unit), concept == "grant_awarded", values))
    return found


def both(series: Sequence[Series], pair: tuple[int, int]) -> list[Series]:
    """Those that are published in both years."""
    return [one for one in series if pair[0] in one.values and pair[1] in one.values]


def growth_picture(series: Sequence[Series], pair: tuple[int, int]) -> str:
    """A line per published figure: before, now, and a small line over all years."""
    rows = "".join(f"<li>{_growth(one, pair)}</li>" for one in both(series, pair))
    return f'<div class="ov-shifts"><ul>{rows}</ul></div>'


def _growth(one: Series, pair: tuple[int, int]) -> str:
    was, now = one.values[pair[0]], one.values[pair[1]]
    change = "gelijk"
    if now != was:
        share = _share(abs(now / was - 1)) if was else "nieuw"
        change = f"{'+' if now > was else '−'}{share}" if was else share
    return (
        f'<span class="ov-grow"><span>{escape(one.name)}</span><span class="num soft">{_text(one, was)} → '
        f'<b>{_text(one, now)}</b></span>{_spark(one, pair[1])}<span class="num"><b>{change}</b></span></span>'
    )


def _share(growth: float) -> str:
    """A growth in whole percent; with a decimal where it would read as nothing."""
    whole = dutch.percent(growth)
    return (words.percent(growth) if whole == dutch.percent(0) else whole).replace(" ", dots.NARROW)


def _text(one: Series, value: float) -> str:
    """A figure as short as its row: money in millions, whose unit stands in the name."""
    return dutch.millions(value).removeprefix("€ ").removesuffix(" mln") if one.money else dutch.number(value)


def _spark(one: Series, year: int) -> str:
    """All years as a small line, the chosen one filled; from zero up, so that twice as high is twice as much."""
    years = sorted(one.values)
    most = max(one.values.values()) or 1.0
    first, last = years[0], max(years[-1], years[0] + 1)
    at = {each: (4 + 92 * (each - first) / (last - first), 18 - 14 * one.values[each] / most) for each in years}
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in at.values())
    points = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="{"on" if each == year else "off"}"/>'
        for each, (x, y) in at.items()
    )
    return f'<svg class="ov-spark" viewBox="0 0 100 22" aria-hidden="true"><polyline points="{line}"/>{points}</svg>'


def published() -> pd.DataFrame:
    """Every published figure, followed or not."""
    return reads.register("published_figure")
