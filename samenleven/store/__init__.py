"""The one door to the data: builds the DuckDB file from data/ and geo/, and answers one question per function."""

from samenleven.store.builder import build, data_version
from samenleven.store.checker import check
from samenleven.store.connection import Store, open_store

__all__ = ["Store", "build", "check", "data_version", "open_store"]
