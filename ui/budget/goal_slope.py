"""Progress by goal at the start and in the scenario, as a slope for each; the axis is the same for every scenario."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samenleven import dutch
from samenleven.findings import words
from samenleven.findings.budget import GoalMove

WIDTH, HEIGHT = 320, 316
LEFT, RIGHT, TOP, BOTTOM = 46, 150, 34, HEIGHT - 14
LINE = 16  # from one line of text to the next
LONGEST = 18  # signs of a name on one line
LOW = 0.4  # where the axis begins, unless a goal stands lower


def picture(goals: Sequence[GoalMove], start: str, now: str) -> str:
    """The drawing; `start` and `now` name its two sides, of an amount only its number."""
    start, now = (side.removeprefix("€ ").removesuffix(" mln") for side in (start, now))
    known = [(one.title, one.before, one.after) for one in goals if one.before is not None and one.after is not None]
    low = LOW if all(min(before, after) >= LOW for _, before, after in known) else 0.0

    def height(value: float) -> float:
        return TOP + (1 - min(value, 1.0)) / (1 - low) * (BOTTOM - TOP)

    lines = "".join(
        f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{height(step):.1f}" y2="{height(step):.1f}"/>'
        f'<text class="soft end" x="{LEFT - 9}" y="{height(step) + 4.5:.1f}">{dutch.number(step * 100)}</text>'
        for step in (1.0, 0.8, 0.6, 0.4, 0.2, 0.0)
        if step >= low
    )
    names = [_broken(title) for title, _, _ in known]
    order = sorted(range(len(known)), key=lambda place: (-known[place][2], place))
    places = _spread([(height(known[place][2]), LINE * len(names[place])) for place in order])
    drawn = []
    for place, y in zip(order, places, strict=True):
        title, before, after = known[place]
        moved = words.signed_points(after - before)
        kind = "same" if moved == "gelijk" else "down" if after < before else "up"
        drawn.append(
            f'<g class="{kind}" id="bg-goal-{place}"><title>{escape(title)}: van {words.percent(before)} naar '
            f'{words.percent(after)}</title><line class="way" x1="{LEFT}" y1="{height(before):.1f}" x2="{RIGHT}" '
            f'y2="{height(after):.1f}"/><circle class="from" cx="{LEFT}" cy="{height(before):.1f}" r="4"/>'
            f'<circle class="to" cx="{RIGHT}" cy="{height(after):.1f}" r="4.5"/>{_name(after, names[place], y)}</g>'
        )
    said = "; ".join(
        f"{title}: van {words.percent(before)} naar {words.percent(after)}" for title, before, after in known
    )
    return (
        f'<svg class="bg-slope" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(said)}">{lines}'
        f'<line class="side" x1="{LEFT}" x2="{LEFT}" y1="20" y2="{BOTTOM}"/>'
        f'<line class="side" x1="{RIGHT}" x2="{RIGHT}" y1="20" y2="{BOTTOM}"/>'
        f'<text class="soft mid" x="{LEFT}" y="13">{escape(start)}</text>'
        f'<text class="soft mid" x="{RIGHT}" y="13">{escape(now)}</text>{"".join(drawn)}</svg>'
    )


def _name(value: float, lines: Sequence[str], y: float) -> str:
    """The value and the name of a goal, on one line or two."""
    first, *rest = lines
    more = "".join(f'<tspan x="{RIGHT + 12}" dy="{LINE - 2}">{escape(one)}</tspan>' for one in rest)
    number = dutch.number(value * 100, 1)
    return f'<text x="{RIGHT + 12}" y="{y + 4.5:.1f}"><tspan class="b">{number}</tspan> {escape(first)}{more}</text>'


def _broken(name: str) -> list[str]:
    """A name on one line, or on two at the last space that fits."""
    if len(name) <= LONGEST or " " not in name:
        return [name]
    at = name.rfind(" ", 0, LONGEST)
    return [name[:at], name[at + 1 :]] if at > 0 else [name]


def _spread(wanted: Sequence[tuple[float, float]]) -> list[float]:
    """Where names stand, from top to bottom: as near as may be to what they name (height, room), none over another."""
    tops: list[float] = []
    at = 0.0
    for y, room in wanted:
        at = max(at, y - LINE / 2)
        tops.append(at)
        at += room
    end = HEIGHT - 2.0
    for place in range(len(tops) - 1, -1, -1):
        tops[place] = min(tops[place], end - wanted[place][1])
        end = tops[place]
    return [top + LINE / 2 for top in tops]
