"""The workbook of a screen: a sheet per figure that it shows, and one that explains them."""

from __future__ import annotations

from typing import Any

from samenleven import dutch, terms
from samenleven.figures import Kind
from ui.figure import object as figure_object
from ui.figure.model import Figure, of_screen
from ui.filters.address import Address
from ui.frame.top import SCREENS
from ui.glossary import words as glossary
from ui.look import practice
from ui.reading import cached, reads
from ui.take import background
from ui.take.makers import Made
from ui.take.plain_text import explained, plain
from ui.take.sheet_names import NAMES
from ui.take.sheets import HIGH, MADE_UP, Book, Sheet, columns, lines

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST = "Uitleg"
PERCENT = "%"
WIDTHS = (34, 78, 26, 22, 34, 60)  # of the columns of the first sheet, in signs


def make(address: Address, live: str) -> Made | None:
    """The workbook of the screen of an address; None for a screen without figures. `live` is the link to it."""
    with cached.using(cached.store_at(address.at)):
        ready = reads.project_years() and not reads.authorities().empty
        figures = of_screen(address) if ready else []
        if not figures:
            return None
        screen = SCREENS.get(address.screen, terms.capital(address.screen))
        book = Book(f"{screen} · Plan Samenleven")
        first, _ = book.sheet(FIRST)
        names = [book.add(sheet(one, address)) for one in figures]
        _explain(book, first, figures, names, address, live)
        return Made(book.content(), EXCEL, f"{screen}{_whose(address)}.xlsx")


def _whose(address: Address) -> str:
    """The authority in the name of the file, when the address names one."""
    names = dict(zip(reads.authorities()["authority_id"], reads.authorities()["name"], strict=True))
    return f"-{names[one]}" if (one := address.get("nis") or "") in names else ""


def sheet(one: Figure, address: Address) -> Sheet:
    """A figure as a sheet: what it found, what it measures, and its table."""
    frame = one.table
    if "unit" in frame and "value" in frame and frame["unit"].astype(str).str.startswith(PERCENT).all():
        frame = frame.assign(ratio=frame["value"] / 100)  # a percentage is a part in a workbook, shown as one
        shown = tuple("ratio" if name == "value" else name for name in one.columns)
        heads = {**one.headings, "ratio": one.headings.get("value", "waarde")}
        frame = frame.drop(columns="value")
    else:
        shown, heads = one.columns, dict(one.headings)
    about = [plain(one.unit).rstrip("."), plain(figure_object.sources(background.rests(one), address))]
    return Sheet(
        NAMES[one.name],
        one.finding,
        ". ".join(filter(None, about)),
        columns(frame, shown, heads, one.totals),
        _made_up(one),
    )


def _made_up(one: Figure) -> bool:
    return bool(one.made_up) or Kind.EXAMPLE in background.rests(one).kinds


def _explain(book: Book, page: Any, figures: list[Figure], names: list[str], address: Address, live: str) -> None:
    """What is in the workbook, by which filters, what the words mean, and where it comes from."""
    whole = background.together(figures)
    row, link = 0, book.look(font_color="#0B5CAD", underline=1, valign="top")

    def line(*cells: Any, **form: Any) -> None:
        nonlocal row
        for at, cell in enumerate(cells):
            book.write(page, row, at, cell, text_wrap=True, valign="top", **form)
        page.set_row(row, HIGH * max(map(lines, cells, WIDTHS)))
        row += 1

    def head(*cells: str) -> None:
        nonlocal row
        row += 1
        line(*cells, bold=True, bottom=1)

    book.write(page, 0, 0, book.title, bold=True, font_size=16)
    row = 1
    if any(map(_made_up, figures)):
        book.write(page, 1, 0, MADE_UP, bold=True, font_color="#8A4A06")
        row = 2
    if practice.says():
        line(practice.says(), bold=True)
    line("Gemaakt op", reads.today(), num_format="d/mm/yyyy", align="left")
    line("Gegevensversie", cached.open_store().version)
    book.write(page, row, 0, "Dit scherm")
    page.write_url(row, 1, live[:2000], string=live[:2000], cell_format=link)
    row += 1
    head("Gekozen", "Waarde")
    for name, value in background.filters(address):
        line(name, value)
    head("Blad", "Wat het zegt", "Soort cijfers")
    for name, one in zip(names, figures, strict=True):
        line(name, one.finding, dutch.listed(list(background.kinds(one))))
        page.write_url(row - 1, 0, f"internal:'{name}'!A1", string=name, cell_format=link)
    head("Woord", "Betekenis")
    for word, meaning in _words(whole, figures).items():
        line(terms.capital(word), meaning)
    head("Bron", "Uitgever", "Gepubliceerd op", "Geraadpleegd op", "Licentie", "Adres")
    for source in background.sources(whole):
        line(source.title, source.publisher, source.published_on, source.accessed_on, source.licence)
        if source.url:
            page.write_url(row - 1, 5, source.url, string=source.url, cell_format=link)
    for at, width in enumerate(WIDTHS):
        page.set_column(at, at, width)
    page.fit_to_pages(1, 0)
    page.set_landscape()


def _words(whole: Figure, figures: list[Figure]) -> dict[str, str]:
    """The kinds of figures, the words that explain themselves on the screen, and the headings of the tables."""
    meanings = {word.lower(): meaning for rows in glossary.sections().values() for word, meaning in rows}
    shown = (column.heading for one in figures for column in columns(one.table, one.columns, one.headings))
    return (
        background.kinds(whole)
        | explained(*(one.unit for one in figures))
        | {word: meanings[word.lower()] for word in sorted(set(shown)) if word.lower() in meanings}
    )
