"""The slides with a map: one moment, several moments beside each other, and who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pandas as pd

from samenleven import dutch, terms
from samenleven.figures import Kind
from samenleven.findings import overview, slides, words
from samenleven.indicators import Form, Topic
from samenleven.map_classes import MapScale, class_of, scale_of
from samenleven.map_rows import MapRow
from samenleven.scope import Scope
from ui.authority import profile_reads as known
from ui.look import definition
from ui.map import atlas_choice, atlas_rows, map_figures, outlines
from ui.map.atlas_choice import Choice
from ui.overview import overview_figures, standing, takers
from ui.presentation import making
from ui.presentation.chosen import View
from ui.presentation.slide import Chart, Label, MapPicture, Maps, Nothing, Shade, Slide
from ui.reading import reads

PEOPLE = "non_eu27"
NAMED = 5
"""Places that a map names with their figure, beside the municipality of the presenter."""
CITIES = ("11002", "44021", "31005", "24062", "71022", "04000", "34022", "35013", "12025", "13040", "71016", "33011")
"""Cities that say where one looks, the most important first."""
MOST_MAPS, MOST_FEW = 3, 3
"""Maps beside each other, and places that each of those names."""
COLUMNS = ("name", "value", "unit", "realised", "target", "together", "kind", "reference_date")


def choice_of(view: View) -> Choice:
    """What the map shows: the chosen measure; where it has no figure per authority, who is from outside the EU27."""
    known = any(one.code == view.measure for one in reads.indicator_list(view.shown))
    code = view.measure if known else PEOPLE
    return atlas_choice.of(code, Form.SHARE, Scope.ALL, None, view.shown)


def _at(choice: Choice, view: View) -> int:
    """The moment: the chosen project year, or the newest day."""
    codes = [one.code for one in choice.moments]
    return codes.index(str(view.year)) if str(view.year) in codes else len(codes) - 1


def map_slide(view: View) -> Slide:
    """The chosen measure on the map, with the places that stand out."""
    choice = choice_of(view)
    at = _at(choice, view)
    title, made_up = atlas_rows.sentence(choice, at)
    rows = _rows(choice, at)
    chart: Chart = Maps((_picture(choice, view, at, _scale(choice)),), *_legend(choice, [at]))
    if not any(row.value is not None for row in rows):
        chart = Nothing(
            "Voor deze keuze is er geen cijfer per gemeente.", "Kies een ander jaar of een ander onderdeel."
        )
    return making.made(
        "kaart",
        view,
        title,
        _lede(choice, view, at),
        chart,
        _table(choice, [at]),
        COLUMNS,
        meaning=definition.plain(choice.indicator),
        mark=words.RESTS_ON[Kind.EXAMPLE] if made_up else None,
        extra=(*_total_from(choice, [at]), making.AREAS),
        headings={"value": "waarde"},
    )


def years_slide(view: View) -> Slide:
    """The same measure at three moments, with the same classes."""
    choice = choice_of(view)
    every = range(len(choice.moments))
    shown = list(every)[:MOST_MAPS] if len(every) <= MOST_MAPS else [0, len(every) // 2, len(every) - 1]
    share = choice.form is Form.SHARE
    if choice.indicator.topic is Topic.RESULT:
        ratios = [(int(choice.moments[at].code), atlas_rows.whole(choice, choice.moments[at].code)) for at in shown]
        title = slides.over_years(atlas_rows.name_of(choice), [(year, one.value(share)) for year, one in ratios])
    else:
        title, _ = atlas_rows.sentence(choice, shown[-1])
    rows = [(choice.moments[at].title, [row.value for row in _rows(choice, at)]) for at in shown]
    known_ = any(value is not None for _, values in rows for value in values)
    kinds = [row.kind for at in shown for row in _rows(choice, at) if row.value is not None]
    scale = _scale(choice)
    chart: Chart = Maps(tuple(_picture(choice, view, at, scale, few=True) for at in shown), *_legend(choice, shown))
    if not known_:
        chart = Nothing("Voor deze keuze is er geen cijfer per gemeente.", "Kies een ander onderdeel in de balk.")
    lede = f"{slides.counted(rows)}." if choice.indicator.topic is Topic.RESULT else _unit(choice)
    return making.made(
        "jaren",
        view,
        title,
        lede,
        chart,
        _table(choice, shown),
        ("name", "moment", *COLUMNS[1:]),
        meaning=definition.plain(choice.indicator),
        mark=words.RESTS_ON[Kind.EXAMPLE] if Kind.EXAMPLE in kinds else None,
        extra=(*_total_from(choice, shown), making.AREAS),
        headings={"value": "waarde", "moment": "wanneer"},
    )


def _rows(choice: Choice, at: int) -> list[MapRow]:
    return atlas_rows.rows(choice.indicator.code, choice.form, choice.moments[at].code, choice.shown)


def _scale(choice: Choice) -> MapScale:
    """The classes of the screen *kaart*: fixed over all moments."""
    moments = ([row.value for row in _rows(choice, at)] for at in range(len(choice.moments)))
    return scale_of(moments, against_target=choice.indicator.topic is Topic.RESULT)


def _unit(choice: Choice) -> str:
    of = "van de inwoners" if choice.indicator.topic is Topic.PEOPLE else "van de streefwaarde"
    return f"{choice.indicator.title}, in % {of}."


def _lede(choice: Choice, view: View, at: int) -> str:
    """The amounts behind the headline, who stays under it, and the municipality of the presenter."""
    names, moment = known.names() | _called(), choice.moments[at]
    rows = _rows(choice, at)
    own = next((row for row in rows if view.authority_id in row.places), None)
    mine = f"{names[view.authority_id]}: **{words.percent(own.value if own else None)}**"
    if own and len(own.places) > 1:
        mine += f" samen met {words.named([names[one] for one in own.places if one != view.authority_id], 'andere')}"
    if choice.indicator.topic is not Topic.RESULT:
        return f"{choice.indicator.title}, in % van de inwoners op {moment.title}. {mine}."
    whole = next((row for row in reads.attainment(view.year, view.shown) if row.measure == choice.indicator.code), None)
    said = slides.amounts(whole.realised, whole.target, whole.unit or "") if whole else ""
    low = sorted((row for row in rows if row.value is not None and row.value < 1), key=lambda row: row.value or 0)
    below = slides.under([(names[row.places[0]], words.percent(row.value)) for row in low])
    when = f"In {moment.title}"
    parts = [f"{when}: {said}" if said else when, below, mine]
    return f"{'. '.join(one for one in parts if one)}."


def _total_from(choice: Choice, moments: Sequence[int]) -> list[str]:
    """Where the result of all together comes from, which the title says: it stands in no row of the table."""
    if choice.indicator.topic is not Topic.RESULT:
        return []
    every = [row for at in moments for row in reads.attainment(int(choice.moments[at].code), choice.shown)]
    found = [row for row in every if row.measure == choice.indicator.code]
    cells = [cell for row in found for cell in (row.source_id, row.target_source_id) if cell]
    return list(dict.fromkeys(source for cell in cells for source in cell.split(", ")))


def _picture(choice: Choice, view: View, at: int, scale: MapScale, *, few: bool = False) -> MapPicture:
    """One moment on the map; with `few` only what stands out most is named."""
    classes, hatched = {}, set()
    rows = _rows(choice, at)
    for row in rows:
        for place in row.places:
            code = "none" if row.value is None else scale.shades[class_of(row.value, scale.bounds)]
            classes[place] = code
            if row.kind is Kind.EXAMPLE and row.value is not None:
                hatched.add(place)
    own = next((row for row in rows if view.authority_id in row.places), None)
    marked = frozenset(own.places if own else (view.authority_id,))
    labels = _labels(choice, rows, view, own)
    return MapPicture(
        choice.moments[at].title,
        classes,
        tuple(label for label in labels if label.text)[:MOST_FEW] if few else labels,
        frozenset(hatched),
        marked,
    )


def _called() -> dict[str, str]:
    """What the map calls who is known under a longer name: the VGC is Brussels."""
    return {nis: name.replace(" (VGC)", "") for nis, name in outlines.names().items() if "(VGC)" in name}


def _labels(choice: Choice, rows: Sequence[MapRow], view: View, own: MapRow | None) -> tuple[Label, ...]:
    """Who stands out with its figure (under the target, else the highest), and the cities by name alone."""
    names, areas = known.names() | _called(), outlines.names()
    against = choice.indicator.topic is Topic.RESULT
    said = (
        [Label(view.authority_id, names[view.authority_id], words.percent(own.value), under=_low(own, against))]
        if (own and own.value is not None)
        else [Label(view.authority_id, names[view.authority_id])]
    )
    found = [row for row in rows if row.value is not None and row is not own]
    if against:
        out = sorted((row for row in found if _low(row, against)), key=lambda row: row.value or 0)
    else:
        out = sorted(found, key=lambda row: -(row.value or 0))[:2] if len(found) >= words.FEWEST_COMPARED else []
    said += [
        Label(row.places[0], names[row.places[0]], words.percent(row.value), under=_low(row, against))
        for row in out[:NAMED]
    ]
    taken = {one.nis for one in said}
    return (
        *said,
        *(Label(nis, areas[nis].replace(" (VGC)", "")) for nis in CITIES if nis in areas and nis not in taken),
    )


def _low(row: MapRow, against: bool) -> bool:
    return against and row.value is not None and row.value < 1


def _legend(choice: Choice, moments: Sequence[int]) -> tuple[tuple[Shade, ...], int | None]:
    """The classes in words, what has no figure and what takes no part; and where 100 % divides them."""
    scale = _scale(choice)
    rows = [row for at in moments for row in _rows(choice, at)]
    example = any(row.kind is Kind.EXAMPLE and row.value is not None for row in rows)
    bounds = [words.percent(bound) for bound in scale.bounds]
    if bounds:
        between = [f"{low.removesuffix(' %')} tot {high}" for low, high in pairwise(bounds)]
        texts = [f"minder dan {bounds[0]}", *between, f"{bounds[-1]} of meer"]
    else:
        texts = ["alle waarden"]
    shades = [Shade(code, text, example) for code, text in zip(scale.shades, texts, strict=True)]
    if any(row.value is None for row in rows):
        shades.append(Shade("none", "geen cijfer"))
    if choice.indicator.topic is not Topic.PEOPLE:
        shades.append(Shade("land", "doet niet mee"))
    middle = scale.bounds.index(scale.middle) + 1 if scale.middle in scale.bounds else None
    return tuple(shades), middle


def _table(choice: Choice, moments: Sequence[int]) -> pd.DataFrame:
    """The rows of the table of the screen *kaart*, of each moment."""
    frames = []
    for at in moments:
        then = atlas_choice.at(choice, at)
        frames.append(map_figures.table(then).assign(moment=then.moment.title))
    return pd.concat(frames, ignore_index=True)


def takers_slide(view: View) -> Slide:
    """How many municipalities take part, and what it costs."""
    data = standing.of(view.address)
    figure = overview_figures.taking_part(view.address)
    found = takers.takers(view.year, view.shown)
    shade = {takers.SIGNED: "seq5", takers.PARTNER: "seq3", takers.EXAMPLE: "seq2", takers.NOT: "land"}
    legend = takers.legend(found, view.shown)
    names, areas = known.names(), outlines.names()
    labels = [Label(view.authority_id, names[view.authority_id], "")]
    labels += [Label(nis, areas[nis].replace(" (VGC)", "")) for nis in CITIES if nis != view.authority_id]
    picture = MapPicture(
        f"projectjaar {view.year}",
        {nis: shade[answer] for nis, answer in found.answers.items()},
        tuple(labels),
        frozenset(nis for nis, answer in found.answers.items() if answer == takers.EXAMPLE),
        frozenset({view.authority_id}),
    )
    shades = tuple(
        Shade(shade[answer], terms.capital(text), answer == takers.EXAMPLE) for answer, text in legend.items()
    )
    count = partial(overview_figures.published_count, year=view.year)
    before = partial(overview_figures.published_count, year=view.year - 1)
    parts = []
    if (money := count("grant_awarded")) is not None:
        parts.append(f"**{dutch.millions(money)}** {overview.subsidy(money, before('grant_awarded'), view.year - 1)}")
    for concept, word in (("authorities", "lokale besturen"), ("applicants", "indieners")):
        if (value := count(concept)) is not None:
            more = overview.beside(value, before(concept))
            parts.append(f"**{dutch.number(value)}** {word}{f', {more}' if more else ''}")
    made_up = bool(found.count(takers.EXAMPLE))
    return making.made(
        "deelnemers",
        view,
        figure.finding,
        f"Projectjaar **{data.year}**: {'; '.join(parts)}." if parts else "",
        Maps((picture,), shades),
        figure.table,
        figure.columns,
        meaning="wie het plan bij naam noemt, wie volgens een publicatie partner is van een samenwerkingsverband, en "
        + ("welke namen als voorbeeld verzonnen zijn." if made_up else "voor de rest is geen naam gepubliceerd."),
        extra=figure.extra,
        headings=figure.headings,
    )
