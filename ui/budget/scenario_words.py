"""A scenario in words: what its choices and numbers are called, and every difference from its baseline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from samenleven import dutch
from samenleven.budget.envelope import Cut, Order
from samenleven.budget.scenario import Baseline, Space
from samenleven.budget.settings import About, Cell, Choice, Key, Numbers, Setting, Yardstick, key_of
from samenleven.errors import SamenlevenError
from ui.budget import scenario_values
from ui.reading import reads

KEY = re.compile(r"'([a-z0-9_.-]+)'")
ABOUT: Mapping[About, str] = {
    About.TITLE: "Naam van het scenario",
    About.AUTHOR: "Wie maakte het?",
    About.REFERENCE: "Waarbij hoort het? (nota, vergadering)",
}
"""What a scenario says about itself: it travels along in the link and in the file."""
WORDS: Mapping[Key, Mapping[Any, str]] = {
    Choice.BASELINE: {Baseline.AWARDED: "zoals toegekend", Baseline.ANNOUNCED: "zoals aangekondigd"},
    Choice.ROUND_ORDER: {
        Order.TOGETHER: "allen samen",
        Order.NEW_FIRST: "eerst nieuwe",
        Order.EXISTING_FIRST: "eerst bestaande",
    },
    Choice.ROUND_CUT: {Cut.PROPORTIONAL: "naar verhouding", Cut.EQUAL: "gelijke bedragen"},
    Choice.YARDSTICK: {Yardstick.AGREEMENTS: "de akkoorden", Yardstick.PLAN: "het plan voor 2024"},
    Setting.THRESHOLD_ALONE_STRICT: {1: "meer dan de drempel", 0: "minstens de drempel"},
    Setting.THRESHOLD_TOGETHER_STRICT: {1: "meer dan de drempel", 0: "minstens de drempel"},
    Setting.TARGET_GROUPS_MERGED: {1: "samengevoegd", 0: "gesplitst, zoals in oproep 1"},
    Setting.INCENTIVE_MIN_SHARE_APPLIES: {0: "nee", 1: "ja"},
    Setting.UNIT_COST_FIXED: {1: "ja: bedrag en eigen inbreng ruilen", 0: "nee: eigen inbreng in vaste verhouding"},
}
"""The options of every choice, in the order of its list."""
TITLES: Mapping[Key, str] = {
    Choice.BASELINE: "Uitgangspunt",
    Choice.ROUND_ORDER: "Wie deelt in wat overblijft",
    Choice.ROUND_CUT: "Laatste ronde",
    Choice.YARDSTICK: "Gemeten tegenover",
}
CELL_TITLES: Mapping[Numbers, str] = {
    Numbers.BUDGET: "Budget van projectjaar",
    Numbers.WEIGHT: "Gewicht van doelstelling",
    Numbers.REALISATION: "Realisatiegraad van actie",
}
TABLE_TITLE: Mapping[Numbers, tuple[str, str]] = {
    Numbers.UNIT_AMOUNT: ("Bedrag per eenheid", "euro"),
    Numbers.MAX_UNITS: ("Hoogste aantal", "eenheden"),
    Numbers.CEILING: ("Plafond", "euro per aanvraag"),
}


def in_words(differences: Mapping[Key, Any], space: Space) -> list[tuple[str, str, str]]:
    """Every difference as (what, value, value in the baseline); titles and authors are no difference."""
    start = scenario_values.start_of(differences)
    return [
        (title(key, space), shown(key, value), shown(key, scenario_values.baseline(key, space, start)))
        for key, value in differences.items()
        if not isinstance(key, About)
    ]


def title(key: Key, space: Space) -> str:
    """What a number or choice is called."""
    if isinstance(key, About):
        return ABOUT.get(key, "Projectjaar")
    if not isinstance(key, Cell):
        return TITLES.get(key) or space.parameters[key].title
    if key.table in CELL_TITLES:
        return f"{CELL_TITLES[key.table]} {key.of}"
    where = f"actie {key.of}" if key.table is Numbers.CEILING else _component(str(key.of))
    return f"{TABLE_TITLE[key.table][0]} van {where}"


def fault(text: str, space: Space) -> str:
    """A fault of a scenario with the name of its number in place of its key."""
    found = KEY.match(text)
    try:
        return f"{title(key_of(found[1]), space)}{text[found.end() :]}" if found else text
    except (SamenlevenError, KeyError):
        return text


def _component(measure_id: str) -> str:
    measure = next((one for one in reads.measures() if one.measure_id == measure_id), None)
    return f"actie {measure.action_id}, {measure.component}" if measure else measure_id


def shown(key: Key, value: Any) -> str:
    """The value of a number or choice as people write it."""
    if isinstance(key, Choice):
        return WORDS[key].get(str(value), str(value))
    if key in WORDS:
        return WORDS[key].get(int(value), str(value))
    if isinstance(key, Cell) and key.table in (Numbers.BUDGET, Numbers.UNIT_AMOUNT, Numbers.CEILING):
        return dutch.euro(value, cents=key.table is Numbers.UNIT_AMOUNT)
    return dutch.number(value, 3)
