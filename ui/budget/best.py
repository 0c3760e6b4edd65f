"""The best use of a budget: the division with its proof, one more euro, the frontier, the smallest budget."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.budget import tables as rows_of
from samenleven.budget.scenario import Space
from samenleven.budget.simulation import evaluate
from samenleven.budget.uncertainty import CENTRE
from samenleven.budget.what_if import WhatIf
from samenleven.optimum.optimiser import Objective, OptimiserError, Optimum, smallest_budget
from ui.budget import budget_charts, budget_reads, scenario_controls
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.look import download, tables
from ui.reading import reads

OBJECTIVES = {"weighted": "het hoogste gewogen betaalde doelbereik", "worst_first": "eerst de zwakste doelstelling"}
FLOORS = {str(percent): f"{percent} %" if percent else "geen ondergrens" for percent in range(0, 101, 5)}
AS_ALL = {"": "zoals hierboven"}
POINTS = 24
STEP = 100_000


def show(year: int, space: Space, text: str) -> None:
    """Controls, the optimum, its prices, the frontier and the reverse question."""
    left, right = st.columns([1, 2], gap="large")
    with left:
        scenario_controls.money(year, space)
        goal = Objective(filters.choose("Wat is het beste?", "doel", OBJECTIVES))
        every, own = _floors()
    run = budget_reads.what_if(year, text)
    with right:
        try:
            best = budget_reads.optimum(year, text, goal, every, own)
        except OptimiserError as error:
            frame.empty("Dit kan niet.", str(error))
            return
        _headline(run, best)
        _one_more_euro(run, best)
    _frontier(year, text, run, best)
    _points_and_costs(year, run)
    _division(year, run, best)
    _smallest(year, text, run)


def _floors() -> tuple[float, tuple[tuple[int, float], ...]]:
    """The least progress (0 to 1) of every goal, and that of the goals that have their own."""
    every = filters.choose("Elke doelstelling haalt minstens", "minstens", FLOORS)
    with st.expander("Een eigen ondergrens per doelstelling"):
        own = {
            goal.goal_id: filters.choose(f"{goal.goal_id}. {goal.title}", f"minstens{goal.goal_id}", AS_ALL | FLOORS)
            for goal in reads.goals()
        }
    return int(every) / 100, tuple((goal, int(percent) / 100) for goal, percent in own.items() if percent)


def _headline(run: WhatIf, best: Optimum) -> None:
    now = run.after.weighted_attainment
    first, second, third = st.columns(3)
    first.metric("Beste betaalde doelbereik", dutch.percent(best.attainment, 2))
    second.metric("Verdeling in rondes", dutch.percent(now, 2))
    third.metric("Wordt daarvoor uitgegeven", dutch.millions(rows_of.euro(sum(best.granted_cents))))
    bound = dutch.percent(best.bound, 2)
    if best.proven:
        st.markdown(f"**Bewezen:** geen enkele verdeling haalt in dit rekenmodel meer dan {bound} (duale grens).")
    else:
        st.markdown(
            f"**Niet bewezen:** de grens ligt in dit rekenmodel op {bound}; een betere verdeling is niet uitgesloten."
        )
    st.markdown(
        f"Meetlat: {terms.YARDSTICK[run.rules.yardstick]}. Wat er al was telt niet mee: dat is op zichzelf "
        f"{dutch.percent(run.after.weighted_baseline, 1)} van de meetlat. {_centre(run)} Van even goede "
        "verdelingen is dit de goedkoopste, en daarvan die het dichtst bij de verdeling in rondes ligt. "
        ":small[De berekening laat de volgorde van de indieners los en verdeelt geld in delen van eenheden, binnen elk "
        "hoogste aantal, plafond en wat gevraagd is. Stimulansen zijn er al af. Modeluitkomst, geen officieel cijfer.]"
    )


def _centre(run: WhatIf) -> str:
    """Which figure is which: the best division at the centre of the model, and the middle of the draws elsewhere."""
    found = run.bands_after.weighted_attainment
    return f"{CENTRE} Dat midden is voor de verdeling in rondes {dutch.percent(found.middle, 1)}." if found else CENTRE


def _one_more_euro(run: WhatIf, best: Optimum) -> None:
    """What one more euro brings, in words: for the budget, and per action, goal and ceiling."""
    more = best.one_more_euro
    if more.budget <= 0:
        st.markdown(
            "**Eén euro meer levert in dit rekenmodel niets op:** wat binnen de gevraagde aantallen kan, is betaald."
        )
    else:
        st.markdown(
            f"**Eén euro meer levert in dit rekenmodel {_points(more.budget)} procentpunt doelbereik op**; "
            f"{dutch.euro(STEP)} meer dus ongeveer {dutch.number(more.budget * STEP * 100, 3)} procentpunt, zolang "
            "niets anders de grens wordt."
        )
        if best.objective is Objective.WORST_FIRST:
            lifted = ", ".join(map(str, more.lifts))
            st.markdown(f"Dat geldt voor de zwakste doelstellingen die geld nog kan helpen: {lifted}.")
    titles = {action.action_id: action.title for action in reads.actions()}
    rows = [
        {
            "action": action,
            "title": titles.get(action, ""),
            "price": None if value is None else value * STEP * 100,
            "ceiling_price": more.ceilings[action] * STEP * 100,
        }
        | run.provenance
        for action, value in more.actions.items()
    ]
    data = pd.DataFrame(rows)
    if data.empty:
        return
    headings = {
        "price": "procentpunt per 100.000 euro meer die naar deze actie moet",
        "ceiling_price": "procentpunt per 100.000 euro hoger plafond, zonder extra geld",
    }
    shown = data.sort_values("price", ascending=False)
    words = shown.assign(
        price=["kan niet" if dutch.is_missing(x) else dutch.number(x, 4) for x in shown["price"]],
        ceiling_price=[dutch.number(x, 4) for x in shown["ceiling_price"]],
    )
    goals = {goal.goal_id: goal.title for goal in reads.goals()}
    lines = [
        f"{goal}. {goals.get(goal, '')}: {'kan niet' if value is None else f'{_per_step(value)} procentpunt'}"
        for goal, value in more.goals.items()
    ]
    with st.expander("Eén euro meer per doelstelling, per actie en per plafond"):
        st.markdown(
            f"**Per doelstelling, voor {dutch.euro(STEP)} meer die in dit rekenmodel naar haar acties moet:** "
            f"{'; '.join(lines)}."
        )
        tables.show(words, ["action", "title", *headings], headings=headings, height=300, widths={"title": 260})
        of_goals = [
            {"goal": goal, "title": goals.get(goal, ""), "price": None if value is None else value * STEP * 100}
            | run.provenance
            for goal, value in more.goals.items()
        ]
        download.offer(pd.concat([shown, pd.DataFrame(of_goals)]), "een-euro-meer", key="prijzen")


def _points_and_costs(year: int, run: WhatIf) -> None:
    """Where the points are: so that one sees where a goal rests on a single small target."""
    rows = rows_of.points_rows(run, {m.measure_id: (m.component, m.unit) for m in reads.measures()})
    data = pd.DataFrame(rows)
    first = rows[0]
    st.header("Waar zitten de punten, en wat kosten ze?", anchor=False)
    st.markdown(
        f"Het goedkoopst gaat het in dit rekenmodel bij **actie {first['action']}, {first['component']}**: "
        f"{dutch.number(first['points'], 1)} procentpunt voor {dutch.euro(first['whole_eur'])}, want een "
        "doelstelling is het gemiddelde van haar onderdelen, hoe klein ook. Eenheden worden nooit opgeteld."
    )
    columns = [name for name in rows_of.POINTS if name not in ("measure", "yardstick", "ratio")]
    tables.show(data, columns, height=420, widths={"component": 240})
    download.offer(data, f"punten-en-kosten-jaar-{year}", key="punten")


def _per_step(slope: float) -> str:
    return dutch.number(slope * STEP * 100, 3)


def _points(price: float) -> str:
    """Percentage points per euro with two digits that say something."""
    text = f"{price * 100:.12f}".rstrip("0")
    whole, _, decimals = text.partition(".")
    first = len(decimals) - len(decimals.lstrip("0"))
    return f"{whole},{decimals[: first + 2] or '0'}"


def _frontier(year: int, text: str, run: WhatIf, best: Optimum) -> None:
    """Budget against attainment, from nothing to somewhat above what is asked."""
    end = max(run.after.asked_cents, best.budget_cents)
    points = budget_reads.frontier_of(year, text, tuple(end * i // POINTS for i in range(POINTS + 1)))
    rows = [{"budget_eur": rows_of.euro(cents), "ratio": share} | run.provenance for cents, share in points]
    data = pd.DataFrame(rows)
    spent = rows_of.euro(best.budget_cents)
    budget_charts.frontier(data, (spent, best.attainment), (spent, run.after.weighted_attainment or 0.0))
    download.offer(data, f"budget-en-doelbereik-jaar-{year}", key="grens")


def _division(year: int, run: WhatIf, best: Optimum) -> None:
    """The money by action: best against the rounds, with what the best division brings."""
    outcome = evaluate(run.model, run.rules, run.reference, best.granted_cents)
    rounds = {row.number: row.grant_cents for row in run.after.actions}
    titles = {action.action_id: action.title for action in reads.actions()}
    rows = [
        {
            "action": row.number,
            "title": titles.get(row.number, ""),
            "after_eur": rows_of.euro(row.grant_cents),
            "before_eur": rows_of.euro(rounds.get(row.number, 0)),
            "change_eur": rows_of.euro(row.grant_cents - rounds.get(row.number, 0)),
            "progress": row.progress,
        }
        | run.provenance
        for row in outcome.actions
    ]
    data = pd.DataFrame(rows)
    st.header("Waar gaat het geld dan heen?", anchor=False)
    headings = {"after_eur": "beste verdeling (euro)", "before_eur": "verdeling in rondes (euro)"}
    columns = ["action", "title", "after_eur", "before_eur", "change_eur", "progress", "kind"]
    tables.show(data, columns, headings=headings, height=420, widths={"title": 260})
    download.offer(data, f"beste-verdeling-jaar-{year}", key="beste")
    plans = rows_of.whole_plans(run.model.call, run.rules, best.measure_cents)
    if plans:
        said = "; ".join(
            f"actie {row['action']}: {dutch.counted(row['plans'], 'heel plan', 'hele plannen')}, het volgende plan "
            f"kost nog {dutch.euro(row['next_plan_eur'])}"
            for row in plans
        )
        st.markdown(
            f":small[Wat per heel plan betaald wordt, ronden we achteraf af. Met deze verdeling van het model: {said}.]"
        )


def _smallest(year: int, text: str, run: WhatIf) -> None:
    """The fewest euro that reach chosen targets."""
    st.header("Hoeveel geld is minstens nodig?", anchor=False)
    names = {m.measure_id: m.component for m in reads.measures()}
    options = {t.target_id: f"Actie {t.action_id}: {names.get(t.target_id, t.target_id)}" for t in run.after.targets}
    chosen = filters.choose_many("Streefwaarden die u helemaal wilt halen", "halen", options, none=True)
    if not chosen:
        st.markdown("Kies een of meer streefwaarden: u ziet het kleinste budget dat ze haalt.")
        return
    try:
        cents = smallest_budget(budget_reads.problem(year, text), dict.fromkeys(chosen, 1.0))
    except OptimiserError as error:
        frame.empty("Geen enkel budget haalt dit.", str(error))
        return
    st.markdown(
        f"**{dutch.euro(rows_of.euro(cents))}** is in dit rekenmodel genoeg voor de gekozen streefwaarden (zonder "
        "stimulansen)."
    )
