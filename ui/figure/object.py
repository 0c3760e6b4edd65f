"""How a figure object is drawn: finding, unit, picture, and one foot line with what one can take along."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.figures import Kind, Shown, weakest
from samenleven.findings.words import RESTS_ON
from ui.figure import mistakes
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.look import practice, theme
from ui.reading import provenance, reads, switch
from ui.server import door

FORMS = {"excel": "Voor Excel (België)", "csv": "Internationaal (komma, punt)"}
WIDTHS = (720, 360)  # of an embed: beside a text, and in a column or on a phone
PICTURES = {"png": "Als foto (PNG)", "svg": "Als tekening (SVG)"}


def shown(
    one: Figure, address: Address, *, level: int = 2, kind: str = "", brief: bool = False, under: str | None = None
) -> str:
    """A figure as HTML; `level` is that of its heading, `kind` a class for the room that it takes.

    `brief` puts the sources in a menu: for a narrow place where they would take more room than the picture. `under`
    stands in place of the foot line.
    """
    heading = (
        f"<h{level} class='t' id='{one.name}-t'>{escape(one.finding)}{example_mark() if one.made_up else ''}</h{level}>"
    )
    room = "table" if one.tabled else "picture"
    return (
        f'<figure class="obj {kind}" id="{one.name}" aria-labelledby="{one.name}-t">{heading}'
        f'<p class="u">{one.unit}</p><div class="{room}" data-picture>{one.picture}</div>'
        f"{foot(one, address, brief=brief) if under is None else under}</figure>"
    )


def example_mark(words: str = "") -> str:
    """The mark of a finding that rests on example figures, in its own line; `words` where it is something made up."""
    return f' <span class="exm">{words or RESTS_ON[Kind.EXAMPLE]}</span>'


def ribbon(html: str, *, calm: bool = False) -> str:
    """One line that says what kind of figures a screen shows; `calm` where nothing on it is made up."""
    return f'<p class="ribbon{" calm" if calm else ""}">{html}</p>'


def headline(
    name: str,
    finding: str,
    *,
    made_up: bool = False,
    estimated: bool = False,
    before: str = "",
    after: str = "",
    mark: str = "",
) -> str:
    """The small name of a page and its answer in one sentence; `before` follows the name, `after` is a line below.

    `made_up` and `estimated` say in the headline's own line what it rests on; `mark` says what is made up, where that
    is not simply example figures.
    """
    mark = example_mark(mark) if made_up else ""
    mark += ' <span class="est">≈ rust op schattingen</span>' if estimated else ""
    more = f'<p class="lede">{after}</p>' if after else ""
    return f'<p class="eyebrow">{escape(name)}{before}</p><h1>{escape(finding)}{mark}</h1>{more}'


def empty(what: str, advice: str) -> str:
    """Say that there is nothing to show and what to do about it."""
    return f'<p class="nothing" role="status"><strong>{escape(what)}</strong> {escape(advice)}</p>'


def back(address: Address) -> str:
    """A link from only official figures to what one sees without choosing, as HTML."""
    more = "voorbeelden" if switch.default() is Shown.EXAMPLE else "wat gerapporteerd is"
    return f'<a href="{escape(address.link(cijfers=None))}">Toon ook {more}</a>'


def sources(found: provenance.Provenance, address: Address) -> str:
    """Kinds, sources as links to their card, and the newest date, as HTML."""
    titles = reads.short_titles()
    kinds = " en ".join(theme.kind_word(kind) for kind in found.kinds)
    links = ", ".join(
        f'<a href="{escape(card(address, source))}">{escape(titles.get(source, source))}</a>'
        for source in found.source_ids
    )
    newest = f", {dutch.day(found.newest)}" if found.newest is not None else ""
    return f"<span>{_practice()}{kinds}{': ' if kinds and links else ''}{links}{newest}</span>"


def _practice() -> str:
    """In the practice environment: that these are no real figures."""
    return f"<b>{practice.says()}.</b> " if practice.says() else ""


def card(address: Address, source_id: str) -> str:
    """The address of the card of a source on the screen *bronnen*."""
    return address.to("bronnen", bron=source_id)


def _brief(found: provenance.Provenance, address: Address, more: str) -> str:
    """Kinds and date in a few signs, and the sources as links in a menu; `more` stands below them."""
    titles = reads.short_titles()
    links = "".join(
        f'<a href="{escape(card(address, source))}">{escape(titles.get(source, source))}</a>'
        for source in found.source_ids
    )
    kinds = " en ".join(theme.kind_word(kind) for kind in found.kinds)
    menu = f'<details class="menu sources"><summary>Bron</summary><div>{links}{more}</div></details>' if links else more
    return f'<span>{_practice()}{kinds}</span><span class="take">{menu}'


def foot(one: Figure, address: Address, *, brief: bool = False, more: str = "") -> str:
    """The foot line: what it is, where from, of when; table, files, picture, link and citation; `more` stands first."""
    found = provenance.of(one.table, extra=one.extra)
    name, label = one.name, f' aria-describedby="{one.name}-t"'
    mistake = mistakes.link(label)
    said = _brief(found, address, mistake) if brief else f'{sources(found, address)}<span class="take">{more}'
    files = "".join(
        f'<a href="{escape(address.file(name, form))}" data-file download>{text}</a>' for form, text in FORMS.items()
    )
    pictures = "".join(f'<button type="button" data-take="{form}">{text}</button>' for form, text in PICTURES.items())
    embed = embedding(address.embed(name), one.finding)
    table = (
        f'<button type="button" data-table="{escape(address.file(name, "tabel"))}" aria-expanded="false"{label}>'
        f"Tabel</button>"
    )
    picture = f'<details class="menu"><summary{label}>Beeld</summary><div>{pictures}{embed}</div></details>'
    return (
        f'<div class="foot">{said}{"" if one.tabled else table}'
        f'<details class="menu"><summary{label}>CSV</summary><div>{files}</div></details>'
        f"{'' if one.tabled else picture}"
        f'<button type="button" data-copy="{escape(address.link())}#{name}"{label}>Link</button>'
        f'<button type="button" data-copy="{escape(address.link())}#{name}" data-said="{escape(citation(one, found))}"'
        f"{label}>Citeer</button>{'' if brief else mistake}</span></div>"
    ) + ("" if one.tabled else '<div class="table" data-keep hidden></div>')


def embedding(link: str, title: str) -> str:
    """Buttons that copy the code to show an embed on another site, one per width; none when no site may."""
    if door.embedders() == ("'none'",):
        return ""
    return "".join(
        f'<button type="button" data-embed="{escape(link)}" data-title="{escape(title)}" data-wide="{wide}">'
        f"Inbedden, {wide} px breed</button>"
        for wide in WIDTHS
    )


def citation(one: Figure, found: provenance.Provenance | None = None) -> str:
    """A sentence to quote the figure with: finding, kind, source and date; the browser adds the address."""
    found = found or provenance.of(one.table, extra=one.extra)
    titles = reads.source_titles()
    kind = weakest(found.kinds)
    words = f" ({terms.KIND[kind]}{': verzonnen cijfers' if kind is Kind.EXAMPLE else ''})" if kind else ""
    from_ = "; ".join(titles.get(source, source) for source in found.source_ids)
    newest = f", {dutch.day(found.newest)}" if found.newest is not None else ""
    finding = one.finding.rstrip(".")
    seen = f", geraadpleegd op {dutch.day(reads.today())}{f'. {practice.says()}' if practice.says() else ''}"
    return f"{finding}{words}. Bron: {from_ or 'zonder bron'}{newest}. Dashboard Plan Samenleven{seen}"
