"""Reads of the store that are worked out once per data version and set of plain filter values.

One decorator for all: the read gets the opened store as its first argument, the answer is kept under the version of
that very store. What it reads further down comes from the same store, so a rebuild in between is never stored under
the old version. Caches never key on a frame, and every one is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import streamlit as st

from samenleven.store import Store, connection, paths

P = ParamSpec("P")
T = TypeVar("T")

_lock = Lock()
_open: dict[str, Any] = {}
_in_use: ContextVar[Store | None] = ContextVar("_in_use", default=None)


def open_store() -> Store:
    """The store of this server; built with visible progress when it is missing or out of date.

    A store that was rebuilt by another program is taken up at the next question. Raises SamenlevenError.
    """
    if used := _in_use.get():
        return used
    path = paths.store_path()
    stamp = path.stat().st_mtime_ns if path.exists() else None
    with _lock:
        if stamp is None or _open.get("stamp") != stamp or _open.get("path") != path:
            bar = st.empty()

            def show(share: float, text: str) -> None:
                bar.progress(share, f"De gegevens worden klaargezet: {text}")

            try:
                store = connection.open_store(path, progress=show)
            finally:
                bar.empty()
            _open.update(store=store, path=path, stamp=path.stat().st_mtime_ns)
        opened: Store = _open["store"]
        return opened


@contextmanager
def using(store: Store) -> Iterator[None]:
    """Every read inside comes from this store, also when a newer one is built meanwhile."""
    token = _in_use.set(store)
    try:
        yield
    finally:
        _in_use.reset(token)


class CachedRead(Generic[P, T]):
    """A read that answers from its cache; made by `per_store`."""

    def __init__(self, read: Callable[Concatenate[Store, P], T], entries: int) -> None:
        def answer(version: str, _store: Store, *values: P.args, **named: P.kwargs) -> T:
            with using(_store):
                return read(_store, *values, **named)

        # Streamlit keeps the caches of two functions apart by their names.
        answer.__module__, answer.__qualname__ = read.__module__, read.__qualname__
        self._answer = st.cache_resource(max_entries=entries, show_spinner=False)(answer)
        update_wrapper(self, read)

    def __call__(self, *values: P.args, **named: P.kwargs) -> T:
        """The answer for these values on the store of now."""
        store = open_store()
        answer: T = self._answer(_key(store), store, *values, **named)
        return answer

    def forget(self, *values: P.args, **named: P.kwargs) -> None:
        """Work this one answer out anew at the next question."""
        store = open_store()
        self._answer.clear(_key(store), store, *values, **named)


def per_store(entries: int) -> Callable[[Callable[Concatenate[Store, P], T]], CachedRead[P, T]]:
    """Keep the last answers of a read, at most `entries` of them; what it gives is shared, so nobody changes it."""
    return lambda read: CachedRead(read, entries)


def _key(store: Store) -> str:
    return f"{store.path}:{store.version}"
