"""What a part of a screen shows, made once per data version, day and plain values, and then given or sent again.

A click runs a page from top to bottom. Most of what it shows did not change, and to make those charts and tables anew
is nearly all that a click costs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import update_wrapper
from typing import ParamSpec, TypeVar

from samenleven.store import Store
from ui.reading import reads
from ui.reading.cached import per_store

P = ParamSpec("P")
T = TypeVar("T")


def daily(entries: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function gives and what it draws, the last `entries` of it, for all visitors; nobody changes it.

    Streamlit records what is drawn and sends that again. So such a function takes plain values only, has no widget in
    it, and draws in columns of its own or where it is called. Restart the server to see a change of its code.
    """

    def keep(make: Callable[P, T]) -> Callable[P, T]:
        def anew(store: Store, day: date, /, *values: P.args, **named: P.kwargs) -> T:
            return make(*values, **named)

        update_wrapper(anew, make)
        kept = per_store(entries)(anew)

        def again(*values: P.args, **named: P.kwargs) -> T:
            return kept(reads.today(), *values, **named)

        return update_wrapper(again, make)

    return keep
