"""The store of now, for as long as a program runs: it takes up a new build, and follows data/, at the next question."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import inf
from pathlib import Path
from threading import Lock

import duckdb

from samenleven import dutch
from samenleven.errors import DataError, SamenlevenError, StoreError
from samenleven.store import builder, builds, paths, tables
from samenleven.store.connection import Store
from samenleven.store.ledger import overlay
from samenleven.store.ledger.book import Ledger

RETRY_SECONDS = 30.0
"""How long a server that could not write waits before it tries again; faulty data wait until they change."""


@dataclass(frozen=True)
class Served:
    """The store to read, and why it is not that of data/ as they are now: None when it is."""

    store: Store
    held_back: SamenlevenError | None = None

    @property
    def notice(self) -> str | None:
        """What a reader must know: of when the figures are, and in the lines below why there are no newer ones."""
        if self.held_back is None:
            return None
        built = self.store.built_at
        since = f"van {dutch.moment(built)}" if built else "van vroeger"
        return f"Dit zijn de cijfers {since}. Nieuwe gegevens zijn nog niet opgenomen.\n{self.held_back}"


class Current:
    """The store at one place, with the ledger laid over it. Safe to ask from several threads.

    A build that another program puts in place is taken up. When data/ changed the store is built anew; when that
    cannot be done the one of before is served, with the reason. It follows its own data/ only: two programs with
    different data at one place do not build against each other.
    """

    def __init__(
        self,
        place: Path | None = None,
        *,
        data: Path = paths.DATA,
        geo: Path = paths.GEO,
        ledger: Ledger | None = None,
    ) -> None:
        self.place = place or paths.store_path()
        self.ledger = ledger or Ledger()
        self._overlays = Overlays(self.place, self.ledger)
        self._data, self._geo = data, geo
        self._lock = Lock()
        self._served: Served | None = None
        self._build: builds.Identity | None = None  # what `_served` was opened from
        self._stamp: object = None
        self._version = ""  # of data/ at `_stamp`
        self._settled = ""  # the version of data/ that was found in place, built, or tried in vain
        self._refused: DataError | None = None  # why `_settled` cannot be built
        self._retry_at = 0.0

    def get(self, progress: builder.Progress = lambda share, text: None, *, at: datetime | None = None) -> Served:
        """The store to read now, with the ledger as it is or as it was at a moment; `progress` hears of a build.

        While one is made others read the one before. Raises SamenlevenError when there is no store that can be read.
        """
        return self._overlays.over(self._base(progress), at)

    def _base(self, progress: builder.Progress) -> Served:
        before = self._served
        if not self._lock.acquire(blocking=before is None) and before:
            return before
        try:
            self._follow_data()
            self._served = self._settle(self._take_up(), progress)
            return self._served
        finally:
            self._lock.release()

    def _follow_data(self) -> None:
        """Look at the dates of the files at every question, and inside only when one changed."""
        stamp = [
            (path, found.st_mtime_ns, found.st_size, found.st_ino)
            for path in tables.data_files(self._data, self._geo)
            if (found := _stat(path))
        ]
        if stamp != self._stamp:
            self._version = builder.data_version(self._data, self._geo)
            self._stamp = stamp

    def _take_up(self) -> Served | None:
        """The build that is in place now; where there is none, or none that can be read, the one we had."""
        build: builds.Identity | None = None
        try:
            build = builds.current(self.place)
            if build in (None, self._build):
                return self._served
            opened = Served(_open(self.place))
        except StoreError as error:
            if self._served is None:
                raise
            opened = Served(self._served.store, error)
        self._build = build
        return opened

    def _settle(self, found: Served | None, progress: builder.Progress) -> Served:
        """Build when data/ asks for it; gives what is to be served after that."""
        if found and found.store.version == self._version and not found.store.is_older:
            self._settled, self._retry_at = self._version, inf
            in_place = self._build is not None and self._build[0] == found.store.path
            return Served(found.store) if in_place else found
        tried = self._settled == self._version and time.monotonic() < self._retry_at
        if found and not found.store.is_older and tried:
            return found
        if self._refused and tried:
            raise self._refused
        self._settled, self._refused = self._version, None
        try:
            builder.build(self.place, data=self._data, geo=self._geo, again=False, progress=progress)
            store = _open(self.place)
        except SamenlevenError as error:
            self._refused = error if isinstance(error, DataError) else None
            self._retry_at = inf if self._refused else time.monotonic() + RETRY_SECONDS
            if found is None or found.store.is_older:
                raise
            return Served(found.store, error)
        self._retry_at = inf
        self._build = builds.current(self.place)
        return Served(store)


class Overlays:
    """The stores with the ledger over a build: that of now, and those of the moments that somebody asked for last."""

    MOST = 8

    def __init__(self, place: Path, ledger: Ledger) -> None:
        self._place, self._ledger = place, ledger
        self._lock = Lock()
        self._open: OrderedDict[tuple[Path, str], Store] = OrderedDict()
        self._now: Store | None = None  # the newest without a moment: the next one starts from it

    def over(self, served: Served, at: datetime | None) -> Served:
        """What was served, with the ledger over it; when that fails what we had, with the reason."""
        base = served.store
        try:
            version = overlay.version(base, self._ledger, at)
            if version == base.version:
                return served
            with self._lock:
                store = self._open.get((base.path, version)) or self._make(base, version, at)
                self._open[base.path, version] = store
                self._open.move_to_end((base.path, version))
                while len(self._open) > self.MOST:
                    self._open.popitem(last=False)
                self._now = self._now if at else store
            return Served(store, served.held_back)
        except SamenlevenError as error:
            return Served(self._now if self._now and not at else base, error)

    def _make(self, base: Store, version: str, at: datetime | None) -> Store:
        """The overlay of a version: another program may have made it."""
        file = self._place.with_name(f"{self._place.name}.met.{version}")
        draft = builds.draft(self._place)
        try:
            if not file.exists():
                overlay.lay(base, self._ledger, draft, before=self._now, at=at)
                os.replace(draft, file)
            store = _open(file)
            for path in self._place.parent.glob(f"{self._place.name}.met.*"):
                if path not in {one.path for one in (*self._open.values(), store)}:
                    with suppress(OSError):
                        path.unlink()
        except (OSError, duckdb.Error) as error:
            raise StoreError(
                f"Wat in het register staat kan niet in de gegevensopslag {self._place} opgenomen worden. Kijk na of "
                "de map beschrijfbaar is en er plaats is op de schijf, en kijk het register na met: python -m "
                "samenleven verify-ledger"
            ) from error
        finally:
            with suppress(OSError):
                draft.unlink()
        return store


def _open(place: Path) -> Store:
    """The store at a place; a build that is replaced while we open it is no fault."""
    while True:
        before = builds.current(place)
        try:
            return Store(place)
        except StoreError:
            if builds.current(place) == before:
                raise


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
