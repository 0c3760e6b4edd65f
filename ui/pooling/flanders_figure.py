"""All regions at a glance: a map that leads to each, and how many cooperations each can have."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samenleven import dutch, terms
from samenleven.findings import pooling as findings
from samenleven.pooling import Division
from samenleven.pooling.divisions import Cooperation
from samenleven.terms import slug
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.map.region_outlines import outlines
from ui.pooling import division_figures as divided
from ui.pooling import pooling_drawing as drawing
from ui.pooling import pooling_reads
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_choice import Asked
from ui.pooling.pooling_reads import Choice

FLANDERS = "samenwerking-vlaanderen"
PICTURE = 1000  # points: the width of the map


def flanders(address: Address) -> Figure:
    """All regions: a map that leads to each, and how many cooperations each has."""
    asked = divided.ask(address)
    if asked is None:
        return nothing(FLANDERS, divided.WITHHELD)
    whole = divided.everywhere(asked.choice)
    solved = divided.found(whole)
    rows = divided.cooperations(solved, whole)
    lines = "".join(
        _region_line(one, asked, address) for one in sorted(solved, key=lambda one: (-one.count, one.region))
    )
    table = pooling_solve.proofs(solved).assign(**whole.computed)
    return Figure(
        FLANDERS,
        findings.division_said(divided.facts("Vlaanderen", solved)).text
        if asked.authority_id or not asked.choice.whole
        else findings.regions_title([(one.region, one.count) for one in solved]),
        f"{divided.proof(solved)} · aantal verbanden per referentieregio, {terms.WEIGHT[whole.reading]}, "
        f"{dutch.day(whole.on)}",
        f'<div class="po-fl"><div>{_flanders_map(rows, solved, whole, asked, address)}</div>'
        f'<ul class="po-regions">{lines}</ul></div>'
        f"{divided.again(solved, whole, address) if asked.choice.whole else ''}",
        table,
        ("reference_region", "count", "bound", "proof", "taking_part", "left_out_count", "inner_km", "seconds", "kind"),
        headings={"count": "verbanden"},
        extra=("pic-gebiedsniveaus",),
        file_name="verbanden-per-regio",
    )


def _region_line(one: Division, asked: Asked, address: Address) -> str:
    dots = "<i></i>" * one.count
    over = len(one.left_out)
    small = f"<small>{over} zonder</small>" if over else ""
    me = ' class="me"' if one.region == asked.region else ""
    link = address.link(regio=slug(one.region), nis=None, set=None)
    return (
        f'<li{me}><a href="{escape(link)}">{escape(one.region)}</a><b class="num">{one.count}</b>'
        f'<span><span class="po-dots" aria-hidden="true">{dots}</span>{small}</span></li>'
    )


def _flanders_map(
    rows: Sequence[Cooperation], solved: Sequence[Division], whole: Choice, asked: Asked, address: Address
) -> str:
    """Every region as one link: its cooperations in colours, who may apply alone, and who is left."""
    everyone = pooling_reads.candidates(whole.on, whole.reading)
    drawn = outlines(tuple(sorted(everyone)), PICTURE)
    colour = divided.looks(rows)
    look = {member: colour[row.number] for row in rows for member in row.members}
    regions, names, edges = [], [], []
    for one in solved:
        codes = [i for i, other in everyone.items() if other.region == one.region]
        by_look: dict[str, list[str]] = {}
        for code in codes:
            by_look.setdefault(look.get(code) or divided.look_outside(everyone[code], whole)[0], []).append(code)
        paths = "".join(f'<path class="{name}" d="{drawn.path(some)}"/>' for name, some in sorted(by_look.items()))
        said = f"{one.region}: {dutch.counted(one.count, 'verband', 'verbanden')}"
        said += f", {len(one.left_out)} zonder" if one.left_out else ""
        link = address.link(regio=slug(one.region), nis=None, set=None)
        regions.append(f'<a href="{escape(link)}" aria-label="{escape(said)}">{paths}<title>{escape(said)}</title></a>')
        edges.append(f'<path class="rg{" hi" if one.region == asked.region else ""}" d="{drawn.around(codes)}"/>')
        x, y = drawn.middle(codes)
        names.append(f'<text x="{x}" y="{y + 9}">{one.count}</text>')
    edges.sort(key=lambda one: "hi" in one)
    legend = drawing.key(
        {"p1": "in een verband (kleuren scheiden buren)", "alone": "mag alleen", "left": "blijft over"}
    )
    return (
        f'<svg class="po-flanders" viewBox="0 0 {drawn.width} {drawn.height}" role="group" '
        f'aria-label="Vlaanderen: verbanden per referentieregio"><path class="be" d="{drawn.beside}"/>'
        f'{"".join(regions)}<g aria-hidden="true">{"".join(edges)}{"".join(names)}</g></svg>{legend}'
    )
