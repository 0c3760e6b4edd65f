"""`python -m ui.server.port 8501`: says clearly that a port is taken before the server would stop on it."""

from __future__ import annotations

import socket
import sys


def is_free(port: int) -> bool:
    """Whether nothing on this machine listens on a port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def main(arguments: list[str]) -> int:
    """Exit code 1 with a Dutch message when the port cannot be used."""
    text = arguments[0] if arguments else ""
    if not text.isdigit() or not 0 < int(text) < 65536:
        print(
            f"'{text}' is geen poort: kies een getal van 1 tot 65535, bijvoorbeeld make run PORT=8502.", file=sys.stderr
        )
        return 1
    if not is_free(int(text)):
        print(
            f"Poort {text} is al in gebruik, misschien door een ander dashboard. Sluit dat, of kies een andere poort: "
            f"make run PORT={int(text) % 65535 + 1}",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
