"""Where things are: the settings SAMENLEVEN_STORE, SAMENLEVEN_LEDGER and SAMENLEVEN_EXTRA say otherwise."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
GEO = ROOT / "geo"
TOPOLOGY = "samenleven.topojson"


def store_path() -> Path:
    """The place of the store: SAMENLEVEN_STORE when set, else data/samenleven.duckdb inside the project."""
    return _setting("SAMENLEVEN_STORE") or DATA / "samenleven.duckdb"


def ledger_path() -> Path:
    """The folder of the ledger: SAMENLEVEN_LEDGER when set, else beside the store; a rebuild never touches it.

    The practice environment has one of its own.
    """
    folder = _setting("SAMENLEVEN_LEDGER") or store_path().with_suffix(".ledger")
    return folder.with_name(f"oefen-{folder.name}") if is_practice() else folder


def is_practice() -> bool:
    """Whether this is a practice environment (SAMENLEVEN_PRACTICE=ja): nothing that is written here counts."""
    return os.environ.get("SAMENLEVEN_PRACTICE", "").strip().lower() == "ja"


def extra_path() -> Path:
    """The folder of files that were taken in on *beheer*: SAMENLEVEN_EXTRA when set, else beside the store."""
    return _setting("SAMENLEVEN_EXTRA") or store_path().with_suffix(".extra")


def _setting(name: str) -> Path | None:
    setting = os.environ.get(name)
    return Path(os.path.abspath(os.path.expanduser(setting))) if setting else None
