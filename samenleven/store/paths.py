"""Where things are. Two settings exist: SAMENLEVEN_STORE (the store) and SAMENLEVEN_PORT (see Makefile)."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
GEO = ROOT / "geo"
TOPOLOGY = "samenleven.topojson"


def store_path() -> Path:
    """The place of the store: SAMENLEVEN_STORE when set, else data/samenleven.duckdb inside the project."""
    setting = os.environ.get("SAMENLEVEN_STORE")
    return Path(os.path.abspath(os.path.expanduser(setting))) if setting else DATA / "samenleven.duckdb"
