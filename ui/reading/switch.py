"""Where the switch for figures stands when an address says nothing of it."""

from __future__ import annotations

from samenleven.figures import Shown
from samenleven.store import Store, switch
from ui.reading.cached import per_store

positions = switch.positions


def default() -> Shown:
    """The position of the switch on the store of now."""
    return _default(positions())


@per_store(2)
def _default(store: Store, among: tuple[Shown, ...]) -> Shown:
    return switch.default(store, among)
