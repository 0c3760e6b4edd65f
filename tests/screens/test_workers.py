"""Long questions outside the server: order, sharing, stopping, one per visitor, a process that dies, the limits.

The queue is tried with a child of a few lines that only sleeps; the real child with one small and one hard question.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samenleven.eligibility import TargetGroup, Weight
from samenleven.errors import WorkerError
from samenleven.pooling import Authority, Border, PoolingError, Settings
from samenleven.pooling.search.best import best_division
from samenleven.store import paths
from tests.screens.test_pages import check, open_page, texts
from ui.pooling import pooling_reads
from ui.pooling.pooling_reads import Choice
from ui.server import workers
from ui.server.workers import COMMAND, Job, Visitor, Workers

SLEEPER = """
import os, pickle, sys, time
from pathlib import Path
while True:
    name, (seconds, path) = pickle.load(sys.stdin.buffer)
    if path:
        with open(path, "a") as log: log.write(f"{os.getpid()}\\n")
        if name == "die" or name == "die once" and len(Path(path).read_text().split()) == 1: os._exit(3)
    time.sleep(seconds)
    pickle.dump((name != "fail", name if name != "fail" else ValueError(name)), sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""
LONG = 30.0
SMALL = ([Authority("a", "R", TargetGroup.exactly(9)), Authority("b", "R", TargetGroup.exactly(9))], [Border("a", "b")])


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rules with less patience."""
    monkeypatch.setattr(workers, "GRACE", 0.3)
    monkeypatch.setattr(workers, "MARGIN", 0.2)


def sleeping(most: int = 1) -> Workers:
    return Workers(most, (sys.executable, "-S", "-c", SLEEPER))


def job(name: str = "sleep", seconds: float = LONG, path: Path | str = "", limit: float = LONG) -> Job:
    return Job(name, (seconds, str(path)), limit)


def wait_until(holds: Callable[[], object], seconds: float = 5.0) -> bool:
    """Whether something comes to hold in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


def test_questions_are_answered_in_the_order_in_which_they_came() -> None:
    pool = sleeping()
    people = [Visitor(pool) for _ in range(4)]
    jobs = [job(str(number), 0.05) for number in range(4)]
    order: list[str] = []
    held = [person.asking([one]) for person, one in zip(people, jobs, strict=True)]
    for one in held:
        one.__enter__()
    assert wait_until(lambda: jobs[0].child)
    assert [person.ahead(one) for person, one in zip(people, jobs, strict=True)] == [0, 1, 2, 3]
    while len(order) < 4:
        order += [one.answer for one in jobs if one.done and one.answer not in order]
        assert sum(one.child is not None for one in jobs) <= 1, "één proces"
        time.sleep(0.002)
    assert order == ["0", "1", "2", "3"]


def test_the_same_question_is_worked_out_once_and_stops_with_its_last_asker(tmp_path: Path) -> None:
    pool, log = sleeping(2), tmp_path / "log"
    first, second, shared = Visitor(pool), Visitor(pool), job(path=log)
    with first.asking([shared]):
        with second.asking([shared]):
            assert wait_until(log.exists)
        time.sleep(0.5)  # the second has left for longer than the grace
        assert shared.child is not None
    assert len(log.read_text().split()) == 1
    pid = int(log.read_text())
    assert wait_until(lambda: not alive(pid), 3.0)
    assert not shared.done


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_page_that_is_drawn_anew_finds_its_question_still_running(tmp_path: Path) -> None:
    pool, log = sleeping(), tmp_path / "log"
    visitor, same = Visitor(pool), job(seconds=0.5, path=log)
    for _ in range(3):
        with visitor.asking([same]):
            assert not visitor.wait(same, 0.1)
    with visitor.asking([same]):
        assert visitor.wait(same, 5.0)
    assert len(log.read_text().split()) == 1, "een klik begint niet opnieuw"


def test_something_else_stops_the_old_question_at_once(tmp_path: Path) -> None:
    pool, log = sleeping(), tmp_path / "log"
    visitor, old, new = Visitor(pool), job(path=log), job("new", 0.0)
    with visitor.asking([old]):
        assert wait_until(log.exists)
    start = time.monotonic()
    with visitor.asking([new]):
        assert visitor.wait(new, 5.0)
    assert new.result() == "new"
    assert time.monotonic() - start < LONG / 10
    assert not old.done
    with pytest.raises(WorkerError):
        visitor.wait(old, 0.0)


def test_one_question_per_visitor_runs_at_a_time() -> None:
    pool = sleeping(3)
    greedy, other = Visitor(pool), Visitor(pool)
    many, one = [job(str(number), 0.15) for number in range(3)], job("other", 0.05)
    with greedy.asking(many), other.asking([one]):
        assert other.wait(one, 5.0)
        while not many[-1].done:
            assert sum(each.child is not None for each in many) <= 1
            time.sleep(0.005)


def test_a_process_that_dies_is_replaced_and_the_question_tried_once_more(tmp_path: Path) -> None:
    visitor = Visitor(sleeping())
    once, never, after = job("die once", 0.0, tmp_path / "once"), job("die", 0.0, tmp_path / "twice"), job("after", 0.0)
    with visitor.asking([once, never, after]):
        assert visitor.wait(after, 10.0)
    assert once.result() == "die once"
    assert len((tmp_path / "twice").read_text().split()) == 2
    with pytest.raises(WorkerError, match="onverwacht gestopt"):
        never.result()
    assert after.result() == "after"


def test_an_error_is_told_and_may_be_asked_again() -> None:
    pool = sleeping()
    visitor, failing = Visitor(pool), job("fail", 0.0)
    for _ in range(2):
        with visitor.asking([failing]):
            assert not failing.done
            assert visitor.wait(failing, 5.0)
        with pytest.raises(ValueError, match="fail"):
            failing.result()


def test_a_question_that_ignores_its_limit_is_ended_and_the_next_one_runs() -> None:
    pool = sleeping()
    first, second = Visitor(pool), Visitor(pool)
    endless, after = job(limit=0.2), job("after", 0.0)
    with first.asking([endless]), second.asking([after]):
        assert second.wait(after, 5.0)
    with pytest.raises(WorkerError, match="langer dan mag"):
        endless.result()


def test_a_machine_without_room_for_a_process_says_so() -> None:
    pool = Workers(1, ("/does/not/exist",))
    visitor, one = Visitor(pool), job()
    with visitor.asking([one]):
        assert visitor.wait(one, 5.0)
    with pytest.raises(WorkerError):
        one.result()


# --- The real child --------------------------------------------------------------------------


def test_a_worker_gives_the_answer_of_the_search_and_its_message() -> None:
    pool = Workers(1)
    visitor, rules = Visitor(pool), Settings(10)
    good, bad = Job("division", (*SMALL, rules), 10.0), Job("division", (*SMALL, replace(rules, threshold=0)), 10.0)
    with visitor.asking([good, bad]):
        assert visitor.wait(good, 20.0)
        assert visitor.wait(bad, 20.0)
    assert replace(good.result(), seconds=0.0) == replace(best_division(*SMALL, rules), seconds=0.0)
    with pytest.raises(PoolingError):
        bad.result()


# A map without narrow places: no search proves it within its time.
SERVER = """
import pickle, subprocess, sys, time
from samenleven.eligibility import TargetGroup
from samenleven.pooling import Authority, Border, Settings
cells = [(r, c) for r in range(12) for c in range(12)]
name = "{0[0]:02}{0[1]:02}".format
people = [Authority(name(cell), "R", TargetGroup.exactly(500 + 37 * cell[0] * cell[1] % 900)) for cell in cells]
near = [((r, c), there) for r, c in cells for there in ((r + 1, c), (r, c + 1)) if there in cells]
question = ("division", (people, [Border(name(a), name(b)) for a, b in near], Settings(7500, time_limit_seconds=60)))
pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": sys.stdout}
child = subprocess.Popen([sys.executable, "-m", "samenleven.worker"], **pipes)
pickle.dump(question, child.stdin)
child.stdin.flush()
print("asked", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is van Unix")
def test_a_worker_ends_with_its_server_also_in_the_middle_of_a_question() -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], cwd=paths.ROOT, stdout=subprocess.PIPE, text=True)
    with server:
        assert server.stdout
        assert server.stdout.readline() == "asked\n"
        time.sleep(1.0)  # past its imports, at work
        server.kill()
        start = time.monotonic()
        assert server.stdout.read() == "", "het kind hield deze pijp open, en had niets te klagen"
    assert time.monotonic() - start < 2.0


def test_a_worker_stands_back_and_listens_to_no_ctrl_c() -> None:
    child = subprocess.Popen(COMMAND, cwd=paths.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:
        assert child.stdin
        assert child.stdout
        pickle.dump(("division", (*SMALL, Settings(10))), child.stdin)
        child.stdin.flush()
        assert pickle.load(child.stdout)[0]
        child.send_signal(signal.SIGINT)
        if hasattr(os, "getpriority"):
            assert os.getpriority(os.PRIO_PROCESS, child.pid) >= 10
        pickle.dump(("nothing", ()), child.stdin)
        child.stdin.flush()
        well, error = pickle.load(child.stdout)
        assert not well
        assert isinstance(error, WorkerError)
        child.stdin.close()
        assert child.wait(5) == 0


# --- The page --------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "regions", "given"), [(10, 1, 10), (300, 1, 60), (10, 15, 4), (1, 15, 1)])
def test_no_address_gets_more_time_than_the_server_allows(asked: float, regions: int, given: float) -> None:
    rules = Settings(7500, time_limit_seconds=asked)
    choice = Choice(tuple(map(str, range(regions))), date(2024, 1, 1), Weight.LOWER, False, rules)
    assert pooling_reads.seconds(choice) == given


def test_a_proven_division_is_not_sought_again_with_another_limit(store_path: Path) -> None:
    rules = Settings(7500)
    choice = Choice(("Limburg",), date(2024, 1, 1), Weight.LOWER, False, rules)
    longer = replace(choice, settings=replace(rules, time_limit_seconds=20.0))
    found = pooling_reads.division(choice, "Limburg")
    assert pooling_reads.division(choice, "Limburg") is found
    assert pooling_reads.division(longer, "Limburg") is not found
    found.done, found.answer = True, best_division(*found.question[1])
    assert pooling_reads.division(longer, "Limburg") is found
    again = replace(longer, attempt=1)
    assert pooling_reads.division(again, "Limburg") is found, "what is proven is not sought again"
    found.answer = replace(found.answer, criteria=(replace(found.answer.criteria[0], proven=False),))
    assert pooling_reads.division(again, "Limburg") is not found, "a reader may ask again what is not"


def test_a_hard_question_for_all_of_flanders_ends_in_time_and_says_that_it_was_cut(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Failure 3: this address took up to 300 seconds for each of 15 regions."""
    monkeypatch.setattr(workers, "MARGIN", 10.0)
    monkeypatch.setenv("SAMENLEVEN_SOLVE_SECONDS", "1")
    start = time.monotonic()
    app = open_page("samenwerking", wie="alle", drempel="15000", leden="8", rekentijd="300")
    took = time.monotonic() - start
    check(app)
    assert "hoogstens 1 seconden voor één vraag, 0,1 per regio" in texts(app)
    assert took < 15
