"""Reads of the store that are worked out once per data version and set of plain filter values.

One decorator for all: the read gets the opened store as its first argument, the answer is kept under the version of
that very store. What it reads further down comes from the same store, so a rebuild in between is never stored under
the old version. Caches never key on a frame, and every one is bounded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import update_wrapper
from threading import Lock, RLock
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from samenleven.store import Current, Served, Store, paths
from samenleven.store.ledger import Ledger

P = ParamSpec("P")
T = TypeVar("T")

_lock = Lock()
_current: list[Current] = []
_in_use: ContextVar[Store | None] = ContextVar("_in_use", default=None)


def begin(at: datetime | None = None) -> Served:
    """The store for this run of a page: all that the run shows is of one build, also when a newer one comes meanwhile.

    `at` is the moment of which the ledger is shown, None for now. Built with visible progress when it is missing or out
    of date. Raises SamenlevenError.
    """
    served = _now(at)
    _in_use.set(served.store)
    return served


def open_store() -> Store:
    """The store that this run, or the question around this one, began with; else the one of now."""
    return _in_use.get() or _now().store


def store_at(at: datetime | None) -> Store:
    """The store of a moment, for what is made outside a run of a page; None is what `open_store` gives."""
    return open_store() if at is None else _now(at).store


def ledger() -> Ledger:
    """The ledger that this server reads and writes."""
    return _server().ledger


def _server() -> Current:
    place, folder = paths.store_path(), paths.ledger_path()
    with _lock:
        if not _current or (_current[0].place, _current[0].ledger.folder) != (place, folder):
            _current[:] = [Current(place, ledger=Ledger(folder))]
        return _current[0]


def _now(at: datetime | None = None) -> Served:
    current = _server()
    bars: list[DeltaGenerator] = []

    def show(share: float, text: str) -> None:
        if not bars:
            bars.append(st.empty())
        bars[0].progress(share, f"De gegevens worden klaargezet: {text}")

    try:
        return current.get(show, at=at)
    finally:
        for bar in bars:
            bar.empty()


@contextmanager
def using(store: Store) -> Iterator[None]:
    """Every read inside comes from this store, also when a newer one is built meanwhile."""
    token = _in_use.set(store)
    try:
        yield
    finally:
        _in_use.reset(token)


class CachedRead(Generic[P, T]):
    """A read that answers from its cache; made by `per_store`. Of two who ask the same at once, one works it out.

    A screen asks hundreds of these per click: `st.cache_resource` looks up and writes out its arguments anew each time,
    which took most of what a click cost the server.
    """

    every: ClassVar[list[Any]] = []

    def __init__(self, read: Callable[Concatenate[Store, P], T], entries: int) -> None:
        self._read, self._entries = read, entries
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, RLock] = {}
        self._lock = Lock()
        self.every.append(self)
        update_wrapper(self, read)

    def __call__(self, *values: P.args, **named: P.kwargs) -> T:
        """The answer for these values on the store of now."""
        store = open_store()
        asked = (_key(store), values, tuple(sorted(named.items())))
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
            making = self._making.setdefault(asked, RLock())
        with making:
            with self._lock:
                if asked in self._kept:
                    return self._kept[asked]
            try:
                with using(store):
                    answer = self._read(store, *values, **named)
                with self._lock:
                    self._kept[asked] = answer
                    while len(self._kept) > self._entries:
                        self._kept.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(asked, None)
        return answer

    @classmethod
    def forget_all(cls) -> None:
        """Work everything out anew, as after a restart."""
        for one in cls.every:
            with one._lock:
                one._kept.clear()


def per_store(entries: int) -> Callable[[Callable[Concatenate[Store, P], T]], CachedRead[P, T]]:
    """Keep the last answers of a read, at most `entries` of them; what it gives is shared, so nobody changes it."""
    return lambda read: CachedRead(read, entries)


def _key(store: Store) -> str:
    return f"{store.path}:{store.version}"
