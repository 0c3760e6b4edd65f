"""No outcome of the budget model stands anywhere as a fact: every sentence with a figure says what it is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from samenleven.budget import assumptions
from samenleven.budget import tables as rows_of
from samenleven.budget.explain import explain
from samenleven.budget.settings import Yardstick
from samenleven.figures import Shown
from samenleven.findings import slides
from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks
from ui.budget import budget_choice, budget_details, budget_reads, budget_screen
from ui.filters.address import Address

SAID = re.compile(r"model|naar schatting|geschat|schatting|verwacht|uitgangspunt|aanname|aangenomen", re.IGNORECASE)
"""What makes of a figure an outcome of the model."""
CLAIM = re.compile(
    r"\b(krijgt|krijgen|brengt|haalt|halen|levert|betaalt|betaald|bereikt|staat|kost|winnen|verliezen|legt|is genoeg|"
    r"weegt|komt|komen|draagt|dragen|vragen)\b",
    re.IGNORECASE,
)
SCENARIOS = ("", "budget.{year}~5000000", "unit_amount_factor~0.5~threshold_alone~5000", "own_share~0.1")
RULES = ("stond alleen open voor indieners van projectjaar", "van een subsidie wordt bij de start betaald")
"""What the call says itself is a fact."""


def sentences(words: str) -> list[str]:
    """Sentences as a reader sees them; a table has its kind in its caption and its column of kinds."""
    blocks = re.sub(
        r"<table.*?</table>|</?(div|p|li|ul|h[1-4]|span|b|section|figure|label|small|option|text|summary|title)[^>]*>",
        "\n",
        words,
        flags=re.DOTALL,
    )
    plain = unescape(re.sub(r"<[^>]+>", " ", blocks))
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n", plain) if one.strip()]


def facts(words: str) -> list[str]:
    """The sentences that claim something with a figure and do not say that it is the model's."""
    return [one for one in sentences(words) if re.search(r"\d", one) and CLAIM.search(one) and not SAID.search(one)]


def explored(year: int, text: str, view: str) -> str:
    """The exploration of a scenario as HTML."""
    address = Address("budget", (("jaar", str(year)), ("scenario", text), ("toon", view)))
    return "".join(budget_screen.html(budget_choice.of(address)))


def test_the_reader_of_this_test_finds_a_fact() -> None:
    """A check that cannot fail is a defect."""
    assert facts("Sint-Niklaas krijgt 9.462 euro. Dat is veel.") == ["Sint-Niklaas krijgt 9.462 euro."]
    assert not facts("Sint-Niklaas krijgt in dit rekenmodel 9.462 euro.")
    assert not facts("<table><tr><td>Gent krijgt 5</td></tr></table>")


@pytest.mark.parametrize("yardstick", Yardstick)
@pytest.mark.parametrize("year", [1, 2, 3])
def test_every_sentence_of_the_exploration(store_path: Path, year: int, yardstick: Yardstick) -> None:
    found: list[str] = []
    for scenario in SCENARIOS:
        text = "~".join(part for part in (scenario.format(year=year), f"yardstick~{yardstick}") if part)
        run = budget_reads.what_if(year, text, Shown.EXAMPLE)
        for view in budget_details.TITLES:
            found += facts(explored(year, text, view))
        found += facts("\n".join(assumptions.at_work(run)))
        for authority in list(run.model.counts)[:40]:
            found += facts("\n".join(explain(run, authority).sentences))
        figures = {row["figure"]: row for row in rows_of.key_figures(run)}
        paid, reach = figures["paid"]["after"], figures["weighted_attainment"]
        for changed in (False, True):
            found += facts(slides.budget(paid, reach["after"], reach["before"], run.rules.yardstick, changed=changed))
    assert not {one for one in found if not any(rule in one for rule in RULES)}


@pytest.mark.parametrize("yardstick", Yardstick)
@pytest.mark.parametrize(
    "page",
    [
        ("budget", {"deel": "beste"}),
        ("budget", {"deel": "zekerheid"}),
        ("budget", {"deel": "vergelijken"}),
        ("presentatie", {}),
    ],
)
def test_every_sentence_of_a_page_and_every_slide(
    store_path: Path, page: tuple[str, dict[str, str]], yardstick: Yardstick
) -> None:
    name, link = page
    app = open_page(name, jaar="3", scenario=f"budget.3~5000000~yardstick~{yardstick}", **link)
    check(app)
    budget = [*(one.value for one in (*app.markdown, *app.header, *app.subheader, *app.info)), *blocks(app)]
    found = [one for words in budget for one in facts(words)]
    if name == "presentatie":  # the other slides show results, which are no outcomes of the model
        found = [one for one in found if "mln" in one]
    assert not found
