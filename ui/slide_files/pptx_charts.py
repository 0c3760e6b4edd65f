"""Charts of a slide as charts of PowerPoint: with their numbers in a sheet of their own, to edit.

A percentage stands there as a ratio (0.417) with a format of percentages, so the sheet holds the very figure, and a
program shows it as its reader writes numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from samenleven import dutch
from samenleven.attainment import Status
from ui.look import theme
from ui.presentation.slide import Bars, Dots, Lines
from ui.slide_files import pptx_layout as layout

FORMATS = {"%": "0.0 %", "euro": '"€ "#,##0'}  # a program writes points and commas as its reader does
AXES = {"%": "0 %", "euro": '"€ "#,##0'}
COUNT = "#,##0"
PALE = "A9B5C0"
BEYOND = "loopt door tot"
ROOM = 1.12  # of the longest bar, for the figure at its end


def bars(slide: Any, one: Bars, box: layout.Box, said: str) -> None:
    """Bars from zero, the first on top; the line that they are set against is a line of the axis."""
    data = CategoryChartData(number_format=FORMATS.get(one.unit, COUNT))
    data.categories = [_name(bar.name, bar.said, bar.text if _cut(bar.value, one.most) else "") for bar in one.bars]
    data.add_series(one.series, [bar.value for bar in one.bars])
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, box, said)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    for point, bar in enumerate(one.bars):
        _fill(plot.series[0].points[point].format, _colour(bar.status), example=bar.example)
        if bar.marked:
            edge = plot.series[0].points[point].format.line
            edge.color.rgb, edge.width = RGBColor.from_string(layout.INK), Pt(2)
    _labels(plot, one.unit, XL_LABEL_POSITION.OUTSIDE_END)
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.tick_labels.font.size = Pt(12 if len(one.bars) > 6 else 14)
    values._element.find(qn("c:crosses")).set("val", "max")  # with the first bar on top the axis stays below
    values.minimum_scale = 0
    if one.most:
        values.maximum_scale = one.most * ROOM
    _axis(values, one.unit)
    if one.line:
        values.major_unit = one.line
        _said(values, f"{one.series}; lijn bij {_at(one.line, one.unit)}: {one.line_name}")
    else:
        _said(values, one.series)


def dots(slide: Any, one: Dots, box: layout.Box, said: str) -> None:
    """Dots as the points of lines that are not drawn: a line per year, and one for what they are set against."""
    data = CategoryChartData(number_format=FORMATS.get(one.unit, COUNT))
    data.categories = [f"{row.name}: {', '.join(filter(None, [row.text, row.said]))}" for row in one.rows]
    for place, name in enumerate(one.series):
        data.add_series(name, [row.dots[place].value for row in one.rows])
    if one.line is not None:
        data.add_series(one.line_name, [one.line] * len(one.rows))
    chart = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, box, said)
    _legend(chart)
    every = list(chart.plots[0].series)
    at = next((place for place in range(len(one.series)) if any(row.dots[place].now for row in one.rows)), 0)
    for place in range(len(one.series)):
        line = every[place]
        line.smooth = False
        line.format.line.fill.background()
        now = place == at
        line.marker.style, line.marker.size = XL_MARKER_STYLE.CIRCLE, 13 if now else 8
        shade = theme.ACCENT if now else theme.GREY
        _fill(line.marker.format, shade, light=not now and place < at)
        for point, row in enumerate(one.rows):
            dot = row.dots[place]
            if dot.now and dot.value is not None:
                _fill(line.points[point].marker.format, _colour(dot.status), example=dot.example)
    if one.line is not None:
        _reference(every[-1])
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = one.low, one.high
    if len(one.ticks) > 1:
        values.major_unit = min(right - left for left, right in zip(one.ticks, one.ticks[1:], strict=False))
    _axis(values, one.unit)
    chart.category_axis.tick_labels.font.size = Pt(12)


def lines(slide: Any, one: Lines, box: layout.Box, said: str) -> None:
    """Lines over years, from zero up; that of the presenter is the thick one."""
    data = CategoryChartData(number_format=FORMATS.get(one.unit, COUNT))
    data.categories = one.categories
    for series in one.series:
        data.add_series(series.name, series.values)
    chart = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, box, said)
    _legend(chart)
    for line, series, shade in zip(chart.plots[0].series, one.series, _shades(len(one.series)), strict=True):
        line.smooth = False
        line.format.line.color.rgb = RGBColor.from_string(shade[1:])
        line.format.line.width = Pt(4 if series.marked else 2)
        if series.example:
            line.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        line.marker.style, line.marker.size = XL_MARKER_STYLE.CIRCLE, 8 if series.marked else 5
        _fill(line.marker.format, shade)
        known = [place for place, value in enumerate(series.values) if value is not None]
        if known:
            label = line.points[known[-1]].data_label
            label.position = XL_LABEL_POSITION.ABOVE
            label.font.size, label.font.bold = Pt(14), series.marked
            element = label._get_or_add_dLbl()
            for name in ("c:showLegendKey", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
                if element.find(qn(name)) is not None:
                    element.find(qn(name)).set("val", "0")
            element.find(qn("c:showVal")).set("val", "1")
    chart.value_axis.minimum_scale = 0
    _axis(chart.value_axis, one.unit)
    chart.category_axis.tick_labels.font.size = Pt(14)


def _chart(slide: Any, kind: Any, data: Any, box: layout.Box, said: str) -> Any:
    frame = slide.shapes.add_chart(kind, *box, data)
    frame.name = "Grafiek"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(14), RGBColor.from_string(layout.INK)
    chart.font.name = layout.LETTERS
    return chart


def in_dutch(slide: Any) -> None:
    """Say of every chart of a slide that its words and numbers are Dutch."""
    for shape in slide.shapes:
        if shape.has_chart:
            space = shape.chart._chartSpace
            language = space.find(qn("c:lang"))
            if language is None:
                language = space.makeelement(qn("c:lang"), {})
                after = space.find(qn("c:date1904"))
                space.insert(0 if after is None else list(space).index(after) + 1, language)
            language.set("val", layout.LANGUAGE)
            layout.in_dutch(space)


def _name(name: str, said: str, beyond: str) -> str:
    return name + (f" · {said}" if said else "") + (f" ({BEYOND} {beyond})" if beyond else "")


def _cut(value: float | None, most: float | None) -> bool:
    return value is not None and most is not None and value > most


def _at(value: float, unit: str) -> str:
    return dutch.percent(value) if unit == "%" else dutch.number(value)


def _colour(status: Status | None) -> str:
    return theme.STATUS[status].colour if status else theme.ACCENT


def _shades(count: int) -> Sequence[str]:
    return [theme.GROUPS[place % len(theme.GROUPS)] for place in range(count)]


def _fill(look: Any, colour: str, *, example: bool = False, light: bool = False) -> None:
    """A fill in a colour; hatched for what is made up."""
    own, white = RGBColor.from_string(colour[1:]), RGBColor.from_string(layout.PAPER)
    if example:
        look.fill.patterned()
        look.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        look.fill.fore_color.rgb, look.fill.back_color.rgb = own, white
    else:
        look.fill.solid()
        look.fill.fore_color.rgb = RGBColor.from_string(PALE) if light else own
    look.line.color.rgb = own


def _labels(plot: Any, unit: str, where: Any) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, where
    labels.number_format, labels.number_format_is_linked = FORMATS.get(unit, COUNT), False
    labels.font.size, labels.font.bold = Pt(14), True


def _axis(axis: Any, unit: str) -> None:
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = AXES.get(unit, COUNT), False
    axis.tick_labels.font.size = Pt(12)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(PALE)
    axis.format.line.fill.background()


def _said(axis: Any, text: str) -> None:
    axis.has_title = True
    axis.axis_title.text_frame.text = text
    font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(12), False, RGBColor.from_string(layout.SOFT)


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(12)


def _reference(line: Any) -> None:
    line.smooth = False
    line.format.line.color.rgb, line.format.line.width = RGBColor.from_string(layout.INK), Pt(2)
    line.marker.style = XL_MARKER_STYLE.NONE
