"""Results written in one cell of a table: "Werk:0.895;Netwerk:-;Nederlands:?" (no figure; a figure without target)."""

from __future__ import annotations

from decimal import Decimal

from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Action, Family, Goal
from samenleven.figures import Kind


def parts(cell: str) -> list[tuple[str, str]]:
    """Name and ratio of each result in a cell."""
    return [(name, ratio) for name, ratio in (one.split(":") for one in cell.split(";") if one)]


def goals(cell: str) -> list[Goal]:
    """The goals that a cell names, in order."""
    return [Goal(place, name, "") for place, name in enumerate(dict.fromkeys(name for name, _ in parts(cell)), 1)]


def measure(
    code: str, ratio: str, *, goal: int, action: int, name: str = "", kind: Kind = Kind.EXAMPLE, unit: str = "personen"
) -> Attainment:
    """One measure of the call with a promise of 100, unless its ratio is "?"."""
    target = None if ratio == "?" else Decimal(100)
    realised = None if ratio == "-" else Decimal(5) if ratio == "?" else Decimal(ratio) * 100
    value = realised / target if realised is not None and target else None
    status = Status.NO_FIGURE if realised is None else Status.NO_TARGET if value is None else Status.BEHIND
    status = Status.REACHED if value is not None and value >= 1 else status
    return Attainment(
        code, action, goal, Family.CALL, name or f"onderdeel {code}", unit, 2, target, realised, value,
        status, kind if realised is not None or target else None, "bron", None,
        kind, "bron", with_figure=int(realised is not None), without_figure=int(realised is None),
    )  # fmt: skip


def of_goals(cell: str, kind: Kind = Kind.EXAMPLE) -> list[Attainment]:
    """The measures of a cell of goals; the action of a goal has a number that has no short name of ours."""
    ids = {goal.title: goal.goal_id for goal in goals(cell)}
    return [
        measure(f"m{place}", ratio, goal=ids[name], action=100 + ids[name], kind=kind)
        for place, (name, ratio) in enumerate(parts(cell))
    ]


def actions(titles: dict[int, str], goal: dict[int, int] | None = None) -> list[Action]:
    """Actions by number and title."""
    return [
        Action(number, number, (goal or {}).get(number, 1), "", title, "", "", None, "", None, "", "bron", None)
        for number, title in titles.items()
    ]
