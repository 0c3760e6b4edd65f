"""Queries for local authorities and their population."""

from __future__ import annotations

from datetime import date

import pandas as pd

from samenleven.eligibility import OriginCount
from samenleven.scope import Place
from samenleven.store.connection import Store


def authorities(store: Store) -> pd.DataFrame:
    """All local authorities: 319 municipalities, the VGC and vzw de Rand, by name."""
    return store.frame(
        "select authority_id, nis, name, type, region, represented_by, province, reference_region, centre_city, "
        "brussels_rim, facilities, signatory, size_class, area_km2, longitude, latitude, nis_2025, merged_2025, "
        "source_id "
        "from local_authority order by name"
    )


def places(store: Store) -> list[Place]:
    """Every area and authority, by name: what a view chooses from (`samenleven.scope`)."""
    rows = store.rows("select authority_id, nis, name, signatory, represented_by from local_authority order by name")
    return [Place(**row) for row in rows]


def reference_dates(store: Store) -> list[date]:
    """The days for which origin is known, newest first."""
    rows = store.rows("select distinct reference_date as day from origin order by day desc")
    return [row["day"] for row in rows]


def origin_counts(store: Store, on: date) -> list[OriginCount]:
    """The counts behind eligibility, of the newest reference date not after a day.

    All Flemish municipalities, the VGC (all municipalities of Brussels together) and vzw de Rand (no counts).
    Counts are None when no figure is old enough.
    """
    rows = store.rows(
        """
        with day as (select max(reference_date) as d from origin where reference_date <= $on),
        counts as (
            select authority_id,
                   sum(count) filter (definition = 'non_eu27')::integer as non_eu27,
                   sum(count) filter (definition = 'other_eu27')::integer as other_eu27,
                   sum(count) filter (definition = 'neighbouring_country')::integer as neighbouring_country,
                   sum(count)::integer as population
            from origin_of_authority, day where reference_date = day.d group by authority_id)
        select l.authority_id, l.nis, l.name, l.reference_region, non_eu27, other_eu27, population,
               l.signatory and l.type = 'municipality' as published, l.type <> 'municipality' as own_rule,
               neighbouring_country, coalesce(p.counts_on = day.d, false) as on_list_day, day.d as counted_on,
               if(l.type = 'municipality', p.source_id, l.source_id) as rule_source_id
        from local_authority l cross join day left join published_list p on true left join counts using (authority_id)
        where l.represented_by is null
        order by l.type <> 'municipality', l.name
        """,
        {"on": on},
    )
    return [OriginCount(**row) for row in rows]


def demographics(store: Store) -> pd.DataFrame:
    """Population and origin of every authority and year, long: one row per authority, date and definition.

    `count` in inhabitants; `share` of the population (0 to 1); definition `population` is the total.
    """
    return store.frame(
        """
        with counts as (
            select authority_id, reference_date, definition, count::bigint as count, source_id
            from origin_of_authority),
        totals as (
            select authority_id, reference_date, sum(count) as total from counts group by all)
        select authority_id, l.nis, l.name, l.reference_region, l.size_class, l.signatory, l.region, l.type,
               reference_date, definition, count::double as count, count / total as share, 'official' as kind,
               c.source_id
        from counts c join totals using (authority_id, reference_date) join local_authority l using (authority_id)
        union all
        select authority_id, l.nis, l.name, l.reference_region, l.size_class, l.signatory, l.region, l.type,
               reference_date, 'population', total::double, 1.0, 'official', 'statbel-population'
        from totals join local_authority l using (authority_id)
        order by reference_date, name, definition
        """
    )
