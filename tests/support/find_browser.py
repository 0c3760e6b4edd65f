"""Which browser the tests use: `python -m tests.support.find_browser` prints it, exit code 1 when there is none.

With `--install` it first installs Debian's chromium when there is none, as root only: nobody is asked for a password.
Its headless shell goes first: the same engine of the same version without a window around every page (measured: 0.12
seconds of processor time for a new page, with window 0.8).
Uses the standard library only, so that it runs before anything is set up.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
REMEDIES = {  # package manager: what a person types
    "apt-get": "sudo apt-get update && sudo apt-get install -y chromium",
    "dnf": "sudo dnf install -y chromium",
    "pacman": "sudo pacman -S --noconfirm chromium",
    "zypper": "sudo zypper install -y chromium",
    "brew": "brew install --cask chromium",
}


def find() -> str | None:
    """The program that CHROMIUM names, else the first browser found; None when there is none.

    Raises FileNotFoundError when CHROMIUM names something that is no program.
    """
    setting = os.environ.get("CHROMIUM")
    if setting:
        if not shutil.which(setting):
            raise FileNotFoundError(
                f"CHROMIUM wijst naar {setting}, maar dat is geen programma. Verbeter CHROMIUM of laat het leeg."
            )
        return shutil.which(setting)
    programs = [Path(os.environ[name]) for name in ("ProgramFiles", "ProgramFiles(x86)") if name in os.environ]
    usual = [
        *(Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in MAC),
        *(folder / name for name in WINDOWS for folder in programs),
    ]
    return next(filter(None, map(shutil.which, (*NAMES, *map(str, usual)))), None)


def remedy() -> str:
    """The one command that gives this machine a browser, or in words what to do."""
    command = next((command for manager, command in REMEDIES.items() if shutil.which(manager)), None)
    if not command:
        return "installeer Chrome of Chromium, of zet CHROMIUM op het programma"
    return command.replace("sudo ", "") if _is_root() else command


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install() -> None:
    """Install Debian's chromium, as root where apt-get is; anywhere else, and when it fails, nothing changes."""
    if not add("browser: chromium wordt", "een minuut", "chromium-headless-shell"):
        add("browser: chromium wordt", "een paar minuten", "chromium")  # Ubuntu and an older Debian have no other


def add(what: str, how_long: str, *packages: str) -> bool:
    """Install packages of Debian, as root where apt-get is; elsewhere, and when it fails, nothing changes: False."""
    if not (_is_root() and shutil.which("apt-get")):
        return False
    print(f"Er is nog geen {what} geïnstalleerd (eenmalig, {how_long}) ...", flush=True)
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        print(f"Dat lukte niet: {(done.stderr.strip().splitlines() or ['apt-get gaf een fout'])[-1]}")
    return not done.returncode


def main(arguments: list[str]) -> int:
    """Print the browser; exit code 1 when there is none."""
    try:
        found = find()
        if not found and "--install" in arguments:
            install()
            found = find()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(found or f"Er is geen browser voor de tests: {remedy()}")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
