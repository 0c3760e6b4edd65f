"""Who holds one figure on a map, with the amounts it is made of: an area alone, or the members of a cooperation.

A figure is an amount, or an amount related to a base (inhabitants of the population, realised of the target, euro per
head). Several together are the sum of the amounts divided by the sum of the bases: the mean of ratios is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samenleven.figures import Kind, weakest
from samenleven.indicators import AreaFigure, Form, Topic


@dataclass(frozen=True)
class MapRow:
    """One figure: `places` (authority ids, who leads first) share it. `base` is None for a plain amount.

    `lower` and `upper` bound the amount of an estimate, in the unit of the amount.
    """

    places: tuple[str, ...]
    amount: float | None
    base: float | None = None
    related: bool = False
    kind: Kind | None = None
    lower: int | None = None
    upper: int | None = None
    spread: bool = False

    @property
    def value(self) -> float | None:
        """The figure itself; a share of 1 is 100 %. None where the amount or the base is not there or zero."""
        return related(self.amount, self.base) if self.related else self.amount


def related(amount: float | None, base: float | None) -> float | None:
    """An amount divided by its base; None where either is missing or there is nothing to divide by."""
    return None if amount is None or not base else amount / base


def rows_of(
    topic: Topic,
    form: Form,
    figures: Sequence[AreaFigure],
    *,
    counts: Sequence[AreaFigure] = (),
    bases: Mapping[str, float | None] | None = None,
    leads: Mapping[str, str] | None = None,
) -> list[MapRow]:
    """The figures of one moment by who holds them, in the order given.

    `figures` are in `form`; for a share of people or of money `counts` are the same in amounts and `bases` what they
    are related to, by authority. `leads` maps a member to who applied for it: they share a figure that is related to a
    base, while an amount was spread over them.
    """
    if form is Form.COUNT:
        return [
            MapRow((one.authority_id,), one.value, None, False, one.kind, one.lower, one.upper, one.spread is not None)
            for one in figures
        ]
    if topic is Topic.RESULT:
        return [
            MapRow(_members(group, leads), group[0].realised, group[0].target, True, group[0].kind)
            for group in _together(figures, leads)
        ]
    amounts = {one.authority_id: one for one in counts}
    rows = []
    for group in _together(figures, leads):
        own = [amounts.get(one.authority_id) for one in group]
        alone = own[0] if len(own) == 1 else None
        rows.append(
            MapRow(
                _members(group, leads),
                total(one.value if one else None for one in own),
                total((bases or {}).get(one.authority_id) for one in group),
                True,
                weakest(one.kind for one in group if one.kind),
                alone.lower if alone else None,
                alone.upper if alone else None,
            )
        )
    return rows


def total(values: Iterable[float | None]) -> float | None:
    """The sum of what is there; None when nothing is there, because missing is not zero."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def together(rows: Iterable[MapRow]) -> tuple[float | None, float | None]:
    """The amount and the base of several rows as one; of related rows only those that have both count."""
    counted = [row for row in rows if row.value is not None]
    return total(row.amount for row in counted), total(row.base for row in counted)


def _together(figures: Sequence[AreaFigure], leads: Mapping[str, str] | None) -> list[list[AreaFigure]]:
    groups: dict[str, list[AreaFigure]] = {}
    for one in figures:
        groups.setdefault((leads or {}).get(one.authority_id, one.authority_id), []).append(one)
    return list(groups.values())


def _members(group: Sequence[AreaFigure], leads: Mapping[str, str] | None) -> tuple[str, ...]:
    ids = [one.authority_id for one in group]
    lead = (leads or {}).get(ids[0], ids[0])
    return tuple(sorted(ids, key=lambda one: one != lead))
