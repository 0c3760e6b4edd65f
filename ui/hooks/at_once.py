"""The live connection without waiting for acknowledgements."""

from __future__ import annotations

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class AtOnce:
    """Every message of the live connection leaves at once.

    Streamlit makes the listening socket in a way that leaves Nagle's algorithm on (Kludex/uvicorn#3149 says how). A
    small message then waits until the one before it is acknowledged: a round trip, and up to 200 ms on Windows.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the option where the server gives us its connection; without it everything works, only later."""
        if scope["type"] == "websocket":
            transport = getattr(getattr(send, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport else None
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
