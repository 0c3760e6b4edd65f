"""The glossary says every word that a screen or file shows, next to its code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samenleven import column_names, terms

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `(?P<code>[^`]+)` \| (?P<word>[^|]+?) \| (?P<meaning>[^|]+?) \|$")
TABLES = {
    name: words
    for name, words in (*vars(terms).items(), *vars(column_names).items())
    if name.isupper() and isinstance(words, dict) and all(isinstance(word, str) for word in words.values())
}
CORE = [
    *("goal", "action", "measure", "target", "baseline_reach", "planned_reach", "realised", "attainment"),
    *("local_authority", "cooperation", "reference_region", "applicant", "agreement", "call", "project_year"),
    *("report", "grant", "own_share", "mentor", "target_group"),
]


def sections() -> dict[str, list[tuple[str, str]]]:
    """The rows (code, word) under each heading of the glossary."""
    found: dict[str, list[tuple[str, str]]] = {}
    heading = ""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("| `"):
            row = ROW.match(line)
            assert row, f"no code, word and meaning: {line}"
            found.setdefault(heading, []).append((row["code"], row["word"]))
    return found


def rows() -> set[tuple[str, str]]:
    return {row for section in sections().values() for row in section}


def test_the_tables_of_words_are_found() -> None:
    assert {"STATUS", "KIND", "ELIGIBLE", "FAMILY", "MEASURE_KIND", "COLUMN"} <= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_word_stands_next_to_its_code(table: str) -> None:
    missing = {(code, word) for code, word in TABLES[table].items() if (code, word) not in rows()}
    assert not missing, f"add to docs/glossary.md: {sorted(missing)}"


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        ("Status", "STATUS"),
        ("Soorten cijfers", "KIND"),
        ("Waar een KPI-onderdeel bij hoort", "FAMILY"),
        ("Hoe een KPI-onderdeel telt", "MEASURE_KIND"),
        ("Kolommen", "COLUMN"),
    ],
)
def test_the_glossary_has_no_word_that_is_gone(heading: str, table: str) -> None:
    assert dict(sections()[heading]) == TABLES[table]


def test_the_core_terms_are_there() -> None:
    assert set(CORE) <= {code for code, _ in sections()["Kernbegrippen"]}


def test_no_code_is_explained_twice_in_one_table() -> None:
    for heading, found in sections().items():
        codes = [code for code, _ in found]
        assert len(codes) == len(set(codes)), heading
