"""What a scenario changes for each applicant, on a map: fixed classes, so that two scenarios compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from samenleven import dutch
from samenleven.findings import budget as findings
from samenleven.findings.budget import Applicant
from samenleven.map_classes import CHANGED, CHANGED_SHADES, class_of
from ui.map import outlines

WIDTH = 560


def picture(applicants: Mapping[str, Applicant], members: Mapping[str, Sequence[str]], *, made_up: bool) -> str:
    """The map with its classes; `members` are the NIS codes of the municipalities of each applicant."""
    shapes = outlines.paths(WIDTH)
    height = outlines.frame(WIDTH).height
    areas = []
    for code, one in applicants.items():
        drawn = "".join(shapes.get(nis, "") for nis in members.get(code, ()))
        if drawn:
            shade = CHANGED_SHADES[class_of(one.share, CHANGED)]
            said = f"<title>{_said(one)}</title>"
            areas.append(f'<path class="{shade}" id="bg-a-{escape(code)}" d="{drawn}">{said}</path>')
    taken = {nis for code in applicants for nis in members.get(code, ())}
    others = "".join(path for nis, path in shapes.items() if nis not in taken)
    names = "".join(
        f'<text x="{x:.0f}" y="{y:.0f}">{name}</text>'
        for nis, name in outlines.NAMED.items()
        for x, y in [outlines.points(WIDTH)[nis]]
    )
    counts = findings.classes(list(applicants.values()))
    said = "; ".join(f"{word}: {count}" for word, count in zip(findings.class_words(), counts, strict=True))
    kind = " made-up" if made_up else ""
    return (
        f'<svg class="bg-map{kind}" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Kaart van het verschil per '
        f'indiener. {escape(said)}">{_patterns()}<g transform="scale(.1)"><path class="none" d="{others}"/>'
        f'{"".join(areas)}</g><g class="names">{names}</g></svg>{_legend(counts)}'
    )


def _said(one: Applicant) -> str:
    change = findings.signed(one.share) if one.before else "nieuw"
    return escape(f"{one.name}: {dutch.euro(one.before)} → {dutch.euro(one.after)} ({change})")


def _legend(counts: Sequence[int]) -> str:
    cells = "".join(
        f'<li><i class="{shade}"></i><span>{word}</span><b>{count or "–"}</b></li>'
        for shade, word, count in zip(CHANGED_SHADES, findings.class_words(), counts, strict=True)
    )
    return f'<ul class="bg-legend" aria-label="Aantal indieners per klasse">{cells}</ul>'


@cache
def _patterns() -> str:
    """A hatched fill for each class, as a made-up figure has."""
    return (
        "<defs>"
        + "".join(
            f'<pattern id="bg-{shade}" width="60" height="60" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)">'
            f'<rect width="60" height="60" class="{shade}"/><rect width="15" height="60" class="stripe"/></pattern>'
            for shade in CHANGED_SHADES
        )
        + "</defs>"
    )
