"""What the screen *rapporteren* says to who hands in figures: what is due, how far it is, and what figures mean."""

from __future__ import annotations

from datetime import date, timedelta

from samenleven import dutch
from samenleven.attainment import Attainment
from samenleven.counted import Period
from samenleven.findings import words
from samenleven.findings.followup import due
from samenleven.reporting.calendar import Phase, Window
from samenleven.reporting.meaning import ActionChange
from samenleven.reporting.running import Totals, falls_short

SPAN = {Period.HALF_YEAR: "het eerste halfjaar", Period.YEAR: "het hele jaar"}


def over(window: Window) -> str:
    """The period in a sentence: "het eerste halfjaar van projectjaar 2"."""
    return f"{SPAN[window.period]} van projectjaar {window.project_year}"


def headline(window: Window, on: date, *, asked: int, received: int, unknown: int) -> str:
    """What is due of an applicant: `asked` figures, of which so many came in, or are stated as not yet known."""
    if not asked:
        return f"Er is geen akkoord voor projectjaar {window.project_year}"
    missing = asked - received - unknown
    if missing <= 0 and not unknown:
        return f"Alles is ingediend over {over(window)}"
    if missing <= 0:
        are = "is" if unknown == 1 else "zijn"
        return words.sentence(f"{_figures(unknown)} over {over(window)} {are} nog niet bekend; de rest is ingediend")
    phase = window.phase(on)
    if phase is Phase.WAITING:
        opens = window.opens_on or window.ends_on + timedelta(days=1)
        return f"U kunt cijfers over {over(window)} indienen vanaf {dutch.day(opens)}"
    part = "cijfers" if missing == asked else f"de {words.cardinal(missing)} ontbrekende cijfers"
    part = "het laatste cijfer" if missing == 1 and asked > 1 else part
    if phase is Phase.OPEN:
        return f"U kunt {part} over {over(window)} indienen tot en met {due(window)}"
    if phase is Phase.NO_DAY:
        return f"U kunt {part} over {over(window)} indienen; de uiterste dag is niet gepubliceerd"
    lack, could = ("ontbreekt", "het kon") if missing == 1 else ("ontbreken", "ze konden")
    how_many = "De cijfers" if missing == asked > 1 else words.sentence(_figures(missing))
    return f"{how_many} over {over(window)} {lack}; {could} ingediend worden tot en met {due(window)}"


def _figures(count: int) -> str:
    return f"{words.cardinal(count)} {'cijfer' if count == 1 else 'cijfers'}"


def meaning(found: Attainment, period: Period, gate: str) -> tuple[str, str]:
    """What a figure means for its line: its attainment in words, and how that stands ("reached", "behind", "none").

    `gate` is the share that is asked at half-year, as people write it.
    """
    if found.realised is None:
        return "", "none"
    if found.ratio is None:
        return "geen streefwaarde", "none"
    percent = words.percent(found.ratio)
    short = falls_short(found, period)
    if found.ratio >= 1:
        return f"{percent}, KPI gehaald", "reached"
    if period is Period.YEAR:
        return f"{percent}, KPI niet gehaald", "behind"
    return f"{percent}, {'onder' if short else 'haalt'} de drempel van {gate}", "behind" if short else "reached"


def changes(new: int, corrected: int) -> str:
    """How many figures a summary brings: "14 nieuwe cijfers", "2 nieuwe cijfers en 1 verbetering"."""
    parts = [
        dutch.counted(new, "nieuw cijfer", "nieuwe cijfers") if new else "",
        dutch.counted(corrected, "verbetering", "verbeteringen") if corrected else "",
    ]
    return dutch.listed([one for one in parts if one])


def action_after(change: ActionChange, name: str, period: Period, gate: str) -> str:
    """What becomes of an action: "actie 17, omstaandersopleiding: van 10 % naar 12 %, onder de drempel van 25 %"."""
    before, after = words.percent(change.before.ratio), words.percent(change.after.ratio)
    said = f"van {before} naar {after}" if before != after else after
    if period is Period.HALF_YEAR and change.passes_gate is not None:
        said += f", {'haalt' if change.passes_gate else 'onder'} de drempel van {gate}"
    return f"actie {change.after.action}, {name}: {said}"


def progress(found: Totals, period: Period, gate: str) -> str:
    """How far a form is, and what it means so far, in one line."""
    said = f"{dutch.number(found.lines - found.open)} van de {dutch.number(found.lines)} ingevuld"
    if found.unknown:
        said += f", waarvan {dutch.number(found.unknown)} nog niet bekend"
    if not found.figures:
        return said
    enough = found.figures - found.short
    verb = "haalt" if enough == 1 else "halen"
    asked = f"de drempel van {gate}" if period is Period.HALF_YEAR else "de KPI"
    if found.figures == 1:
        return f"{said} · dat ene cijfer haalt {asked}{'' if enough else ' niet'}"
    return f"{said} · {dutch.number(enough)} van de {dutch.number(found.figures)} cijfers {verb} {asked}"
