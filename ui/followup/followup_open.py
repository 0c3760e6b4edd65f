"""One applicant from close by: every action with its figures and earlier versions, to confirm and to decide."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.figures import Kind
from samenleven.findings import followup as findings
from samenleven.findings import words
from samenleven.reporting.calendar import Receipt, Window
from samenleven.reporting.judging import FiguresSay, JudgedAction, JudgedApplicant, ReportedLine
from samenleven.store.ledger import state, trace
from ui.filters.address import Address
from ui.followup import followup_tasks as tasks
from ui.followup.followup_choice import Answer, Choice
from ui.frame import form
from ui.login.names import everybody, named
from ui.look import theme
from ui.reading import cached, reads

CONFIRM, DECIDE = "bevestig", "beslis"
CHOOSE = {"": "kies"} | terms.VERDICT
LONGEST = 1000  # signs of a reason


def html(
    one: JudgedApplicant,
    window: Window,
    choice: Choice,
    address: Address,
    link: str,
    answer: Answer,
    *,
    writes: bool,
) -> str:
    """What stands open below a row; `link` is where figures are sent in; `writes` says
    whether figures can be confirmed and decided on now."""
    wrong = {name: text for name, text in answer.faults.items() if name != tasks.SURE}
    made_up = any(line.target.kind is Kind.EXAMPLE for line in one.lines)
    writes = writes and not made_up
    note = '<p class="small">Dit akkoord is een voorbeeld: er valt niets te bevestigen of te beslissen.</p>'
    actions = "".join(_action(action, window, answer, writes=writes) for action in one.actions)
    confirm = ""
    if writes and one.to_confirm:
        count = "dit cijfer" if one.to_confirm == 1 else f"deze {dutch.number(one.to_confirm)} cijfers"
        confirm = (
            f'<p class="form-buttons">{form.button(CONFIRM, f"Bevestig {count}")}<span class="small">'
            "Alleen wat aangevinkt is. Een bevestigd cijfer is officieel.</span></p>"
        )
    remind = tasks.mail(findings.reminder(one, window, choice.on, link), "herinnering")
    profile = escape(address.to("gemeente", nis=one.applicant_id))
    missing = "" if one.receipt is Receipt.RECEIVED else f"<details><summary>Herinneren</summary>{remind}</details>"
    return (
        f'<div class="fu-open">{form.faults(wrong)}<p class="small"><a href="{profile}">Profiel van '
        f"{escape(one.name)}</a></p>{note if made_up else ''}{missing}{actions}{confirm}{_versions(one, choice)}</div>"
    )


def _action(
    action: JudgedAction,
    window: Window,
    answer: Answer,
    *,
    writes: bool,
) -> str:
    """One action: its lines, what follows, what the applicant says, what was decided, and where one decides."""
    title = next((found.title for found in reads.actions() if found.action_id == action.action_id), "")
    gate = reads.parameters().number("half_year_gate", window.ends_on)
    lines = "".join(_line(line, writes=writes) for line in action.lines)
    mark = "".join(
        f"<p><b>{label}</b> {escape(text)}</p>"
        for line in action.lines
        for label, text in (("Reden:", line.shortfall_reason), ("Dubbel tellen:", line.double_count_note))
        if text
    )
    ruling = action.decided
    decided = (
        f"<p><b>Beslissing van {dutch.day(ruling.decided_on)}:</b> {terms.VERDICT[ruling.verdict.value]}. "
        f"{escape(ruling.reason)}</p>"
        if ruling
        else ""
    )
    heads = "".join(
        f"<th scope='col'{right}>{name}</th>"
        for name, right in (
            ("KPI-onderdeel", ""),
            ("behaald", " class='num'"),
            ("KPI", " class='num'"),
            ("doelbereik", " class='num'"),
            ("soort en datum", ""),
        )
    )
    asks = _decide(action, answer) if writes and action.figures_say is not FiguresSay.ENOUGH else ""
    return (
        f'<section class="fu-action" aria-label="Actie {action.action_id}"><h3>{action.action_id} {escape(title)}</h3>'
        f"<p{' class=fu-risk' if action.may_be_recovered else ''}>{escape(findings.follows(action, window, gate))}.</p>"
        f'<table class="plain"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>{mark}{decided}{asks}'
        "</section>"
    )


def _line(line: ReportedLine, *, writes: bool) -> str:
    """One line; a figure that nobody confirmed yet can be ticked."""
    shown = dutch.number(line.realised.value) if line.realised else "nog niet bekend" if line.stated else "–"
    kind = f"{theme.kind_word(line.realised.kind)}, {dutch.day(line.reported_on)}" if line.realised else "geen cijfer"
    name = form.tick(tick(line), line.component, True) if writes and line.to_confirm else escape(line.component)
    unit = f' <span class="small">({escape(line.unit)})</span>' if line.unit else ""
    ratio = words.percent(line.ratio) if line.ratio is not None else "–"
    return (
        f'<tr><th scope="row">{name}{unit}</th><td class="num">{shown}</td>'
        f'<td class="num">{dutch.number(line.target.value)}</td><td class="num">{ratio}</td><td>{kind}</td></tr>'
    )


def tick(line: ReportedLine) -> str:
    """The name of the box of a figure that can be confirmed."""
    return f"cijfer-{line.measure_id}"


def verdict(action_id: int) -> str:
    """The name of the field with what the agency decides about an action."""
    return f"oordeel-{action_id}"


def reason(action_id: int) -> str:
    """The name of the field with its reason."""
    return f"reden-{action_id}"


def _decide(action: JudgedAction, answer: Answer) -> str:
    number = action.action_id
    said, why = verdict(number), reason(number)
    return (
        '<div class="fu-decide">'
        + form.choice(said, "Beslissing", CHOOSE, answer.typed.get(said, ""), fault=answer.faults.get(said))
        + form.area(why, "Reden", answer.typed.get(why, ""), fault=answer.faults.get(why), longest=LONGEST)
        + f'<p class="form-buttons">{form.button(f"{DECIDE}-{number}", f"Beslis over actie {number}")}</p></div>'
    )


def _versions(one: JudgedApplicant, choice: Choice) -> str:
    """Every figure that was sent for this period, newest first, with who and when."""
    store = cached.open_store()
    cells = state.report_cells(store, applicant_id=one.applicant_id, project_year=choice.year, period=choice.period)
    if not cells:
        return ""
    names, known = {line.measure_id: line.component for line in one.lines}, everybody()
    rows = "".join(
        f'<tr><th scope="row">{escape(names.get(cell.measure_id, cell.measure_id))}</th>'
        f'<td class="num">{"nog niet bekend" if version.realised is None else dutch.number(version.realised)}</td>'
        f"<td>{dutch.moment(version.handed_in_at)}</td><td>{escape(named(version.batch.person_id, known))}</td>"
        f"<td>{escape(version.note or version.batch.why or '')}</td><td class='num'>{version.batch.sequence}</td></tr>"
        for cell in cells
        for version in reversed(trace.history(cached.ledger(), cell))
    )
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("KPI-onderdeel", "behaald", "ingediend", "door", "uitleg", "nummer")
    )
    return (
        '<details id="versies"><summary>Alle versies van deze cijfers</summary><table class="plain"><thead>'
        f"<tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )
