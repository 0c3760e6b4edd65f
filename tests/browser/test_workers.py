"""What a visitor leaves behind: a hard division ends with its tab. Over the live connection, without a browser."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.session import Session, tab

PROC = Path("/proc")
HARD = "wie=alle&drempel=15000&leden=8&rekentijd=300&regio="


def workers_of(address: str) -> set[str]:
    """The process numbers of the workers of the server at an address."""
    port = f"\0--server.port\0{urlsplit(address).port}\0".encode()
    found = {one.parent.name: one.read_bytes() for one in PROC.glob("[0-9]*/cmdline")}
    server = next(number for number, command in found.items() if command.endswith(port))
    return {
        number
        for number, command in found.items()
        if b"samenleven.worker" in command and f"\nPPid:\t{server}\n" in (PROC / number / "status").read_text()
    }


def wait_for(session: Session, words: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not any(words in said for said in session.said):
        assert time.monotonic() < end, words
        assert not session.listen(0.1), "de pagina is al klaar: de vraag is niet moeilijk genoeg"


@pytest.mark.skipif(not PROC.exists(), reason="leest de lijst van processen van Linux")
def test_a_closed_tab_frees_its_worker_within_two_seconds(full: str) -> None:
    """Failure 3: a division went on in the server, up to 300 seconds for each of 15 regions, after its visitor left."""
    with tab(full, "samenwerking") as leaving:
        leaving.ask(HARD + "halle-vilvoorde")
        wait_for(leaving, "Halle-Vilvoorde wordt verdeeld")
        before = workers_of(full)
        assert before, "de verdeling wordt buiten de server gezocht"
    start = time.monotonic()
    while before <= workers_of(full):
        assert time.monotonic() - start < 2.0
        time.sleep(0.05)
    with tab(full, "samenwerking") as other:
        assert other.click("regio=middenkust", seconds=20) < 20
