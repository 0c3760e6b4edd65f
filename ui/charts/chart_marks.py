"""The shapes of the charts: bullets, lines over the years and ranked dots, with the figures at the marks."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import altair as alt
import pandas as pd

from samenleven import dutch, terms
from samenleven.attainment import Status
from samenleven.figures import Kind
from ui.charts import chart_style
from ui.look import theme

LONGEST, SHORTEST = 2.5, 1.1  # where the axis of attainment ends at most and at least
MOST = 40  # rows in one chart: more is too long to read, and the table has all of them
LINE, BAR, AIR = 17, 14, 14  # pixels: a line of a name, a bar, and the space below it
EXACT = alt.AutoSizeParams(type="fit-x", contains="padding")  # the height of the drawing itself, not with its axis
EDGE = {"left": 2, "top": 5, "right": 16, "bottom": 5}  # figures beside the last mark need a little more than measured
ROOM = 1.16  # the axis of lines goes on above the highest point, for its figure
STROKES = alt.Legend(symbolType="stroke", symbolSize=400, symbolStrokeWidth=2.5)


def bullets(frame: pd.DataFrame, label: str, *, title: str) -> Any:
    """Attainment as bars against a line at 100 %, coloured by status; example figures are hatched and say so.

    `frame` has `ratio` (1 is 100 %), `status`, `kind`, `target`, `realised` and the column named by `label`.
    A bar far over its target is cut at `LONGEST`; the percentage beside it always gives the true figure. A row
    without a ratio, as with a target of zero, has no bar and stays in the table.
    """
    known = frame[pd.to_numeric(frame["ratio"]).map(math.isfinite).astype(bool)]
    data, note = most(known)
    ratios = data["ratio"].astype("float64")
    limit = min(LONGEST, max([SHORTEST, *ratios]))
    if any(ratios > limit):
        note = f"Een balk stopt bij {dutch.percent(limit)}; het cijfer ernaast klopt. {note}".strip()
    looks = [(Status(code), kind == Kind.EXAMPLE) for code, kind in zip(data["status"], data["kind"], strict=True)]
    data = data.assign(
        shown=ratios.clip(upper=limit),
        word=[theme.status_word(*look) for look in looks],
        kind_word=[terms.KIND.get(str(code), dutch.NOTHING) for code in data["kind"]],
    )
    order = list(Status)
    legend = {
        theme.status_word(status, made_up): theme.paint(theme.STATUS[status].colour, made_up)
        for status, made_up in sorted(looks, key=lambda look: order.index(look[0]))
    }
    named = [chart_style.lines(str(name), chart_style.TITLE_WIDTH) for name in data[label]]
    # The y-axis is in pixels, so that a row is only as high as its own name, its bar and some air.
    heights = [LINE * len(one) + BAR + AIR for one in named]
    tops = list(itertools.accumulate(heights, initial=0))
    data = data.assign(
        named=["\n".join(one) for one in named],
        top=tops[:-1],
        middle=[end - AIR - BAR / 2 for end in tops[1:]],
        spoken=[
            f"{name}: {dutch.percent(ratio)}, {word}"
            for name, ratio, word in zip(data[label], ratios, data["word"], strict=True)
        ],
    )
    down = alt.Scale(domain=[0, tops[-1]], reverse=True, nice=False, zero=False)
    base = alt.Chart(data).encode(y=alt.Y("middle:Q", axis=None, scale=down))
    bars = base.mark_bar(orient="horizontal", size=BAR, cornerRadiusEnd=2).encode(
        x=alt.X(
            "shown:Q",
            title="in % van de streefwaarde (streep: 100 %)",
            axis=alt.Axis(format=".0%", tickCount=4, titleAnchor="start"),
            scale=alt.Scale(domain=[0, limit], nice=False),
        ),
        color=_colours(legend, 2),
        description="spoken:N",
        tooltip=[
            alt.Tooltip(f"{label}:N", title="Wat"),
            alt.Tooltip("ratio:Q", title="Doelbereik", format=",.0%"),
            alt.Tooltip("target:Q", title="Streefwaarde", format=",.0f"),
            alt.Tooltip("realised:Q", title="Behaald", format=",.0f"),
            alt.Tooltip("word:N", title="Status"),
            *chart_style.said(data),
            *_provenance(),
        ],
    )
    percent = alt.Text("ratio:Q", format=",.0%")
    text = base.mark_text(align="left", dx=5, aria=False).encode(x="shown:Q", text=percent)
    above = (
        alt.Chart(data)
        .mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=LINE, aria=False)
        .encode(x=alt.value(0), y=alt.Y("top:Q", scale=down), text="named:N")
    )
    target = alt.Chart(pd.DataFrame({"x": [1.0]})).mark_rule(strokeDash=[4, 3], strokeWidth=2, aria=False)
    return alt.layer(bars, target.encode(x="x:Q"), text, above).properties(
        title=alt.TitleParams(text=title, subtitle=note),
        height=max(tops[-1], 1),
        autosize=EXACT,
        padding=EDGE,
    )


def over_years(frame: pd.DataFrame, *, title: str, unit: str) -> Any:
    """Target and realised per project year as two lines; `frame` has `project_year`, `series`, `value` and `kind`.

    A line cannot be hatched: an example figure carries the hatched sign beside its number, with its word in the note.
    """
    both = frame.pivot_table(index="project_year", columns="series", values="value", aggfunc="first")
    upper = {(year, both.loc[year].idxmax()) for year in both.index}  # its figure stands above, the other one below
    form = ".0%" if unit == "aandeel" else ",.0f"
    example, sign = [kind == Kind.EXAMPLE for kind in frame["kind"]], f" {theme.KIND[Kind.EXAMPLE].sign}"
    notes = [f"in {unit}"] if unit and unit != "aandeel" else []
    if any(example):
        notes.append(f"{sign.strip()} is een {terms.KIND[Kind.EXAMPLE]}")
    highest = float(frame["value"].max()) or 1.0
    data = frame.assign(
        above=[(year, one) in upper for year, one in zip(frame["project_year"], frame["series"], strict=True)],
        said=[
            f"{dutch.percent(value) if unit == 'aandeel' else dutch.number(value)}{sign if made_up else ''}"
            for value, made_up in zip(frame["value"], example, strict=True)
        ],
    )
    base = alt.Chart(data).encode(
        x=alt.X("project_year:O", title="projectjaar", axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "value:Q",
            title=None,
            axis=alt.Axis(format=form, tickCount=4),
            scale=alt.Scale(domain=[0, highest * ROOM], nice=False),
        ),
        tooltip=[
            alt.Tooltip("series:N", title="Wat"),
            alt.Tooltip("project_year:O", title="Projectjaar"),
            alt.Tooltip("value:Q", title=unit, format=form),
            *chart_style.said(data),
            *_provenance(),
        ],
    )
    colour = alt.Color(
        "series:N",
        title=None,
        scale=alt.Scale(domain=["behaald", "streefwaarde"], range=[theme.ACCENT, theme.MUTED]),
        legend=STROKES,
    )
    drawn = base.mark_line(point=alt.OverlayMarkDef(size=60), strokeWidth=2.5).encode(
        color=colour, strokeDash=alt.StrokeDash("series:N", title=None, legend=STROKES)
    )
    above, below = (
        base.transform_filter(f"{'' if high else '!'}datum.above")
        .mark_text(dy=-13 if high else 15, aria=False)
        .encode(text="said:N")
        for high in (True, False)
    )
    return (drawn + above + below).properties(
        title=alt.TitleParams(text=title, subtitle="; ".join(notes)),
        height=220,
        autosize=EXACT,
    )


def population_lines(frame: pd.DataFrame, *, title: str, share: bool) -> Any:
    """Origin groups over time; `frame` has `reference_date`, `word`, `count`, `share`, `source_id`.

    The legend gives the newest figure of each group, the largest first: lines that lie close stay readable.
    """
    field, form, axis = ("share", ".0%", "% van de inwoners") if share else ("count", ",.0f", "inwoners")
    data = frame.assign(day=pd.to_datetime(frame["reference_date"]))
    newest = data.sort_values("day").groupby("word").last().sort_values(field, ascending=False)
    said = {
        str(word): f"{str(word).split(' (')[0]}: {dutch.percent(one[field], 1) if share else dutch.number(one[field])}"
        for word, one in newest.iterrows()
    }
    scale = alt.Scale(domain=list(said.values()), range=list(theme.GROUPS[: len(said)]))
    legend = alt.Legend(columns=1, symbolType="stroke", symbolSize=400, symbolStrokeWidth=2.5)
    return (
        alt.Chart(data.assign(group=data["word"].map(said)))
        .mark_line(point=True, strokeWidth=2.5)
        .encode(
            x=alt.X("day:T", title="1 januari", axis=alt.Axis(format="%Y", tickCount="year", labelOverlap=True)),
            y=alt.Y(f"{field}:Q", title=None, axis=alt.Axis(format=form, tickCount=5), scale=alt.Scale(zero=True)),
            color=alt.Color("group:N", title=None, sort=None, scale=scale, legend=legend),
            strokeDash=alt.StrokeDash("group:N", title=None, sort=None, legend=legend),
            tooltip=[
                alt.Tooltip("word:N", title="Groep"),
                alt.Tooltip("day:T", title="Datum", format="%d/%m/%Y"),
                alt.Tooltip("count:Q", title="Aantal", format=",.0f"),
                alt.Tooltip("share:Q", title="Aandeel", format=".1%"),
                *_provenance()[:2],
            ],
        )
        .properties(
            title=alt.TitleParams(text=title, subtitle=f"in {axis}; in de legende het nieuwste cijfer"),
            height=280,
            autosize=EXACT,
        )
    )


def ranked_dots(frame: pd.DataFrame, *, title: str, unit: str, own: str, percent: bool) -> Any:
    """Areas ranked by one figure as dots, one of them marked; `frame` has `name`, `value`, `kind`, `source_id`.

    Of more than `MOST` areas the highest are drawn, and the marked one wherever it stands.
    """
    few = not percent and bool((frame["value"].abs() < 10).all())  # parts of one plan, spread over members
    form = ".1%" if percent else ",.2~f" if few else ",.0f"
    ranked = frame[frame["value"].notna()].sort_values(["value", "name"], ascending=[False, True])
    data, note = most(ranked, ranked["name"] == own)
    example = [kind == Kind.EXAMPLE for kind in data["kind"]]
    words = [
        f"{own if name == own else 'andere'}{' (voorbeeld)' if made_up else ''}"
        for name, made_up in zip(data["name"], example, strict=True)
    ]
    fills = [
        theme.paint(theme.MARKED if name == own else theme.ACCENT, made_up)
        for name, made_up in zip(data["name"], example, strict=True)
    ]
    legend = dict(sorted(zip(words, fills, strict=True), key=lambda one: not one[0].startswith(own)))
    highest = max([float(one) for one in data["value"]], default=0.0) or 1.0
    said = [dutch.percent(one, 1) if percent else dutch.number(one, 2 * few) for one in data["value"]]
    named = [chart_style.lines(str(name)) for name in data["name"]]
    tops = list(itertools.accumulate((LINE * len(one) + 6 for one in named), initial=0))
    middles = [top + LINE / 2 for top in tops[:-1]]
    data = data.assign(
        middle=middles,
        word=words,
        value=data["value"].astype("float64"),
        spoken=[f"{name}: {one}" for name, one in zip(data["name"], said, strict=True)],
    )
    # Names on several lines beside their dot, which stands at the first of them.
    words_at = f"{json.dumps(named, ensure_ascii=False)}[indexof({json.dumps(middles)}, datum.value)]"
    rows = alt.Y(
        "middle:Q",
        title=None,
        scale=alt.Scale(domain=[0, tops[-1]], reverse=True, nice=False, zero=False),
        axis=alt.Axis(
            values=middles,
            labelExpr=words_at,
            labelOverlap=False,
            ticks=False,
            domain=False,
            grid=False,
            labelPadding=8,
        ),
    )
    base = alt.Chart(data).encode(y=rows)
    x = alt.X(
        "value:Q",
        title=unit,
        axis=alt.Axis(format=form.replace(".1", ".0"), tickCount=4, titleAnchor="start"),
        scale=alt.Scale(domain=[min(0.0, data["value"].min() if len(data) else 0.0), highest], nice=False),
    )
    stems = base.mark_rule(opacity=0.2, aria=False).encode(x=x, x2=alt.datum(0))
    dots = base.mark_point(size=110, opacity=1, filled=True, strokeWidth=0).encode(
        x=x,
        color=_colours(legend, 1),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("name:N", title="Gemeente"),
            alt.Tooltip("value:Q", title=unit, format=form),
            *chart_style.said(data),
            *_provenance(),
        ],
    )
    text = base.mark_text(align="left", dx=9, aria=False).encode(x=x, text=alt.Text("value:Q", format=form))
    return (stems + dots + text).properties(
        title=alt.TitleParams(text=title, subtitle=note),
        height=max(tops[-1], 1),
        autosize=EXACT,
        padding=EDGE,
    )


def most(frame: pd.DataFrame, keep: Any = None) -> tuple[pd.DataFrame, str]:
    """The first `MOST` rows and those to `keep`, with a sentence when rows are left out."""
    if len(frame) <= MOST:
        return frame, ""
    first = pd.Series([place < MOST for place in range(len(frame))], index=frame.index)
    shown = frame[first] if keep is None else frame[first | keep]
    return shown, f"De grafiek toont er {len(shown)} van {len(frame)}; de tabel heeft ze alle."


def _colours(legend: dict[str, str], columns: int) -> Any:
    """Word to fill, with as many words next to each other as fit on a phone."""
    scale = alt.Scale(domain=list(legend), range=list(legend.values()))
    return alt.Color("word:N", scale=scale, legend=alt.Legend(columns=columns))


def _provenance() -> list[Any]:
    return [
        alt.Tooltip("kind_word:N", title="Soort cijfer"),
        alt.Tooltip("source_id:N", title="Bron"),
        alt.Tooltip("reference_date:T", title="Datum", format="%d/%m/%Y"),
    ]
