"""Cached reads for regional pooling, keyed on the data version and plain settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import streamlit as st

from samenleven.figures import Kind
from samenleven.pooling import Border, Division, Settings, divisions
from samenleven.pooling.divisions import Candidate, Weight
from samenleven.pooling.search.best import best_division
from samenleven.store import budget, pooling
from samenleven.store.pooling import PublishedCooperation
from ui import reads


@dataclass(frozen=True)
class Choice:
    """What the reader asks: which regions, on which day, by which figures and rules."""

    regions: tuple[str, ...]
    on: date
    reading: Weight
    everyone: bool
    settings: Settings

    @property
    def whole(self) -> bool:
        """Whether all of Flanders is asked for."""
        return len(self.regions) > 1

    @property
    def kind(self) -> Kind:
        """What the counts of the target group are: the lower bound is published, the others are not."""
        return Kind.OFFICIAL if self.reading is Weight.LOWER else Kind.ESTIMATE

    @property
    def source_id(self) -> str:
        """Where the counts come from."""
        return "statbel-origin" if self.reading is Weight.LOWER else "statbel-origin, product-method"


@st.cache_resource(max_entries=16, show_spinner=False)
def _candidates(version: str, on: date) -> dict[str, Candidate]:
    return {one.id: one for one in pooling.candidates(reads.open_store(), on)}


def candidates(on: date) -> dict[str, Candidate]:
    """The 300 municipalities by NIS code; do not change this dictionary, it is shared."""
    return _candidates(reads.version(), on)


@st.cache_resource(max_entries=4, show_spinner=False)
def _fixed(version: str) -> tuple[list[Border], list[str], list[PublishedCooperation]]:
    store = reads.open_store()
    return pooling.borders(store), pooling.reference_regions(store), pooling.published_cooperations(store)


def borders() -> list[Border]:
    """The borders between Flemish municipalities."""
    return _fixed(reads.version())[0]


def regions() -> list[str]:
    """The 15 reference regions."""
    return _fixed(reads.version())[1]


def published() -> list[PublishedCooperation]:
    """The cooperations of which a source names the members."""
    return _fixed(reads.version())[2]


@st.cache_resource(max_entries=8, show_spinner=False)
def _asks(version: str) -> dict[int, Decimal]:
    store = reads.open_store()
    return {
        year.project_year: divisions.most_to_ask(budget.call(store, year.project_year))
        for year in reads.project_years()
    }


def asks() -> dict[int, Decimal]:
    """What one application can be granted at most, in euro, by project year."""
    return _asks(reads.version())


def newest_ask() -> Decimal:
    """The same for the newest call; 0 without calls."""
    found = asks()
    return found[max(found)] if found else Decimal(0)


def taking_part(choice: Choice) -> dict[str, Candidate]:
    """Who looks for partners in the chosen regions, by NIS code."""
    here = [one for one in candidates(choice.on).values() if one.region in choice.regions]
    chosen = divisions.taking_part(here, choice.reading, reads.parameters(), choice.on, everyone=choice.everyone)
    return {one.id: one for one in chosen}


@st.cache_resource(max_entries=512, show_spinner=False)
def _division(version: str, region: str, on: date, reading: Weight, everyone: bool, settings: Settings) -> Division:
    who = taking_part(Choice((region,), on, reading, everyone, settings))
    authorities = [one.authority(reading) for one in who.values()]
    return best_division(authorities, divisions.borders_among(borders(), who), settings)


def division(choice: Choice, region: str) -> Division:
    """The best division of one region; worked out once per data version, day, figures and rules."""
    return _division(reads.version(), region, choice.on, choice.reading, choice.everyone, choice.settings)


def forget(choice: Choice, region: str) -> None:
    """Work a region out anew at the next question, because the time was up before the proof was there."""
    _division.clear(reads.version(), region, choice.on, choice.reading, choice.everyone, choice.settings)
