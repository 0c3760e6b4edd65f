"""A process that works out long questions for the server, one after the other: `python -m samenleven.worker`.

A question is a pickled pair (name in JOBS, arguments) on standard input; its answer a pickled pair (whether it went
well, the answer or the error) on standard output. Both ends are our own: nothing that a visitor sends is unpickled.
It is no command of `python -m samenleven`, which would load the store as well: 126 MB instead of 33, 0.7 s instead
of 0.2. When standard input closes the process ends, also in the middle of a question: it never outlives its server.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from queue import SimpleQueue
from threading import Thread
from typing import Any

from samenleven.errors import SamenlevenError, WorkerError
from samenleven.pooling.search.best import best_division

JOBS: Mapping[str, Callable[..., object]] = {"division": best_division}
NICE = 10
"""How far a question stands back for the clicks of others (Unix)."""


def answer(name: str, arguments: tuple[Any, ...]) -> tuple[bool, object]:
    """Whether it went well, and the answer or the error; what is no message for people goes to the log."""
    try:
        return True, JOBS[name](*arguments)
    except SamenlevenError as error:
        return False, error
    except Exception:
        traceback.print_exc()
        return False, WorkerError("Deze berekening is mislukt door een fout in het programma.")


def _listen(questions: SimpleQueue[tuple[str, tuple[Any, ...]]]) -> None:
    """Put questions in the queue; a thread of its own, to see the server go while a question is worked out."""
    try:
        while True:
            questions.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(0)


def main() -> None:
    """Answer until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the server
    if hasattr(os, "nice"):
        os.nice(NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    questions: SimpleQueue[tuple[str, tuple[Any, ...]]] = SimpleQueue()
    Thread(target=_listen, args=[questions], daemon=True).start()
    while True:
        pickle.dump(answer(*questions.get()), answers)
        answers.flush()


if __name__ == "__main__":
    main()
