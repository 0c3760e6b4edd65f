"""Which file is the store. Every build is a file of its own; the place that everybody knows is a link to one of them.

    data/samenleven.duckdb -> samenleven.duckdb.5f2c81a09be47d13.9c04e1

The link is replaced in one move, after the build was proven. A reader so finds the old build or the new one, never
half of one, and never an old one under the name of a new one: DuckDB keeps a file that is open by its name.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samenleven.errors import StoreError

PATIENCE = 30.0
"""Seconds to wait for another program that is building at the same place; a build takes about three."""

Identity = tuple[Path, int, int]
"""The file of a build, with what tells it from another file of the same name."""


def settle(place: Path) -> Path:
    """Where our own link stands. Links that others made on the way are followed, so that they stay.

    Raises StoreError when the links go round in a circle.
    """
    seen = set()
    while place.is_symlink() and not _BUILD.fullmatch(os.readlink(place)):
        if place in seen:
            raise StoreError(
                f"De plaats van de gegevensopslag, {place}, is een verwijzing die naar zichzelf terugleidt. Verwijder "
                "de verwijzing, of kies een andere plaats met de instelling SAMENLEVEN_STORE."
            )
        seen.add(place)
        place = Path(os.path.normpath(place.parent / os.readlink(place)))
    return place


_BUILD = re.compile(r"[^/]+\.[0-9a-f]{16}\.[0-9a-f]{6}")


def current(place: Path) -> Identity | None:
    """The build that the place leads to, None when there is none yet.

    Raises StoreError when something else stands there: a folder, a pipe, a circle of links.
    """
    place = settle(place)
    try:
        found = os.stat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"De gegevensopslag {place} kan niet gelezen worden ({error.strerror}).") from error
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(
            f"{place} is geen gewoon bestand, dus geen gegevensopslag. Verwijder het, of kies een andere plaats met de "
            "instelling SAMENLEVEN_STORE."
        )
    file = place.parent / os.readlink(place) if place.is_symlink() else place
    return file, found.st_ino, found.st_mtime_ns


def version_of(build: Identity | None) -> str | None:
    """The data version in the name of a build, None for a file with another name."""
    return build[0].name.split(".")[-2] if build and _BUILD.fullmatch(build[0].name) else None


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Be the only program that builds at this place; the lock goes when its holder ends, also when it is killed.

    Raises StoreError when another one stays busy, OSError when the folder cannot be written.
    """
    lock = os.open(place.with_name(f".{place.name}.slot"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise StoreError(
                        f"Een ander programma is al een tijd bezig met de gegevensopslag {place}. Wacht tot het klaar "
                        "is, of sluit het."
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(lock)


def draft(place: Path) -> Path:
    """A name for a build in the making."""
    return place.with_name(f".{place.name}.{secrets.token_hex(3)}.bouw")


def publish(made: Path, place: Path, version: str) -> None:
    """Make a proven build the current one, in one move. Raises OSError; then the old one is still current."""
    file = place.with_name(f"{place.name}.{version}.{secrets.token_hex(3)}")
    link = draft(place)
    try:
        os.replace(made, file)
        os.symlink(file.name, link)
        os.replace(link, place)
    except OSError:
        _remove(file, link)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # after a power cut too the link is the old one or the new one
    finally:
        os.close(folder)


def tidy(place: Path) -> None:
    """Remove what is not current: earlier builds, and what builds that were killed left. Only for who is `alone`."""
    now = current(place)
    start, build = f".{place.name}.", re.compile(re.escape(place.name) + r"\.[0-9a-f]{16}\.[0-9a-f]{6}(\.wal)?")
    for path in place.parent.iterdir():
        left = path.name.startswith(start) and ".bouw" in path.name
        earlier = build.fullmatch(path.name) and not (now and path.name == now[0].name)
        if left or earlier:
            _remove(path)


def _remove(*paths: Path) -> None:
    """What cannot be removed now is removed by a later build."""
    for path in paths:
        try:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        except OSError:
            continue
