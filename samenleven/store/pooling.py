"""Queries for regional pooling: the municipalities with their target group, their borders, and who was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samenleven.eligibility import TargetGroup, Weight, judge_all
from samenleven.pooling import Authority, Border
from samenleven.store import areas, catalogue
from samenleven.store.connection import Store


@dataclass(frozen=True, slots=True)
class PublishedCooperation:
    """A cooperation whose members a source names, with the lead first; `value` is what the source counted."""

    figure_id: str
    name: str
    members: tuple[str, ...]
    period: str
    precision: str
    value: int
    unit: str
    kind: str
    source_id: str
    reference_date: date | None
    note: str | None


def candidates(store: Store, on: date, reading: Weight = Weight.LOWER) -> list[Authority]:
    """The Flemish municipalities by the newest counts not after a day, in order of NIS code; `reading` counts.

    Empty when no figure is old enough.
    """
    judged = judge_all(areas.origin_counts(store, on), catalogue.parameters(store), on)
    rows = store.rows(
        "select authority_id, coalesce(facilities = 'rand', false) as rand from local_authority "
        "where type = 'municipality' and region = 'flanders'"
    )
    rand = {row["authority_id"]: row["rand"] for row in rows}
    found = []
    for one in judged:
        if one.authority_id not in rand or one.lower is None or one.estimate is None or one.upper is None:
            continue
        group = TargetGroup(one.lower, one.estimate, one.upper)
        found.append(
            Authority(
                id=one.authority_id,
                region=one.reference_region or "",
                group=group,
                name=one.name,
                share=group.by(reading) / one.population if one.population else None,
                rand_facility=rand[one.authority_id],
                alone_by=one.alone_by,
                population=one.population,
                reading=reading,
            )
        )
    return sorted(found, key=lambda one: one.id)


def counted_on(store: Store, on: date) -> date | None:
    """The day of the counts that `candidates` uses for a day."""
    return next((day for day in areas.reference_dates(store) if day <= on), None)


def borders(store: Store) -> list[Border]:
    """The borders between Flemish municipalities, with their length in km."""
    rows = store.rows(
        "select nis_a as a, nis_b as b, shared_border_km::double as km from adjacency "
        "join local_authority x on x.nis = nis_a join local_authority y on y.nis = nis_b "
        "where x.region = 'flanders' and y.region = 'flanders' order by a, b"
    )
    return [Border(**row) for row in rows]


def reference_regions(store: Store) -> list[str]:
    """The 15 reference regions by name."""
    return [row["name"] for row in store.rows("select reference_region as name from reference_region order by name")]


def published_cooperations(store: Store) -> list[PublishedCooperation]:
    """The cooperations of which a source names the members."""
    rows = store.rows(
        """
        select f.figure_id, f.subject as name, f.period, f.precision, f.value::integer as value, f.unit, f.kind,
               f.source_id, f.reference_date, f.note,
               list(m.authority_id order by m.authority_id <> f.authority_id, m.authority_id) as members
        from published_figure f join published_membership m using (figure_id)
        group by all order by f.figure_id
        """
    )
    return [PublishedCooperation(**row | {"members": tuple(row["members"])}) for row in rows]
