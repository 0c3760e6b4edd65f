"""LibreOffice, which opens what we make: `python -m tests.support.find_office` says whether it is here.

With `--install` it first installs the parts of Debian that have no screen, as root only (as find_browser does). Uses
the standard library only, so that it runs before anything is set up.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support import find_browser

PARTS = ("libreoffice-calc-nogui", "libreoffice-impress-nogui", "libreoffice-writer-nogui")
MISSING = "LibreOffice staat niet op deze computer"
PATIENCE = 120  # seconds for one file; the first start of all makes its settings


def find() -> str | None:
    """The program; None when there is none."""
    return shutil.which("soffice")


def install() -> None:
    """Install the parts, as root where apt-get is; anywhere else, and when it fails, nothing changes."""
    find_browser.add("LibreOffice: het wordt", "hoogstens enkele minuten", *PARTS)


def convert(path: Path, form: str) -> Path:
    """A file opened by LibreOffice, calculated anew and kept in another form ("xlsx", "pdf", "fods") beside it.

    Skips the test on a machine without LibreOffice.
    """
    import pytest  # only here: the command runs before anything is set up

    program = find()
    if program is None:
        pytest.skip(MISSING)
    to = path.with_name(f"{path.stem}-geopend")
    with tempfile.TemporaryDirectory() as own:  # two runs at once may not share one
        home = f"-env:UserInstallation={Path(own).as_uri()}"
        command = [program, home, "--headless", "--norestore", "--convert-to", form, "--outdir", str(to), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return to / f"{path.stem}.{form}"


if __name__ == "__main__":
    if not find() and "--install" in sys.argv:
        install()
    print(find() or f"{MISSING}: sudo apt-get install -y {' '.join(PARTS)}")
    sys.exit(0 if find() else 1)
