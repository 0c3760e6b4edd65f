"""The one door to the data: builds the DuckDB file from data/ and geo/, and answers one question per function."""

from samenleven.store.builder import build, data_version
from samenleven.store.checker import check
from samenleven.store.connection import Store
from samenleven.store.current import Current, Served

__all__ = ["Current", "Served", "Store", "build", "check", "data_version"]
