"""Woordenlijst: every word with an anchor, found by the same search as *bronnen*."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks, said
from ui.figure.term import term
from ui.glossary import words


def test_every_word_stands_there_once_with_an_anchor(store_path: Path) -> None:
    app = open_page("woordenlijst")
    check(app)
    found = re.findall(r'<dt id="w-([^"]+)">', "".join(blocks(app)))
    assert found == [one.key for one in words.entries()]
    assert len(set(found)) == len(found) > 400
    assert all(re.fullmatch(r"[a-z0-9-]+", one) for one in found)


@pytest.mark.parametrize(
    ("zin", "question", "word", "count"),
    [
        ("Een deel van een woord", "doelber", "Doelbereik", None),
        ("Zonder accent", "een van de zeven doelen", "Doelstelling", 1),
        ("Wat er niet is", "xyzzy", "", 0),
    ],
)
def test_a_search_finds_words(store_path: Path, zin: str, question: str, word: str, count: int | None) -> None:
    app = open_page("woordenlijst", zoek=question)
    check(app)
    found = re.findall(r'<dt id="w-[^"]+">([^<]+)<', "".join(blocks(app)))
    assert word in found if word else "Geen enkel woord past hierbij" in said(app), zin
    assert count is None or len(found) == count
    assert "<details" not in "".join(blocks(app)[2:]) or " open" in "".join(blocks(app)[2:])


def test_a_word_explains_itself_with_the_meaning_of_the_glossary() -> None:
    assert "Behaald gedeeld door streefwaarde." in term("doelbereik")
