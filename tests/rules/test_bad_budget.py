"""Questions about a budget that cannot be answered get one Dutch message; odd ones that can, get an answer."""

from __future__ import annotations

from typing import Any

import pytest

from samenleven.budget.settings import Yardstick
from samenleven.errors import SamenlevenError
from samenleven.optimum.optimiser import Objective, optimise
from samenleven.optimum.program import problem_of
from samenleven.store import Store
from tests.rules.test_behaviour import what_if

GOALS = range(1, 8)
REFUSED = [
    ("Een budget van nul verdeelt niets.", {"budget": {"2": 0}}, "er valt niets te verdelen"),
    ("Een budget onder de stimulansen laat niets over.", {"budget": {"2": 5_000}}, "helemaal op aan de stimulansen"),
    ("Tien miljard ligt boven het bereik van het budget.", {"budget": {"2": 10_000_000_000}}, "hoogstens 100.000.000"),
    ("Zonder gewicht telt geen doelstelling.", {"weight": {str(g): 0 for g in GOALS}}, "gewicht boven 0"),
    ("Een onbekende meetlat wordt genoemd.", {"yardstick": "gevoel"}, "Kies uit: plan, agreements"),
]


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize(("zin", "source", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_question_without_an_answer(
    store: Store, zin: str, source: dict[str, Any], words: str, objective: Objective
) -> None:
    with pytest.raises(SamenlevenError, match=words):
        _best(store, source, objective)


def test_floors_that_cannot_be_met_are_named(store: Store) -> None:
    run = what_if(store, yardstick="plan")
    problem = problem_of(run.model, run.rules, run.reference)
    with pytest.raises(SamenlevenError, match=r"Doelstelling \d haalt hoogstens [\d,]+ %; gevraagd is 99,0 %"):
        optimise(problem, floors=dict.fromkeys(problem.goals, 0.99))


@pytest.mark.parametrize("yardstick", Yardstick)
@pytest.mark.parametrize("objective", Objective)
def test_one_goal_alone_is_served_alone(store: Store, yardstick: Yardstick, objective: Objective) -> None:
    best = _best(store, {"weight": {str(g): 0 for g in GOALS if g != 1}, "yardstick": yardstick.value}, objective)
    spent = {measure for measure, cents in best.measure_cents.items() if cents}
    assert best.attainment == pytest.approx(best.progress[1])
    assert spent <= {"call-02.1"}, "money for other goals would bring nothing"


def _best(store: Store, source: dict[str, Any], objective: Objective) -> Any:
    run = what_if(store, **source)
    return optimise(problem_of(run.model, run.rules, run.reference), objective)
