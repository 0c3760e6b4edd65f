"""*De beste verdeling*: what the money reaches at best, with its proof, its prices and the smallest budget."""

from __future__ import annotations

from html import escape

from samenleven import dutch
from samenleven.budget import tables as rows_of
from samenleven.budget.uncertainty import CENTRE
from samenleven.errors import SamenlevenError
from samenleven.findings import best as findings
from samenleven.findings import words
from samenleven.findings.budget import EXAMPLE_APPLICATIONS
from samenleven.optimum.optimiser import Objective, smallest_budget
from ui.budget import best_figures as figures
from ui.budget import budget_reads, budget_screen, budget_view
from ui.budget.best_figures import AS_ALL, FLOORS, OBJECTIVES, Best
from ui.budget.budget_choice import Choice
from ui.figure import object as figure_object
from ui.figure.model import Build
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.reading import reads
from ui.take import makers

PART = " · beste verdeling"
HOW = (
    "De berekening laat de volgorde van de indieners los en verdeelt geld in delen van eenheden, binnen elk hoogste "
    "aantal, plafond en wat gevraagd is. Stimulansen zijn er al af. Wat er al was telt niet mee. Van even goede "
    "verdelingen is dit de goedkoopste, en daarvan die het dichtst bij de verdeling in rondes ligt. Wat per heel plan "
    "betaald wordt, wordt achteraf afgerond."
)


ADVICE = "Verlaag een ondergrens, geef meer geld of een ander gewicht, of kies een andere meetlat."


def show(choice: Choice, bar: Bar) -> None:
    """What is best, then the figures; what cannot be reached says how far one gets."""
    bar.select("Beste", "doel", OBJECTIVES)
    bar.select("Ondergrens", "minstens", FLOORS)
    notice = budget_screen.ribbon(choice)
    try:
        found = figures.of(choice)
    except SamenlevenError as error:
        head = figure_object.headline("Budget", "Zo is er in dit rekenmodel geen verdeling", before=PART) + notice
        budget_view.draw(choice, bar, head, figure_object.empty(str(error), ADVICE) + _controls(choice))
        return
    budget_view.draw(choice, bar, _head(found) + notice, _body(found))


def _head(found: Best) -> str:
    best = found.optimum
    proof = (
        f"Bewezen (duale grens): geen enkele verdeling haalt in dit rekenmodel meer dan {words.percent(best.bound)}."
        if best.proven and best.objective is Objective.WEIGHTED
        else "Bewezen: geen enkele verdeling brengt de zwakste doelstellingen in dit rekenmodel hoger."
        if best.proven
        else f"Niet bewezen: de grens ligt in dit rekenmodel op {words.percent(best.bound)}."
    )
    return figure_object.headline(
        "Budget",
        findings.headline(found.facts),
        made_up=bool(budget_screen.ribbon(found.choice)),
        mark=EXAMPLE_APPLICATIONS,
        before=PART,
        after=escape(proof),
    )


def _body(found: Best) -> str:
    address = found.choice.address

    def drawn(build: Build, kind: str = "") -> str:
        return figure_object.shown(build(address), address, kind=kind)

    return (
        f'{_controls(found.choice)}<div class="bs-two">{drawn(figures.goals)}{drawn(figures.frontier)}</div>'
        f"{drawn(figures.actions)}{drawn(figures.one_more)}{drawn(figures.points)}{_least(found.choice)}{_how(found)}"
        f"{makers.along(address)}"
    )


def _controls(choice: Choice) -> str:
    """A floor of its own for each goal, folded."""
    address = choice.address
    options = {"": AS_ALL} | FLOORS
    lists = "".join(
        f'<label class="pill"><span>{escape(goal.title)}</span><select data-param="minstens{goal.goal_id}" '
        f'data-default="">{_options(options, address.get(f"minstens{goal.goal_id}") or "")}</select></label>'
        for goal in reads.goals()
    )
    return (
        f'<div class="bg">{budget_screen.controls(choice)}</div>'
        '<details class="bs-fold" id="beste-eigen"><summary>Een eigen ondergrens per doelstelling</summary>'
        f'<div class="bs-floors">{lists}</div></details>'
    )


def _options(options: dict[str, str], chosen: str) -> str:
    return "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(text)}</option>'
        for code, text in options.items()
    )


def _how(found: Best) -> str:
    middle = found.run.bands_after.weighted_attainment
    said = f"{CENTRE} Dat midden is voor de verdeling in rondes {words.percent(middle.middle)}." if middle else CENTRE
    return (
        '<details class="bs-fold" id="beste-hoe"><summary>Hoe rekenen we dit uit?</summary>'
        f"<p>{escape(HOW)}</p><p>{escape(said)}</p></details>"
    )


def _least(choice: Choice) -> str:
    """The fewest euro that reach chosen targets: choose them, and read the amount."""
    names = {m.measure_id: m.component for m in reads.measures()}
    options = {
        t.target_id: f"Actie {t.action_id}: {names.get(t.target_id, t.target_id)}" for t in choice.run().after.targets
    }
    chosen = choice.address.several("halen", options)
    chips = "".join(
        f'<a href="{escape(_with(choice.address, [one for one in chosen if one != code]))}" '
        f'aria-label="{escape(options[code])} weglaten">{escape(options[code])} ×</a>'
        for code in chosen
    )
    kept = ",".join(chosen)
    more = {",".join(filter(None, (kept, code))): text for code, text in options.items() if code not in chosen}
    add = (
        '<label class="pill"><span>Helemaal halen</span><select data-param="halen" data-default="">'
        f"{_options({kept: 'kies een streefwaarde'} | more, kept)}</select></label>"
    )
    return (
        f'<section id="beste-minst"><h2>{escape(_least_said(choice, chosen))}</h2><div class="bs-least">{chips}{add}'
        "</div></section>"
    )


def _with(address: Address, chosen: list[str]) -> str:
    return address.link(halen=",".join(chosen) or None)


def _least_said(choice: Choice, chosen: tuple[str, ...]) -> str:
    if not chosen:
        return "Hoeveel geld is minstens nodig? Kies de streefwaarden die u helemaal wilt halen"
    try:
        cents = smallest_budget(
            budget_reads.problem(choice.year, choice.text, choice.shown), dict.fromkeys(chosen, 1.0)
        )
    except SamenlevenError as error:
        return f"Geen enkel budget haalt dit in dit rekenmodel: {error}"
    which = "deze streefwaarde" if len(chosen) == 1 else f"deze {words.cardinal(len(chosen))} streefwaarden"
    return f"{findings.MODEL} volstaat {dutch.euro(rows_of.euro(cents))} voor {which}, zonder stimulansen"
