"""Two scenarios side by side: the one of the page, and what was awarded, what was announced, or one set apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from samenleven import terms
from samenleven.budget import scenario_text
from samenleven.budget import tables as rows_of
from samenleven.budget.scenario import Baseline
from samenleven.budget.settings import Choice as Named
from samenleven.findings import budget as findings
from samenleven.grant.call import CENTS_PER_EURO
from ui.budget import (
    budget_choice,
    budget_details,
    budget_figures,
    budget_reads,
    budget_screen,
    budget_sides,
    budget_tables,
    scenario_words,
)
from ui.budget.budget_choice import BESIDE, Choice
from ui.budget.budget_sides import Sides
from ui.figure import object as figure_object
from ui.figure.model import Figure
from ui.filters.bar import Bar
from ui.take import makers

OTHERS = {
    "toegekend": "het plan zoals toegekend",
    "aangekondigd": "het plan zoals aangekondigd",
    "bewaard": "het scenario dat u ernaast zette",
}
STARTS = {"toegekend": "", "aangekondigd": scenario_text.encode({Named.BASELINE: Baseline.ANNOUNCED})}
NAME = 40  # signs of the name of a scenario in a heading; a longer one stands whole in its file


def chosen(choice: Choice, bar: Bar) -> tuple[str, str]:
    """The other scenario as text, and what it is called; the bar gets the choice and what is wrong with it."""
    kept = budget_choice.scenario(choice.address.get(BESIDE), choice.year)
    if kept.faults:
        bar.notices.append(f"Dit telt niet mee in het andere scenario: {budget_choice.said(kept.faults, choice.space)}")
    options = OTHERS if kept.text else {code: word for code, word in OTHERS.items() if code != "bewaard"}
    other = bar.select("Naast", "met", options, default="bewaard" if kept.text else None)
    if other == "bewaard":
        return kept.text, kept.scenario.title[:NAME] or "het andere scenario"
    return STARTS[other], OTHERS[other]


def html(choice: Choice, bar: Bar) -> tuple[str, str]:
    """Headline and body. Raises SamenlevenError when one of the two cannot be worked out."""
    text, theirs = chosen(choice, bar)
    sides = budget_sides.beside(choice, text, whole=False)
    address = choice.address
    names = own(choice), theirs
    three = "".join(figure_object.shown(build(sides), address, brief=True) for build in FIGURES.values())
    body = (
        f'<div class="bg">{budget_screen.controls(choice)}{_settings(choice, text, names)}'
        f'<div class="bg-three">{three}</div>{figure_object.shown(key_figures(sides, names), address)}</div>'
        f"{makers.along(address)}"
    )
    return _head(choice, sides, theirs), body


def own(choice: Choice) -> str:
    """What the scenario of the page is called beside another one."""
    return choice.scenario.title[:NAME] or "uw scenario"


def _head(choice: Choice, sides: Sides, theirs: str) -> str:
    before, after = (one.budget_cents / CENTS_PER_EURO for one in (sides.run.before, sides.run.after))
    same = sides.run.before == sides.run.after
    if same:
        text = f"Uw scenario en {theirs} geven in dit rekenmodel hetzelfde"
    else:
        start = findings.opening(after, before, others=after == before)
        text = findings.headline(
            sides.goals, start=start, left=sides.run.after.left_cents / CENTS_PER_EURO, changed=True
        )
    return budget_screen.head(choice, text, made_up=sides.made_up, beside=theirs)


def _settings(choice: Choice, text: str, names: tuple[str, str]) -> str:
    """What each of the two changes from its own start."""
    parts = []
    for name, one in zip(names, (choice.text, text), strict=True):
        rows = scenario_words.in_words(scenario_text.keyed(one), budget_reads.space_for(choice.year, one))
        lines = "".join(f"<li>{escape(what)}: <b>{escape(now)}</b> (was {escape(was)})</li>" for what, now, was in rows)
        parts.append(f"<div><h2>{escape(terms.capital(name))}</h2><ul>{lines or '<li>wijzigt niets</li>'}</ul></div>")
    return f'<div class="bg-two">{"".join(parts)}</div>'


def key_figures(sides: Sides, names: tuple[str, str]) -> Figure:
    """The key figures of both."""
    one = budget_details.key_figures(sides)
    rows = rows_of.key_figures(sides.run)
    return replace(
        one,
        name="vergelijken-kern",
        unit="alle kerncijfers van het rekenmodel, in beide",
        picture=budget_tables.key_figures(rows, *names),
        headings={"after": names[0], "before": names[1]},
        file_name=sides.file("vergelijking"),
    )


def _named(name: str, build: Callable[[Sides], Figure]) -> Callable[[Sides], Figure]:
    """A figure of the exploration under the name that it has here, where it stands beside another scenario."""

    def made(sides: Sides) -> Figure:
        one = build(sides)
        return replace(one, name=name, file_name=f"{one.file_name}-vergelijking")

    return made


FIGURES = {
    name: _named(name, build)
    for name, build in (
        ("vergelijken-doelen", budget_figures.slope),
        ("vergelijken-kaart", budget_figures.change),
        ("vergelijken-indieners", budget_figures.winners),
    )
}


def _beside(choice: Choice) -> Sides:
    return budget_sides.beside(choice, chosen(choice, Bar(choice.address))[0])


def _key_figures(sides: Sides) -> Figure:
    return key_figures(sides, ("uw scenario", "het andere scenario"))


for _name, _build in {**FIGURES, "vergelijken-kern": _key_figures}.items():
    budget_figures.register(_name, _build, _beside)
