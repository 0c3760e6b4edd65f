"""What every card on *bronnen* is made of: its head with what one can copy, its parts, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from samenleven import dutch
from samenleven.figures import Kind, TableRow
from ui.figure import mistakes
from ui.filters.address import Address
from ui.look import theme
from ui.reading import reads
from ui.sources.entries import Sort

CARDS = tuple(str(one) for one in Sort)


def link(address: Address, sort: Sort, key: str) -> str:
    """The permanent address of a card."""
    return address.to("bronnen", **{sort: key})


def here(address: Address, sort: Sort, key: str) -> str:
    """The same card beside the list as it stands: the question and the filters stay."""
    return address.link(**dict.fromkeys(CARDS) | {str(sort): key})


def to(address: Address, sort: Sort, key: str, text: str) -> str:
    """A link in a card to another card."""
    return f'<a href="{escape(here(address, sort, key))}">{escape(text)}</a>'


def head(
    sort: Sort, key: str, address: Address, title: str, *, what: str = "", before: str = "", said: str = ""
) -> str:
    """The head of a card: its sort and permanent name, the figure or title, and what one can copy."""
    permanent = escape(link(address, sort, key))
    copied = f'<button type="button" data-copy="{permanent}" data-said="{escape(said)}">Kopieer {{}}</button>'
    buttons = copied.format("cijfer met bron" if sort is Sort.FIGURE else "met bron") if said else ""
    small = f"<small>{escape(before)}</small> " if before else ""
    size = "big" if what else "big words"
    return (
        f'<div class="so-take">{buttons}<button type="button" data-copy="{permanent}">Kopieer link</button>'
        f"{mistakes.link('')}</div>"
        f'<p class="so-name">{sort} · <code>{escape(key)}</code></p>'
        f'<h2 class="{size}" id="kaart-t">{small}{escape(title)}</h2>'
        + (f'<p class="so-what">{escape(what)}</p>' if what else "")
    )


def part(title: str, html: str) -> str:
    """A part under a heading; nothing for an empty one."""
    return f"<h3>{escape(title)}</h3>{html}" if html else ""


def paragraphs(texts: Iterable[str]) -> str:
    """Sentences, each as a paragraph."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def aside(texts: Iterable[str], *, warn: bool = False) -> str:
    """What stands against a figure, as HTML that is escaped already."""
    return "".join(f'<p class="vs{" warn" if warn else ""}">{text}</p>' for text in texts)


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Words with what they are, as HTML that is escaped already; without those that are unknown."""
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{html}</dd>" for name, html in rows if html) + "</dl>"


def listed(items: Sequence[str]) -> str:
    """A list of links, as HTML that is escaped already."""
    return f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>" if items else ""


def outside(url: str | None, text: str) -> str:
    """A link to the publisher; only text for what is no address of the web."""
    if not url or not url.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(text)}</a>'


def source(source_id: str) -> TableRow | None:
    """The row of a source."""
    rows = reads.register("source")
    found = reads.records(rows[rows["source_id"] == source_id])
    return found[0] if found else None


def origin(address: Address, source_ids: Sequence[str], kind: Kind | None, precision: str, day: object) -> str:
    """Kind, date, and of every source its publisher, title and the day on which it was read."""
    known = [row for one in source_ids if (row := source(one))]
    sort = f"<b>{escape(theme.kind_word(kind))}</b>{escape(f', {precision}' if precision else '')}" if kind else ""
    rows = [("Soort", sort), ("Datum", escape(dutch.day(day)) if day else "")]  # type: ignore[arg-type]
    for row in known:
        rows += [
            ("Uitgever", escape(row["publisher"])),
            ("Bron", to(address, Sort.SOURCE, row["source_id"], row["title"])),
            ("", outside(row["url"], "open bij de uitgever") if row["url"] else ""),
            ("Gelezen", escape(dutch.day(row["accessed_on"])) if row["accessed_on"] else ""),
        ]
    return part("Herkomst", pairs(rows))


def cite(text: str) -> str:
    """How to refer to it."""
    return part("Zo verwijst u ernaar", f'<p class="so-cite">{escape(text)}</p>')


def published_as(source_id: str) -> str:
    """A source in a citation: publisher and title."""
    row = source(source_id)
    return f"{row['publisher']}, “{row['title']}”" if row else source_id


def read_on(source_ids: Sequence[str]) -> str:
    """The newest day on which the sources were read, for a citation."""
    days = [row["accessed_on"] for one in source_ids if (row := source(one)) and row["accessed_on"]]
    return f", geraadpleegd op {dutch.day(max(days))}" if days else ""


def card(body: str, side: str = "") -> str:
    """Two columns below the head of a card."""
    return f'<div class="so-cols"><div>{body}</div><div>{side}</div></div>'
