"""What the screen *opvolging* says: who reported, who is late, what follows for an action, and how one reminds.

A text for one applicant names only that applicant; the text for all names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from samenleven import dutch, terms
from samenleven.counted import Period
from samenleven.figures import TableRow
from samenleven.findings import words
from samenleven.findings.words import Headline
from samenleven.reporting.calendar import Phase, Receipt, Window
from samenleven.reporting.calendar_file import CalendarEntry
from samenleven.reporting.judging import Consequence, FiguresSay, JudgedAction, JudgedApplicant, worst_first

FIGURES = {Period.HALF_YEAR: "halfjaarcijfers", Period.YEAR: "jaarcijfers"}
ONE, MANY = "indiener", "indieners"


LETTER_COLUMNS = (
    *("authority_id", "name", "reference_region", "cooperation", "project_year", "period"),
    *("receipt", "days_late", "expected_reports", "received_reports", "action", "target", "realised", "ratio"),
    *("figures_say", "decision", "decision_reason", "decided_on", "outdated", "consequence", "sentence"),
    *("grant_eur", "balance_eur", "may_be_recovered", "shortfall_reason", "double_count_note"),
    *("kind", "source_id", "reference_date"),
)
"""What a letter to an applicant needs, a row per action."""


@dataclass(frozen=True)
class Mail:
    """A reminder to copy: what it is about, and its text."""

    subject: str
    body: str


def headline(applicants: Sequence[JudgedApplicant], window: Window, on: date) -> Headline:
    """Who reported and who is late, in one sentence; then what the agency still has to do."""
    figures = [line.realised or line.target for one in applicants for line in one.lines]
    mark = words.rests_on(figure.kind for figure in figures)
    if not applicants:
        return Headline(f"Voor projectjaar {window.project_year} zijn er nog geen indieners", None)
    complete = sum(one.receipt is Receipt.RECEIVED for one in applicants)
    partly = sum(one.receipt is not Receipt.RECEIVED and one.received > 0 for one in applicants)
    if window.phase(on) is Phase.WAITING and not complete and not partly:
        return Headline(f"De {_which(window)} komen vanaf {dutch.day(_from(window))}", None)
    part = words.part(complete, len(applicants), ONE, MANY)
    verb = words.verb(complete, len(applicants), "rapporteerde", "rapporteerden")
    said = f"{part} {verb}{' alles' if partly else ''}{f' en {words.cardinal(partly)} een deel' if partly else ''}"
    return Headline(words.sentence(f"{said}; {_rest(applicants, window, on)}"), mark)


def _rest(applicants: Sequence[JudgedApplicant], window: Window, on: date) -> str:
    """What is still open: who is late, how long there is, or what waits for the agency."""
    late = sum(one.receipt is Receipt.LATE for one in applicants)
    if late:
        is_ = "is" if late == 1 else "zijn"
        return f"{words.cardinal(late)} {is_} {dutch.counted(window.days_late(on), 'dag', 'dagen')} te laat"
    if any(one.receipt is not Receipt.RECEIVED for one in applicants):
        return deadline(window, on)
    to_judge = sum(one.to_judge for one in applicants)
    if to_judge:
        wait = "wacht" if to_judge == 1 else "wachten"
        return f"{words.some(to_judge, 'actie', 'acties')} {wait} op een oordeel"
    return "er wacht niets op een oordeel"


def deadline(window: Window, on: date) -> str:
    """Where the last day is, seen from a day: "nog 12 dagen", "vandaag is de laatste dag", "4 dagen te laat"."""
    if window.due_on is None:
        return "de uiterste dag is niet gepubliceerd"
    left = window.days_left(on)
    if left is None:
        return f"{dutch.counted(window.days_late(on), 'dag', 'dagen')} te laat"
    if left == 0:
        return "vandaag is de laatste dag"
    return f"nog {dutch.counted(left, 'dag', 'dagen')}"


def due(window: Window) -> str:
    """The last day in words: "5 mei 2023", "oktober 2025 (de dag is niet gepubliceerd)", "niet gepubliceerd"."""
    if window.due_on is None:
        return "niet gepubliceerd"
    if window.by_month:
        return f"{dutch.day(window.due_on).split(' ', 1)[1]} (de dag is niet gepubliceerd)"
    return dutch.day(window.due_on)


def about(window: Window) -> str:
    """Which figures a window is about, with the days that they go over."""
    return f"{_which(window)} ({_over(window)})"


def of_filter(shown: int, everybody: int) -> str:
    """How many applicants a filter leaves: "Alle 59 indieners", "6 van de 59 indieners"."""
    if not shown:
        return "Geen enkele indiener past bij deze filters"
    return words.sentence(words.part(shown, everybody, ONE, MANY)) + (
        ", wie aandacht vraagt eerst" if shown > 1 else ""
    )


def follows(action: JudgedAction, window: Window, gate: Decimal) -> str:
    """What follows for an action and why, in a sentence; `gate` is the share of the KPI that is asked at half-year."""
    why = _why(action, window, gate)
    if action.consequence is Consequence.WAITS:
        return f"{why}. Zonder cijfer of positief oordeel volgt er {_nothing_yet(window)}"
    then = _then(action)
    seen = ". Na de beslissing kwam een ander cijfer binnen: kijk ze opnieuw na" if action.outdated else ""
    return f"{why}: {then}{seen}"


def letters(applicants: Iterable[JudgedApplicant], window: Window, gate: Decimal) -> list[TableRow]:
    """The data of the letters: a row per applicant and action, the worst first; see `LETTER_COLUMNS`.

    `target` and `realised` are only there where the action has one KPI component; `ratio` is that of its weakest one.
    """
    return [_letter_row(one, action, window, gate) for one in worst_first(applicants) for action in one.actions]


def _letter_row(one: JudgedApplicant, action: JudgedAction, window: Window, gate: Decimal) -> TableRow:
    ruling, figures = (
        action.decided,
        [figure for line in action.lines for figure in (line.realised, line.target) if figure],
    )
    dates = [figure.reference_date for figure in figures if figure.reference_date]
    only = action.lines[0] if len(action.lines) == 1 else None
    values = (
        *(one.applicant_id, one.name, one.reference_region, one.cooperation, window.project_year, window.period.value),
        *(one.receipt.value, one.days_late, one.expected, one.received, action.action_id),
        only.target.value if only else None,
        only.realised.value if only and only.realised else None,
        *(action.ratio, action.figures_say.value, ruling.verdict.value if ruling else None),
        *(ruling.reason if ruling else None, ruling.decided_on if ruling else None, action.outdated),
        *(action.consequence.value, follows(action, window, gate), action.grant_eur, action.balance_eur),
        action.may_be_recovered,
        _said(line.shortfall_reason for line in action.lines),
        _said(line.double_count_note for line in action.lines),
        *(action.kind.value if action.kind else None, ", ".join(sorted({figure.source_id for figure in figures}))),
        max(dates, default=None),
    )
    return dict(zip(LETTER_COLUMNS, values, strict=True))


def _said(texts: Iterable[str | None]) -> str | None:
    """What the applicant said about the lines of an action, each text once."""
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def _nothing_yet(window: Window) -> str:
    return "geen verlenging" if window.period is Period.HALF_YEAR else "geen saldo"


def _why(action: JudgedAction, window: Window, gate: Decimal) -> str:
    asked = f"de halfjaardrempel van {dutch.percent(gate)}" if window.period is Period.HALF_YEAR else "de KPI"
    judged = action.decided is not None and action.consequence is not Consequence.TO_JUDGE
    if judged and action.figures_say is not FiguresSay.ENOUGH and action.decided:
        return f"{terms.capital(terms.VERDICT[action.decided.verdict.value])} beoordeeld"
    return {
        FiguresSay.ENOUGH: f"Haalt {asked}",
        FiguresSay.SHORT: f"Haalt {asked} niet",
        FiguresSay.BY_HAND: "Deze actie beoordeelt het agentschap altijd zelf",
        FiguresSay.NO_FIGURE: "Er ontbreekt een cijfer, en dat is geen nul",
    }[action.figures_say]


def _then(action: JudgedAction) -> str:
    balance = f"het saldo van {dutch.euro(action.balance_eur)}" if action.balance_eur is not None else "het saldo"
    if action.consequence is Consequence.TO_JUDGE:
        risk = ", en er kan teruggevorderd worden" if action.may_be_recovered else ""
        return f"het agentschap oordeelt nog{risk}"
    return {
        Consequence.PROLONGED: "kan verlengd worden",
        Consequence.NOT_PROLONGED: "wordt niet verlengd",
        Consequence.BALANCE: f"{balance} volgt",
        Consequence.AT_RISK: f"{balance} volgt niet zomaar, en er kan teruggevorderd worden",
    }[action.consequence]


def last_days(windows: Iterable[Window]) -> list[CalendarEntry]:
    """The last day of every window that has one, for a calendar; a whole month where only that is published."""
    return [
        CalendarEntry(
            f"last-day-{window.project_year}-{window.period.value.replace('_', '-')}",
            f"Uiterste dag: {_which(window)}",
            window.due_on.replace(day=1) if window.by_month else window.due_on,
            window.due_on,
            f"Cijfers over {_over(window)}. Uiterste dag: {due(window)}.",
        )
        for window in windows
        if window.due_on
    ]


def reminder(one: JudgedApplicant, window: Window, on: date, link: str) -> Mail:
    """The reminder for one applicant: what is missing of it, until when, and where to send it."""
    missing = [line for line in one.lines if line.realised is None]
    came = f"ontbreken er {len(missing)} van de {one.expected}" if one.received else "hebben we nog geen"
    if one.received and len(missing) == 1:
        came = f"ontbreekt er één van de {one.expected}"
    asked = "\n".join(f"- actie {line.action_id}: {line.component}" for line in missing)
    body = f"Van {one.name} {came} {_which(window)} ({_over(window)}).\n{_until(window, on)}\n\nDit ontbreekt:\n{asked}"
    return Mail(f"Herinnering: {_which(window)} van {one.name}", _letter(body, link))


def reminder_for_all(window: Window, on: date, link: str) -> Mail:
    """The reminder for everybody of whom something is missing: it names nobody."""
    body = f"Van uw bestuur ontbreken nog {_which(window)} ({_over(window)}).\n{_until(window, on)}"
    return Mail(f"Herinnering: {_which(window)}", _letter(body, link))


def _letter(body: str, link: str) -> str:
    """The text around what one has to say: zero is a figure, and not knowing is an answer too."""
    help_ = (
        "Nul is ook een cijfer. Weet u een cijfer nog niet, meld dat dan: anders zien we alleen dat het ontbreekt.\n"
        f"U vult de cijfers in op {link}"
    )
    return f"Beste collega\n\n{body}\n\n{help_}\n\nMet vriendelijke groeten"


def _until(window: Window, on: date) -> str:
    if window.due_on is None:
        return "De uiterste dag is niet gepubliceerd."
    late = window.days_late(on)
    if late:
        return f"De uiterste dag was {due(window)}, {dutch.counted(late, 'dag', 'dagen')} geleden."
    return f"De uiterste dag is {due(window)}."


def _which(window: Window) -> str:
    return f"{FIGURES[window.period]} van projectjaar {window.project_year}"


def _over(window: Window) -> str:
    return f"{dutch.day(window.starts_on)} tot en met {dutch.day(window.ends_on)}"


def _from(window: Window) -> date:
    """The first day on which figures can come in."""
    return window.opens_on or window.ends_on + timedelta(days=1)
