"""Long questions are worked out outside the server: by processes of our own, in order of arrival.

The server has one interpreter for all visitors, so what takes seconds would make every other visitor wait. A `Job` is
such a question; whoever asks the same question shares its Job (ui/reading/cached.py keeps it: it is the answer too). A
`Visitor` is one session: at most one of its jobs runs at a time, and a job that nobody asks for any more is stopped by
ending its process. Python's own process pools import the page's script again and cannot stop what runs.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from threading import Condition, Lock, Thread, Timer
from typing import Any

import streamlit as st

from samenleven.errors import WorkerError
from samenleven.store import paths
from ui.server import settings

COMMAND = (sys.executable, "-m", "samenleven.worker")
GRACE = 1.0
"""Seconds that a question of a page goes on after the page stopped: a click draws the page anew, which asks again."""
MARGIN = 10.0
"""Seconds above its own limit after which a question is ended from outside: for a search that does not look."""
DIED = "De berekening is onverwacht gestopt, ook bij een tweede poging. Laad de pagina opnieuw."
TOO_LONG = "De berekening duurde langer dan mag en is gestopt. Kies andere regels of een andere regio."
ELSEWHERE = "U vroeg intussen iets anders."
_lock = Lock()


class Job:
    """One question to a worker: a name and arguments as in `samenleven.worker`, and the seconds it may take."""

    def __init__(self, name: str, arguments: tuple[Any, ...], seconds: float) -> None:
        self.question = (name, arguments)
        self.seconds = seconds
        self.done = False
        self.answer: Any = None
        self.error: Exception | None = None
        self.askers: set[Visitor] = set()
        self.child: _Child | None = None
        self.deaths = 0

    def result(self) -> Any:
        """The answer of a job that is done; raises its error, a SamenlevenError."""
        if self.error:
            raise self.error
        return self.answer


class _Child:
    """A process that answers questions; its pipe breaks when it is stopped or dies."""

    def __init__(self, command: Sequence[str]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=paths.ROOT)

    def ask(self, question: object) -> tuple[bool, Any]:
        """Whether it went well, and the answer or the error. Raises OSError, EOFError or UnpicklingError at its end."""
        assert self._process.stdin
        assert self._process.stdout
        pickle.dump(question, self._process.stdin)
        self._process.stdin.flush()
        found: tuple[bool, Any] = pickle.load(self._process.stdout)
        return found

    def stop(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()

    def close(self) -> None:
        """End it and clear up."""
        self.stop()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # a question that never left its buffer
                pipe.close()  # type: ignore[union-attr]


class Workers:
    """At most so many processes, each started when it is first needed and kept; questions in order of arrival."""

    def __init__(self, most: int, command: Sequence[str] = COMMAND) -> None:
        self.changed = Condition()
        self._most, self._command = most, command
        self._waiting: list[Job] = []
        self._running: list[Job] = []
        self._keepers = 0

    def take(self, job: Job, visitor: Visitor) -> None:
        """A visitor asks a question; the caller holds `changed`."""
        if job.done and job.error is None:
            return
        job.askers.add(visitor)
        if job not in self._waiting and job not in self._running:
            job.done, job.error, job.deaths = False, None, 0
            self._waiting.append(job)
            asking = {one for some in (*self._waiting, *self._running) for one in some.askers}
            if self._keepers < min(self._most, len(asking)):
                self._keepers += 1
                Thread(target=self._keep, daemon=True).start()
        self.changed.notify_all()

    def release(self, job: Job, visitor: Visitor) -> None:
        """A visitor no longer asks a question; the caller holds `changed`."""
        job.askers.discard(visitor)
        if not job.askers and job in self._waiting:
            self._waiting.remove(job)
        if not job.askers and job in self._running:
            self._running.remove(job)
            if job.child:
                job.child.stop()
                job.child = None
        self.changed.notify_all()

    def ahead(self, job: Job, visitor: Visitor) -> int:
        """How many other visitors must be helped before this job can start; 0 when it runs."""
        others: set[Visitor] = set()
        with self.changed:
            if job not in self._waiting:
                return 0
            for one in [*self._running, *self._waiting[: self._waiting.index(job)]]:
                others |= one.askers
        return len(others - {visitor})

    def _next(self) -> Job | None:
        """The first job of a visitor for whom nothing runs."""
        busy = {visitor for job in self._running for visitor in job.askers}
        return next((job for job in self._waiting if not job.askers <= busy), None)

    def _keep(self) -> None:
        """Keep one process at work; a thread of its own."""
        child: _Child | None = None
        while True:
            with suppress(OSError):  # the machine has no room for a process now: the job hears it
                child = child or _Child(self._command)
            with self.changed:
                while (job := self._next()) is None:
                    self.changed.wait()
                self._waiting.remove(job)
                self._running.append(job)
                job.child = child
            if child is None:
                self._end(job, child, WorkerError(DIED))
            elif not self._work(job, child):
                child.close()
                child = None

    def _work(self, job: Job, child: _Child) -> bool:
        """Let a process answer one job; False when it cannot answer another."""
        late = Timer(job.seconds + MARGIN, self._too_late, [job, child])
        late.daemon = True
        late.start()
        try:
            well, found = child.ask(job.question)
        except Exception as error:  # whatever half an answer looks like
            return self._died(job, child, error)
        finally:
            late.cancel()
        return self._end(job, child, None if well else found, found if well else None)

    def _too_late(self, job: Job, child: _Child) -> None:
        if self._end(job, child, WorkerError(TOO_LONG)):
            child.stop()

    def _end(self, job: Job, child: _Child | None, error: Exception | None, found: Any = None) -> bool:
        """Give a job its answer; False when it is no longer the job of this process: nobody asked any more."""
        with self.changed:
            if job not in self._running or job.child is not child:
                return False
            self._running.remove(job)
            job.child = None
            job.done, job.error, job.answer = True, error, found
            job.askers.clear()
            self.changed.notify_all()
        return True

    def _died(self, job: Job, child: _Child, error: Exception) -> bool:
        """A process ended in the middle of a job: it was stopped, or the job gets one more try, first in line."""
        with self.changed:
            if job.child is child:
                logging.getLogger("samenleven").error("a worker ended by itself", exc_info=error)
                job.deaths += 1
                if job.deaths > 1:
                    self._end(job, child, WorkerError(DIED))
                else:
                    job.child = None
                    self._running.remove(job)
                    self._waiting.insert(0, job)
        return False


class Visitor:
    """One session, and what it asks now."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._jobs: list[Job] = []
        self._turn = 0

    @contextmanager
    def asking(self, jobs: Sequence[Job]) -> Iterator[None]:
        """Ask these questions and nothing else; afterwards they go on for `GRACE` seconds, unless asked again."""
        changed = self._workers.changed
        with changed:
            self._turn += 1
            turn = self._turn
            for job in self._jobs:
                if job not in jobs:
                    self._workers.release(job, self)
            self._jobs = list(jobs)
            for job in jobs:
                self._workers.take(job, self)
        try:
            yield
        finally:
            with changed:
                self._jobs = [job for job in self._jobs if self in job.askers]
                if self._jobs and self._turn == turn:
                    later = Timer(GRACE, self._leave, [turn])
                    later.daemon = True
                    later.start()

    def _leave(self, turn: int) -> None:
        with self._workers.changed:
            if self._turn == turn:
                for job in self._jobs:
                    self._workers.release(job, self)
                self._jobs = []

    def wait(self, job: Job, seconds: float) -> bool:
        """Whether the job is done, after waiting for it at most so long. Raises WorkerError when it was given up."""
        with self._workers.changed:
            self._workers.changed.wait_for(lambda: job.done, seconds)
            if not job.done and self not in job.askers:
                raise WorkerError(ELSEWHERE)
            return job.done

    def ahead(self, job: Job) -> int:
        """How many other visitors are helped before this job starts; 0 when it runs."""
        return self._workers.ahead(job, self)


def most() -> int:
    """How many processes may work: SAMENLEVEN_WORKERS, or all cores but one, which is for clicks. SettingError."""
    return settings.whole("SAMENLEVEN_WORKERS", max(1, (os.cpu_count() or 1) - 1), 1, 256)


@cache
def _workers() -> Workers:
    return Workers(most())


def guest() -> Visitor:
    """Somebody who asks without a session, such as for a file. Raises SettingError."""
    with _lock:
        return Visitor(_workers())


def visitor() -> Visitor:
    """Who is asking: the visitor of this session, with the workers of this server. Raises SettingError."""
    with _lock:
        workers = _workers()
    found: Visitor = st.session_state.setdefault("visitor", Visitor(workers))
    return found
