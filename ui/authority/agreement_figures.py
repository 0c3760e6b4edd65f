"""The figures of who has agreements: what was promised and reached, half-way, the money, the peers, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import pandas as pd

from samenleven import dutch
from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Action
from samenleven.figures import Kind, Shown
from samenleven.findings import authority_parts as parts
from samenleven.findings import words
from samenleven.grant.offer import OfferedAction
from samenleven.over_years import OverYears
from ui.authority import profile_drawing as drawing
from ui.authority import profile_reads as known
from ui.figure.model import Figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.reading import reads


@dataclass(frozen=True, slots=True)
class Seen:
    """What an address asks: which authority, in which project year, and who applies for it there.

    `over`: the year is past and its figures are in; `half_way`: they are those of the half-year.
    """

    authority_id: str
    shown: Shown
    year: int
    applicant: str
    over: bool
    half_way: bool

    @property
    def rows(self) -> list[Attainment]:
        """The agreements of the year."""
        return known.results(self.applicant, self.year, self.shown)


def seen(address: Address) -> Seen | None:
    """What an address asks of agreements; None where there are none."""
    names = known.names()
    authority_id = address.choose("nis", names, known.first(names))
    year = known.choose_year(authority_id, address.shown, address.get("jaar"))
    if year is None:
        return None
    mine = known.memberships(authority_id, address.shown)[year]
    ends = next(one.ends_on for one in reads.project_years() if one.project_year == year)
    applicant = str(mine["applicant_id"])
    half_way = any(row.half_way for row in known.results(applicant, year, address.shown))
    return Seen(authority_id, address.shown, year, applicant, reads.today() > ends and not half_way, half_way)


def nothing(name: str, said: str) -> Figure:
    """A figure without figures: an address may ask for one that this authority does not have."""
    table = pd.DataFrame(columns=["name", "kind", "source_id", "reference_date"])
    return Figure(name, said, "", "", table, ("name",))


def goal_link(address: Address, action_id: int) -> str:
    """The action on the screen of the goals."""
    return action_link(address, next(one for one in reads.actions() if one.action_id == action_id))


def action_link(address: Address, action: Action | OfferedAction) -> str:
    """The same for who has the action already."""
    return address.to("doelstellingen", at=f"actie-{action.action_id}", doelstelling=str(action.goal_id))


def action_name(address: Address, action_id: int, text: str) -> str:
    """Number and name of an action or of what it counts, as a link."""
    return (
        f'<a class="au-act" href="{escape(goal_link(address, action_id))}"><span class="no">{action_id}</span>'
        f"{escape(text)}</a>"
    )


def agreements(address: Address) -> Figure:
    """Every agreement: this year on the axis, the other years small, what lacks, and all years together."""
    asked = seen(address)
    if asked is None:
        return nothing("gemeente-afspraken", "Er zijn hier geen afspraken bekend")
    every = known.together(asked.authority_id, asked.shown)
    lack, done = in_order(asked)
    now = [*lack, *done]
    others = [str(year) for year in sorted({y for row in now for y in row.years}) if year != asked.year]
    year = f"jaar {asked.year}"
    key = (
        f'<span class="au-key"><b class="c-behind"></b>{year}, {"niet gehaald" if asked.over else "nog niet gehaald"}'
        f'</span> <span class="au-key"><b class="c-reached"></b>{year}, gehaald</span>'
    )
    key += f' <span class="au-key"><s></s>jaar {dutch.listed(others)}</span>' if others else ""
    heads = (
        f'<tr><th scope="col">Actie en KPI-onderdeel</th><th scope="col">{drawing.axis()}</th>'
        f'<th scope="col" class="num">{year}</th><th scope="col" class="num">behaald van afspraak</th>'
        f'<th scope="col" class="num">tekort</th><th scope="col" class="num">alle jaren samen</th></tr>'
    )
    period = next(one for one in reads.project_years() if one.project_year == asked.year)
    when = f"tegen {dutch.day(period.ends_on)}"
    if asked.over:
        when = f"projectjaar {asked.year} eindigde op {dutch.day(period.ends_on)}"
    elif asked.half_way:
        when = f"cijfers van het eerste halfjaar, tot en met {dutch.day(period.half_year_ends_on)}"
    body = _group(f"{lacking(asked)}: {len(lack)}", when, lack, asked, address) if lack else ""
    body += _group(f"Gehaald: {len(done)}", "", done, asked, address) if done else ""
    star = any(row.adds_up and row.without_figure for row in now)
    note = "* zonder de jaren zonder cijfer. " if star else ""
    back = address.to("bronnen", lijst="source", bron="rep")
    note += (
        f'Haalt een bestuur zijn KPI niet, dan <a href="{escape(back)}">kan</a> geld teruggevraagd worden; '
        "hoeveel, staat nergens. Wie geen personen telt, telt niet op over de jaren."
    )
    rows = [row for one in every for row in one.years.values()]
    return Figure(
        "gemeente-afspraken",
        parts.agreements_title(every),
        f"Behaald in % van de afspraak, slechtste eerst · {key}",
        f'<table class="au-table au-agreed"><thead>{heads}</thead><tbody>{body}</tbody></table>'
        f'<p class="small">{note}</p>',
        _table(rows),
        ("project_year", "action", "component", "target", "realised", "ratio", "status", "kind"),
        made_up=any(Kind.EXAMPLE in (row.kind, row.target_kind) for row in rows),
        file_name=f"afspraken-{asked.authority_id}",
    )


def in_order(asked: Seen) -> tuple[list[OverYears], list[OverYears]]:
    """The agreements of the year: what is not reached, and what is, each worst first.

    What has no figure comes last, for nobody knows how bad it is.
    """

    def order(row: OverYears) -> tuple[bool, Decimal, int]:
        ratio = row.years[asked.year].ratio
        return ratio is None, ratio or Decimal(0), row.measure.action_id

    every = known.together(asked.authority_id, asked.shown)
    now = sorted((row for row in every if asked.year in row.years), key=order)
    done = [row for row in now if row.years[asked.year].status is Status.REACHED]
    return [row for row in now if row not in done], done


def lacking(asked: Seen) -> str:
    """The name of what is not reached: once the year is past nobody catches up."""
    return "Niet gehaald" if asked.over else "Nog te bereiken"


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement in words: of the year its percentage, what was reached and what lacks, and all years together.

    `kept` says whether all years together reach what was agreed; None where they do not add up or nothing is known.
    """

    percent: str
    reached: str
    short: str
    together: str
    kept: bool | None


def in_words(row: OverYears, year: int) -> Line:
    """An agreement as a reader sees it, on the screen and in a file."""
    now = row.years[year]
    lacks = now.target - now.realised if now.target is not None and now.realised is not None else None
    together, kept = "geen cijfer" if row.adds_up else "telt niet op", None
    if row.realised is not None and row.target is not None:
        kept = row.realised >= row.target
        together = f"{dutch.number(row.realised)} van {dutch.number(row.target)}{'*' if row.without_figure else ''}"
    return Line(
        words.percent(now.ratio) if now.ratio is not None else "?",
        f"{dutch.number(now.realised) if now.realised is not None else '–'} van {dutch.number(now.target)}",
        "–" if lacks is not None and lacks <= 0 else dutch.number(lacks),
        together,
        kept,
    )


def _group(title: str, more: str, rows: Sequence[OverYears], asked: Seen, address: Address) -> str:
    small = f" <small>{escape(more)}</small>" if more else ""
    lines = "".join(_line(row, asked, address) for row in rows)
    return f'<tr class="gr"><th scope="colgroup" colspan="6">{escape(title)}{small}</th></tr>{lines}'


def _line(row: OverYears, asked: Seen, address: Address) -> str:
    said = in_words(row, asked.year)
    percent = f"<b>{said.percent}</b>" if said.percent != "?" else '<span class="small">?</span>'
    together = f'<span class="small">{said.together}</span>'
    if said.kept is not None:
        sign, colour = ("✔", "reached") if said.kept else ("▼", "behind")
        together = f'<span class="st-{colour}">{sign}</span> {said.together}'
    return (
        f'<tr><th scope="row">{action_name(address, row.measure.action_id, row.measure.component)}</th>'
        f'<td class="pl">{drawing.dots(row, asked.year)}</td>'
        f"{drawing.number(percent, f'jaar {asked.year}:')}{drawing.number(said.reached, 'behaald:')}"
        f"{drawing.number(said.short, 'tekort:')}{drawing.number(together, 'alle jaren:')}</tr>"
    )


def _table(rows: Sequence[Attainment]) -> pd.DataFrame:
    """Agreements as rows for a table or a file."""
    return pd.DataFrame(
        [
            {
                "project_year": row.project_year,
                "action": row.action,
                "component": row.component,
                "unit": row.unit,
                "target": None if row.target is None else float(row.target),
                "realised": None if row.realised is None else float(row.realised),
                "ratio": None if row.ratio is None else float(row.ratio),
                "status": row.status.value,
                "below_half_year_gate": row.below_half_year_gate,
                "remark": row.remark,
                "kind": row.kind.value if row.kind else None,
                "source_id": row.source_id,
                "target_source_id": row.target_source_id,
                "reference_date": row.reference_date,
            }
            for row in rows
        ],
        columns=[
            *("project_year", "action", "component", "unit", "target", "realised", "ratio", "status"),
            *("below_half_year_gate", "remark", "kind", "source_id", "target_source_id", "reference_date"),
        ],
    )


def half_year(address: Address) -> Figure:
    """Who stood under the gate half-way, and what that means."""
    asked = seen(address)
    rows = asked.rows if asked else []
    period = next((one for one in reads.project_years() if asked and one.project_year == asked.year), None)
    gate = reads.parameters().number("half_year_gate", period.half_year_ends_on) if period else Decimal(0)
    title = parts.half_year_title(rows, gate)
    if asked is None or period is None or title is None:
        return nothing("gemeente-halfweg", "Halfweg is er niets gerapporteerd")
    below = sorted((row for row in rows if row.below_half_year_gate), key=lambda row: row.action or 0)
    listed = "".join(
        f"<li><span>{action_name(address, row.action or 0, row.component)}</span>"
        f'<span class="num">{"" if row.half_way else "na een jaar "}<b>{words.percent(row.ratio)}</b> '
        f"{drawing.status(row, asked.over)}</span></li>"
        for row in below
    )
    share = words.percent(gate)
    about = (
        f"Wie op zes maanden minder dan {share} van zijn KPI haalt, wordt eerst beoordeeld voor het dossier "
        "verlengd wordt. Dat is geen sanctie."
    )
    return Figure(
        "gemeente-halfweg",
        title,
        f"Projectjaar {asked.year}, {dutch.day(period.half_year_ends_on)} · onder de {term('halfjaardrempel', about)}",
        f'<ul class="au-list">{listed}</ul>' if listed else "",
        _table(rows),
        ("action", "component", "below_half_year_gate", "ratio", "status", "kind"),
        extra=("rep1",),
        made_up=any(row.kind is Kind.EXAMPLE for row in rows),
        file_name=f"halfweg-{asked.authority_id}-jaar-{asked.year}",
    )
