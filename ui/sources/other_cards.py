"""The cards of a source, a parameter, a word and a contradiction."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.budget.settings import Setting
from samenleven.figures import Kind, TableRow
from ui.filters.address import Address
from ui.glossary import words
from ui.reading import reads
from ui.sources import card_parts as parts
from ui.sources import entries
from ui.sources.entries import Sort

MOST_USES = 12  # of a source; the search has all


def _row(register: str, column: str, key: str) -> list[TableRow]:
    rows = reads.register(register)
    return reads.records(rows[rows[column] == key])


def source(key: str, address: Address) -> str:
    """A source: who published it, where and when, under which terms, and what rests on it."""
    row = _row("source", "source_id", key)[0]
    read = dutch.day(row["accessed_on"]) if row["accessed_on"] else ""
    said = f"{parts.published_as(key)}{parts.read_on([key])}. Via Plan Samenleven"
    facts = parts.pairs(
        [
            ("Uitgever", escape(row["publisher"])),
            ("Gepubliceerd op", escape(dutch.day(row["published_on"])) if row["published_on"] else ""),
            ("Geraadpleegd op", escape(read)),
            ("Licentie", escape(row["licence"])),
            ("Adres", parts.outside(row["url"], str(row["url"])) if row["url"] else ""),
        ]
    )
    body = parts.part("Wat erop steunt", _resting(key, address)) + parts.part(
        "Opmerking", parts.paragraphs([row["note"] or ""])
    )
    side = parts.part("Herkomst", facts) + parts.cite(f"{said}, bronnen?bron={key}.")
    return parts.head(Sort.SOURCE, key, address, row["title"], said=said) + parts.card(body, side)


def _resting(key: str, address: Address) -> str:
    """The figures and parameters that come from a source."""
    known = [one for one in entries.figures().values() if key in one.source_ids and one.kind in address.shown.kinds]
    links = [parts.to(address, Sort.FIGURE, one.key, f"{one.shown}: {one.what}") for one in known[:MOST_USES]]
    if len(known) > MOST_USES:
        links.append(f"en nog {dutch.number(len(known) - MOST_USES)} cijfers")
    rows = {row["name"]: row["title"] for row in _row("parameter", "source_id", key)}
    links += [f"Parameter {parts.to(address, Sort.PARAMETER, name, title)}" for name, title in rows.items()]
    return parts.listed(links) or parts.paragraphs(["Geen cijfer of parameter in dit dashboard."])


def parameter(key: str, address: Address) -> str:
    """A parameter: every value with the day from which it holds, its range, and what it means."""
    rows = _row("parameter", "name", key)
    now = rows[-1]
    values = "".join(
        f'<tr><th scope="row">{escape(dutch.day(row["valid_from"]))}</th>'
        f'<td class="num">{escape(entries.value_of(row))}</td>'
        f"<td>{parts.to(address, Sort.SOURCE, row['source_id'], reads.short_titles()[row['source_id']])}</td></tr>"
        for row in rows
    )
    table = (
        '<table class="plain"><thead><tr><th scope="col">Vanaf</th><th scope="col" class="num">Waarde</th>'
        f'<th scope="col">Bron</th></tr></thead><tbody>{values}</tbody></table>'
    )
    notes = dict.fromkeys(row["note"] for row in rows if row["note"])
    said = f"Plan Samenleven, parameter “{now['title']}”: {entries.value_of(now)}, vanaf {dutch.day(now['valid_from'])}"
    body = (
        parts.part("Betekenis", parts.paragraphs([now["description"]]))
        + parts.part("Waarden", table)
        + parts.part("Opmerking", parts.paragraphs(notes))
        + parts.part("Wat spreekt het tegen", _contradicted_parameter(now, address))
    )
    low, high = dutch.exact(now["minimum"]), dutch.exact(now["maximum"])
    used = []
    if now["setting"] and key in set(Setting):
        used = [f'<a href="{escape(address.to("budget"))}">Budget</a>: in te stellen in een verkenning']
    side = (
        parts.origin(address, [now["source_id"]], Kind(now["kind"]), "", now["valid_from"])
        + parts.part("Bereik", parts.paragraphs([f"Van {low} tot {high} {now['unit']}."]))
        + parts.part("Waar gebruikt", parts.listed(used))
        + parts.cite(f"{said}. Bron: {parts.published_as(now['source_id'])}. Bronnen?parameter={key}.")
    )
    head = parts.head(Sort.PARAMETER, key, address, entries.value_of(now), what=now["title"], said=said)
    return head + parts.card(body, side)


def _contradicted_parameter(row: TableRow, address: Address) -> str:
    """The contradictions of the published figures with this very value from this source."""
    same = {
        contradiction
        for one in entries.figures().values()
        if one.value == row["value"] and one.unit == "euro" and row["source_id"] in one.source_ids
        for contradiction in one.contradictions
    }
    return parts.listed(
        [
            parts.to(address, Sort.CONTRADICTION, one["contradiction_id"], one["subject"])
            for one in reads.records(reads.register("contradiction"))
            if one["contradiction_id"] in same
        ]
    )


def word(key: str, address: Address) -> str:
    """A word with its meaning, and its place in the glossary."""
    one = next(one for one in words.entries() if one.key == key)
    place = escape(address.to("woordenlijst", at=f"w-{key}"))
    body = parts.part("Betekenis", parts.paragraphs([one.meaning]))
    side = parts.part("Staat in", f'<p><a href="{place}">Woordenlijst</a>: {escape(one.section.lower())}</p>')
    said = f"{one.word}: {one.meaning} Woordenlijst van Plan Samenleven"
    return parts.head(Sort.WORD, key, address, one.word, said=said) + parts.card(body, side)


def contradiction(key: str, address: Address) -> str:
    """Both readings with their sources, the one that is followed, why, and the figures that it is about."""
    row = _row("contradiction", "contradiction_id", key)[0]
    readings = parts.aside(
        f"{'<b>Gevolgd.</b> ' if row['followed'] == which else ''}{escape(row[f'reading_{which}'])} "
        f"({parts.to(address, Sort.SOURCE, row[f'source_{which}'], reads.short_titles()[row[f'source_{which}']])})"
        for which in ("a", "b")
    )
    known = entries.figures()
    about = [figure for figure, one in reads.contradicted() if one == key and figure in known]
    about += [one.key for one in known.values() if key in one.contradictions and one.key not in about]
    body = (
        parts.part("Twee lezingen", readings)
        + parts.part("Waarom", parts.paragraphs([row["reason"]]))
        + (
            parts.part("Instelling", parts.paragraphs(["Niet beslist: wie een verkenning maakt, kiest zelf."]))
            if row["followed"] == "setting"
            else ""
        )
    )
    links = [
        parts.to(address, Sort.FIGURE, one, f"{known[one].shown}: {known[one].what}")
        for one in about
        if known[one].kind in address.shown.kinds
    ]
    said = f"{row['subject']}: {terms.capital(row['reading_a'])} tegenover {row['reading_b']}. {row['reason']}"
    side = parts.part("Over welke cijfers", parts.listed(links)) + parts.cite(
        f"Plan Samenleven, tegenspraak tussen bronnen: {row['subject']}, bronnen?tegenspraak={key}."
    )
    return parts.head(Sort.CONTRADICTION, key, address, row["subject"], said=said) + parts.card(body, side)
