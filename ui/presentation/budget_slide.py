"""The slide about money: what it pays in the model, by goal; never a fact."""

from __future__ import annotations

import pandas as pd

from samenleven import terms
from samenleven.budget import scenario_text
from samenleven.budget import tables as rows_of
from samenleven.errors import SamenlevenError
from samenleven.figures import Shown, TableRow
from samenleven.findings import slides, words
from samenleven.findings.budget import EXAMPLE_APPLICATIONS
from ui.budget import budget_choice, budget_reads, budget_screen, budget_sides, scenario_words
from ui.budget.budget_choice import Choice
from ui.budget.budget_sides import Sides
from ui.filters.address import Address
from ui.presentation import making
from ui.presentation.chosen import View
from ui.presentation.slide import Bar, Bars, Nothing, Slide
from ui.reading import reads, switch

MODEL = "≈ Modeluitkomst op ▨ verzonnen aanvragen die optellen tot de gepubliceerde totalen"
MEANING = (
    "het betaalde doelbereik: welk deel van de streefwaarden de subsidie volgens het rekenmodel betaalt, zonder wat er "
    "al was; het midden van een band."
)
COLUMNS = ("goal", "component", "progress", "progress_before", "baseline_progress", "grant_eur", "kind")


def budget_slide(view: View) -> Slide:
    """What the subsidy pays of each goal, for the scenario of the address."""
    if not budget_reads.model(view.year, view.shown).has_claims:
        may_try = Shown.EXAMPLE in switch.positions()
        return _nothing(
            view,
            "Budget: wie wat aanvroeg is niet openbaar",
            "Zonder aanvragen valt er niets te verkennen.",
            "Zet 'Cijfers' bovenaan op voorbeeld, of laat deze dia weg." if may_try else "Laat deze dia weg.",
        )
    choice = budget_choice.of(Address(budget_choice.SCREEN, view.address.values))
    try:
        sides = budget_sides.of(choice, whole=False)
    except SamenlevenError as error:
        what = "Het scenario in de link past niet bij dit projectjaar."
        return _nothing(view, "Budget: dit scenario kan niet berekend worden", what, str(error).split("\n")[0])
    return _drawn(view, choice, sides)


def _nothing(view: View, title: str, what: str, advice: str) -> Slide:
    return making.made("budget", view, title, "", Nothing(what, advice), making.EMPTY, (), meaning="")


def _drawn(view: View, choice: Choice, sides: Sides) -> Slide:
    run, asked = sides.run, choice.asked
    found = {row["figure"]: row for row in rows_of.key_figures(run)}
    paid, reach = found["paid"], found["weighted_attainment"]
    pays = slides.budget(paid["after"], reach["after"], reach["before"], run.rules.yardstick, changed=bool(asked.text))
    changes = scenario_words.in_words(scenario_text.keyed(asked.text), run.space)
    said = "; ".join(f"{what} **{now}** (was {was})" for what, now, was in changes)
    begin = f"Scenario: {said}" if said else f"Het uitgangspunt van projectjaar **{view.year}**"
    left_out = " Wat in de link niet klopt, telt niet mee." if asked.faults else ""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    table = pd.DataFrame(rows_of.goal_rows(run))
    table["component"] = [titles.get(goal, "") for goal in table["goal"]]
    bars = tuple(
        Bar(
            str(row["component"]),
            row["progress"],
            words.percent(row["progress"]),
            _beside(row, changed=bool(said)),
            example=True,
        )
        for row in reads.records(table)
    )
    yardstick = terms.YARDSTICK[run.rules.yardstick]
    return making.made(
        "budget",
        view,
        budget_screen.finding(choice, sides),
        f"{pays}. {MODEL}. {begin}.{left_out}",
        Bars(bars, "betaald in het rekenmodel", "%", 1.0, yardstick, making.ends_at(bars)),
        table,
        COLUMNS,
        meaning=MEANING,
        mark=EXAMPLE_APPLICATIONS if sides.made_up else None,
        headings={"component": "Doelstelling"},
    )


def _beside(row: TableRow, *, changed: bool) -> str:
    """What was there already, and what it was before the scenario."""
    was, now = words.percent(row["progress_before"]), words.percent(row["progress"])
    before = f", was {was}" if changed and was != now else ""
    return f"in het model{before}; er was al {words.percent(row['baseline_progress'])}"
