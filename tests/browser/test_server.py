"""What the web server adds to Streamlit's own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from websockets.sync.client import connect

from ui.hooks.at_once import AtOnce


async def tells_whether_it_waits(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers with the option of its own connection."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    connection = send.__self__.transport.get_extra_info("socket")  # type: ignore[attr-defined]
    at_once = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    await send({"type": "websocket.send", "text": "at once" if at_once else "waits"})


@pytest.mark.parametrize(
    ("sentence", "app", "answer"),
    [
        ("Zonder ons wacht een klein bericht: is dit niet meer zo, dan kan AtOnce weg", lambda app: app, "waits"),
        ("Met ons vertrekt elk bericht meteen", AtOnce, "at once"),
    ],
)
def test_a_message_leaves_at_once(sentence: str, app: Callable[[ASGIApp], ASGIApp], answer: str) -> None:
    listening = socket.socket()  # as Streamlit makes it
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    listening.setblocking(False)
    settings = uvicorn.Config(app(tells_whether_it_waits), ws="websockets-sansio", lifespan="off", log_level="error")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        with connect(f"ws://127.0.0.1:{listening.getsockname()[1]}") as client:
            assert client.recv(timeout=10) == answer, sentence
    finally:
        server.should_exit = True
        thread.join(timeout=10)
