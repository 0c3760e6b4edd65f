"""What stands in a printed agreement, once for PDF and Word: texts and tables, filled from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from samenleven import column_names, dutch, terms
from samenleven.attainment import gate_reach
from samenleven.catalogue import ProjectYear
from samenleven.figures import Kind
from samenleven.grant.call import to_cents, to_euro
from samenleven.reporting.records import AgreementLine
from samenleven.shares import cash
from samenleven.store import agreements, budget
from samenleven.store.agreements import Known
from ui.authority import profile_reads
from ui.authority.agreement_figures import seen
from ui.filters.address import Address
from ui.look import theme
from ui.reading import cached, reads

EXAMPLE = "VOORBEELD"
MADE_UP = (
    "VOORBEELD: dit akkoord is verzonnen om het dashboard te tonen. Niemand sprak dit af en er volgt geen geld uit."
)
GOVERNMENT = "Vlaamse overheid"
UNKNOWN = "niet bekend"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it is in a few words (for who has it read aloud), its headings, its rows, and a row of totals.

    `widths` are parts of the width of the page; `right` the columns of numbers.
    """

    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    right: tuple[int, ...] = ()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document: a heading, sentences, and a table below them where there is one."""

    title: str
    text: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole agreement; `watermark` is the word across every page of what is not real, None for a real one."""

    title: str
    lede: str
    sections: tuple[Section, ...]
    foot: str
    made: str
    name: str
    watermark: str | None = None
    warning: str | None = None


def paper(address: Address) -> Paper | None:
    """The agreement that an address asks: its authority and project year; None where there is none."""
    asked = seen(address)
    store = cached.open_store()
    known = agreements.agreement(store, asked.applicant, asked.year) if asked else None
    if asked is None or known is None:
        return None
    year = next(one for one in reads.project_years() if one.project_year == asked.year)
    name, made_up = profile_reads.names()[asked.applicant], known.kind is Kind.EXAMPLE
    called = known.agreement.cooperation
    return Paper(
        title=f"Samenwerkingsakkoord {name}, projectjaar {asked.year}",
        lede=f"Plan Samenleven, oproep {asked.year}: wat {called or profile_reads.called(asked.applicant)} belooft "
        "en welke subsidie daarbij hoort.",
        sections=(
            _parties(known),
            _days(year),
            _reach(known, year),
            _money(known),
            _payment(known, budget.advance_share(store, asked.year)),
            _reporting(year),
            _about(known, store.version),
            *([] if made_up else [_signatures(name)]),
        ),
        foot=f"Samenwerkingsakkoord {name}, projectjaar {asked.year}",
        made=f"gemaakt op {dutch.day(reads.today())}",
        name=f"samenwerkingsakkoord-{name}-jaar-{asked.year}",
        watermark=EXAMPLE if made_up else None,
        warning=MADE_UP if made_up else None,
    )


def _parties(known: Known) -> Section:
    one, rows = known.agreement, profile_reads.rows()
    role = "indiener" if one.cooperation is None else f"indiener, trekker van {one.cooperation}"
    who = [(one.applicant_id, role), *((member, "lid") for member in one.members)]
    text = () if one.cooperation is None else ("De indiener ontvangt de subsidie, ook voor de leden.",)
    lines = [(str(rows[code]["name"]), what, str(rows[code]["nis"] or "geen")) for code, what in who]
    grid = Grid(
        "De partijen met hun rol",
        ("Partij", "Rol", "NIS-code"),
        ((GOVERNMENT, "kent de subsidie toe", "geen"), *lines),
        (4, 4, 2),
    )
    return Section("Partijen", text, grid)


def _days(year: ProjectYear) -> Section:
    rows = (
        ("Toegekend", dutch.day(year.awarded_on)),
        ("Projectjaar", f"{dutch.day(year.starts_on)} tot en met {dutch.day(year.ends_on)}"),
        ("Halfjaar", f"tot en met {dutch.day(year.half_year_ends_on)}"),
        ("Halfjaarcijfers indienen", _until(year.half_year_due_on)),
        ("Jaarcijfers indienen", _until(year.year_due_on)),
    )
    return Section("Projectjaar", grid=Grid("De data van het projectjaar", ("Wat", "Wanneer"), rows, (3, 7)))


def _until(day: object) -> str:
    return UNKNOWN if day is None else f"tot en met {dutch.day(day)}"  # type: ignore[arg-type]


def _reach(known: Known, year: ProjectYear) -> Section:
    measures = {one.measure_id: one for one in reads.measures()}
    parameters, day = reads.parameters(), year.half_year_ends_on

    def row(line: AgreementLine) -> tuple[str, ...]:
        measure, target = measures[line.measure_id], line.baseline_reach + line.planned_reach
        counts = (line.baseline_reach, line.planned_reach, target, gate_reach(target, day, parameters))
        return (
            str(line.priority),
            _action(measure.action_id),
            measure.component,
            measure.unit or "",
            *map(dutch.number, counts),
        )

    gate = dutch.percent(parameters.number("half_year_gate", day))
    names = ("priority", "action", "component", "unit", "baseline_reach", "planned_reach", "target")
    heads = (*(terms.capital(column_names.heading(one)) for one in names), "Na halfjaar")
    grid = Grid(
        "Wat per KPI-onderdeel te bereiken is",
        heads,
        tuple(row(line) for line in known.agreement.lines),
        (8, 14, 12, 10, 6, 8, 10, 7),
        (0, 4, 5, 6, 7),
    )
    text = (
        "De streefwaarde is het huidig bereik (wat er al was) plus het gepland bereik (wat er extra komt). Alleen wat "
        "extra is, wordt betaald.",
        f"Na halfjaar: het kleinste gehele getal dat de halfjaardrempel van {gate} haalt.",
    )
    return Section("Wat te bereiken is", text, grid)


def _action(action_id: int, names: Mapping[str, str] | None = None) -> str:
    """An action by its number and its title, or by its name among `names`."""
    known = names or {str(one.action_id): one.title for one in reads.actions()}
    return f"{action_id}. {terms.capital(known[str(action_id)])}"


def _money(known: Known) -> Section:
    one = known.agreement
    measures = {measure.measure_id: measure for measure in reads.measures()}
    rows = tuple(
        (
            _action(measures[line.measure_id].action_id, terms.ACTION),
            measures[line.measure_id].component,
            _euro(line.grant_eur),
            _euro(line.own_share_eur),
        )
        for line in one.lines
    )
    grid = Grid(
        "Subsidie en eigen inbreng per KPI-onderdeel",
        ("Actie", "KPI-onderdeel", "Subsidie", "Eigen inbreng"),
        (*rows, ("Stimulans voor samenwerking", "", _euro(one.incentive_eur), _euro(Decimal(0)))),
        (14, 18, 8, 8),
        (2, 3),
        ("Samen", "", _euro(granted(known) + one.incentive_eur), _euro(own_share(known))),
    )
    text = ("De eigen inbreng mag geld of personeel zijn. Bij de stimulans hoort geen eigen inbreng.",)
    return Section("Geld", text, grid)


def granted(known: Known) -> Decimal:
    """The grant of all lines together in euro, the incentive apart."""
    return sum((line.grant_eur for line in known.agreement.lines), Decimal(0))


def own_share(known: Known) -> Decimal:
    """What the applicant adds in all, in euro."""
    return sum((line.own_share_eur for line in known.agreement.lines), Decimal(0))


def _euro(value: Decimal) -> str:
    return dutch.euro(value, cents=True)


def _payment(known: Known, share: Decimal) -> Section:
    whole = granted(known) + known.agreement.incentive_eur
    parts = cash(to_cents(whole), share)
    rows = (
        ("Voorschot", dutch.percent(share), _euro(to_euro(parts.advance_cents))),
        ("Saldo", dutch.percent(1 - share), _euro(to_euro(parts.balance_cents))),
    )
    grid = Grid(
        "De betaling in twee delen",
        ("Deel", "Aandeel", "Bedrag"),
        rows,
        (6, 2, 4),
        (1, 2),
        ("Samen", dutch.percent(Decimal(1)), _euro(whole)),
    )
    text = (
        "Het saldo volgt na de jaarcijfers. Dat het voorschot de rest van de subsidie is, leiden we uit het saldo af.",
        "Haalt een bestuur zijn KPI niet, dan kan geld teruggevraagd worden; hoeveel, staat nergens.",
    )
    return Section("Betaling", text, grid)


def _reporting(year: ProjectYear) -> Section:
    gate = dutch.percent(reads.parameters().number("half_year_gate", year.half_year_ends_on))
    return Section(
        "Rapportering",
        (
            "De indiener bezorgt per KPI-onderdeel alleen het getal. Nul is ook een getal; wat hij nog niet weet, "
            "geeft hij op als nog niet bekend.",
            "Een reden is nodig waar de KPI niet gehaald is.",
            f"Wie na het halfjaar minstens {gate} van de KPI haalt, mag zonder verder oordeel verlengen. Blijft een "
            "actie daaronder, dan bekijkt de administratie ze. Plannen, correspondentietesten en pleinmakers bekijkt "
            "ze altijd.",
            "Hetzelfde bereik mag alleen bij twee acties tellen als er ook dubbel in geïnvesteerd is.",
        ),
    )


def _about(known: Known, version: str) -> Section:
    one = known.agreement
    titles = reads.source_titles()
    rows = [
        ("Soort cijfers", theme.kind_word(known.kind)),
        ("Bron", titles.get(known.source_id, known.source_id)),
        ("Datum", dutch.day(one.awarded_on)),
        ("Versie", _version(known)),
        ("Gegevensversie", version),
    ]
    rows += [("Opmerking", one.note)] if one.note else []
    return Section("Over dit akkoord", grid=Grid("Waar dit akkoord op steunt", ("Wat", "Waarde"), tuple(rows), (3, 7)))


def _version(known: Known) -> str:
    if known.version is None or known.recorded_at is None:
        return "voorbeeld, zonder versies"
    return f"versie {known.version}, bewaard op {dutch.moment(known.recorded_at)}"


def _signatures(name: str) -> Section:
    rows = ((f"Voor de {GOVERNMENT}", "", ""), (f"Voor {name}", "", ""))
    grid = Grid("Ruimte voor handtekeningen", ("Partij", "Naam en datum", "Handtekening"), rows, (4, 4, 4))
    return Section("Handtekeningen", grid=grid)
