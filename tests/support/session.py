"""A visitor without a browser: one live connection, as the page's own script opens it, and what the server answers.

Cheaper than a browser, and the time of a click is the server's alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


class Session:
    """An open tab; `said` is what the server sent to draw."""

    def __init__(self, line: ClientConnection, page: str) -> None:
        self._line, self._page = line, page
        self.said: list[str] = []

    def ask(self, query: str = "") -> None:
        """Open the page with these filters, without waiting for the answer."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = self._page
        self._line.send(message.SerializeToString())

    def click(self, query: str = "", seconds: float = 60) -> float:
        """The seconds until the page with these filters is complete; raises TimeoutError."""
        start = time.perf_counter()
        self.ask(query)
        while not self._finished(start + seconds):
            pass
        return time.perf_counter() - start

    def listen(self, seconds: float) -> bool:
        """Take in what the server says for at most so long; True when the page became complete."""
        end = time.perf_counter() + seconds
        try:
            while not self._finished(end):
                pass
        except TimeoutError:
            return False
        return True

    def _finished(self, end: float) -> bool:
        message: Any = ForwardMsg()
        message.ParseFromString(self._line.recv(timeout=max(0.0, end - time.perf_counter())))
        if message.WhichOneof("type") == "delta":
            self.said.append(str(message.delta))
        return bool(message.WhichOneof("type") == "script_finished" and message.script_finished == 0)


@contextmanager
def tab(address: str, page: str = "") -> Iterator[Session]:
    """A tab on one page of the dashboard, such as "samenwerking" ("" is the first page); closed afterwards."""
    link = address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(link, subprotocols=["streamlit"], max_size=None) as line:  # type: ignore[list-item]
        yield Session(line, page)
