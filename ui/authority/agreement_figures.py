"""The figures of who has agreements: what was promised and reached, half-way, the money, the peers, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd

from samenleven import dutch
from samenleven.attainment import Attainment, Status
from samenleven.figures import Kind
from samenleven.findings import authority_parts as parts
from samenleven.findings import words
from samenleven.over_years import OverYears
from ui.authority import profile_drawing as drawing
from ui.authority import profile_reads as known
from ui.figure.model import Figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.reading import reads


@dataclass(frozen=True, slots=True)
class Seen:
    """What an address asks: which authority, in which project year, and who applies for it there."""

    authority_id: str
    only_official: bool
    year: int
    applicant: str
    over: bool

    @property
    def rows(self) -> list[Attainment]:
        """The agreements of the year."""
        return known.results(self.applicant, self.year, self.only_official)


def seen(address: Address) -> Seen | None:
    """What an address asks of agreements; None where there are none."""
    names = known.names()
    authority_id = address.choose("nis", names, known.first(names))
    year = known.choose_year(authority_id, address.only_official, address.get("jaar"))
    if year is None:
        return None
    mine = known.memberships(authority_id, address.only_official)[year]
    ends = next(one.ends_on for one in reads.project_years() if one.project_year == year)
    return Seen(authority_id, address.only_official, year, str(mine["applicant_id"]), reads.today() > ends)


def nothing(name: str, said: str) -> Figure:
    """A figure without figures: an address may ask for one that this authority does not have."""
    table = pd.DataFrame(columns=["name", "kind", "source_id", "reference_date"])
    return Figure(name, said, "", "", table, ("name",))


def goal_link(address: Address, action_id: int) -> str:
    """The action on the screen of the goals."""
    goal = next(one.goal_id for one in reads.actions() if one.action_id == action_id)
    return address.to("doelstellingen", at=f"actie-{action_id}", doelstelling=str(goal))


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
    every = known.together(asked.authority_id, asked.only_official)
    now = [row for row in every if asked.year in row.years]
    lack = sorted((r for r in now if _of(r, asked).status is not Status.REACHED), key=lambda row: _order(row, asked))
    done = sorted((r for r in now if _of(r, asked).status is Status.REACHED), key=lambda row: _order(row, asked))
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
    left = "Niet gehaald" if asked.over else "Nog te bereiken"
    ends = next(one.ends_on for one in reads.project_years() if one.project_year == asked.year)
    when = f"projectjaar {asked.year} eindigde op {dutch.day(ends)}" if asked.over else f"tegen {dutch.day(ends)}"
    body = _group(f"{left}: {len(lack)}", when, lack, asked, address) if lack else ""
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


def _of(row: OverYears, asked: Seen) -> Attainment:
    return row.years[asked.year]


def _order(row: OverYears, asked: Seen) -> tuple[bool, Decimal, int]:
    """Worst first; what has no figure comes last, for nobody knows how bad it is."""
    now = _of(row, asked)
    return now.ratio is None, now.ratio or Decimal(0), row.measure.action_id


def _group(title: str, more: str, rows: Sequence[OverYears], asked: Seen, address: Address) -> str:
    small = f" <small>{escape(more)}</small>" if more else ""
    lines = "".join(_line(row, asked, address) for row in rows)
    return f'<tr class="gr"><th scope="colgroup" colspan="6">{escape(title)}{small}</th></tr>{lines}'


def _line(row: OverYears, asked: Seen, address: Address) -> str:
    now = _of(row, asked)
    lacks = now.target - now.realised if now.target is not None and now.realised is not None else None
    short = "–" if lacks is not None and lacks <= 0 else dutch.number(lacks)
    reached = f"{dutch.number(now.realised) if now.realised is not None else '–'} van {dutch.number(now.target)}"
    percent = f"<b>{words.percent(now.ratio)}</b>" if now.ratio is not None else '<span class="small">?</span>'
    return (
        f'<tr><th scope="row">{action_name(address, row.measure.action_id, row.measure.component)}</th>'
        f'<td class="pl">{drawing.dots(row, asked.year)}</td>'
        f"{drawing.number(percent, f'jaar {asked.year}:')}{drawing.number(reached, 'behaald:')}"
        f"{drawing.number(short, 'tekort:')}{drawing.number(_years_together(row), 'alle jaren:')}</tr>"
    )


def _years_together(row: OverYears) -> str:
    if not row.adds_up:
        return '<span class="small">telt niet op</span>'
    if row.realised is None or row.target is None:
        return '<span class="small">geen cijfer</span>'
    sign = "reached" if row.realised >= row.target else "behind"
    star = "*" if row.without_figure else ""
    shown = f"{dutch.number(row.realised)} van {dutch.number(row.target)}{star}"
    return f'<span class="st-{sign}">{"✔" if sign == "reached" else "▼"}</span> {shown}'


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
                "kind": row.kind.value if row.kind else None,
                "source_id": row.source_id,
                "target_source_id": row.target_source_id,
                "reference_date": row.reference_date,
            }
            for row in rows
        ],
        columns=[
            *("project_year", "action", "component", "unit", "target", "realised", "ratio", "status"),
            *("below_half_year_gate", "kind", "source_id", "target_source_id", "reference_date"),
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
        f'<span class="num">na een jaar <b>{words.percent(row.ratio)}</b> {drawing.status(row, asked.over)}</span></li>'
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


def money(address: Address) -> Figure:
    """What was asked for under each ceiling, what was left, and what was not asked at all."""
    asked = seen(address)
    if asked is None:
        return nothing("gemeente-geld", "Van de subsidie is geen verdeling over acties bekend")
    call, found = known.call(asked.year), money_rows(asked)
    titled = {one.action_id: one.title for one in reads.actions()}
    rows = [
        parts.ActionMoney(
            int(row["action_id"]),
            titled[int(row["action_id"])],
            Decimal(str(row["grant_eur"])),
            call.ceilings.get(int(row["action_id"])),
        )
        for row in found
        if row["action_id"] is not None
    ]
    rows.sort(key=lambda row: (-(row.left or 0), -row.grant, row.action_id))
    widest = max((row.ceiling or row.grant for row in rows), default=Decimal(1)) or Decimal(1)
    kind = Kind(found[0]["kind"]) if found else None
    lines = "".join(_money_line(row, widest, kind, address) for row in rows)
    missed = sorted(call.payable - {row.action_id for row in rows})
    over = sum((call.ceilings.get(one, Decimal(0)) for one in missed), Decimal(0))
    calculate = f'<a href="{escape(address.to("budget", deel="aanvraag"))}">Reken een aanvraag uit</a>'
    note = (
        f"Niet aangevraagd: {'actie' if len(missed) == 1 else 'acties'} {dutch.listed([str(one) for one in missed])}, "
        f"samen {dutch.euro(over)} aan plafonds. {calculate}"
        if missed
        else f"Alle acties van de oproep zijn aangevraagd. {calculate}"
    )
    added = sum(float(row["own_share_eur"] or 0) for row in found)
    heads = (
        '<tr><th scope="col">Actie</th><th scope="col">gevraagd onder het plafond</th><th scope="col" class="num">'
        'subsidie</th><th scope="col" class="num">plafond</th><th scope="col" class="num">bleef liggen</th></tr>'
    )
    ceiling = term("plafond", "Het hoogste bedrag voor één aanvraag, per actie en per projectjaar.")
    table = pd.DataFrame(
        [
            row | {"ceiling_eur": float(c) if (c := call.ceilings.get(row["action_id"] or 0)) is not None else None}
            for row in found
        ]
    )
    return Figure(
        "gemeente-geld",
        parts.money_title(rows),
        f"Subsidie en {ceiling} per actie, projectjaar {asked.year}; eigen inbreng daarbij {dutch.euro(added)}",
        f'<table class="au-table au-money"><thead>{heads}</thead><tbody>{lines}</tbody></table>'
        f'<p class="small">{note}</p>',
        table,
        ("action_id", "action_title", "grant_eur", "own_share_eur", "ceiling_eur", "kind"),
        extra=("form",),
        made_up=kind is Kind.EXAMPLE,
        file_name=f"subsidie-{asked.authority_id}-jaar-{asked.year}",
    )


def money_rows(asked: Seen) -> list[dict[str, Any]]:
    """What an applicant was granted in a project year, by action; the incentive without one."""
    every = reads.grants(asked.only_official)
    mine = every[(every["authority_id"] == asked.applicant) & (every["project_year"] == asked.year)]
    return reads.records(mine)


def _money_line(row: parts.ActionMoney, widest: Decimal, kind: Kind | None, address: Address) -> str:
    ceiling, left = row.ceiling, row.left
    share = float(row.grant / ceiling) if ceiling else 1.0
    said = f"{dutch.euro(row.grant)} van {dutch.euro(ceiling)}"
    bar = drawing.bar(share, float((ceiling or row.grant) / widest), kind, said)
    over = "vol" if left is not None and left <= 0 else f"<b>{dutch.euro(left)}</b>"
    return (
        f'<tr><th scope="row">{action_name(address, row.action_id, row.title)}</th><td class="pl">{bar}</td>'
        f"{drawing.number(dutch.euro(row.grant), 'subsidie:')}{drawing.number(dutch.euro(ceiling), 'plafond:')}"
        f"{drawing.number(over, 'bleef liggen:')}</tr>"
    )
