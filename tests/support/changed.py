"""A copy of the whole project in which a test changes rows of data/, to see what changes on screens and in commands.

The copy runs in processes of its own: the paths of the project are those of the files that run.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PARTS = ("app.py", "pages", "ui", "samenleven", "data", "geo", "example", "docs", ".streamlit")
LEFT_OUT = shutil.ignore_patterns("screenshots", "*.duckdb*")
PAGE = (
    f"""
ROOT = {str(ROOT)!r}
"""
    + """
import json, sys
from streamlit.testing.v1 import AppTest
page, parameters = json.loads(sys.argv[1])
app = AppTest.from_file("app.py", default_timeout=120)
if page != "app.py":
    app.switch_page(page)
for key, value in parameters.items():
    app.query_params[key] = value
app.run()
assert not app.exception, app.exception[0].message
sys.path.append(ROOT)  # the copy has no tests of its own
from tests.support.screen import said
tables = [table.value.astype(str).to_dict("records") for table in app.dataframe]
print("\\n@@@" + json.dumps({"text": said(app), "tables": tables, "errors": [e.value for e in app.error]}))
"""
)
Record = dict[str, str]


class Project:
    """A copy of the project, with a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store.duckdb"
        self._helper: Helper | None = None
        for name in PARTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=LEFT_OUT)
            elif source.exists():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, folder / name)

    def rows(self, file: str) -> list[Record]:
        """The rows of a file under data/."""
        with (self.folder / "data" / file).open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))

    def write(self, file: str, rows: list[Record]) -> None:
        """Replace the rows of a file under data/; its columns stay."""
        path = self.folder / "data" / file
        with path.open(encoding="utf-8", newline="") as opened:
            columns = next(csv.reader(opened))
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, file: str, which: Callable[[Record], bool], **values: str) -> None:
        """Give the chosen rows of a file other values. Fails when no row is chosen."""
        rows = self.rows(file)
        chosen = [row for row in rows if which(row)]
        assert chosen, f"no row of {file} to change"
        for row in chosen:
            row.update(values)
        self.write(file, rows)

    def add(self, file: str, *rows: Record) -> None:
        """Add rows to a file."""
        self.write(file, [*self.rows(file), *rows])

    def parameter(self, name: str, value: str) -> None:
        """Give a parameter another value, in every row that it has."""
        self.change("parameters/parameter.csv", lambda row: row["name"] == name, value=value)

    def run(self, *words: str, ok: bool = True) -> str:
        """A command of the project, typed after `python -m`; gives what it printed (its message when it must fail)."""
        done = self._python("-m", *words)
        assert (done.returncode == 0) is ok, done.stdout + done.stderr
        return done.stdout if ok else done.stderr

    def json(self, *words: str) -> Any:
        """The answer of `python -m samenleven ... --format json`."""
        return json.loads(self.run("samenleven", *words, "--format", "json"))

    def page(self, name: str, parameters: Mapping[str, str] | None = None) -> dict[str, Any]:
        """A page by its file (app.py, pages/gemeente.py): its text, its tables as records, its error messages."""
        done = self._python("-c", PAGE, json.dumps([name, dict(parameters or {})]))
        assert done.returncode == 0, done.stderr[-3000:]
        shown: dict[str, Any] = json.loads(done.stdout.rpartition("@@@")[2])
        return shown

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        if self._helper is None:
            self._helper = Helper(self.folder, {**os.environ, "SAMENLEVEN_STORE": str(self.store)})
        return self._helper.run(words)

    def close(self) -> None:
        """Let the helper of this copy go."""
        if self._helper:
            self._helper.close()


class Helper:
    """A process in a copy of the project that has imported everything and forks at each command: saves seconds."""

    SOURCE = """
import json, os, runpy, sys, traceback
import duckdb, pandas, shapely, streamlit.testing.v1
from samenleven.commands import budget, data, plan, pooling
from ui.goals import goals_screen
from ui.overview import overview_screen
from ui.budget import budget_view
for line in sys.stdin:
    words, out, err = json.loads(line)
    if child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    code = 1
    try:
        for target, number in ((out, 1), (err, 2)):
            os.dup2(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv = [words[0], *words[2:]]
        if words[0] == "-m":
            runpy.run_module(words[1], run_name="__main__", alter_sys=True)
        else:
            exec(compile(words[1], "<page>", "exec"), {"__name__": "__main__"})
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
"""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._answers = Path(tempfile.mkdtemp(dir=folder))
        self._process = subprocess.Popen(
            [sys.executable, "-c", self.SOURCE],
            cwd=folder,
            env=dict(environment),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def run(self, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """What `python WORDS` gives in the copy."""
        out, err = self._answers / "out", self._answers / "err"
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([list(words), str(out), str(err)]) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return subprocess.CompletedProcess(
            list(words), code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
        )

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
