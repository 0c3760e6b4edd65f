"""Who takes part, on a small map: drawn on the server as four shapes, one for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from samenleven.figures import Kind, Shown
from ui.map import outlines
from ui.overview.standing import Standing
from ui.pooling import pooling_reads
from ui.reading import reads
from ui.reading.daily import daily

WIDTH = 380
SIGNED, PARTNER, EXAMPLE, NOT = "signed", "partner", "example", "not"
ANSWER = {
    SIGNED: "28 en Brussel, uit het plan",
    PARTNER: "andere bekende naam",
    EXAMPLE: "voorbeeld",
    NOT: "niet",
}
"""What an area may say, and the words for it."""
COLUMNS = ["name", "nis", "answer", "cooperation", "kind", "source_id", "reference_date"]


@dataclass(frozen=True)
class Takers:
    """Every area with its answer; `table` has a row per area with kind, source and date."""

    answers: dict[str, str]
    table: pd.DataFrame

    def count(self, answer: str) -> int:
        """How many areas give an answer."""
        return sum(one == answer for one in self.answers.values())


@daily(16)
def takers(year: int, shown: Shown) -> Takers:
    """Who takes part in a year, by NIS code: the 28 and Brussels, other names that are known, and members made up."""
    everyone = reads.authorities()
    published = {nis: one for one in pooling_reads.published() for nis in one.members}
    known = reads.members(shown)
    members = {row["nis"]: row for row in reads.records(known[known["project_year"] == year])}
    rows = []
    for one in reads.records(everyone):
        nis = one["nis"]
        if nis is None or one["represented_by"] is not None:
            continue  # vzw de Rand has no area, and the VGC acts for the municipalities of Brussels
        row: dict[str, Any] = dict.fromkeys(COLUMNS) | {"name": one["name"], "nis": nis}
        if one["signatory"]:
            row |= {"answer": SIGNED, "kind": Kind.OFFICIAL.value, "source_id": "plan-2021"}
        elif nis in published:
            source = published[nis]
            row |= {"answer": PARTNER, "cooperation": source.name, "kind": source.kind}
            row |= {"source_id": source.source_id, "reference_date": source.reference_date}
        elif nis in members:
            by = members[nis]
            made_up = by["kind"] == Kind.EXAMPLE
            row |= {"answer": EXAMPLE if made_up else PARTNER, "cooperation": by["cooperation"], "kind": by["kind"]}
            row |= {"source_id": by["source_id"], "reference_date": by["reference_date"]}
        else:
            row |= {"answer": NOT}
        rows.append(row)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return Takers(dict(zip(table["nis"], table["answer"], strict=True)), table)


def picture(data: Standing) -> str:
    """The map with its legend."""
    found = takers(data.year, data.shown)
    words = legend(found, data.shown)
    said = "; ".join(f"{text}: {found.count(answer)}" for answer, text in words.items())
    listed = "".join(f'<li><i class="ov-key {answer}"></i>{escape(text)}</li>' for answer, text in words.items())
    return (
        f'<div class="ov-map" role="img" aria-label="Kaart van Vlaanderen en Brussel. {escape(said)}">'
        f'{_svg(data.year, data.shown)}</div><ul class="ov-legend">{listed}</ul>'
    )


def legend(found: Takers, shown: Shown) -> dict[str, str]:
    """The answers that occur, with what a reader must know of each."""
    words = dict(ANSWER)
    if shown is not Shown.EXAMPLE:
        words[NOT] = f"naam niet {'gepubliceerd' if shown.only_official else 'bekend'}, of doet niet mee"
    partners = found.count(PARTNER)
    words[PARTNER] = f"{partners} andere {'bekende naam' if partners == 1 else 'bekende namen'}"
    return {answer: text for answer, text in words.items() if found.count(answer)}


@daily(16)
def _svg(year: int, shown: Shown) -> str:
    answers = takers(year, shown).answers
    shapes, height, points = outlines.paths(WIDTH), outlines.frame(WIDTH).height, outlines.points(WIDTH)
    drawn = []
    for answer in (NOT, EXAMPLE, PARTNER, SIGNED):
        path = "".join(shapes.get(nis, "") for nis, one in answers.items() if one == answer)
        drawn.append(f'<path class="{answer}" transform="scale(.1)" d="{path}"/>' if path else "")
    named = [(*points[nis], name) for nis, name in outlines.NAMED.items() if nis in points]
    names = "".join(f'<text x="{x:.0f}" y="{y:.0f}">{escape(name)}</text>' for x, y, name in named)
    hatch = (
        '<defs><pattern id="ov-hatch" width="40" height="40" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="40" height="40" class="ground"/>'
        '<rect width="12" height="40" class="stripe"/></pattern></defs>'
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">{hatch}{"".join(drawn)}{names}</svg>'
    )
