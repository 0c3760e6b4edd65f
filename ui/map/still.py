"""The map as a picture that needs no script: one figure at one moment, drawn on the server, with its legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from html import escape

from samenleven import dutch
from samenleven.figures import Kind
from samenleven.indicators import Form
from samenleven.map_classes import class_of
from samenleven.map_rows import MapRow
from ui.map import area_map, atlas_data, atlas_rows, outlines
from ui.map.atlas_choice import Choice

WIDTH = 640
MARGIN = 0.04  # of the width of a region, around it
TALLEST = 0.62  # of its width
NONE, LAND = "none", "land"
"""Takes part without a figure; takes no part, or lies outside the chosen area."""
Look = tuple[str, bool]  # the shade of an area, and whether its figure is made up


def picture(choice: Choice, marked: Collection[str] = ()) -> str:
    """The map and its legend as HTML; `marked` are the areas (NIS) that get a border and a name."""
    looks = _looks(choice)
    words = labels(choice)
    count = Counter(looks.values())
    entries = [
        (shade, False, text) for shade, text in words.items() if any(count[shade, made_up] for made_up in (True, False))
    ]
    if any(made_up for _, made_up in count):
        entries.append(("example", True, "gearceerd: voorbeeld"))
    if count[NONE, False]:
        entries.append((NONE, False, f"{dutch.counted(count[NONE, False], 'gebied', 'gebieden')} zonder cijfer"))
    if count[LAND, False]:
        entries.append((LAND, False, "doet niet mee of ligt buiten de keuze"))
    said = "; ".join(
        f"{text}: {count[shade, False] + count[shade, True]}"
        for shade, text in words.items()
        if (shade in _shades(count))
    )
    listed = "".join(
        f'<li><i class="k-{shade}{" ex" if made_up else ""}"></i>{escape(text)}</li>'
        for shade, made_up, text in entries
    )
    place = choice.region or "Vlaanderen en Brussel"
    return (
        f'<div class="still" role="img" aria-label="Kaart van {escape(place)}. Aantal gebieden per klasse: '
        f'{escape(said or "geen cijfers")}.">{_svg(choice, looks, marked)}</div><ul class="still-legend">{listed}</ul>'
    )


def _shades(count: Counter[Look]) -> set[str]:
    return {shade for shade, _ in count}


def labels(choice: Choice) -> dict[str, str]:
    """What each shade stands for, from low to high; the same at every moment."""
    scale = atlas_data.payload(choice)
    related = choice.form is Form.SHARE
    form = scale["unit"]["form"]
    unit = "%" if form in ("share", "ratio") else "euro" if form in ("rate", "euro") else ""
    words = area_map.labels(scale["bounds"], unit if related or unit == "euro" else "")
    return dict(zip(scale["shades"], words, strict=True))


def _looks(choice: Choice) -> dict[str, Look]:
    """How every area is drawn, by NIS code."""
    scale = atlas_data.payload(choice)
    inside = atlas_rows.in_view(choice)
    rows: Sequence[MapRow] = atlas_rows.rows(choice.indicator.code, choice.form, choice.moment.code, choice.shown)
    of = {place: row for row in rows for place in row.places}
    looks = dict.fromkeys(outlines.paths(WIDTH), (LAND, False))
    for one in atlas_rows.places():
        row = of.get(one.authority_id)
        if one.nis is None or row is None or (inside and not inside.intersection(row.places)):
            continue
        if row.value is None:
            looks[one.nis] = NONE, False
        else:
            looks[one.nis] = scale["shades"][class_of(row.value, scale["bounds"])], row.kind is Kind.EXAMPLE
    return looks


def _svg(choice: Choice, looks: dict[str, Look], marked: Collection[str]) -> str:
    paths, points = outlines.paths(WIDTH), outlines.points(WIDTH)
    left, top, width, height = 0.0, 0.0, float(WIDTH), float(outlines.frame(WIDTH).height)
    names = dict(outlines.NAMED)
    if choice.region:
        home = {one.authority_id: one.nis for one in atlas_rows.places()}
        here = [home[one] for one, region in atlas_rows.regions().items() if region == choice.region and home.get(one)]
        left, top, width, height = _around(outlines.box(WIDTH, [nis for nis in here if nis]))
    grouped: dict[Look, list[str]] = {}
    for nis, look in looks.items():
        grouped.setdefault(look, []).append(paths[nis])
    # What takes no part first: the border of an area with a figure lies on top of it.
    ordered = sorted(grouped.items(), key=lambda item: (item[0][0] not in (LAND, NONE), item[0]))
    drawn = []
    for (shade, made_up), found in ordered:
        path = "".join(found)
        drawn.append(f'<path class="k-{shade}" d="{path}"/>')
        if made_up:
            drawn.append(f'<path class="lines" d="{path}"/>')
    known = {one.nis: one.name for one in atlas_rows.places() if one.nis in paths}
    for nis in marked:
        if nis in known:
            drawn.append(f'<path class="marked" d="{paths[nis]}"/>')
            names[nis] = known[nis]
    scale = width / WIDTH
    texts = "".join(
        f'<text x="{points[nis][0]:.1f}" y="{points[nis][1]:.1f}">{escape(name)}</text>'
        for nis, name in names.items()
        if left <= points[nis][0] <= left + width and top <= points[nis][1] <= top + height
    )
    hatch = (
        f'<defs><pattern id="still-lines" width="{60 * scale:.1f}" height="{60 * scale:.1f}" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect class="stripe" width="{15 * scale:.1f}" height="{60 * scale:.1f}"/></pattern></defs>'
    )
    return (
        f'<svg viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" aria-hidden="true" focusable="false" '
        f'style="--zoom:{scale:.3f}">{hatch}<g transform="scale(.1)">{"".join(drawn)}</g>{texts}</svg>'
    )


def _around(found: outlines.Box | None) -> outlines.Box:
    """A box with air around it, always as wide for its height: a small region keeps its neighbours in sight."""
    whole = 0.0, 0.0, float(WIDTH), float(outlines.frame(WIDTH).height)
    if found is None:
        return whole
    left, top, width, height = found
    wide = max(width, height / TALLEST) * (1 + 2 * MARGIN)
    tall = wide * TALLEST
    return left + width / 2 - wide / 2, top + height / 2 - tall / 2, wide, tall
