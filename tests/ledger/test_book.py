"""The files of the ledger: added to, never changed; who comes second is told; what is wrong with them shows."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from samenleven.errors import LedgerError
from samenleven.reporting.records import Origin, RoleGrant, Subject
from samenleven.reporting.rights import NOBODY, NotAllowed, Person, Role
from samenleven.store import Current
from samenleven.store.ledger import Conflict, Ledger, book
from tests.support.ledger import AGENCY, OFFICER, SINT_NIKLAAS, ZELE, agreed, report, reported

WHEN = datetime(2023, 4, 28, 12, 3, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "register")


def test_what_is_recorded_is_read_back(ledger: Ledger) -> None:
    agreed(ledger, now=WHEN)
    head = reported(ledger, report(0), report(None, measure_id="call-02.1"), now=WHEN, why="eerste keer")
    again = Ledger(ledger.folder)
    assert again.batches()[1] == head
    assert (head.sequence, head.rows, head.recorded_at, head.why) == (2, 2, WHEN, "eerste keer")
    assert again.rows(2).column("realised").to_pylist() == [0, None], "nul is nul, en niet bekend is geen nul"
    assert again.verify() == []


def test_an_empty_ledger_needs_no_folder(ledger: Ledger) -> None:
    assert (ledger.sequence, ledger.batches(), ledger.verify(), ledger.folder.exists()) == (0, [], [], False)


@pytest.mark.parametrize(
    ("person", "applicant"),
    [(NOBODY, SINT_NIKLAAS), (OFFICER, ZELE), (Person("x", Role.LOCAL, None), SINT_NIKLAAS)],
    ids=["wie niet is aangemeld", "wie van een ander bestuur is", "wie van geen bestuur is"],
)
def test_who_may_not_write_leaves_nothing(tmp_path: Path, store_path: Path, person: Person, applicant: str) -> None:
    ledger = Ledger(tmp_path / "register")
    agreed(ledger)
    agreed(ledger, ZELE)
    store = Current(store_path, ledger=ledger).get().store
    with pytest.raises(NotAllowed):
        reported(ledger, report(5, applicant), person=person, store=store)
    assert ledger.sequence == 2
    reported(ledger, report(5), person=OFFICER, store=store)
    assert ledger.sequence == 3, "het eigen bestuur mag wel"


def test_one_row_of_another_authority_refuses_the_whole_batch(tmp_path: Path, store_path: Path) -> None:
    ledger = Ledger(tmp_path / "register")
    agreed(ledger)
    agreed(ledger, ZELE)
    store = Current(store_path, ledger=ledger).get().store
    with pytest.raises(NotAllowed):
        reported(ledger, report(5), report(5, ZELE), person=OFFICER, store=store)
    assert ledger.sequence == 2


def test_only_an_administrator_gives_roles(ledger: Ledger) -> None:
    row = [RoleGrant(claim_value="x", role=Role.ADMIN)]
    for person in (OFFICER, AGENCY):
        with pytest.raises(NotAllowed):
            ledger.write(Subject.ROLE, row, person=person, origin=Origin.FORM)
    ledger.write(Subject.ROLE, row, person=Person("boss", Role.ADMIN), origin=Origin.FORM)


def test_of_two_who_save_the_second_is_told_and_may_save_again(ledger: Ledger) -> None:
    agreed(ledger)
    reported(ledger, report(50), seen=1, now=WHEN)
    with pytest.raises(Conflict, match=r"28 april 2023 om 14\.03 uur") as told:
        reported(ledger, report(60), seen=1)
    assert (told.value.batch.sequence, len(told.value.cells)) == (2, 1)
    reported(ledger, report(60), seen=2)
    assert [ledger.rows(n).column("realised").to_pylist() for n in (2, 3)] == [[50], [60]]


def test_who_saves_another_cell_is_not_in_conflict(ledger: Ledger) -> None:
    agreed(ledger)
    reported(ledger, report(50), seen=1)
    reported(ledger, report(50, measure_id="call-02.1"), seen=1)
    assert ledger.sequence == 3


def test_the_same_file_twice_is_refused(ledger: Ledger) -> None:
    agreed(ledger)
    reported(ledger, report(50), file_sha256="aa", now=WHEN)
    with pytest.raises(LedgerError, match=r"al bewaard \(28 april 2023 om 14\.03 uur, nummer 2\)"):
        reported(ledger, report(50), file_sha256="aa")


def test_a_batch_without_rows_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="geen rijen"):
        reported(ledger)


def _fill(ledger: Ledger) -> None:
    agreed(ledger)
    for value in range(3):
        reported(ledger, report(value))


def _change(path: Path) -> None:
    table = pq.read_table(path)
    kept = table.schema.metadata
    table = table.set_column(table.column_names.index("realised"), "realised", pa.array([999], pa.int64()))
    pq.write_table(table.replace_schema_metadata(kept), path)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda book: book.path(2).unlink(), "Batch 2 ontbreekt"),
        (lambda book: _change(book.path(2)), "Batch 2 is na het bewaren veranderd"),
        (lambda book: book.path(3).write_bytes(b"PAR1 no more"), "beschadigd"),
        (lambda book: shutil.copy(book.path(3), book.path(5)), "past niet bij zijn hoofd"),
    ],
    ids=["een bestand weg", "een cijfer veranderd", "een bestand stuk", "een bestand dubbel"],
)
def test_what_was_done_to_the_files_shows(ledger: Ledger, harm: object, said: str) -> None:
    _fill(ledger)
    harm(ledger)  # type: ignore[operator]
    faults = Ledger(ledger.folder).verify()
    assert any(said in fault.what for fault in faults), faults


def test_a_file_of_a_newer_program_is_not_guessed_at(ledger: Ledger) -> None:
    _fill(ledger)
    path = ledger.path(1)
    table = pq.read_table(path)
    head = table.schema.metadata[b"samenleven"].replace(b'"format": 1', b'"format": 2')
    pq.write_table(table.replace_schema_metadata({b"samenleven": head}), path)
    with pytest.raises(LedgerError, match="nieuwere versie"):
        Ledger(ledger.folder).batches()


def test_the_program_of_tomorrow_reads_what_was_recorded_today(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format two steps on: each step is taken once, the files stay as they are, and a new one needs none."""
    _fill(ledger)
    before = {path.name: path.read_bytes() for path in ledger.folder.glob("*.parquet")}
    steps = []

    def step(rows: pa.Table) -> pa.Table:
        steps.append(rows.schema.names)
        return rows.append_column(f"step_{len(rows.schema.names)}", pa.nulls(rows.num_rows))

    width = len(ledger.rows(2).schema.names)
    monkeypatch.setattr(book, "FORMAT", 3)
    for older in (1, 2):
        monkeypatch.setitem(book._UPGRADES, older, step)
    tomorrow = Ledger(ledger.folder)
    assert tomorrow.rows(2).schema.names[width:] == [f"step_{width}", f"step_{width + 1}"]
    assert tomorrow.verify() == []
    assert {path.name: path.read_bytes() for path in ledger.folder.glob("*.parquet")} == before
    steps.clear()
    newest = reported(tomorrow, report(99))
    assert Ledger(ledger.folder).rows(newest.sequence).column("realised").to_pylist() == [99]
    assert steps == []
    monkeypatch.setattr(book, "FORMAT", 2)
    with pytest.raises(LedgerError, match="nieuwere versie"):
        Ledger(ledger.folder).batches()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "register").write_text("hier staat al een bestand")
    with pytest.raises(LedgerError, match="kan niet geschreven worden"):
        agreed(Ledger(tmp_path / "register"))


def _write_many(folder: str, writer: int, times: int) -> None:
    ledger = Ledger(Path(folder))
    for number in range(times):
        reported(ledger, report(1000 * writer + number))


def test_fifty_writers_at_once_are_all_there_once(ledger: Ledger) -> None:
    """Fifty people save at the same moment, from four programs: every row is there exactly once, in one chain."""
    agreed(ledger)
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(_write_many, [str(ledger.folder)] * 50, range(50), [2] * 50))
    found = [ledger.rows(one.sequence).column("realised").to_pylist() for one in ledger.batches(after=1)]
    assert sorted(value for (value,) in found) == sorted(1000 * writer + n for writer in range(50) for n in range(2))
    assert ledger.verify() == []


KILLED = """
import sys
from pathlib import Path
from samenleven.store.ledger import Ledger
from tests.support.ledger import report, reported
ledger = Ledger(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    rows = [report(number, measure_id=f"call-{i:05d}") for i in range(int(sys.argv[2]))]
    print(reported(ledger, *rows).sequence, number, flush=True)
"""


@pytest.mark.long
@pytest.mark.parametrize("rows", [1, 50_000], ids=["bewaren", "invoeren"])
def test_a_killed_writer_loses_nothing_that_was_confirmed(ledger: Ledger, rows: int) -> None:
    """Fifty kills at random moments: what was confirmed is there whole, and nothing is there half."""
    agreed(ledger)
    last = 1
    for turn in range(50):
        program = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(ledger.folder), str(rows)], stdout=subprocess.PIPE, text=True
        )
        assert program.stdout
        said = program.stdout.readline()  # it is at work
        time.sleep((turn * 37 % 101) / 400)
        os.kill(program.pid, signal.SIGKILL)
        said += program.stdout.read()
        program.wait()
        told = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
        fresh = Ledger(ledger.folder)
        assert fresh.verify() == []
        assert fresh.sequence >= int(told[-1][0]) > last
        for sequence, number in told:
            values = set(fresh.rows(int(sequence)).column("realised").to_pylist())
            assert (values, fresh.batches()[int(sequence) - 1].rows) == ({int(number)}, rows)
        last = fresh.sequence
    agreed(fresh)  # who comes next clears what was left
    assert [path.name for path in ledger.folder.iterdir() if path.suffix == ".new"] == []
