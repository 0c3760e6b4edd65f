"""The figures of the screen *kaart*, each a function of its address."""

from __future__ import annotations

import pandas as pd

from samenleven.indicators import Form, Topic
from ui.figure.model import Figure, figure
from ui.filters.address import Address
from ui.map import atlas_choice, atlas_data, atlas_rows
from ui.map.area_map import in_scope, to_download
from ui.map.atlas_choice import Choice
from ui.reading import reads

AREAS = "pic-gebiedsniveaus"


@figure("kaart", "kaart")
def map_figure(address: Address) -> Figure:
    """The figure on the map, at the moment, for the area and region that the address asks for."""
    choice, _ = atlas_choice.choose(address)
    moment = atlas_data.payload(choice)["moments"][choice.start]
    shown = table(choice)
    unit = shown["unit"].iloc[0] if len(shown) else ""
    optional = [name for name in ("lower", "upper", "realised", "target", "together", "spread") if name in shown]
    return Figure(
        name="kaart",
        finding=moment["finding"],
        unit=atlas_data.lede(choice),
        picture="",
        table=shown,
        columns=("name", "value", *optional, "kind"),
        headings={"value": f"waarde ({unit})"} if unit else {},
        extra=(AREAS,),
        made_up=moment["madeUp"],
        file_name=f"kaart-{choice.indicator.title}-{choice.moment.title}",
    )


def table(choice: Choice) -> pd.DataFrame:
    """A row per area, highest first, with what only some figures have left out where none has it.

    A share stands there as a percentage, see `to_download`.
    """
    one, moment = choice.indicator, choice.moment.code
    inside = atlas_rows.in_view(choice)
    known = {place.authority_id for place in atlas_rows.places()}
    figures = [
        row
        for row in in_scope(reads.area_figures(one.code, choice.form, moment, choice.shown), choice.scope)
        if row.authority_id in known and (not inside or row.authority_id in inside)
    ]
    frame = reads.frame(figures)
    if not len(frame):
        return pd.DataFrame(columns=["nis", "name", "title", "value", "unit", "kind", "source_id", "reference_date"])
    frame = frame.assign(title=one.title).sort_values("value", ascending=False, na_position="last")
    if choice.form is Form.SHARE and one.topic is Topic.GRANT:
        return to_download(frame).assign(unit="euro per inwoner van de doelgroep")
    return to_download(frame, "van de inwoners" if one.topic is Topic.PEOPLE else "van de streefwaarde")
