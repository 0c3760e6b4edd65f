"""`pool`: the best division of reference regions, on the real borders or on an instance from two files."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from samenleven.commands import Commands, add, day, opened, whole
from samenleven.commands.output import print_json, print_rows
from samenleven.commands.pool_files import read_edges, read_nodes
from samenleven.eligibility import Weight
from samenleven.errors import SamenlevenError, short
from samenleven.figures import Kind, TableRow
from samenleven.pooling import Authority, Border, Division, PoolingError, PoolingObjective, Settings, divisions
from samenleven.pooling.search.divide import divide_all
from samenleven.store import areas, catalogue, pooling

REGION_COLUMNS = (
    *("reference_region", "authorities", "count", "taking_part", "left_out_count", "bound", "proven_optimal"),
    *("inner_km", "seconds"),
)
MEMBER_COLUMNS = (
    *("reference_region", "pool", "authority_id", "name", "value", "counted_kind", "left_out"),
    *("kind", "source_id", "reference_date"),
)
SECONDS = 10.0  # time for one region of an instance from files; with real figures it is a parameter


def add_to(commands: Commands) -> None:
    """Add the command about cooperations."""
    pool = add(commands, "pool", "verdeel referentieregio's in samenwerkingsverbanden", pool_command)
    pool.add_argument("--date", type=day, metavar="JJJJ-MM-DD", help="met de herkomstcijfers van deze dag")
    pool.add_argument("--region", metavar="NAAM", help="alleen deze referentieregio")
    pool.add_argument(
        "--weight",
        choices=tuple(Weight),
        type=Weight,
        help="welke lezing van de doelgroep telt (standaard: lower, officieel)",
    )
    pool.add_argument("--include-alone", action="store_true", help="ook wie alleen mag indienen doet mee")
    pool.add_argument("--nodes", type=Path, metavar="CSV", help="besturen uit een bestand: id,region,weight[,share]")
    pool.add_argument("--edges", type=Path, metavar="CSV", help="grenzen uit een bestand: a,b[,border_km]")
    pool.add_argument("--floor", type=whole, metavar="N", help="inwoners die een verband samen moet halen")
    pool.add_argument("--strict", action="store_true", default=None, help="meer dan de drempel in plaats van minstens")
    pool.add_argument(
        "--objective", choices=tuple(PoolingObjective), type=PoolingObjective, default=PoolingObjective.MOST_POOLS
    )
    pool.add_argument("--no-contiguity", action="store_true", help="leden hoeven niet aan elkaar te grenzen")
    pool.add_argument(
        "--min-share",
        type=_number(0, 1),
        metavar="0-1",
        help="extra wens, geen regel van het plan: alleen besturen met minstens dit aandeel inwoners van de doelgroep",
    )
    pool.add_argument(
        "--min-border-km", type=_number(0), default=0.0, metavar="KM", help="standaard 0: elke grens telt"
    )
    pool.add_argument("--max-members", type=whole, metavar="N", help="standaard: geen hoogste aantal leden")
    pool.add_argument("--time-limit", type=_number(0, exclusive=True), metavar="S", help="seconden per regio")


def _number(minimum: float, maximum: float = math.inf, *, exclusive: bool = False) -> Callable[[str], float]:
    """An argument that is a finite number between two bounds."""

    def read(text: str) -> float:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and minimum <= value <= maximum and not (exclusive and value == minimum)):
            upper = f" tot {maximum:g}" if math.isfinite(maximum) else ""
            raise argparse.ArgumentTypeError(f"'{short(text)}' is geen getal vanaf {minimum:g}{upper}")
        return value

    return read


def pool_command(options: argparse.Namespace) -> int:
    """Divide and print: JSON per region, a table of regions, or a CSV row per authority.

    A row says in which cooperation we put an authority, so its kind is an estimate; its count has a kind of its own.
    """
    read = _from_files if options.nodes or options.edges else _from_store
    authorities, borders, settings, provenance = read(options)
    if options.region is not None:
        authorities = _of_region(authorities, options.region)
    ids = {one.id for one in authorities}
    found = divide_all(authorities, divisions.borders_among(borders, ids), settings)
    if options.format == "json":
        print_json({"regions": [_region(one) for one in found], "totals": _totals(found), "settings": _told(settings)})
    elif options.format == "csv":
        print_rows(_members(found, authorities, provenance), MEMBER_COLUMNS, "csv")
    else:
        print_rows([_summary(one) for one in found], REGION_COLUMNS, "table")
    return 0


Instance = tuple[list[Authority], list[Border], Settings, TableRow]


def _from_store(options: argparse.Namespace) -> Instance:
    """The real municipalities and borders of a day."""
    if options.date is None:
        raise PoolingError("Zeg met welke cijfers: --date JJJJ-MM-DD, of --nodes en --edges voor eigen bestanden.")
    reading = options.weight or Weight.LOWER
    with_store = opened()
    everyone = pooling.candidates(with_store, options.date, reading)
    if not everyone:
        days = areas.reference_dates(with_store)
        first = days[-1].isoformat() if days else "geen enkele datum"
        raise SamenlevenError(
            f"Er zijn geen herkomstcijfers op of voor {options.date.isoformat()}. De oudste cijfers zijn van {first}."
        )
    names = pooling.reference_regions(with_store)
    if options.region is not None and options.region not in names:
        raise PoolingError(f"Referentieregio '{short(options.region)}' bestaat niet. Kies uit: {', '.join(names)}.")
    parameters = catalogue.parameters(with_store)
    changes = _changes(options)
    if options.floor:
        changes["threshold"] = options.floor
    if options.strict:
        changes["strict"] = True
    settings = divisions.settings_of(parameters, options.date, **changes)
    part = divisions.taking_part(everyone, everyone=options.include_alone)
    provenance: TableRow = {
        "counted_kind": divisions.counted_kind(reading),
        "kind": Kind.ESTIMATE,
        "source_id": divisions.COMPUTED_FROM,
        "reference_date": pooling.counted_on(with_store, options.date),
    }
    return part, pooling.borders(with_store), settings, provenance


def _from_files(options: argparse.Namespace) -> Instance:
    """Any instance: nobody is left out, and nothing is known of the figures but the file."""
    if not options.nodes or not options.edges or not options.floor:
        raise PoolingError("Eigen bestanden vragen alle drie: --nodes, --edges en --floor.")
    for name in ("date", "weight"):
        if getattr(options, name) is not None:
            raise PoolingError(f"--{name} hoort bij de cijfers van het dashboard, niet bij --nodes.")
    authorities = read_nodes(options.nodes)
    borders = read_edges(options.edges, {one.id for one in authorities})
    changes = {"time_limit_seconds": SECONDS} | _changes(options)
    settings = Settings(options.floor, strict=bool(options.strict), **changes)
    provenance: TableRow = {
        "counted_kind": None,
        "kind": Kind.ESTIMATE,
        "source_id": f"{options.nodes.name}, product-method",
        "reference_date": None,
    }
    return authorities, borders, settings, provenance


def _changes(options: argparse.Namespace) -> dict[str, Any]:
    """What the options say about the rules."""
    changes: dict[str, Any] = {
        "objective": options.objective,
        "min_border_km": options.min_border_km,
        "max_members": options.max_members,
    }
    if options.no_contiguity:
        changes["contiguity"] = False
    if options.min_share is not None:
        changes["min_share"] = options.min_share
    if options.time_limit is not None:
        changes["time_limit_seconds"] = options.time_limit
    return changes


def _of_region(authorities: Sequence[Authority], region: str) -> list[Authority]:
    names = sorted({one.region for one in authorities})
    if region not in names and names:
        raise PoolingError(
            f"Regio '{short(region)}' bestaat niet, of niemand doet er mee. Kies uit: {', '.join(names)}."
        )
    return [one for one in authorities if one.region == region]


def _region(one: Division) -> TableRow:
    return {
        "region": one.region,
        "pools": [list(pool) for pool in one.pools],
        "count": one.count,
        "covered": one.covered,
        "bound": one.bound,
        "gap": one.gap,
        "proven_optimal": one.proven_optimal,
        "left_out": dict(one.left_out),
        "criteria": [
            {"name": step.name, "value": step.value, "bound": step.bound, "proven": step.proven}
            for step in one.criteria
        ],
        "seconds": round(one.seconds, 3),
    }


def _totals(found: Sequence[Division]) -> TableRow:
    return {
        "regions": len(found),
        "authorities": sum(one.covered + len(one.left_out) for one in found),
        "count": sum(one.count for one in found),
        "covered": sum(one.covered for one in found),
        "bound": sum(one.bound for one in found),
        "proven_optimal": all(one.proven_optimal for one in found),
        "seconds": round(sum(one.seconds for one in found), 3),
    }


def _told(settings: Settings) -> TableRow:
    return {
        "threshold": settings.threshold,
        "strict": settings.strict,
        "contiguity": settings.contiguity,
        "min_border_km": settings.min_border_km,
        "max_members": settings.max_members,
        "min_share": settings.min_share,
        "objective": settings.objective,
        "time_limit_seconds": settings.time_limit_seconds,
    }


def _summary(one: Division) -> TableRow:
    return {
        "reference_region": one.region,
        "authorities": one.covered + len(one.left_out),
        "count": one.count,
        "taking_part": one.covered,
        "left_out_count": len(one.left_out),
        "bound": one.bound,
        "proven_optimal": one.proven_optimal,
        "inner_km": one.compactness.value,
        "seconds": round(one.seconds, 2),
    }


def _members(found: Sequence[Division], authorities: Sequence[Authority], provenance: TableRow) -> list[TableRow]:
    known = {one.id: one for one in authorities}
    rows: list[TableRow] = []
    for one in found:
        places = {member: number for number, pool in enumerate(one.pools, 1) for member in pool}
        for code in sorted([*places, *one.left_out], key=lambda i: (places.get(i, math.inf), i)):
            rows.append(
                {
                    "reference_region": one.region,
                    "pool": places.get(code),
                    "authority_id": code,
                    "name": known[code].name or None,
                    "value": known[code].weight,
                    "left_out": one.left_out.get(code),
                    **provenance,
                }
            )
    return rows
