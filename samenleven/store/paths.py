"""Where things are. Two settings exist: SAMENLEVEN_STORE (the store file) and SAMENLEVEN_PORT (see Makefile)."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
GEO = ROOT / "geo"
TOPOLOGY = "samenleven.topojson"


def store_path() -> Path:
    """The store file: SAMENLEVEN_STORE when set, else data/samenleven.duckdb inside the project."""
    setting = os.environ.get("SAMENLEVEN_STORE")
    return Path(setting).expanduser().resolve() if setting else DATA / "samenleven.duckdb"
