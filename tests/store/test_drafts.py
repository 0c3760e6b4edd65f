"""Drafts of forms: kept for who wrote them, whole or not at all, bounded, and gone after their time."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samenleven.errors import StoreError
from samenleven.store.ledger.drafts import LARGEST, MOST, Drafts

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
VALUES = {"b-call-05.1": "120", "o-call-06.1": True, "r-call-05.1": "regen\nen \N{SNOWMAN} wind"}


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(90, tmp_path / "drafts")


def test_a_draft_comes_back_as_it_was_left_also_in_another_program(drafts: Drafts) -> None:
    drafts.keep("anna", "rapport 46021 2 half_year", VALUES, seen=7, now=NOW)
    found = Drafts(90, drafts.place).find("anna", "rapport 46021 2 half_year", NOW)
    assert found
    assert (found.values, found.seen, found.saved_at) == (VALUES, 7, NOW)


def test_nobody_else_has_it_and_another_form_has_its_own(drafts: Drafts) -> None:
    drafts.keep("anna", "een", {"a": "1"}, seen=0, now=NOW)
    drafts.keep("anna", "twee", {"a": "2"}, seen=0, now=NOW)
    assert drafts.find("bert", "een", NOW) is None
    assert drafts.find("../anna", "een", NOW) is None
    found = drafts.find("anna", "twee", NOW)
    assert found
    assert found.values == {"a": "2"}
    with pytest.raises(ValueError, match="belongs to somebody"):
        drafts.find("", "een", NOW)


@pytest.mark.skipif(os.name == "nt", reason="rights of files differ")
def test_no_other_user_of_the_computer_reads_it(drafts: Drafts) -> None:
    drafts.keep("anna", "een", VALUES, seen=0, now=NOW)
    (file,) = drafts.place.glob("*/*")
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    assert "anna" not in str(file)


@pytest.mark.parametrize(("days", "there"), [(89, True), (90, True), (91, False)])
def test_it_is_kept_for_its_days(drafts: Drafts, days: int, there: bool) -> None:
    drafts.keep("anna", "een", VALUES, seen=0, now=NOW)
    (file,) = drafts.place.glob("*/*")
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    later = NOW + timedelta(days=days)
    assert (drafts.find("anna", "een", later) is not None) is there
    drafts.keep("bert", "een", VALUES, seen=0, now=later)  # a new draft sweeps
    assert file.exists() is there


def test_one_person_keeps_so_many_and_none_too_large(drafts: Drafts) -> None:
    for number in range(MOST + 3):
        drafts.keep("anna", f"vorm {number}", {"a": str(number)}, seen=0, now=NOW)
        (file,) = (path for path in drafts.place.glob("*/*") if f'"{number}"' in path.read_text(encoding="utf-8"))
        os.utime(file, (number, NOW.timestamp() + number))
    assert len(list(drafts.place.glob("*/*"))) == MOST
    assert drafts.find("anna", "vorm 0", NOW) is None
    assert drafts.find("anna", f"vorm {MOST + 2}", NOW)
    with pytest.raises(StoreError, match="te lang om als concept te bewaren"):
        drafts.keep("anna", "vorm 22", {"a": "x" * LARGEST}, seen=0, now=NOW)
    kept = drafts.find("anna", "vorm 22", NOW)
    assert kept
    assert kept.values == {"a": "22"}, "the one of before is still there"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"values": 3}', '{"values": {}, "saved_at": "x", "seen": 1}'])
def test_half_a_file_is_no_draft(drafts: Drafts, content: str) -> None:
    drafts.keep("anna", "een", VALUES, seen=0, now=NOW)
    (file,) = drafts.place.glob("*/*")
    file.write_text(content, encoding="utf-8")
    assert drafts.find("anna", "een", NOW) is None
    drafts.keep("anna", "een", VALUES, seen=0, now=NOW)
    assert drafts.find("anna", "een", NOW)


def test_it_goes_when_it_is_dropped_or_its_writer_is_forgotten(drafts: Drafts) -> None:
    for form in ("een", "twee", "drie"):
        drafts.keep("anna", form, VALUES, seen=0, now=NOW)
    drafts.drop("anna", "een")
    drafts.drop("anna", "een")
    assert drafts.find("anna", "een", NOW) is None
    drafts.keep("bert", "een", VALUES, seen=0, now=NOW)
    drafts.forget("anna")
    assert drafts.find("anna", "twee", NOW) is None
    assert drafts.find("bert", "een", NOW)


def test_a_disk_that_does_not_let_it_is_said_and_the_draft_of_before_stays(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.keep("anna", "een", {"a": "1"}, seen=0, now=NOW)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="Het staat nog op dit scherm"):
        drafts.keep("anna", "een", {"a": "2"}, seen=0, now=NOW)
    found = drafts.find("anna", "een", NOW)
    assert found
    assert found.values == {"a": "1"}
    assert [path.suffix for path in drafts.place.glob("*/*")] == [".json"]


def test_two_windows_at_once_leave_one_whole_draft(drafts: Drafts) -> None:
    def write(sign: str) -> None:
        for _ in range(30):
            drafts.keep("anna", "een", {"a": sign * 5000}, seen=0, now=NOW)

    writers = [threading.Thread(target=write, args=(sign,)) for sign in "abc"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    (file,) = drafts.place.glob("*/*")
    assert len(set(json.loads(file.read_text(encoding="utf-8"))["values"]["a"])) == 1
