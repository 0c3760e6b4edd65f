"""Which assumptions on behaviour made a difference in a run, in Dutch sentences: none of them is estimated."""

from __future__ import annotations

from samenleven import dutch
from samenleven.budget.rules import Rules
from samenleven.budget.what_if import WhatIf


def at_work(run: WhatIf) -> list[str]:
    """The assumptions that move this scenario away from its baseline, each with what it does; empty when none does."""
    found = (_cost(run.rules, run.reference), _demand(run.rules), _new(run))
    return [sentence for sentence in found if sentence]


def _cost(rules: Rules, reference: Rules) -> str | None:
    if rules.unit_cost_cents is None or rules.own_ratio == reference.own_ratio:
        return None
    own, before = _own_part(rules), _own_part(reference)
    return (
        "Vaste kost per eenheid (niet geschat): een eenheid kost evenveel als in het uitgangspunt. In dit rekenmodel "
        f"dragen besturen er nu {own} van, was {before}."
    )


def _own_part(rules: Rules) -> str:
    """The share of the cost that authorities bear, from the smallest to the largest over measures."""
    parts = sorted(own / (own + grant) for own, grant in rules.own_ratio.values())
    low, high = dutch.percent(parts[0]), dutch.percent(parts[-1])
    return low if low == high else f"{low} tot {high}"


def _demand(rules: Rules) -> str | None:
    factors = sorted(rules.wanted(measure) for measure in rules.amount_cents if rules.call.pays(measure))
    if not factors or factors[0] == factors[-1] == 1:
        return None
    low, high = dutch.percent(factors[0]), dutch.percent(factors[-1])
    share = low if low == high else f"{low} tot {high}"
    return (
        f"Vraag volgt het bedrag (niet geschat, macht {dutch.number(rules.take_up, 2)}): omdat bedragen per eenheid "
        f"veranderen, vragen besturen {share} van wat ze planden, binnen de hoogste aantallen."
    )


def _new(run: WhatIf) -> str | None:
    """First who becomes eligible, then what is assumed about them."""
    change = run.change
    able = len(change.alone_from_now) + len(change.maybe_from_now)
    if not able:
        return None
    who = dutch.counted(able, "gemeente mag", "gemeenten mogen")
    said = f"{who} door deze drempel alleen indienen, zeker of misschien. "
    if run.closed:
        return said + run.closed
    return said + (
        "Aangenomen, niet geschat: wie nog nergens in zit, vraagt per hoofd wat de anderen samen vragen; "
        f"{dutch.percent(run.rules.participation_new)} van hen dient in. Zo komen er in dit rekenmodel "
        f"{len(change.entered)} bij."
    )
