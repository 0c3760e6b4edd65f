"""The same figure as 3D columns, with its headline above and its foot line below."""

from __future__ import annotations

from html import escape

from samenleven.figures import Kind
from samenleven.indicators import Form, Topic
from samenleven.map_classes import class_of, scale_of
from ui.figure import object as figures
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.frame import block
from ui.look import theme
from ui.map import atlas_rows
from ui.map.area_map import figure_text, in_scope
from ui.map.atlas_choice import Choice
from ui.map.columns import Column, columns_3d
from ui.reading import reads
from ui.take import makers

HEIGHT = 520


def show(choice: Choice, one: Figure, address: Address) -> None:
    """Draw the columns of the chosen moment; classes and colours are those of the flat map in the light."""
    moment = choice.moment
    block.show(
        figures.headline(
            "Kaart", one.finding, made_up=one.made_up, before=f" · {escape(moment.title)}", after=one.unit
        ),
        "kaart_kop",
    )
    code, inside = choice.indicator.code, atlas_rows.in_view(choice)
    every = [atlas_rows.rows(code, choice.form, each.code, choice.shown) for each in choice.moments]
    against = choice.indicator.topic is Topic.RESULT and choice.form is Form.SHARE
    scale = scale_of(([row.value for row in rows] for rows in every), against_target=against)
    shown = [
        figure
        for figure in in_scope(reads.area_figures(code, choice.form, moment.code, choice.shown), choice.scope)
        if figure.nis and figure.value is not None and (not inside or figure.authority_id in inside)
    ]
    columns = [
        Column(
            row.nis or "",
            row.value or 0.0,
            figure_text(row),
            theme.SHADES[scale.shades[class_of(row.value or 0.0, scale.bounds)]],
        )
        for row in shown
    ]
    columns_3d(columns, key="kaart", height=HEIGHT)
    mark = f" Alle kolommen: {theme.kind_word(Kind.EXAMPLE)}." if one.made_up else ""
    foot = figures.foot(one, address, more=makers.excel(address))
    block.show(
        f'<figure class="obj" id="kaart"><p class="u" id="kaart-t">{mark}</p>{foot}</figure>',
        "kaart_voet",
    )
