"""Files with new figures: looked at before anything is kept, held to the rules of data/, and read like data/ after."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from samenleven.errors import DataError, StoreError
from samenleven.reporting.rights import NOBODY, NotAllowed, Person, Role
from samenleven.store import Current, Store, builder, checker, paths, taking_in
from samenleven.store.ledger import Ledger
from samenleven.store.taking_in import Changed

AGENCY = Person("p1", Role.AGENCY)
NEXT = "2025-01-01"
Rows = list[dict[str, str]]
Change = Callable[[dict[str, str]], dict[str, str]]


def rows(name: str) -> Rows:
    with (paths.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(some: Rows) -> bytes:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, list(some[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(some)
    return text.getvalue().encode()


def next_year(nis: str = "", more: int = 0) -> dict[str, bytes]:
    """The counts of the newest year as those of the next one; in one municipality so many more of the target group."""

    def grown(name: str, count: str, is_group: Callable[[dict[str, str]], bool]) -> bytes:
        newest = [row for row in rows(name) if row["reference_date"] == "2024-01-01"]
        return written(
            [
                row
                | {"reference_date": NEXT}
                | ({count: str(int(row[count]) + more)} if row["nis"] == nis and is_group(row) else {})
                for row in newest
            ]
        )

    return {
        "bevolking 2025.csv": grown("areas/population", "total", lambda row: True),
        "herkomst.csv": grown("areas/origin", "count", lambda row: row["definition"] == "non_eu27"),
    }


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    return tmp_path / "samenleven.extra"


def ledger(extra: Path) -> Ledger:
    return Ledger(extra.with_suffix(".ledger"))


def kept(extra: Path) -> list[str]:
    return sorted(str(path.relative_to(extra)) for path in extra.rglob("*.csv"))


@pytest.mark.long
def test_the_next_year_is_shown_before_it_is_kept(store: Store, extra: Path) -> None:
    """Zele has 1.500 people of the target group by the newest counts: 10.000 more put it above the threshold."""
    found = taking_in.look(next_year("42028", 10_000), store, extra=extra)
    assert found.rows == (Changed("population", 319, 0, 0), Changed("origin", 1276, 0, 0))
    assert str(found.before.counted_on) == "2024-01-01"
    assert found.after == replace(found.before, counted_on=found.after.counted_on, alone=found.before.alone + 1)
    assert str(found.after.counted_on) == NEXT
    assert not extra.exists()


def test_counts_of_after_the_mergers_of_2025_say_what_they_are(store: Store, extra: Path) -> None:
    """Beveren, Kruibeke and Zwijndrecht became one: no count of it says how many live in each."""
    (file, content), *_ = next_year().items()
    with pytest.raises(DataError) as refused:
        taking_in.look({file: content.replace(b"46003,", b"46030,").replace(b"46014,", b"46029,")}, store, extra=extra)
    first, second = refused.value.faults
    assert str(first) == (
        f"{file}, rij {first.row}: 46030 is een gemeente van na de fusies van 2025 (Beveren, Kruibeke en Zwijndrecht). "
        f"{taking_in.BEFORE_2025}"
    )
    assert content.splitlines()[(first.row or 0) - 1].startswith(b"46003,")
    assert "46029" in second.what
    assert not extra.exists()


@pytest.mark.long
def test_what_is_taken_in_is_read_at_the_next_question(
    store: Store, extra: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENLEVEN_EXTRA", str(extra))
    current = Current(tmp_path / "samenleven.duckdb")
    before = current.get().store
    taking_in.take(next_year(), before, AGENCY, ledger(extra))
    assert kept(extra) == ["00000001/origin.csv", "00000001/population.csv"]
    after = current.get().store
    assert after.version != before.version
    days = "select max(reference_date)::varchar as day from origin"
    assert (before.rows(days)[0]["day"], after.rows(days)[0]["day"]) == ("2024-01-01", NEXT)


@pytest.mark.long
def test_a_changed_row_takes_the_place_of_the_older_one_and_the_older_file_stays(store: Store, extra: Path) -> None:
    figure = rows("published/published_figure")[0]
    first = written([figure | {"value": str(int(figure["value"]) + 1)}])
    second = written([figure | {"value": str(int(figure["value"]) + 2)}, rows("published/published_figure")[1]])
    found = taking_in.take({"cijfers.csv": first}, store, AGENCY, ledger(extra), extra=extra)
    assert found.rows == (Changed("published_figure", 0, 1, 0),)
    assert found.before == found.after
    (said,) = ledger(extra).batches()
    assert (said.person_id, said.file_name, said.subject) == ("p1", "cijfers.csv", "setting")
    found = taking_in.take({"cijfers.csv": second}, store, AGENCY, ledger(extra), extra=extra)
    assert found.rows == (Changed("published_figure", 0, 1, 1),)
    assert kept(extra) == ["00000001/published_figure.csv", "00000002/published_figure.csv"]
    assert (extra / "00000001" / "published_figure.csv").read_bytes() == first
    built = Store(builder.build(extra.with_name("s.duckdb"), extra=extra))
    value = built.rows("select value from published_figure where figure_id = ?", [figure["figure_id"]])
    assert value[0]["value"] == int(figure["value"]) + 2
    built.close()


@pytest.mark.long
def test_what_is_known_already_is_refused(store: Store, extra: Path) -> None:
    same = {"cijfers.csv": written(rows("published/published_figure")[:3])}
    assert taking_in.look(same, store, extra=extra).rows == (Changed("published_figure", 0, 0, 3),)
    with pytest.raises(StoreError, match="Deze cijfers staan er al: er is niets veranderd"):
        taking_in.take(same, store, AGENCY, ledger(extra), extra=extra)
    assert not extra.exists()


@pytest.mark.long
def test_a_published_figure_comes_with_its_source(store: Store, extra: Path) -> None:
    figure = rows("published/published_figure")[0] | {"figure_id": "new-one", "source_id": "new-source"}
    source = rows("sources/source")[0] | {"source_id": "new-source"}
    alone = {"cijfers.csv": written([figure])}
    with pytest.raises(DataError, match=r"cijfers\.csv, rij 2: De waarde 'new-source' \(source_id\) is niet bekend"):
        taking_in.take(alone, store, AGENCY, ledger(extra), extra=extra)
    found = taking_in.take(alone | {"bronnen.csv": written([source])}, store, AGENCY, ledger(extra), extra=extra)
    assert found.rows == (Changed("published_figure", 1, 0, 0), Changed("source", 1, 0, 0))


BAD = {
    "een gemeente ontbreekt": (
        {"b.csv": written(rows("areas/population")[-1:]).replace(b"2024-01-01", NEXT.encode())},
        "heeft geen origin op 2025-01-01. Voeg de rij toe in data/areas/origin.csv",
    ),
    "een puntkomma als scheidingsteken": (
        {"b.csv": written(rows("areas/population")[:1]).replace(b",", b";")},
        "b.csv, rij 1: De kop 'nis;reference_date;total;kind;source_id' hoort bij geen cijfers die hier",
    ),
    "een tabel die hier niet hoort": ({"goal.csv": (paths.DATA / "plan/goal.csv").read_bytes()}, "De kop 'goal_id"),
    "twee bestanden van één soort": (
        {"a.csv": written(rows("areas/population")[:1]), "b.csv": written(rows("areas/population")[1:2])},
        "b.csv: Dit zijn dezelfde soort rijen als in a.csv. Zet ze samen in één bestand",
    ),
    "twee keer dezelfde rij": (
        {"b.csv": written(rows("areas/population")[:1] * 2)},
        r"b.csv, rij 3: De sleutel '11001 / 2015-01-01' (nis, reference_date) komt twee keer voor",
    ),
    "een getal met een punt": (
        {"b.csv": written([rows("areas/population")[0] | {"total": "14.157"}])},
        "b.csv, rij 2: In de kolom total staat '14.157'. Verwacht: een geheel getal zonder punten of spaties",
    ),
    "groepen die niet optellen": (
        {"b.csv": written([rows("areas/population")[0] | {"total": "1"}])},
        "De herkomstgroepen van 11001 op 2015-01-01 tellen op tot 14157 in plaats van 1",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_with_a_fault_is_refused_whole(case: str, store: Store, extra: Path) -> None:
    files, said = BAD[case]
    with pytest.raises(DataError, match=re.escape(said)):
        taking_in.take(files, store, AGENCY, ledger(extra), extra=extra)
    assert not extra.exists()
    assert ledger(extra).sequence == 0


@pytest.mark.parametrize("person", [NOBODY, Person("p2", Role.LOCAL, "46021")])
def test_who_may_not_takes_nothing_in(person: Person, store: Store, extra: Path) -> None:
    with pytest.raises(NotAllowed):
        taking_in.take(next_year(), store, person, ledger(extra), extra=extra)
    assert not extra.exists()


def test_the_folder_may_stand_inside_data(copy_of_data: tuple[Path, Path]) -> None:
    """As the store itself does by default: its files are then read once, as taken in."""
    data, geo = copy_of_data
    extra = data / "samenleven.extra"
    shutil.copytree(
        data / "areas",
        extra / "00000001",
        ignore=shutil.ignore_patterns("local_authority*", "published_*", "reference_*"),
    )
    assert checker.check(data, geo, extra).faults == ()
