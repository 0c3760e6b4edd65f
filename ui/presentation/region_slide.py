"""The slide about working together: the best division of the reference region of the chosen municipality."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from samenleven.findings import pooling as findings
from samenleven.findings import words
from samenleven.pooling import Division, divisions
from samenleven.pooling.divisions import Cooperation
from ui.authority import profile_reads as known
from ui.pooling import division_figures, pooling_reads
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_reads import Choice
from ui.presentation import making
from ui.presentation.chosen import View
from ui.presentation.slide import Item, Label, MapPicture, Maps, Nothing, Shade, Slide
from ui.server.workers import Job, Visitor

GROUPS = 6
"""Colours that a map has for groups side by side."""
LEFT, ALONE, PERHAPS = "in geen verband", "mag alleen indienen", "onzeker of ze alleen mag indienen"
MEANING = (
    "in hoeveel samenwerkingsverbanden de regio hoogstens verdeeld kan worden, zodat elk verband de drempel zeker "
    "haalt; onze berekening, op officiële aantallen inwoners met herkomst buiten de EU27."
)


def question(view: View) -> tuple[Choice, str, Job] | None:
    """What is asked of the workers; None for who is in no region, where nobody is counted, and for a publication."""
    region = known.rows()[view.authority_id]["reference_region"]
    choice = pooling_reads.standard(str(region)) if region and not view.shown.only_official else None
    if choice is None:
        return None
    return choice, str(region), pooling_reads.division(choice, str(region))


def wait(view: View, visitor: Visitor, seconds: float) -> bool:
    """Whether the answer is there, after waiting for it at most so long."""
    asked = question(view)
    if asked is None or asked[2].done:
        return True
    with visitor.asking([asked[2]]):
        return visitor.wait(asked[2], seconds)


def region_slide(view: View) -> Slide:
    """The division, once it is worked out; until then that it is on its way."""
    if view.shown.only_official:
        what = "Met alleen officiële cijfers is er niets te tonen."
        return _nothing(view, f"Samenwerken: {division_figures.WITHHELD.lower()}", what)
    asked = question(view)
    if asked is None:
        what = "De VGC, vzw de Rand en Brussel volgen een eigen regel."
        return _nothing(view, f"Samenwerken: {view.name} hoort bij geen referentieregio", what)
    choice, region, job = asked
    if not job.done:
        return _nothing(view, f"{region}: de beste verdeling wordt berekend", "Ze komt vanzelf in de plaats.")
    try:
        found: Division = job.result()
    except SamenlevenError as error:
        return _nothing(view, f"{region}: de beste verdeling is er niet", str(error).split("\n")[0])
    rows = pooling_solve.cooperations(list(found.pools), choice)
    return _drawn(view, choice, region, found, rows)


def _nothing(view: View, title: str, what: str) -> Slide:
    chart = Nothing(what, "Kies een andere gemeente in de balk, of ga door.")
    return making.made("samenwerking", view, title, "", chart, making.EMPTY, (), meaning="")


def _drawn(view: View, choice: Choice, region: str, found: Division, rows: Sequence[Cooperation]) -> Slide:
    around, looking = pooling_reads.around(choice), pooling_reads.taking_part(choice)
    inside = {member for row in rows for member in row.members}
    colour = divisions.group_colours([row.members for row in rows], pooling_reads.borders(), GROUPS)
    classes = {member: f"group{one + 1}" for row, one in zip(rows, colour, strict=True) for member in row.members}
    left = sorted(around[one].name for one in looking if one not in inside)
    aside = [one for nis, one in around.items() if nis not in looking]
    alone = sorted(one.name for one in aside if not one.uncertain)
    perhaps = sorted(one.name for one in aside if one.uncertain)
    classes |= {nis: "none" for nis in looking if nis not in inside}
    classes |= {one.id: "aside" for one in aside}
    items = [
        Item(dutch.listed(row.names), _size(row), str(row.number), view.authority_id in row.members) for row in rows
    ]
    others = ((left, LEFT), (alone, ALONE), (perhaps, PERHAPS))
    items += [Item(dutch.listed(names), said, "–", view.name in names) for names, said in others if names]
    first = [nis for nis in (view.authority_id, *(row.members[0] for row in rows)) if nis in around]
    rest = sorted(around, key=lambda nis: -around[nis].weight)
    labels = tuple(Label(nis, around[nis].name) for nis in dict.fromkeys([*first, *rest]))
    legend = [Shade(f"group{one + 1}", f"verband {row.number}") for row, one in zip(rows, colour, strict=True)]
    legend += [Shade("none", LEFT)] * bool(left) + [Shade("aside", "doet niet mee")] * bool(aside)
    picture = MapPicture(
        region,
        classes,
        labels,
        marked=frozenset({view.authority_id}),
        groups=tuple(frozenset(row.members) for row in rows),
        view=frozenset(around),
    )
    said = findings.division_said(division_figures.facts(region, [found]))
    counted = f"op officiële aantallen van {dutch.day(choice.on)}"
    lede = f"**{view.name}** {_role(view, rows, choice)}. ≈ Onze berekening {counted}: {pooling_solve.proof(found)}."
    return making.made(
        "samenwerking",
        view,
        said.text,
        lede,
        Maps((picture,), tuple(legend), beside=tuple(items)),
        _table(rows, choice.on, region),
        ("number", "members", "member_count", "lower", "kind", "reference_date"),
        meaning=MEANING,
        mark=words.rests_on(said.kinds),
        extra=(making.AREAS,),
        headings={"number": "verband"},
    )


def _size(row: Cooperation) -> str:
    people = f"{dutch.number(row.total.lower)} inwoners met herkomst buiten de EU27"
    return f"{dutch.counted(len(row.members), 'gemeente', 'gemeenten')}, {people}"


def _role(view: View, rows: Sequence[Cooperation], choice: Choice) -> str:
    """What the division means for the chosen municipality."""
    one = pooling_reads.candidates(choice.on, choice.reading).get(view.authority_id)
    perhaps = f"; {pooling_reads.may_alone(one)}" if one and one.uncertain else ""
    number = next((row.number for row in rows if view.authority_id in row.members), None)
    if number is not None:
        return f"zit in verband {number}{perhaps}"
    if view.authority_id in pooling_reads.taking_part(choice):
        return f"blijft over{perhaps}"
    return f"doet niet mee: {pooling_reads.may_alone(one)}" if one else "doet niet mee"


def _table(rows: Sequence[Cooperation], on: date, region: str) -> pd.DataFrame:
    """A row per cooperation; without any, one row that says where the answer comes from."""
    own = {"kind": Kind.ESTIMATE.value, "source_id": divisions.COMPUTED_FROM, "reference_date": on}
    found = [
        {
            "reference_region": region,
            "number": row.number,
            "members": ", ".join(row.names),
            "member_count": len(row.members),
            "lower": row.total.lower,
        }
        | own
        for row in rows
    ]
    return pd.DataFrame(found or [{"reference_region": region} | own])
