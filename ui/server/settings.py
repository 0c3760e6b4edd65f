"""What whoever runs the server may set: environment variables, read when they are asked for.

Where the store is and on which port the server listens stand elsewhere (`samenleven/store/paths.py`, Makefile); what
Streamlit itself can set stands in `.streamlit/config.toml`.
"""

from __future__ import annotations

import os

from samenleven.errors import SamenlevenError


class SettingError(SamenlevenError):
    """A setting of the server that cannot be used."""


def whole(name: str, default: int, lowest: int, highest: int) -> int:
    """A whole number between two bounds; raises SettingError with what may be set."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and lowest <= int(text) <= highest):
        raise SettingError(
            f"De instelling {name} moet een geheel getal van {lowest} tot {highest} zijn, niet {text!r}."
        )
    return int(text)


def switch(name: str) -> bool:
    """Whether something that is off is asked for; raises SettingError on anything but 0 and 1."""
    return bool(whole(name, 0, 0, 1))


def yes(name: str) -> bool:
    """Whether something that is off is asked for with `ja`; raises SettingError on anything but ja and nee."""
    text = os.environ.get(name, "").strip()
    if text not in ("", "ja", "nee"):
        raise SettingError(f"De instelling {name} moet ja of nee zijn, niet {text!r}.")
    return text == "ja"


def words(name: str) -> tuple[str, ...]:
    """The words of a setting, apart by spaces or commas; none when it is not set."""
    return tuple(os.environ.get(name, "").replace(",", " ").split())
