"""The figures of a map in words and as the rows of a file, with an honest gap for an area without one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pandas as pd

from samenleven import dutch
from samenleven.indicators import AreaFigure
from samenleven.scope import Scope, places_in
from ui.reading import reads

OF_SOME = ("target", "realised", "status", "together", "spread", "eligible", "lower", "upper")


def in_scope(figures: Sequence[AreaFigure], scope: Scope) -> list[AreaFigure]:
    """The rows that belong in a view: one per area, with an honest gap where there is no figure."""
    known = {figure.authority_id: figure for figure in figures if figure.value is not None}
    given = {figure.authority_id: figure for figure in figures}
    unit = figures[0].unit if figures else ""
    return [
        given.get(one.authority_id) or AreaFigure(one.authority_id, one.nis, one.name, None, unit)
        for one in places_in(reads.places(), scope, known)
    ]


def labels(bounds: Sequence[float], unit: str) -> list[str]:
    """What each class between the bounds holds, in words, from low to high."""
    shown = [_short(bound, unit) for bound in bounds]
    if not shown:
        return ["alle waarden"]
    between = [f"{low} tot {high}" for low, high in itertools.pairwise(shown)]
    return [f"minder dan {shown[0]}", *between, f"{shown[-1]} en meer"]


def _short(value: float, unit: str) -> str:
    if unit == "%":
        return dutch.percent(value, 0 if round(value * 100, 6).is_integer() else 1)
    return dutch.euro(value) if unit == "euro" else dutch.number(value, 1)


def figure_text(figure: AreaFigure) -> str:
    """A figure in words with its unit, or "geen cijfer"."""
    if figure.value is None or figure.unit in ("euro", "%"):
        return dutch.with_unit(figure.value, figure.unit)
    return f"{dutch.number(figure.value, 2)} {figure.unit}"  # the part of one member in one plan is no whole plan


def to_download(frame: pd.DataFrame, share_of: str = "") -> pd.DataFrame:
    """The rows of a map as they go into a file: what only some figures have stays out where there is none.

    A share becomes a percentage: 0.2562 is 25.62 with the unit "% van de inwoners" (`share_of` is what stands after %).
    """
    unused = [column for column in OF_SOME if frame[column].isna().all()]
    shares = frame["unit"] == "%"
    value = frame["value"].astype(float).where(~shares, frame["value"].astype(float) * 100)
    unit = frame["unit"].where(~shares, f"% {share_of}".strip())
    return frame.assign(value=value, unit=unit).drop(columns=["authority_id", *unused])
