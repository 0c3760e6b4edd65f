"""Where the switch for figures stands when an address says nothing of it."""

from __future__ import annotations

from samenleven.figures import Shown
from samenleven.store import Store, switch
from ui.reading.cached import per_store

positions = switch.positions
PLACE = "gemeente"
FIRST = "46021"
"""The authority whose page opens when an address names none: the mentor of action 2."""


def default() -> Shown:
    """The position of the switch on the store of now."""
    return _default(positions())


@per_store(2)
def _default(store: Store, among: tuple[Shown, ...]) -> Shown:
    return switch.default(store, among)


def hides(screen: str, nis: str | None) -> bool:
    """Whether a screen is that of an authority that chose not to show the made-up set of itself."""
    return screen == PLACE and (nis or FIRST) in _hiding()


@per_store(2)
def _hiding(store: Store) -> frozenset[str]:
    return switch.hiding(store)
