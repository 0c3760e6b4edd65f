"""Which file is the store. Every build is a file of its own; the place that everybody knows only names one of them.

    data/samenleven.duckdb                           a few words, and the name of the build that is current
    data/samenleven.duckdb.5f2c81a09be47d13.9c04e1   that build: its data version, and a name of its own

What the place says is replaced in one move, after the build was proven. A reader so finds the old build or the new
one, never half of one, and never the old one under the name of the new one: DuckDB keeps an open file by its name.
(A symbolic link would do as well, but not on Windows and not on every network disk.)
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from samenleven.errors import StoreError

PATIENCE = 30.0
"""Seconds to wait for another program that is building at the same place; a build takes about three."""

WORDS = "De gegevensopslag van Samenleven. De cijfers staan in het bestand hiernaast:\n"
NAME = re.compile(r"[^/\\\n]+\.[0-9a-f]{16}\.[0-9a-f]{6}")

Identity = tuple[Path, int, int]
"""The file of a build, with what tells it from another file of the same name."""


def settle(place: Path) -> Path:
    """The place itself, behind the links that others made on the way: those stay."""
    return Path(os.path.realpath(place))


def current(place: Path) -> Identity | None:
    """The build that the place names, None when there is none yet.

    Raises StoreError when something else stands there: a folder, a pipe, a circle of links.
    """
    place = settle(place)
    try:
        found = os.stat(place)
        if not stat.S_ISREG(found.st_mode):
            raise StoreError(
                f"{place} is geen gewoon bestand, dus geen gegevensopslag. Verwijder het, of kies een andere plaats "
                "met de instelling SAMENLEVEN_STORE."
            )
        file = _named(place) or place
        if file != place:
            found = os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(
            f"De gegevensopslag {place} kan niet gelezen worden: u hebt er geen toegang toe, of er staat een "
            "verwijzing die nergens uitkomt. Kies een andere plaats met de instelling SAMENLEVEN_STORE."
        ) from error
    return file, found.st_ino, found.st_mtime_ns


def _named(place: Path) -> Path | None:
    """The file that a place names; None for a place that is a store by itself, as all were once."""
    with place.open("rb") as file:
        words, _, name = file.read(1000).decode(errors="replace").rpartition(WORDS)
    return None if words or not NAME.fullmatch(name) else place.with_name(name)


def version_of(build: Identity | None) -> str | None:
    """The data version in the name of a build, None for a file with another name."""
    return build[0].name.split(".")[-2] if build and NAME.fullmatch(build[0].name) else None


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Be the only program that builds at this place; the lock goes when its holder ends, also when it is killed.

    Raises StoreError when another one stays busy, OSError when the folder cannot be written.
    """
    lock = filelock.FileLock(place.with_name(f".{place.name}.slot"), timeout=PATIENCE)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreError(
            f"Een ander programma is al een tijd bezig met de gegevensopslag {place}. Wacht tot het klaar is, of "
            "sluit het."
        ) from error
    try:
        yield
    finally:
        lock.release()


def draft(place: Path) -> Path:
    """A name for a build in the making."""
    return place.with_name(f".{place.name}.{secrets.token_hex(3)}.bouw")


def publish(made: Path, place: Path, version: str) -> None:
    """Make a proven build the current one, in one move. Raises OSError; then the old one is still current."""
    file = place.with_name(f"{place.name}.{version}.{secrets.token_hex(3)}")
    words = draft(place)
    with words.open("w", encoding="utf-8", newline="") as pointer:
        pointer.write(WORDS + file.name)
        pointer.flush()
        os.fsync(pointer.fileno())
    os.replace(made, file)
    os.replace(words, place)
    with suppress(PermissionError):  # Windows opens no folders
        folder = os.open(place.parent, os.O_RDONLY)
        os.fsync(folder)  # after a power cut too the place names the old one or the new one
        os.close(folder)


def tidy(place: Path) -> None:
    """Remove what is not current: earlier builds, and what builds that were killed left. Only for who is `alone`.

    What cannot be removed now is removed by a later build: on Windows a file that is open stays.
    """
    now = current(place)
    build = re.compile(re.escape(place.name) + r"\.[0-9a-f]{16}\.[0-9a-f]{6}(\.wal)?")
    for path in place.parent.iterdir():
        left = path.name.startswith(f".{place.name}.") and ".bouw" in path.name
        earlier = build.fullmatch(path.name) and not (now and path == now[0])
        if left or earlier:
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
