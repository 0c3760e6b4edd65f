"""What is served is what was built: a new build is taken up while we run, and no fault takes the good one away."""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread

import duckdb
import pytest

from samenleven.__main__ import main
from samenleven.errors import DataError, StoreError
from samenleven.store import Current, Store, builder, builds, catalogue, current, tables

NEW = "Een nieuwe titel"


@dataclass
class Dashboard:
    """Data of our own, and a place where the store of these data is built already."""

    data: Path
    geo: Path
    place: Path
    old: str

    def server(self) -> Current:
        return Current(self.place, data=self.data, geo=self.geo)

    def build(self) -> None:
        builder.build(self.place, data=self.data, geo=self.geo)

    def rename(self, title: str) -> None:
        """Give the first goal another title."""
        path = self.data / "plan" / "goal.csv"
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[1] = re.sub(r'^1,("[^"]*"|[^,]*),', f"1,{title},", lines[1])
        path.write_text("\n".join(lines), encoding="utf-8")

    def only_the_build(self) -> bool:
        """Whether nothing lies beside the place but the build it leads to."""
        return files(self.place) == [self.place.name, self.name]

    @property
    def name(self) -> str:
        """The file that is current."""
        return Store(self.place).path.name


@pytest.fixture
def dashboard(copy_of_data: tuple[Path, Path], store: Store, store_path: Path, tmp_path: Path) -> Dashboard:
    data, geo = copy_of_data
    place = tmp_path / "opslag" / store_path.name
    place.parent.mkdir()
    for file in (store_path, store.path):
        shutil.copyfile(file, place.with_name(file.name))
    return Dashboard(data, geo, place, title(store))


def title(store: Store) -> str:
    return catalogue.goals(store)[0].title


def files(place: Path) -> list[str]:
    """What lies beside the place, but for the lock."""
    return sorted(path.name for path in place.parent.iterdir() if not path.name.endswith(".slot"))


def test_a_build_is_a_file_of_its_own_with_its_version_in_the_name(dashboard: Dashboard) -> None:
    first = dashboard.name
    dashboard.build()
    second = dashboard.name
    assert first != second
    assert builder.data_version(dashboard.data, dashboard.geo) in second
    assert dashboard.only_the_build(), "the build of before is gone"


def test_a_program_that_runs_takes_up_what_another_builds(dashboard: Dashboard) -> None:
    """Failure 1 of the review: the old title stayed until a restart."""
    server = dashboard.server()
    other = dashboard.server()
    assert [title(server.get().store), title(other.get().store)] == [dashboard.old, dashboard.old]
    dashboard.rename(NEW)
    dashboard.build()
    assert [title(server.get().store), title(other.get().store)] == [NEW, NEW]
    assert server.get().store.path == other.get().store.path
    opened = [os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd") if _is_link(one)]
    assert not [one for one in opened if one.startswith(str(dashboard.place)) and "(deleted)" in one], "all let go"


def _is_link(descriptor: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{descriptor}")


def test_two_servers_build_once(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Failure 1, second half: each built on every page view, without end."""
    made: list[str] = []
    real = builder._build
    monkeypatch.setattr(builder, "_build", lambda *values: (made.append(values[1]), real(*values)))
    servers = [dashboard.server() for _ in range(2)]
    for name in (dashboard.old, NEW):
        dashboard.rename(name)
        for _ in range(3):
            assert {title(server.get().store) for server in servers} == {name}
    assert len(made) == 1


def test_two_programs_with_other_data_do_not_build_against_each_other(
    dashboard: Dashboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(dashboard, data=tmp_path / "elders" / "data")
    shutil.copytree(dashboard.data, other.data)
    other.rename(NEW)
    one, two = dashboard.server(), other.server()
    assert title(one.get().store) == dashboard.old
    assert title(two.get().store) == NEW
    monkeypatch.setattr(builder, "_build", lambda *values: pytest.fail("built again"))
    assert {title(server.get().store) for server in (one, two, one, two)} == {NEW}


def test_a_faulty_row_leaves_the_old_figures_with_their_date(dashboard: Dashboard) -> None:
    """Failure 4: one invalid row blocked every view."""
    server = dashboard.server()
    server.get()
    goal = dashboard.data / "plan" / "goal.csv"
    sound = goal.read_text(encoding="utf-8")
    goal.write_text(sound.replace("1,", "een,", 1), encoding="utf-8")
    for one in (server, dashboard.server()):
        served = one.get()
        assert title(served.store) == dashboard.old
        assert isinstance(served.held_back, DataError)
        assert served.notice is not None
        assert re.match(r"Dit zijn de cijfers van \d+ \w+ \d{4} om \d+\.\d\d uur\. ", served.notice)
        assert "data/plan/goal.csv, rij 2: " in served.notice
    goal.write_text(sound, encoding="utf-8")
    assert server.get().notice is None
    dashboard.rename(NEW)
    assert title(server.get().store) == NEW
    assert server.get().notice is None


@pytest.mark.parametrize("name", ["samenleven.duckdb", "nog niets.duckdb"])
def test_faulty_data_are_looked_at_once(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A visitor's click must not pay for the same faults again and again, with a store or without."""
    dashboard = replace(dashboard, place=dashboard.place.with_name(name))
    tried: list[int] = []
    real = builder.build
    monkeypatch.setattr(builder, "build", lambda *values, **named: (tried.append(1), real(*values, **named)))
    dashboard.rename("")
    server = dashboard.server()
    for _ in range(3):
        try:
            found = server.get().held_back
        except DataError as error:
            found = error
        assert isinstance(found, DataError)
    assert len(tried) == 1


def test_what_could_not_be_written_is_tried_again_later(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    server = dashboard.server()
    server.get()
    dashboard.rename(NEW)
    monkeypatch.setattr(current, "RETRY_SECONDS", 0.5)
    with monkeypatch.context() as full:
        full.setattr(builds, "publish", _no_room)
        served = server.get()
        assert (title(served.store), type(served.held_back)) == (dashboard.old, StoreError)
        assert server.get() is served, "no second try within the wait"
    time.sleep(0.6)
    assert title(server.get().store) == NEW
    assert server.get().notice is None


def _no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_others_read_on_while_one_builds(dashboard: Dashboard) -> None:
    server = dashboard.server()
    server.get()
    dashboard.rename(NEW)
    building, go_on = Event(), Event()

    def hold(share: float, text: str) -> None:
        building.set()
        go_on.wait(20)

    maker = Thread(target=server.get, args=(hold,))
    maker.start()
    assert building.wait(20)
    assert title(server.get().store) == dashboard.old
    go_on.set()
    maker.join()
    assert title(server.get().store) == NEW


def test_data_that_change_while_they_are_read_are_built_again(dashboard: Dashboard) -> None:
    """The version is that of before the reading, so the change is seen at the next question."""
    server = replace(dashboard, place=dashboard.place.with_name("nog niets.duckdb")).server()
    server.get(lambda share, text: dashboard.rename(NEW) if text.startswith("opslaan: goal") else None)
    assert title(server.get().store) == NEW


# Places where no store of ours can be: (Dutch sentence, how the place is made, words of the message).


def _folder(place: Path) -> None:
    place.mkdir()


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _circle(place: Path) -> None:
    place.symlink_to(place.name + "2")
    place.with_name(place.name + "2").symlink_to(place.name)


def _letter(place: Path) -> None:
    place.write_bytes(b"Geachte minister,\n" * 500)


def _invoices(place: Path) -> None:
    with duckdb.connect(str(place)) as other:
        other.execute("create table factuur (nummer integer)")


PLACES = [
    ("Een map op de plaats van de opslag blijft staan.", _folder, "geen gewoon bestand"),
    ("Uit een pijp wordt niet gelezen, want dat duurt eeuwig.", _pipe, "geen gewoon bestand"),
    ("Een kring van verwijzingen wordt herkend.", _circle, "een verwijzing die nergens uitkomt"),
    ("Een brief is geen opslag en blijft staan.", _letter, "Samenleven"),
    ("De databank van een ander programma blijft staan.", _invoices, "Samenleven"),
]


@pytest.mark.parametrize("command", [["build"], ["coverage", "--date", "2021-01-01"]], ids=lambda words: words[0])
@pytest.mark.parametrize(("zin", "make", "words"), PLACES, ids=[row[1].__name__ for row in PLACES])
def test_what_is_not_ours_gives_one_sentence(
    tmp_path: Path, zin: str, make: Callable[[Path], None], words: str, command: list[str]
) -> None:
    """Failure 10: a circle of links gave a traceback, a pipe hung for ever. `build` wrote over the letter."""
    place = tmp_path / "samenleven.duckdb"
    make(place)
    before = _state(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "samenleven", *command],
        env={**os.environ, "SAMENLEVEN_STORE": str(place)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert _state(tmp_path) == before


def _state(folder: Path) -> dict[str, bytes | None]:
    return {
        path.name: path.read_bytes() if path.is_file() else None
        for path in folder.iterdir()
        if not path.name.endswith(".slot")
    }


DAMAGE = [
    ("Een tabel is weg.", "drop table confusable_figure", "geen leesbare gegevensopslag"),
    ("Een overzicht is weg.", "drop view latest_report", "geen leesbare gegevensopslag"),
    ("De versie is geen getal.", "update meta set value = 'abc' where name = 'schema_version'", "geen leesbare"),
    ("De datum is geen datum.", "update meta set value = 'gisteren' where name = 'built_at'", "geen leesbare"),
    ("De opslag is van later.", "update meta set value = '999' where name = 'schema_version'", "nieuwere versie"),
]


@pytest.mark.parametrize(("zin", "sql", "words"), DAMAGE, ids=[row[0] for row in DAMAGE])
def test_a_store_that_is_not_whole_gives_one_sentence(
    copy_of_store: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    zin: str,
    sql: str,
    words: str,
) -> None:
    """Failure 10: tables that were missing and `schema_version = abc` gave tracebacks."""
    with duckdb.connect(str(copy_of_store)) as damaged:
        damaged.execute(sql)
    monkeypatch.setenv("SAMENLEVEN_STORE", str(copy_of_store))
    assert main(["coverage", "--date", "2021-01-01"]) == 1
    assert words in capsys.readouterr().err


def test_an_own_store_that_is_damaged_can_be_built_again(dashboard: Dashboard) -> None:
    with Store(dashboard.place).path.open("r+b") as file:
        file.write(b"kapot" * 5000)
    with pytest.raises(StoreError, match="beschadigd"):
        dashboard.server().get()
    dashboard.build()
    assert title(dashboard.server().get().store) == dashboard.old


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_block_never_gives_a_wrong_figure(store: Store, copy_of_store: Path, seed: int) -> None:
    """Failure 10: 12 of 40 damaged places gave a traceback, at opening or only when a table was read."""
    place = random.Random(seed)
    with copy_of_store.open("r+b") as file:
        file.seek(place.randrange(copy_of_store.stat().st_size - 512))
        file.write(place.randbytes(512))
    try:
        damaged = Store(copy_of_store)
        for name in re.findall(r"^create table (\w+)", tables.SCHEMA, re.MULTILINE):
            query = f'select * from "{name}" order by all'
            assert damaged.rows(query) == store.rows(query)
    except StoreError as error:
        message = str(error)
    else:
        message = "beschadigd, maar in wat niet gelezen werd"
    assert "beschadigd" in message


def test_our_link_may_stand_behind_a_link_of_somebody_else(dashboard: Dashboard, tmp_path: Path) -> None:
    """Who keeps the store on another disk keeps that."""
    place = tmp_path / "samenleven.duckdb"
    place.symlink_to(dashboard.place)
    elsewhere = replace(dashboard, place=place)
    elsewhere.rename(NEW)
    assert title(elsewhere.server().get().store) == NEW
    assert place.is_symlink()
    assert title(Store(dashboard.place)) == NEW


def test_what_a_killed_build_left_is_cleaned_up(dashboard: Dashboard) -> None:
    """Failure 13: `.bouw` and `.wal` files stayed for ever, those of earlier versions of this program too."""
    for left in (".4711.bouw", ".4711.bouw.wal", ".0a1b2c.bouw", ".0a1b2c.bouw.wal"):
        dashboard.place.with_name(f".{dashboard.place.name}{left}").write_bytes(b"half")
    dashboard.place.with_name(f".{dashboard.place.name}.0a1b2c.bouw.tmp").mkdir()
    other = dashboard.place.with_name("iets anders.duckdb")
    other.write_bytes(b"van iemand anders")
    dashboard.build()
    other.unlink()
    assert dashboard.only_the_build()


def test_a_second_build_waits_for_the_first(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "PATIENCE", 0.1)
    with builds.alone(dashboard.place), pytest.raises(StoreError, match="Een ander programma"):
        dashboard.build()


@contextmanager
def room(size: int) -> Iterator[None]:
    """Files of this process cannot grow beyond so many bytes: what a full disk looks like, without a disk."""
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_keeps_the_good_store(dashboard: Dashboard) -> None:
    """Failure 2: the good store was lost, and the message was that all is ready."""
    dashboard.rename(NEW)
    needed = Store(dashboard.place).path.stat().st_size
    for share in (0.3, 0.95):
        with room(int(needed * share)), pytest.raises(StoreError, match="plaats is op de schijf"):
            dashboard.build()
        assert title(Store(dashboard.place)) == dashboard.old
        assert dashboard.only_the_build()


@pytest.mark.long
def test_on_a_small_disk_there_is_always_a_good_store(dashboard: Dashboard, tmp_path: Path) -> None:
    """A real full disk: a memory disk of 8 to 66 MB, filled so far that between nothing and twice a build fits."""
    disk = tmp_path / "schijf"
    disk.mkdir()
    told: dict[int, str] = {}
    for size in range(8, 68, 2):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", str(disk)], check=False).returncode:
            pytest.skip("only an administrator can mount a memory disk")
        try:
            told[size] = _fill_up(replace(dashboard, place=disk / "samenleven.duckdb"), size)
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    print(told)
    assert {"klaar", "vol"} <= set(" ".join(told.values()).split())


def _fill_up(small: Dashboard, size: int) -> str:
    """Build while less and less room is free; gives what was told each time."""
    small.build()
    good, told = title(Store(small.place)), []
    free, needed = shutil.disk_usage(small.place.parent).free, Store(small.place).path.stat().st_size
    ballast = small.place.with_name("ballast")
    for share in (0.0, 0.3, 0.9, 1.1, 2.2):
        ballast.write_bytes(b"\0" * max(0, free - int(share * needed)))
        new = f"Titel {size} {share}"
        small.rename(new)
        try:
            small.build()
            good = new
            told.append("klaar")
        except StoreError:
            told.append("vol")
        ballast.unlink()
        assert title(Store(small.place)) == good, (size, share)
        assert small.only_the_build(), (size, share)
    return " ".join(told)


@pytest.mark.long
def test_a_build_that_is_killed_leaves_the_old_store_or_a_whole_new_one(tmp_path: Path) -> None:
    """kill -9 at forty moments of a build."""
    place = tmp_path / "samenleven.duckdb"
    command = [sys.executable, "-m", "samenleven", "build", "--db", str(place)]
    begun = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    lasts = time.monotonic() - begun
    for step in range(40):
        maker = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        time.sleep(lasts * step / 36)
        maker.kill()
        maker.wait()
        assert Store(place).version == builder.data_version()
    subprocess.run(command, check=True, capture_output=True)
    assert files(place) == [place.name, Store(place).path.name]
