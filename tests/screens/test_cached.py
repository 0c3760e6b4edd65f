"""What a page reads is kept per data version, and never under the version of another store."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samenleven.store import Store
from ui.reading import cached
from ui.reading.cached import per_store


def test_an_answer_is_worked_out_once_per_store_and_values(store: Store) -> None:
    asked: list[int] = []

    @per_store(8)
    def double(store: Store, number: int) -> int:
        asked.append(number)
        return 2 * number

    with cached.using(store):
        assert [double(1), double(1), double(2), double(1)] == [2, 2, 4, 2]
    assert asked == [1, 2]


def test_a_value_given_by_name_counts(store: Store) -> None:
    @per_store(8)
    def times(store: Store, number: int, factor: int = 2) -> int:
        return number * factor

    with cached.using(store):
        assert (times(3), times(3, factor=5), times(3)) == (6, 15, 6)


def test_two_reads_of_one_shape_never_share_an_answer(store: Store) -> None:
    @per_store(8)
    def one(store: Store) -> str:
        return "one"

    @per_store(8)
    def other(store: Store) -> str:
        return "other"

    with cached.using(store):
        assert (one(), other(), one()) == ("one", "other", "one")


def test_a_rebuild_while_an_answer_is_worked_out_is_not_seen_by_it(
    copy_of_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read further down comes from the store the question began with; the next question sees the new one."""
    monkeypatch.setenv("SAMENLEVEN_STORE", str(copy_of_store))
    seen: list[tuple[Store, Store]] = []

    @per_store(8)
    def slow(store: Store, question: int) -> int:
        os.utime(copy_of_store, ns=(0, 1_000_000_000 * question))  # another program puts a new file in place
        seen.append((store, cached.open_store()))
        return question

    assert (slow(1), slow(2)) == (1, 2)
    (first, inside_first), (second, inside_second) = seen
    assert first is inside_first
    assert second is inside_second
    assert first is not second
