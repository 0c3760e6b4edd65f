"""What stands on every page and in every file of the practice environment."""

from __future__ import annotations

from samenleven import terms
from samenleven.store import paths


def says() -> str:
    """The warning; nothing where figures are real."""
    return terms.PRACTICE if paths.is_practice() else ""
