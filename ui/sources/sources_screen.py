"""The screen *bronnen* as pieces of HTML: headline, one search with a list and a card, and the registers below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from geo import topology
from samenleven import dutch, search
from samenleven.figures import Kind, Shown
from samenleven.findings import sources as findings
from ui.figure import mistakes
from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.filters.bar import Bar, unknown
from ui.reading import reads
from ui.reading.daily import daily
from ui.sources import card_parts as parts
from ui.sources import entries, figure_card, other_cards
from ui.sources import sources_figures as figures
from ui.sources.entries import PLURAL, Entry, Sort

MOST = 40
"""Lines of the list that are drawn: who looks further types a letter more."""
ASK, SORT = "zoek", "soort"
OTHERS: Mapping[Sort, Callable[[str, Address], str]] = {
    Sort.SOURCE: other_cards.source,
    Sort.PARAMETER: other_cards.parameter,
    Sort.WORD: other_cards.word,
    Sort.CONTRADICTION: other_cards.contradiction,
}


def head(address: Address) -> str:
    """The headline."""
    return _head(address.shown)


@daily(4)
def _head(shown: Shown) -> str:
    rows = reads.register("published_figure")
    disagree = reads.register("contradiction")
    if shown.only_official:
        disagree = disagree[disagree["kind"] == Kind.OFFICIAL]
    return figure_object.headline(
        "Bronnen", f"{findings.headline(len(rows), int(rows['followed'].sum()), len(disagree))}."
    )


def html(address: Address) -> str:
    """The search with its list and card."""
    question = (address.get(ASK) or "")[: search.LONGEST]
    sorts = {"": "alles"} | {str(one): PLURAL[one] for one in Sort}
    bar = Bar(address)
    chosen = address.choose(SORT, sorts)
    if (asked := address.get(SORT)) and asked not in sorts:
        bar.notices.append(unknown(SORT, asked))
    sort = Sort(chosen) if chosen else None
    found, counts = entries.find(question, sort, address.shown)
    at, notice = _asked(address)
    if at is None and not notice and found:
        at = found[0].sort, found[0].key
    bar.notices += [notice] if notice else []
    card = ""
    if at:
        known = f'aria-labelledby="kaart-t" data-reported="{escape(at[1])}"'
        card = f'<section class="so-card" {known}>{_card(at, address)}</section>'
    field = (
        f'<input id="zoek-bronnen" type="search" data-param="{ASK}" data-live value="{escape(question)}" '
        f'maxlength="{search.LONGEST}" autocomplete="off" spellcheck="false" '
        'placeholder="Zoek een cijfer, bron of woord" '
        'aria-label="Zoek in alle cijfers, bronnen, parameters, woorden en tegenspraak">'
    )
    kinds = "".join(
        f'<a href="{escape(address.link(soort=code or None))}"{" aria-current=true" if code == chosen else ""}>{text} '
        f"<i>{dutch.number(sum(counts.values()) if not code else counts[Sort(code)])}</i></a>"
        for code, text in sorts.items()
    )
    return (
        f'{bar.said()}<div class="so-search"><search>{field}</search>'
        f'<nav class="so-kinds" aria-label="Soort">{kinds}</nav></div>'
        f'<div class="so"><nav class="so-list" aria-label="Gevonden">{_list(found, question, at, address)}</nav>'
        f"{card}</div>"
    )


def _asked(address: Address) -> tuple[tuple[Sort, str] | None, str]:
    """The card that the address names; and what to say of one that does not exist, or is no official figure."""
    for sort in Sort:
        key = address.get(sort)
        if key is None:
            continue
        one = next((one for one in entries.entries(Shown.EXAMPLE) if one.sort is sort and one.key == key), None)
        if one is None:
            return None, unknown(sort, key)
        if address.only_official and one.kind not in (Kind.OFFICIAL, None):
            back = f'<a href="{escape(address.link(cijfers=None))}">Toon ook schattingen</a>'
            return None, f"<b>{escape(one.name)}</b> is niet officieel, en u ziet alleen wat officieel is. {back}"
        return (sort, key), ""
    return None, ""


def _card(at: tuple[Sort, str], address: Address) -> str:
    sort, key = at
    return figure_card.html(entries.figures()[key], address) if sort is Sort.FIGURE else OTHERS[sort](key, address)


def _list(found: list[Entry], question: str, at: tuple[Sort, str] | None, address: Address) -> str:
    if not found:
        return (
            f'<p class="so-said" role="status">{escape(findings.hits(0, question))}. Zoek op een deel van het woord of '
            "van het getal, of kies een andere soort.</p>"
        )
    said = findings.hits(len(found), question) if question.strip() else f"alle {dutch.number(len(found))}"
    first = "" if question.strip() or found[0].sort is not Sort.FIGURE else ", wat Overzicht toont eerst"
    lines = "".join(_line(one, (one.sort, one.key) == at, address) for one in found[:MOST])
    rest = len(found) - MOST
    more = f'<p class="so-said">en nog {dutch.number(rest)}: zoek verder</p>' if rest > 0 else ""
    return f'<p class="so-said" role="status">{escape(said)}{first}</p>{lines}{more}'


def _line(one: Entry, is_here: bool, address: Address) -> str:
    value = f"<b>{escape(one.value)}</b>" if one.value else ""
    current = " aria-current=true" if is_here else ""
    return (
        f'<a href="{escape(parts.here(address, one.sort, one.key))}"{current}><i>{escape(one.mark)}</i>{value}'
        f"<span>{escape(one.name)}</span><small>{escape(one.below)}</small></a>"
    )


def registers(address: Address) -> str:
    """Everything below the search: corrections, checks, and the register that one opens."""
    kept = tuple(
        (key, value) for key, value in address.values if key in ("cijfers", figures.LIST, "nis", "regio", "jaar")
    )
    known = figures.titles()
    asked = address.get(figures.LIST)
    if asked is not None and asked not in known:
        return f'<p class="notice" role="status">{unknown(figures.LIST, asked)}</p>{_registers(_without(kept))}'
    return _registers(kept)


def _without(values: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in values if key != figures.LIST)


@daily(64)
def _registers(values: tuple[tuple[str, str], ...]) -> str:
    address = Address(figures.SCREEN, values)
    chosen = address.get(figures.LIST)
    links = "".join(
        f'<a href="{escape(address.link(lijst=code))}#{figures.LIST}"{" aria-current=true" if code == chosen else ""}>'
        f"{escape(title)}</a>"
        for code, title in figures.titles().items()
    )
    objects = [
        figures.corrections,
        figures.coverage,
        figures.readings,
        *([] if address.only_official else [figures.money]),
    ]
    drawn = "".join(figure_object.shown(one(address), address, kind="so-figure") for one in objects)
    register = figure_object.shown(figures.register(address), address, kind="so-figure") if chosen else ""
    return (
        f'<h2>Alle lijsten</h2><nav class="so-lists" aria-label="Lijsten">{links}</nav>{register}'
        f'<h2 id="verbeteringen">Verbeteringen en controles</h2><p class="small">{mistakes.invitation()}</p>{drawn}'
        f'<h2>Grenzen op de kaart</h2><p class="small">{escape(topology.ATTRIBUTION)}</p>'
    )
