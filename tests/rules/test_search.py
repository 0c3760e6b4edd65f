"""Search in short texts: accents and signs do not matter, every word counts, and what one means stands first."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven import search

TEXTS = [
    search.text("€ 16.907.780", "toegekende subsidie, oproep 2", f"ABB {search.spoken(16907780, 'euro')}"),
    search.text("73,1 %", "dekking: de 28 en Brussel", "Statbel"),
    search.text("", "Eén gemeenschap", "een doelstelling met dekking"),
    search.text("147 besturen", "lokale besturen, oproep 2", search.spoken(147, "besturen")),
    search.text("", "Dekking", "welk deel van de doelgroep"),
]


@pytest.mark.parametrize(
    ("zin", "question", "places"),
    [
        ("Niets gevraagd geeft alles in volgorde", "", [0, 1, 2, 3, 4]),
        ("Enkel leestekens is niets gevraagd", " % € ", [0, 1, 2, 3, 4]),
        ("Een percentage zonder decimaal", "73 %", [1]),
        ("Een percentage zonder spatie", "73%", [1]),
        ("Een bedrag zoals het er staat", "€ 16.907.780", [0]),
        ("Een bedrag zonder punten", "16907780", [0]),
        ("Een bedrag in miljoenen", "16,9 miljoen", [0]),
        ("Een bedrag in mln", "16,91 mln", [0]),
        ("Accenten tellen niet", "een gemeenschap", [2]),
        ("Accenten mogen wel", "ÉÉN", [2]),
        ("Elk woord moet erin staan", "subsidie brussel", []),
        ("De volgorde van de woorden telt niet", "oproep subsidie", [0]),
        ("Wat precies zo heet staat voor wat het noemt", "dekking", [4, 1, 2]),
        ("Een deel van een woord is genoeg", "bestu", [3]),
        ("Wat er niet is", "xyz", []),
        ("Een aanval is een tekst", "<script>", []),
    ],
)
def test_what_is_found(zin: str, question: str, places: list[int]) -> None:
    assert search.found(TEXTS, question) == places, zin


@given(st.text(max_size=300))
def test_any_question_finds_places_that_exist_each_once(question: str) -> None:
    found = search.found(TEXTS, question)
    assert len(found) == len(set(found))
    assert set(found) <= set(range(len(TEXTS)))


@given(st.text(alphabet="aeiouEIU bcd", min_size=1, max_size=12))
def test_accents_and_capitals_do_not_matter(text: str) -> None:
    marked = unicodedata.normalize("NFC", "".join(f"{sign}\u0301" if sign in "aeiou" else sign for sign in text))
    assert search.plain(marked.upper()) == search.plain(text)


def test_a_share_keeps_its_decimals() -> None:
    assert search.spoken(0.582, "aandeel") == "0,582"
    assert search.spoken(7500.0, "inwoners") == "7500"
