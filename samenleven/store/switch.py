"""The switch for figures: which positions this installation has, and where it stands until somebody moves it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from samenleven.errors import SamenlevenError
from samenleven.figures import Shown
from samenleven.store.connection import Store
from samenleven.store.ledger import state

SETTING = "SAMENLEVEN_EXAMPLE"
HIDE, HIDDEN = "hide_example", "ja"
"""What an authority sets in the ledger to see no made-up figures on its own page and in its own files."""
WITH_EXAMPLES = {"": True, "ja": True, "nee": False}


def positions() -> tuple[Shown, ...]:
    """What one may choose, the fewest figures first; the setting takes the made-up set out of a whole installation.

    Raises SamenlevenError when the setting is anything but "ja" and "nee".
    """
    setting = os.environ.get(SETTING, "").strip()
    if setting not in WITH_EXAMPLES:
        raise SamenlevenError(f"De instelling {SETTING} moet ja of nee zijn, niet {setting!r}.")
    return tuple(one for one in Shown if one is not Shown.EXAMPLE or WITH_EXAMPLES[setting])


def default(store: Store, among: Sequence[Shown]) -> Shown:
    """Where the switch stands by itself: at the made-up set until the agency confirmed a first report."""
    return Shown.REPORTED if state.first_confirmed(store) else among[-1]


def hiding(store: Store) -> frozenset[str]:
    """The authorities that chose not to show the made-up set of themselves."""
    return frozenset(one for one, value in state.settings(store, HIDE).items() if one and value == HIDDEN)


def asked(store: Store, examples: bool) -> Shown:
    """What a command shows: where the switch of the screens stands, or with `examples` the made-up set if it exists."""
    among = positions()
    return among[-1] if examples else default(store, among)
