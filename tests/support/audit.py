"""Are there known vulnerabilities in requirements.txt? `python -m tests.support.audit` asks pip-audit and says so.

Exit code 1 when there are. Where advisories cannot be reached, that is said in one line and is no failure; pip-audit
itself then skips every package and says "No known vulnerabilities found".
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[2] / "requirements.txt"
PATIENCE = 60  # seconds in all; each question waits at most a tenth of it
NOT_AUDITED = "NIET NAGEKEKEN op bekende kwetsbaarheden: {} ({})."


def verdict(report: dict[str, Any]) -> tuple[bool, list[str]]:
    """Whether pip-audit's report is no failure, and what to tell."""
    packages = report["dependencies"]
    found = [
        f"{one['name']} {one['version']}: {flaw['id']}, verholpen in {', '.join(flaw['fix_versions']) or 'nog niets'}."
        for one in packages
        for flaw in one.get("vulns", [])
    ]
    skipped = {one["name"]: one["skip_reason"] for one in packages if "skip_reason" in one}
    if skipped:
        which = "alle pakketten" if len(skipped) == len(packages) else ", ".join(skipped)
        found.append(NOT_AUDITED.format(which, next(iter(skipped.values()))))
    return len(found) == bool(skipped), found or [f"Geen bekende kwetsbaarheden in {LOCK.name}."]


def audit() -> tuple[bool, list[str]]:
    """The verdict on the lock; without a report, why there is none."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip"]
    options = ["--format", "json", "--progress-spinner", "off", "--timeout", str(PATIENCE // 10)]
    try:
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False, timeout=PATIENCE)
        return verdict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        reason = f"geen antwoord binnen {PATIENCE} s"
    except json.JSONDecodeError:
        reason = done.stderr.strip().splitlines()[-1]
    return True, [NOT_AUDITED.format("alle pakketten", reason)]


if __name__ == "__main__":
    fine, lines = audit()
    print(*lines, sep="\n")
    sys.exit(0 if fine else 1)
