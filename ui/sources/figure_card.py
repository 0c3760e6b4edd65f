"""The card of a figure: value, kind and source, how it came about, where it is used, what stands against it."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.figures import Kind
from ui.filters.address import Address
from ui.reading import reads
from ui.sources import card_parts as parts
from ui.sources import entries
from ui.sources.entries import Sort
from ui.sources.known_figure import Bar, KnownFigure
from ui.sources.register_rows import REGISTERS


def html(one: KnownFigure, address: Address) -> str:
    """The whole card."""
    precision = "" if one.precision == "exact" else terms.PRECISION[one.precision]
    said = citation(one)
    head = parts.head(
        Sort.FIGURE,
        one.key,
        address,
        one.shown,
        what=f"{one.what} ({one.when})" if one.when else one.what,
        before=precision,
        said=f"{precision} {one.shown}: {one.what}. {said}".strip(),
    )
    body = (
        parts.part(one.beside, _bars(one.bars) if one.bars else "")
        + parts.part("Hoe berekend", parts.paragraphs(one.how))
        + parts.part("Opmerking", parts.paragraphs([one.note]))
        + parts.part("Wat spreekt het tegen", _against(one, address))
        + parts.part("Niet verwarren met", _confusable(one, address))
        + parts.part("Verbeterd", _corrected(one.key))
    )
    exact = terms.PRECISION[one.precision] if one.kind is Kind.OFFICIAL else ""
    side = (
        parts.origin(address, one.source_ids, one.kind, exact, one.day)
        + parts.part("Waar gebruikt", _used(one, address))
        + parts.cite(f"{said}, bronnen?cijfer={one.key}.")
    )
    return head + parts.card(body, side)


def citation(one: KnownFigure) -> str:
    """How to refer to a figure, up to its address."""
    day = dutch.day(one.day) if one.day else "zonder datum"
    if one.kind is Kind.ESTIMATE:
        based = [source for source in one.source_ids if source != "product-method"]
        on = f", op basis van {dutch.listed([parts.published_as(source) for source in based])}" if based else ""
        return f"Plan Samenleven, {one.what}, {day}: {one.shown} (schatting){on}. Via Plan Samenleven"
    who = "; ".join(parts.published_as(source) for source in one.source_ids)
    return f"{who}, cijfer van {day}{parts.read_on(one.source_ids)}. Via Plan Samenleven"


def _bars(bars: tuple[Bar, ...]) -> str:
    """The figures as bars from zero; the words and numbers are the picture for who cannot see it."""
    most = max(one.value for one in bars) or 1
    rows = "".join(
        f'<tr{" class=here" if one.here else ""}><th scope="row">{escape(one.label)}</th>'
        f'<td><span class="bar"><i style="width:{100 * one.value / most:.1f}%"></i></span></td>'
        f'<td class="num">{escape(one.shown)}{f", {escape(one.note)}" if one.note else ""}</td></tr>'
        for one in bars
    )
    head = '<tr><th scope="col">wanneer</th><th scope="col">balk</th><th scope="col">cijfer</th></tr>'
    return f'<table class="so-bars"><thead class="unseen">{head}</thead><tbody>{rows}</tbody></table>'


def _against(one: KnownFigure, address: Address) -> str:
    rows = reads.register("contradiction")
    found = reads.records(rows[rows["contradiction_id"].isin(one.contradictions)])
    told = [
        f"<b>{parts.to(address, Sort.CONTRADICTION, row['contradiction_id'], row['subject'])}</b>: "
        f"“{escape(row['reading_a'])}” tegenover “{escape(row['reading_b'])}”. {escape(row['reason'])}"
        for row in found
    ]
    return parts.aside([*(escape(text) for text in one.against), *told])


def _confusable(one: KnownFigure, address: Address) -> str:
    known = entries.figures()
    return parts.aside(
        [
            f"<b>{parts.to(address, Sort.FIGURE, key, f'{known[key].shown}: {known[key].what}')}</b>. {escape(text)}"
            for key, text in one.confusable
            if key in known and known[key].kind in address.shown.kinds
        ],
        warn=True,
    )


def _corrected(key: str) -> str:
    rows = reads.register("correction")
    return parts.aside(
        [
            f"{escape(dutch.day(row['corrected_on']))}: {escape(row['what'])} was <s>{escape(row['was'])}</s> en is nu "
            f"<b>{escape(row['became'])}</b>. {escape(row['reason'])} Opgemerkt door "
            f"{escape(terms.NOTICED_BY[row['noticed_by']])}."
            for row in reads.records(rows[rows["card"] == key])
        ]
    )


def _used(one: KnownFigure, address: Address) -> str:
    """The screens that show it, the parameters with this very value from this source, and the list it stands in."""
    found = [
        f'<a href="{escape(address.to(use.screen, at=use.at, **use.values))}">{escape(use.title)}</a>: '
        f"{escape(use.words)}"
        for use in one.uses
    ]
    rows = reads.register("parameter")
    same = rows[
        (rows["value"] == one.value) & rows["source_id"].isin(one.source_ids) & rows["unit"].str.startswith("euro")
    ]
    found += [
        f"Parameter {parts.to(address, Sort.PARAMETER, row['name'], row['title'])}, "
        f"vanaf {dutch.day(row['valid_from'])}"
        for row in reads.records(same)
    ]
    if one.stated_in:
        register = escape(address.to("bronnen", at="lijst", lijst=one.stated_in))
        found.append(f'<a href="{register}">Lijst</a>: {escape(REGISTERS[one.stated_in][0].lower())}')
    return parts.listed(found)
