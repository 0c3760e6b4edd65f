"""The exploration on *budget*: one slider, before and after, and what that rests on."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.budget import assumptions
from samenleven.budget.explain import explain
from samenleven.budget.settings import Cell, Numbers
from samenleven.budget.what_if import WhatIf
from samenleven.figures import Kind
from samenleven.findings import budget as findings
from samenleven.findings import words
from samenleven.grant.call import amounts_said
from ui.budget import (
    budget_details,
    budget_figures,
    budget_files,
    budget_reads,
    budget_sides,
    budget_slider,
    scenario_fields,
    scenario_words,
)
from ui.budget.budget_choice import Choice
from ui.budget.budget_sides import Sides
from ui.figure import object as figure_object
from ui.filters.bar import Bar
from ui.take import makers

STEP = 100_000  # euro: what "one step more" is
MOST_NAMED = 12  # names in a line; more are counted
RIBBON = (
    "Modeluitkomst, geen officieel cijfer: wie wat vroeg is verzonnen (gearceerd), en telt op tot de gepubliceerde "
    "totalen."
)


def ribbon(choice: Choice) -> str:
    """What kind of figures a part shows that rests on made-up applications, in one line."""
    if budget_reads.model(choice.year, choice.shown).kind is not Kind.EXAMPLE:
        return ""
    return figure_object.ribbon(escape(RIBBON))


def controls(choice: Choice) -> str:
    """The slider with all other settings behind it, and what the scenario changes beside its budget."""
    more = f'<div class="bg-mores">{scenario_fields.settings(choice)}{budget_files.offer(choice)}</div>'
    return f'<div class="bg-ctl" id="bg-ctl">{budget_slider.slider(choice)}{more}</div>{changes(choice)}'


def html(choice: Choice) -> tuple[str, str]:
    """Headline and body. Raises SamenlevenError when the scenario cannot be worked out."""
    sides = budget_sides.of(choice, whole=False)
    address = choice.address
    parts = [figure_object.shown(budget_figures.reach(sides), address, kind="bg-wide")]
    three = (budget_figures.slope, budget_figures.change, budget_figures.winners)
    drawn = "".join(figure_object.shown(build(sides), address, brief=True) for build in three)
    below = f"{_honest(choice, sides.run)}{_who(sides.run)}{_why(choice, sides.run)}"
    parts.append(f'<div class="bg-three">{drawn}</div>{below}')
    bar = Bar(address)
    detail = bar.buttons("Meer cijfers", "toon", budget_details.TITLES)
    more = figure_object.shown(budget_details.BUILD[detail](sides), address, level=3)
    parts.append(
        f'<section class="bg-detail"><h2>Meer cijfers</h2>{bar.said()}{"".join(bar.parts)}{more}</section>'
        f"{_one(choice, sides.run)}"
    )
    return head(
        choice, finding(choice, sides), made_up=sides.made_up
    ), f'<div class="bg">{controls(choice)}{"".join(parts)}</div>{makers.along(address)}'


def finding(choice: Choice, sides: Sides) -> str:
    """Before and after in one sentence: the headline here, and the title of the slide."""
    run = sides.run
    others = [key for key in choice.scenario.differences() if key != Cell(Numbers.BUDGET, choice.year)]
    before, after = run.before.budget_cents / 100, run.after.budget_cents / 100
    return findings.headline(
        sides.goals,
        start=findings.opening(after, before, others=bool(others)),
        left=run.after.left_cents / 100,
        changed=bool(choice.scenario.differences()),
        nothing=not run.after.grant_cents and run.after.incentive_cents > 0,
    )


def head(choice: Choice, text: str, *, made_up: bool, beside: str = "") -> str:
    """The name of the page with its year (and what the scenario stands beside), a finding, and the ribbon."""
    mark = findings.EXAMPLE_APPLICATIONS if made_up else ""
    before = f" · projectjaar {choice.year}{escape(f' · naast {beside}') if beside else ''}"
    shown = figure_object.headline("Budget", text, made_up=made_up, before=before, mark=mark)
    return f'<div class="bg-h">{shown}{ribbon(choice)}</div>'


def changes(choice: Choice) -> str:
    """Every difference beside the budget, each with a way back."""
    rows = []
    for key in choice.scenario.differences():
        if key != Cell(Numbers.BUDGET, choice.year):
            [(what, now, was)] = scenario_words.in_words({key: choice.differences[key]}, choice.space)
            back = escape(choice.link(key, None))
            rows.append(
                f"<li>{escape(what)} <b>{escape(now)}</b> (was {escape(was)}) "
                f'<a href="{back}" aria-label="Neem terug: {escape(what)}">terug</a></li>'
            )
    return f'<ul class="bg-changes" aria-label="Uw scenario">{"".join(rows)}</ul>' if rows else ""


def _who(run: WhatIf) -> str:
    """How many may apply alone from now, for certain and perhaps; then who enters and who drops out, by name."""
    change = run.change
    lines = [
        (f"{_municipalities(len(change.alone_from_now))} voortaan alleen indienen", change.alone_from_now),
        (f"Van {dutch.counted(len(change.maybe_from_now), 'andere', 'andere')} is dat onzeker", change.maybe_from_now),
        (f"{_municipalities(len(change.alone_no_longer))} niet meer zeker alleen indienen", change.alone_no_longer),
        ("Komen in dit rekenmodel erbij", change.entered),
        ("Vallen in dit rekenmodel weg", change.dropped),
    ]
    said = [f"<p><b>{escape(what)}</b> ({len(ids)}): {_names(run, ids)}.</p>" for what, ids in lines if ids]
    if not said:
        return ""
    notes = []
    if change.alone_from_now or change.maybe_from_now:
        notes.append("Velen van hen doen nu al samen mee. Wie onzeker is, telt hier volgens de schatting.")
    if run.closed:
        notes.append(run.closed)
    small = f'<p class="small">{escape(" ".join(notes))}</p>' if notes else ""
    return f'<section class="bg-who"><h2>Wie komt erbij, wie valt weg?</h2>{"".join(said)}{small}</section>'


def _municipalities(count: int) -> str:
    return f"{dutch.number(count)} {'gemeente mag' if count == 1 else 'gemeenten mogen'}"


def _names(run: WhatIf, ids: tuple[str, ...]) -> str:
    names = sorted(run.name_of(one) for one in ids)
    more = [f"{len(names) - MOST_NAMED} andere"] if len(names) > MOST_NAMED + 1 else []
    return escape(dutch.listed(names[:MOST_NAMED] + more if more else names))


def _why(choice: Choice, run: WhatIf) -> str:
    """Which choice does most, which assumptions work, and what a little more money brings."""
    several = len(choice.scenario.differences()) > 1
    causes = (
        [findings.AloneEffect(*one) for one in budget_reads.effects(choice.year, choice.text, choice.shown)]
        if several
        else []
    )
    lines = [f"{findings.causes(causes)}."] if causes else []
    rows = "".join(
        f"<li>{escape(one.label)}: <b>{words.signed_points(one.change)}</b></li>"
        for one in causes
        if len(causes) > findings.TOLD
    )
    lines += assumptions.at_work(run)
    more = budget_reads.one_step_more(choice.year, choice.text, choice.shown, STEP)
    lines.append(findings.one_step_more(STEP, more, run.after.left_cents / 100))
    best = escape(choice.address.link(deel="beste"))
    said = "".join(f"<p>{escape(one)}</p>" for one in lines)
    listed = f'<ul class="bg-causes" aria-label="Elke keuze apart, betaald doelbereik">{rows}</ul>' if rows else ""
    return (
        f'<section class="bg-why"><h2>Wat weegt door?</h2>{listed}{said}'
        f'<p><a href="{best}">Wat is de beste verdeling van dit geld?</a></p></section>'
    )


def _honest(choice: Choice, run: WhatIf) -> str:
    """What is certain, what is made up, what is assumed, and how sure the outcome is."""
    when = dutch.day(run.reference_date)
    awarded = dutch.millions(run.space.value("budget_awarded"), 2)
    band = run.bands_after.weighted_attainment
    sure = escape(choice.address.link(deel="zekerheid"))
    shown = (
        f"Betaald doelbereik in dit rekenmodel: {words.percent(band.middle)}, met een band van "
        f"{words.percent(band.low)} tot {words.percent(band.high)}."
        if band
        else "Zonder gewichten is er geen betaald doelbereik."
    )
    call = run.rules.call
    amounts = amounts_said(call)
    assumed = any(call.tariffs[m].backing.kind is not Kind.OFFICIAL for m in call.tariffs if call.pays(m))
    made_up = (
        "Wie wat vroeg. De aanvragen tellen op tot de gepubliceerde totalen."
        if run.model.kind is Kind.EXAMPLE
        else "Niets."
    )
    parts = (
        (
            "Wat vaststaat ●",
            f"{awarded} voor projectjaar {choice.year}, op {when}.{'' if assumed else f' {amounts}'}",
            "",
        ),
        ("Wat verzonnen is ▨", made_up, ""),
        (
            "Wat aangenomen is ≈",
            "Bereik groeit mee met het geld. Wie meedoet, vraagt wat hij plande; in een samenwerkingsverband is het "
            f"geld gespreid volgens de doelgroep.{f' {amounts}' if assumed else ''}",
            "",
        ),
        ("Hoe zeker?", shown, f' <a href="{sure}">Hoe zeker is dit?</a>'),
    )
    cells = "".join(f"<p><b>{title}</b>{escape(text)}{more}</p>" for title, text, more in parts)
    return f'<div class="bg-honest">{cells}</div>'


def _one(choice: Choice, run: WhatIf) -> str:
    """For one authority what changed and why."""
    names = {one.nis or one.authority_id: one for one in sorted(run.model.authorities, key=lambda one: one.name)}
    chosen = choice.address.get("nis") or ""
    options = "".join(
        f'<option value="{code}"{" selected" if code == chosen else ""}>{escape(one.name)}</option>'
        for code, one in names.items()
    )
    said = ""
    if chosen in names:
        lines = explain(run, names[chosen].authority_id).sentences
        said = "".join(f"<p>{escape(line)}</p>" for line in lines)
        said += f'<p class="small">{terms.CONTACTS_NOTE}</p>'
    elif chosen:
        said = f"<p>Het bestuur <code>{escape(chosen[:20])}</code> is niet in dit rekenmodel.</p>"
    return (
        '<section class="bg-one" id="bestuur"><h2>Wat verandert er voor één bestuur, en waarom?</h2>'
        '<label class="pill"><span>Bestuur</span><select id="f-nis" data-param="nis" data-default="">'
        f'<option value="">kies een bestuur</option>{options}</select></label>{said}</section>'
    )
