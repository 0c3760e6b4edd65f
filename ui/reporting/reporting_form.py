"""The form: a row per line of the agreement, with what was agreed and reported, what is typed, and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from samenleven import dutch, terms
from samenleven.attainment import Attainment
from samenleven.counted import Period
from samenleven.findings import handing_in as findings
from samenleven.reporting.running import Asked, Totals, falls_short
from samenleven.store.ledger.state import ReportedCell
from ui.frame import form
from ui.frame.form import Value
from ui.reading import reads
from ui.reporting import reporting_reads as known
from ui.reporting.reporting_choice import Chosen
from ui.reporting.reporting_fields import BECAUSE, DOUBLE, FIGURE, NO_FIGURE, REASON, UNKNOWN, field
from ui.reporting.reporting_filling import Filling

CHECK, DISCARD = "nakijken", "weg"
SAVES = "Wat u invult, wordt vanzelf bewaard als concept. Ingediend wordt het pas als u bevestigt."
MOST_NAMED = 3  # fields without a figure that are named one by one
LONGEST_FIGURE = 20  # signs of a figure, with its points and spaces


def html(chosen: Chosen, filling: Filling) -> str:
    """The whole form with its buttons."""
    heads = (
        '<tr><th scope="col">Actie en KPI-onderdeel</th><th scope="col" class="num">beloofd</th>'
        '<th scope="col" class="num">laatst ingediend</th><th scope="col">behaald</th>'
        f'<th scope="col">{"halfweg" if chosen.period is Period.HALF_YEAR else "doelbereik"}</th></tr>'
    )
    rows = "".join(_rows(chosen, filling, asked) for asked in chosen.lines.values())
    because = ""
    if filling.text(BECAUSE) or BECAUSE in filling.asked:
        because = form.area(
            BECAUSE,
            "Waarom verandert een cijfer, of valt het op?",
            filling.text(BECAUSE),
            fault=filling.faults.get(BECAUSE),
            hint="Eén of twee zinnen: wie later kijkt, leest waarom.",
            autosave=True,
        )
    discard = form.button(DISCARD, "Gooi het concept weg") if filling.saved_at else ""
    return (
        f"{form.faults(_named(chosen, filling.faults))}"
        f'<table class="rp-table"><thead>{heads}</thead><tbody>{rows}</tbody></table>{because}'
        f'<div class="rp-sum"><p role="status"><b>{escape(_progress(chosen, filling.totals))}</b> {_saved(filling)}</p>'
        f"{form.button(CHECK, 'Kijk na wat u indient', main=True)}{discard}</div>"
    )


def _rows(chosen: Chosen, filling: Filling, asked: Asked) -> str:
    """One line: its figures in a row, and below it what is asked about them in words."""
    measure = asked.measure
    name = measure.measure_id
    found = filling.standing[name]
    figure, stated, fault = field(FIGURE, name), field(UNKNOWN, name), filling.faults
    typed = form.text(
        figure,
        f"Behaald: {measure.component}",
        filling.text(figure),
        fault=fault.get(figure),
        longest=LONGEST_FIGURE,
        whole_number=True,
        autosave=True,
        quiet=True,
    )
    tick = form.tick(
        stated,
        "nog niet bekend",
        filling.values.get(stated) is True,
        about=measure.component,
        fault=fault.get(stated),
        autosave=True,
    )
    said, look = findings.meaning(found, chosen.period, known.gate(chosen.window.ends_on))
    title = terms.action_name(measure.action_id, _titles().get(measure.action_id, ""))
    more = _words(chosen, filling, asked, found)
    return (
        f'<tr id="rij-{escape(name)}"{" class=of" if more else ""}><th scope="row"><span class="no">{measure.action_id}'
        f'</span><b>{escape(measure.component)}</b><span class="who">{escape(title)} · {escape(measure.unit or "")}'
        f'</span></th><td class="num" data-l="beloofd"><b>{dutch.number(asked.target)}</b> <span class="small">'
        f"{dutch.number(asked.baseline_reach)} was er al + {dutch.number(asked.planned_reach)} extra</span></td>"
        f'<td class="num" data-l="laatst ingediend">{_last(chosen, name, filling)}</td>'
        f'<td class="rp-field">{typed}{tick}</td>'
        f'<td class="rp-means st-{look}" data-l="dat is">{escape(said)}</td></tr>'
        + (f'<tr class="rp-words"><td colspan="5">{more}</td></tr>' if more else "")
    )


def _words(chosen: Chosen, filling: Filling, asked: Asked, found: Attainment) -> str:
    """What is asked in words: why a KPI is missed, and about reach that may be counted twice."""
    name, component = asked.measure.measure_id, asked.measure.component
    reason, double = field(REASON, name), field(DOUBLE, name)
    short = falls_short(found, chosen.period)
    parts = ""
    if short or filling.text(reason) or reason in filling.asked:
        missed = "Waarom de KPI niet gehaald is" if chosen.period is Period.YEAR else "Waarom het onder de drempel ligt"
        parts += form.area(
            reason,
            f"{missed if short else 'Uitleg voor het agentschap'}: {component}",
            filling.text(reason),
            fault=filling.faults.get(reason),
            autosave=True,
        )
    if filling.text(double) or double in filling.asked:
        parts += form.area(
            double,
            f"Over dubbel tellen: {component}",
            filling.text(double),
            fault=filling.faults.get(double),
            hint="Hetzelfde bereik mag bij twee acties tellen als er ook dubbel geïnvesteerd is. Zeg hoe dat hier zit.",
            autosave=True,
        )
    return parts


def _last(chosen: Chosen, name: str, filling: Filling) -> str:
    """What was handed in last for a line, over this period, else over the half-year; and what came in meanwhile."""
    cell = chosen.cells().get(name)
    before = cell or (chosen.cells(Period.HALF_YEAR).get(name) if chosen.period is Period.YEAR else None)
    if before is None:
        return '<span class="small">nog niets</span>'
    which = "" if cell else "halfjaar, "
    trace = escape(chosen.address.link(spoor=name))
    day = dutch.day(before.handed_in_at)
    link = f'<span class="small">{which}{day}</span>'
    if cell:
        link = f'<a class="small" href="{trace}#spoor">{which}{day}</a>'
    newer = f'<span class="rp-newer">{escape(filling.newer[name])}</span>' if name in filling.newer else ""
    return f"{_figure(before)} {link}{newer}"


def _figure(cell: ReportedCell) -> str:
    return "nog niet bekend" if cell.realised is None else f"<b>{dutch.number(cell.realised)}</b>"


def _progress(chosen: Chosen, found: Totals) -> str:
    return findings.progress(found, chosen.period, known.gate(chosen.window.ends_on))


def _saved(filling: Filling) -> str:
    """Whether what is typed is safe."""
    if filling.not_saved:
        return f'<span class="rp-newer">{escape(filling.not_saved)}</span>'
    if filling.saved_at:
        return f'<span class="small">Concept bewaard ({dutch.moment(filling.saved_at)}); nog niets ingediend.</span>'
    return f'<span class="small">{SAVES}</span>'


def _named(chosen: Chosen, faults: Mapping[str, str]) -> dict[str, str]:
    """The faults with the line that they are about, for the list above the form."""
    names = {
        field(kind, name): asked.measure.component
        for name, asked in chosen.lines.items()
        for kind in (FIGURE, UNKNOWN, REASON, DOUBLE)
    }
    empty = [one for one, said in faults.items() if said == NO_FIGURE]
    if len(empty) > MOST_NAMED:  # one line says it of all
        faults = {one: said for one, said in faults.items() if one not in empty[1:]}
    found = {one: f"{names[one]}: {said}" if one in names else said for one, said in faults.items()}
    if len(empty) > MOST_NAMED:
        found[empty[0]] = f"{len(empty)} onderdelen hebben nog geen cijfer. {NO_FIGURE}"
    return found


def _titles() -> dict[int, str]:
    return {one.action_id: one.title for one in reads.actions()}


def prefilled(chosen: Chosen) -> dict[str, Value]:
    """What stands in a form that nobody touched: what is recorded already."""
    found: dict[str, Value] = {}
    for name, cell in chosen.cells().items():
        found[field(FIGURE, name)] = "" if cell.realised is None else str(cell.realised)
        found[field(UNKNOWN, name)] = cell.realised is None
        found[field(REASON, name)] = cell.shortfall_reason or ""
        found[field(DOUBLE, name)] = cell.double_count_note or ""
    return found
