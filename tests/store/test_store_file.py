"""The store file itself: broken, foreign, newer, unwritable. One message each, and never a half-built store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from samenleven.errors import StoreError
from samenleven.store import Current
from samenleven.store.connection import Store


def test_a_broken_file_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "samenleven.duckdb"
    path.write_bytes(b"dit is geen databank" * 1000)
    with pytest.raises(StoreError, match="geen leesbare gegevensopslag"):
        Current(path).get()
    assert path.read_bytes().startswith(b"dit is geen databank")


def test_a_store_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "samenleven.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("create table factuur (nummer integer)")
    with pytest.raises(StoreError, match="ander programma"):
        Current(path).get()
    with duckdb.connect(str(path)) as other:
        assert other.execute("select count(*) from factuur").fetchone() == (0,)


def test_a_newer_store_asks_for_a_newer_program(copy_of_store: Path) -> None:
    with duckdb.connect(str(copy_of_store)) as newer:
        newer.execute("update meta set value = '999' where name = 'schema_version'")
    with pytest.raises(StoreError, match="nieuwere versie"):
        Current(copy_of_store).get()


def test_a_store_of_older_data_is_rebuilt(store_path: Path, copy_of_store: Path) -> None:
    with duckdb.connect(str(copy_of_store)) as older:
        older.execute("update meta set value = 'oud' where name = 'data_version'")
    opened = Current(copy_of_store).get().store
    assert opened.version == Store(store_path).version


@pytest.mark.parametrize("place", ["/proc/samenleven/x.duckdb", "/dev/null/x.duckdb"])
def test_a_folder_that_cannot_be_written_gives_one_message(place: str) -> None:
    """Folders that nobody can write in, not even the administrator that runs these tests."""
    done = subprocess.run(
        [sys.executable, "-m", "samenleven", "build", "--db", place], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "kan niet geschreven worden" in done.stderr
    assert "SAMENLEVEN_STORE" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_setting_decides_where_the_store_is(tmp_path: Path) -> None:
    path = tmp_path / "elders" / "s.duckdb"
    done = subprocess.run(
        [sys.executable, "-m", "samenleven", "build"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "SAMENLEVEN_STORE": str(path)},
    )
    assert str(path) in done.stdout
    assert path.exists()


def test_two_programs_read_the_same_store(store: Store) -> None:
    """The dashboard keeps the store open; the command line still answers."""
    done = subprocess.run(
        [sys.executable, "-m", "samenleven", "coverage", "--date", "2021-01-01", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SAMENLEVEN_STORE": str(store.path)},
    )
    assert done.returncode == 0, done.stderr
