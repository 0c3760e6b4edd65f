"""What the figures of the best division and of its certainty are drawn with: HTML and SVG, every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samenleven import dutch
from samenleven.figures import TableRow
from samenleven.findings import words
from samenleven.findings.best import money as short_money

KEY = '<span class="bs-key"><b></b>beste verdeling</span> <span class="bs-key"><s></s>verdeling in rondes</span>'


def dumbbells(rows: Sequence[tuple[str, float, float]], *, made_up: bool) -> str:
    """A row per name: where it was (hollow) and where it comes (filled), both from 0 to 1."""
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="pl">{_moved(was, now, made_up)}</td>'
        f"{number(f'<b>{words.percent(now)}</b>', 'beste')}{number(words.percent(was), 'rondes')}"
        f"{number(_points(was, now), 'verschil')}</tr>"
        for name, was, now in rows
    )
    return table(("Doelstelling", "0 tot 100 %", "#Beste", "#Rondes", "#Verschil"), lines, "bs-goals")


def _moved(was: float, now: float, made_up: bool) -> str:
    low, high = sorted((was, now))
    dot = ' class="ex"' if made_up else ""
    return (
        f'<div class="bs-axis"><u style="left:{share(low)};width:{share(high - low)}"></u>'
        f'<s style="left:{share(was)}"></s><b{dot} style="left:{share(now)}"></b></div>'
    )


def _points(was: float, now: float) -> str:
    return words.signed_points(round(now, 3) - round(was, 3))


def curve(points: Sequence[tuple[float, float]], best: tuple[float, float], rounds: tuple[float, float]) -> str:
    """Euro against attainment as a line, with the two divisions on it; the axis has room for three amounts only."""
    end = max((euro for euro, _ in points), default=0.0) or 1.0
    line = " ".join(f"{100 * euro / end:.2f},{100 - 100 * ratio:.2f}" for euro, ratio in points)

    def mark(name: str, at: tuple[float, float]) -> str:
        return f'<{name} style="left:{share(at[0] / end)};bottom:{share(at[1])}"></{name}>'

    scale = "".join(f'<span class="y" style="bottom:{share(at)}">{words.percent(at)}</span>' for at in (0.0, 0.5, 1.0))
    below = "".join(
        f'<span class="x{side}">{short_money(end * at)}</span>' for side, at in ((" l", 0.0), ("", 0.5), (" r", 1.0))
    )
    said = "".join(
        f'<li><span class="bs-key"><{name}></{name}>{label}</span> <b>{words.percent(at[1])}</b> met '
        f"{short_money(at[0])}</li>"
        for name, label, at in (("b", "beste verdeling:", best), ("s", "verdeling in rondes:", rounds))
    )
    return (
        f'<div class="bs-curve">{scale}{below}<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<polyline points="{line}" vector-effect="non-scaling-stroke"></polyline></svg>{mark("s", rounds)}'
        f'{mark("b", best)}</div><ul class="bs-said">{said}</ul>'
    )


def money(rows: Sequence[TableRow], *, made_up: bool) -> str:
    """The money of every action: two bars, best over rounds."""
    most = max((max(row["best_eur"], row["rounds_eur"]) for row in rows), default=0.0) or 1.0
    hatch = ' class="ex"' if made_up else ""
    lines = "".join(
        f'<tr><th scope="row"><span class="no">{row["action"]}</span>{escape(str(row["title"]))}</th>'
        f'<td class="pl"><div class="bs-pair"><b{hatch} style="width:{share(row["best_eur"] / most)}"></b>'
        f'<s style="width:{share(row["rounds_eur"] / most)}"></s></div></td>'
        f"{number('<b>' + dutch.euro(row['best_eur']) + '</b>', 'beste')}"
        f"{number(dutch.euro(row['rounds_eur']), 'rondes')}"
        f"{number(_signed(row['change_eur']), 'verschil')}</tr>"
        for row in rows
    )
    return table(("Actie", "", "#Beste", "#Rondes", "#Verschil"), lines, "bs-money")


def _signed(euro: float) -> str:
    return "gelijk" if dutch.euro(euro) in (dutch.euro(0), "€ -0") else dutch.signed_euro(euro)


def prices(rows: Sequence[TableRow], *, made_up: bool) -> str:
    """What more money brings, per action and per ceiling, in percentage points; nothing without such an action."""
    if not rows:
        return ""
    most = max((row["price"] or 0.0 for row in rows), default=0.0) or 1.0
    lines = "".join(
        f'<tr><th scope="row"><span class="no">{row["action"]}</span>{escape(str(row["title"]))}</th>'
        f'<td class="pl">{_bar((row["price"] or 0.0) / most, made_up)}</td>'
        f"{number('kan niet' if row['price'] is None else dutch.number(row['price'], 3), 'meer geld')}"
        f"{number(dutch.number(row['ceiling_price'], 3), 'hoger plafond')}</tr>"
        for row in rows
    )
    return table(("Actie", "", "#Meer geld naar deze actie", "#Hoger plafond, zonder extra geld"), lines, "bs-prices")


def costs(rows: Sequence[TableRow], *, made_up: bool) -> str:
    """What every target weighs and costs, most points per euro first."""
    most = max((row["points_per_100000"] or 0.0 for row in rows), default=0.0) or 1.0
    lines = "".join(
        f'<tr><th scope="row"><span class="no">{row["action"]}</span>{escape(str(row["component"]))}</th>'
        f'<td class="pl">{_bar((row["points_per_100000"] or 0.0) / most, made_up)}</td>'
        f"{number(_or_dash(row['points_per_100000'], 2), 'punten per € 100.000')}"
        f"{number(_or_dash(row['points'], 1), 'punten')}{number(_euro(row['whole_eur']), 'helemaal')}"
        f"{number(dutch.euro(row['unit_cost_eur']), 'per eenheid')}"
        f"{number(dutch.number(row['target']) + ' ' + escape(str(row['unit'] or '')), 'streefwaarde')}</tr>"
        for row in rows
    )
    heads = ("Actie en KPI-onderdeel", "", "#Punten per € 100.000", "#Punten, helemaal betaald", "#Subsidie daarvoor")
    return table((*heads, "#Kost per eenheid, met eigen inbreng", "#Streefwaarde"), lines, "bs-costs")


def _bar(part: float, made_up: bool) -> str:
    return f'<div class="bs-pair"><b{" class=ex" if made_up else ""} style="width:{share(part)}"></b></div>'


def _or_dash(value: float | None, decimals: int) -> str:
    return "–" if value is None else dutch.number(value, decimals)


def _euro(value: float | None) -> str:
    return "–" if value is None else dutch.euro(value)


def number(html: str, label: str) -> str:
    """A cell with a number; `label` stands before it on a phone, where the heads of the columns are gone."""
    return f'<td class="num" data-l="{escape(label)}">{html}</td>'


def table(heads: Sequence[str], lines: str, kind: str) -> str:
    """Rows under their heads; a head that starts with # is that of a column of numbers."""
    head = "".join(
        f'<th scope="col" class="num">{escape(text[1:])}</th>'
        if text.startswith("#")
        else f'<th scope="col">{escape(text) or "<span class=unseen>Balk</span>"}</th>'
        for text in heads
    )
    return f'<table class="bs-table {kind}"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def share(part: float) -> str:
    """A part of the width or height, at most all of it."""
    return f"{100 * min(max(part, 0.0), 1.0):.2f}%"
