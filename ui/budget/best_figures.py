"""The figures of the best division: goals, what a budget reaches, money by action, one more euro, what points cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.budget import tables as rows_of
from samenleven.budget.outcome import Outcome
from samenleven.budget.points import POINTS, points_rows, whole_plans
from samenleven.budget.simulation import evaluate
from samenleven.budget.what_if import WhatIf
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind, TableRow
from samenleven.findings import best as findings
from samenleven.findings import words
from samenleven.optimum.optimiser import Objective, Optimum
from ui.authority.agreement_figures import nothing
from ui.budget import best_drawing as drawing
from ui.budget import budget_choice, budget_reads
from ui.budget.budget_choice import Choice
from ui.figure.model import Build, Figure, figure
from ui.filters.address import Address
from ui.reading import reads

OBJECTIVES = {"weighted": "hoogste doelbereik", "worst_first": "zwakste doelstelling eerst"}
FLOORS = {str(percent): f"{percent} %" if percent else "geen" for percent in range(0, 101, 5)}
AS_ALL = "zoals elke doelstelling"
STEP = 100_000
"""Euro that prices are told for: one euro alone moves nothing that one can see."""
STEPS = 12  # points of the curve up to what is spent
EXACT = 9  # decimals of a progress that say something: the solver leaves 0.9999999999 for all of it


@dataclass(frozen=True)
class Best:
    """What an address asks of the optimiser, and its answer beside the rounds."""

    choice: Choice
    run: WhatIf
    optimum: Optimum

    @cached_property
    def outcome(self) -> Outcome:
        """What the best division brings."""
        return evaluate(self.run.model, self.run.rules, self.run.reference, self.optimum.granted_cents)

    @property
    def spent(self) -> float:
        """What the best division gives out, in euro: the one amount of headline, picture and table."""
        return rows_of.euro(sum(self.optimum.granted_cents))

    @cached_property
    def goals(self) -> list[tuple[int, float, float]]:
        """Number and progress (0 to 1) of every goal, in the rounds and at best."""
        rounds = {row.number: row.progress or 0.0 for row in self.run.after.goals}
        return [
            (goal, round(rounds.get(goal, 0.0), EXACT), round(now, EXACT))
            for goal, now in sorted(self.optimum.progress.items())
        ]

    @property
    def facts(self) -> findings.BestFacts:
        """What the headline is made of."""
        counted = [row for row in self.goals if self.run.rules.weights[row[0]]]
        return findings.BestFacts(
            spent=self.spent,
            budget=rows_of.euro(self.optimum.budget_cents),
            attainment=self.optimum.attainment,
            bound=self.optimum.bound,
            proven=self.optimum.proven,
            rounds_spent=rows_of.euro(self.run.after.grant_cents),
            rounds_attainment=self.run.after.weighted_attainment or 0.0,
            weakest=min(now for _, _, now in counted),
            rounds_weakest=min(was for _, was, _ in counted),
            worst_first=self.optimum.objective is Objective.WORST_FIRST,
        )


def of(choice: Choice) -> Best:
    """The best division that an address asks. Raises SamenlevenError when it cannot be reached or worked out."""
    address = choice.address
    own = {goal.goal_id: address.choose(f"minstens{goal.goal_id}", {"": ""} | FLOORS) for goal in reads.goals()}
    found = budget_reads.optimum(
        choice.year,
        choice.text,
        choice.shown,
        Objective(address.choose("doel", OBJECTIVES)),
        int(address.choose("minstens", FLOORS)) / 100,
        tuple((goal, int(percent) / 100) for goal, percent in own.items() if percent),
    )
    return Best(choice, choice.run(), found)


def _figure(name: str, empty: str) -> Callable[[Callable[[Best], Figure]], Build]:
    """A figure of the best division; `empty` is what it says where there is none."""

    def keep(make: Callable[[Best], Figure]) -> Build:
        @wraps(make)
        def build(address: Address) -> Figure:
            choice = budget_choice.of(address)
            if not budget_reads.model(choice.year, address.shown).has_claims:
                return nothing(name, empty)
            try:
                return make(of(choice))
            except SamenlevenError:
                return nothing(name, empty)

        return figure(name, "budget")(build)

    return keep


def titles() -> dict[int, str]:
    """The goals by number."""
    return {goal.goal_id: goal.title for goal in reads.goals()}


def _action_titles() -> dict[int, str]:
    return {action.action_id: action.title for action in reads.actions()}


def _made_up(best: Best) -> bool:
    return str(best.run.provenance["kind"]) == Kind.EXAMPLE


@_figure("beste-doelstellingen", "Er is hier geen beste verdeling per doelstelling")
def goals(best: Best) -> Figure:
    """Every goal: its progress in the rounds and at best."""
    names = titles()
    moved = sorted(best.goals, key=lambda row: (row[1] - row[2], row[0]))
    rows = [
        {"goal": goal, "title": names[goal], "progress": now, "progress_rounds": was} | best.run.provenance
        for goal, was, now in moved
    ]
    yardstick = terms.YARDSTICK[best.run.rules.yardstick]
    return Figure(
        "beste-doelstellingen",
        findings.goals_title([(names[goal], was, now) for goal, was, now in moved]),
        f"Voortgang in % van {escape(yardstick)}, elk onderdeel hoogstens 100 %, elke actie op haar midden · "
        f"{drawing.KEY}",
        drawing.dumbbells([(names[goal], was, now) for goal, was, now in moved], made_up=_made_up(best)),
        pd.DataFrame(rows),
        ("goal", "title", "progress", "progress_rounds", "kind"),
        made_up=_made_up(best),
        file_name=f"beste-verdeling-doelstellingen-jaar-{best.choice.year}",
    )


@_figure("beste-budget", "Er is hier geen beste verdeling per budget")
def frontier(best: Best) -> Figure:
    """The highest attainment for each budget, with what the best division spends and what the rounds do."""
    spent = sum(best.optimum.granted_cents)
    end = max(best.run.after.asked_cents, best.optimum.budget_cents, spent)
    budgets = sorted({*(spent * i // STEPS for i in range(STEPS + 1)), end})
    points = budget_reads.frontier_of(best.choice.year, best.choice.text, best.choice.shown, tuple(budgets))
    top = words.percent(dict(points)[spent])
    # A smaller budget that reads the same percentage is no smaller answer: it only rounds to it.
    points = [(cents, share) for cents, share in points if cents >= spent or words.percent(share) != top]
    facts = best.facts
    half = budget_reads.frontier_of(best.choice.year, best.choice.text, best.choice.shown, (spent // 2,))[0][1]
    rows = [{"budget_eur": rows_of.euro(cents), "ratio": share} | best.run.provenance for cents, share in points]
    marks = ((facts.spent, facts.attainment), (facts.rounds_spent, facts.rounds_attainment))
    floors = " · de lijn is zonder ondergrenzen" if best.choice.address.get("minstens") else ""
    return Figure(
        "beste-budget",
        findings.frontier_title(facts, half),
        f"Hoogst mogelijke gewogen doelbereik voor elk budget, stimulansen niet meegerekend{floors} · {drawing.KEY}",
        drawing.curve([(rows_of.euro(cents), share) for cents, share in points], *marks),
        pd.DataFrame(rows),
        ("budget_eur", "ratio", "kind"),
        headings={"budget_eur": "budget", "ratio": "hoogste doelbereik"},
        made_up=_made_up(best),
        file_name=f"budget-en-doelbereik-jaar-{best.choice.year}",
    )


@_figure("beste-acties", "Er is hier geen beste verdeling per actie")
def actions(best: Best) -> Figure:
    """The money by action, at best and in the rounds."""
    rounds = {row.number: row.grant_cents for row in best.run.after.actions}
    names = _action_titles()
    rows: list[TableRow] = [
        {
            "action": row.number,
            "title": names.get(row.number, ""),
            "best_eur": rows_of.euro(row.grant_cents),
            "rounds_eur": rows_of.euro(rounds.get(row.number, 0)),
            "change_eur": rows_of.euro(row.grant_cents - rounds.get(row.number, 0)),
            "progress": row.progress,
        }
        | best.run.provenance
        for row in best.outcome.actions
    ]
    plans = whole_plans(best.run.model.call, best.run.rules, best.optimum.measure_cents)
    whole = "; ".join(
        f"actie {row['action']}: {dutch.counted(row['plans'], 'heel plan', 'hele plannen')}, het volgende kost nog "
        f"{dutch.euro(row['next_plan_eur'])}"
        for row in plans
    )
    note = f'<p class="small">In dit rekenmodel achteraf af te ronden op hele plannen: {escape(whole)}.</p>'
    return Figure(
        "beste-acties",
        findings.actions_title([(str(row["action"]), float(row["change_eur"])) for row in rows]),
        f"Subsidie in euro per actie · {drawing.KEY}",
        drawing.money(rows, made_up=_made_up(best)) + (note if plans else ""),
        pd.DataFrame(rows),
        ("action", "title", "best_eur", "rounds_eur", "change_eur", "progress", "kind"),
        made_up=_made_up(best),
        file_name=f"beste-verdeling-jaar-{best.choice.year}",
    )


@_figure("beste-euro", "Er is hier niet te zeggen wat meer geld oplevert")
def one_more(best: Best) -> Figure:
    """What 100,000 euro more bring: free to use, per goal, per action, and per ceiling."""
    more = best.optimum.one_more_euro
    names, goal_names = _action_titles(), titles()
    rows: list[TableRow] = [
        {
            "action": action,
            "title": names.get(action, ""),
            "price": None if value is None else value * STEP * 100,
            "ceiling_price": more.ceilings[action] * STEP * 100,
        }
        | best.run.provenance
        for action, value in sorted(more.actions.items(), key=lambda pair: (-(pair[1] or 0.0), pair[0]))
    ]
    per_goal = [
        f"{goal_names[goal]}: {'kan niet' if value is None else dutch.number(value * STEP * 100, 3)}"
        for goal, value in more.goals.items()
    ]
    lifts = ""
    if best.optimum.objective is Objective.WORST_FIRST and more.budget > 0:
        lifted = dutch.listed([goal_names[goal] for goal in more.lifts])
        lifts = f" Geteld op de zwakste doelstellingen die geld nog kan helpen: {escape(lifted)}."
    idle = [str(row["action"]) for row in rows if not row["price"] and not row["ceiling_price"]]
    left = (
        f" Bij actie {dutch.listed(idle)} kan er in dit rekenmodel niets bij, of brengt het niets op." if idle else ""
    )
    goals_said = f"Geld dat naar een doelstelling moet, in procentpunt: {escape('; '.join(per_goal))}."
    note = f'<p class="small">{goals_said}{lifts}{left}</p>'
    priced = [(f"actie {row['action']}", float(row["price"])) for row in rows if row["price"] is not None]
    return Figure(
        "beste-euro",
        findings.euro_title(more.budget * STEP * 100, STEP, priced),
        f"Procentpunt doelbereik per {dutch.euro(STEP)} meer, zolang niets anders de grens wordt",
        drawing.prices([row for row in rows if row["price"] or row["ceiling_price"]], made_up=_made_up(best)) + note,
        pd.DataFrame(rows),
        ("action", "title", "price", "ceiling_price", "kind"),
        made_up=_made_up(best),
        file_name="een-euro-meer",
    )


@_figure("beste-punten", "Er is hier niet te zeggen wat een punt kost")
def points(best: Best) -> Figure:
    """Where the points are and what they cost: so that one sees where a goal rests on a single small target."""
    rows = points_rows(best.run, {m.measure_id: (m.component, m.unit) for m in reads.measures()})
    data = pd.DataFrame(rows)
    columns = tuple(name for name in POINTS if name not in ("measure", "yardstick", "ratio"))
    priced = [(str(row["component"]), float(row["points_per_100000"])) for row in rows if row["points_per_100000"]]
    return Figure(
        "beste-punten",
        findings.points_title(priced),
        "Een doelstelling is het gemiddelde van haar onderdelen, hoe klein ook: wie weinig kost, weegt even zwaar. "
        "Eenheden worden nooit opgeteld",
        drawing.costs(rows, made_up=_made_up(best)),
        data,
        columns,
        made_up=_made_up(best),
        file_name=f"punten-en-kosten-jaar-{best.choice.year}",
    )
