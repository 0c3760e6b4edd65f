"""The headline of the map: a Dutch sentence per row of the table, true for none, one, two and many figures.

In the table `2x0.1>0.2` is two municipalities that went from 0.1 to 0.2, `-` is no figure.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.findings import map as findings
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "findings_map.csv")


def number(text: str) -> float | None:
    return None if text in ("", "-") else float(text)


def figures(text: str) -> list[list[str]]:
    """`2x0.1>0.2` as two times what stands on either side of the arrow."""
    groups = [one.split("x", 1) for one in text.split()]
    return [cell.split(">") for times, cell in groups for _ in range(int(times))]


def say(row: dict[str, str]) -> str:
    cells, after = figures(row["figures"]), number(row["after"])
    view = findings.view_of(row["region"] or None, signatories=row["plan"] == "plan")
    pairs = [(number(cell[0]), number(cell[-1])) for cell in cells] if row["finding"].endswith("over_time") else []
    values = [number(cell[0]) for cell in cells] if row["finding"] in ("attained", "counted", "granted") else []
    before, when, subject = number(row["before"]), row["when"], row["subject"]
    if row["finding"] == "share_over_time":
        return findings.share_over_time(subject, pairs, before, after, since=row["since"], view=view)
    if row["finding"] == "share_at":
        named = [(cell[0], number(cell[1])) for cell in cells]
        return findings.share_at(subject, named, after, when=when, view=view)
    if row["finding"] == "count_over_time":
        since = row["since"] or None
        return findings.count_over_time(subject, pairs, before, after, since=since, when=when, view=view)
    if row["finding"] == "attained":
        return findings.attained(subject, values, after, when=when, view=view)
    if row["finding"] == "counted":
        return findings.counted(subject, row["detail"], values, after, when=when, view=view)
    per_head = row["detail"] == "per_head"
    return findings.granted(subject == "own_share", values, after, per_head=per_head, when=when, view=view)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["sentence"])
def test_a_finding(row: dict[str, str]) -> None:
    assert say(row) == row["sentence"]


def test_every_finding_is_in_the_table() -> None:
    assert {row["finding"] for row in TABLE} == {
        *("share_over_time", "share_at", "count_over_time", "attained", "counted", "granted")
    }


ratios = st.lists(st.one_of(st.none(), st.floats(0, 10)), max_size=8)


@given(ratios, st.one_of(st.none(), st.floats(0, 10)))
def test_nobody_below_the_target_is_said_to_reach_it(found: list[float | None], together: float | None) -> None:
    said = findings.attained("actie 5", found, together, when="projectjaar 2", view=findings.MapView())
    known = [ratio for ratio in found if ratio is not None]
    assert ("halen hun streefwaarde" in said or "haalt zijn streefwaarde" in said) == (
        bool(known) and all(ratio >= 1 for ratio in known)
    )


shares = st.one_of(st.none(), st.floats(0, 1))


@given(st.lists(st.tuples(shares, shares), max_size=8), st.floats(0, 1), st.floats(0, 1))
def test_all_grew_is_said_only_when_none_fell(
    pairs: list[tuple[float | None, float | None]], before: float, after: float
) -> None:
    said = findings.share_over_time("target_group", pairs, before, after, since="2015", view=findings.MapView())
    known = [(first, now) for first, now in pairs if first is not None and now is not None]
    if "groeide sinds 2015 in alle" in said or "groeide sinds 2015 in beide" in said:
        assert all(now > first for first, now in known)
        assert after > before
