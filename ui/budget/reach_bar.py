"""What was there already, what the grant adds, and what the scenario takes from that: three lengths on one scale."""

from __future__ import annotations

from samenleven import dutch

SMALLEST, ROOM = 0.07, 0.2  # of the width: what a number needs, and a number with its words


def picture(already: tuple[float, float], extra: tuple[float, float], *, made_up: bool) -> str:
    """The bar; each pair is at the start and in the scenario. As long as the start, so that scenarios compare."""
    whole = max(already[0] + extra[0], already[1] + extra[1]) or 1.0
    lost, gained = max(0.0, extra[0] - extra[1]), max(0.0, extra[1] - extra[0])
    hatched = " ex" if made_up else ""
    parts = [
        _part(f"old{hatched}", already[1] / whole, dutch.number(already[1]), "was er al"),
        _part(f"new{hatched}", (extra[1] - gained) / whole, dutch.number(extra[1]), "extra door de subsidie"),
    ]
    if gained / whole > 0.001:
        parts.append(_part(f"more{hatched}", gained / whole, f"+{dutch.number(gained)}", ""))
    if lost / whole > 0.001:
        parts.append(_part("lost", lost / whole, f"−{dutch.number(lost)}", ""))
    tight = " tight" if already[1] < ROOM * whole or extra[1] - gained < ROOM * whole else ""
    lost_or_more = ("lost", "valt weg") if lost else ("more", "komt erbij")
    names = (("old", "was er al"), ("new", "extra door de subsidie"), *((lost_or_more,) if lost or gained else ()))
    key = "".join(f'<li><i class="{kind}"></i>{word}</li>' for kind, word in names)
    return f'<div class="bg-reach{tight}">{"".join(parts)}</div><ul class="bg-key">{key}</ul>'


def _part(kind: str, share: float, number: str, words: str) -> str:
    said = f" <span>{words}</span>" if words and share >= ROOM else ""
    inside = f"<em><b>{number}</b>{said}</em>" if share >= SMALLEST else ""
    return f'<span class="{kind}" style="width:{100 * share:.3f}%" title="{number} {words}">{inside}</span>'
