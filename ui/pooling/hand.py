"""A division made by hand: every click is a link, so the address holds it, and each cooperation is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from samenleven import dutch
from samenleven.figures import Kind
from samenleven.findings import pooling as findings
from samenleven.pooling import Authority, Judgement, divisions, handmade
from samenleven.pooling.divisions import Cooperation
from samenleven.pooling.handmade import Groups
from samenleven.terms import slug
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.filters.bar import unknown
from ui.pooling import division_figures, leave_figures, left_over, pooling_choice, pooling_reads
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_choice import Asked

HAND, RULES, LEFT, COMPARE = (
    "samenwerking-zelf",
    "samenwerking-regels",
    "samenwerking-zelf-over",
    "samenwerking-vergelijk",
)
KEY, ACTIVE, RAND = "verdeling", "actief", "derand"
COLUMNS = (
    "pool",
    "member_count",
    "lower",
    "estimate",
    "upper",
    "holds",
    "members",
    "verdict",
    "inner_km",
    "ask_eur",
    "kind",
)


@dataclass(frozen=True)
class Hand:
    """A division of the address: its cooperations, the one at work, who may take part, and what each is worth.

    `aside` are codes of the address that do not take part here.
    """

    asked: Asked
    groups: Groups
    aside: list[str]
    active: int
    who: dict[str, Authority]
    judged: dict[int, Judgement]
    de_rand: int | None

    @property
    def numbered(self) -> dict[int, tuple[str, ...]]:
        """The cooperations with members, by number."""
        return {number: self.groups[number - 1] for number in self.judged}

    @property
    def rows(self) -> list[Cooperation]:
        """The cooperations as they are described."""
        return pooling_solve.cooperations(list(self.groups), self.asked.choice)


def hand(address: Address) -> Hand | None:
    """The division of an address; None without one region, or where nobody looks for partners."""
    asked = pooling_choice.asked(address) if pooling_choice.is_ready() else None
    if asked is None or asked.region is None:
        return None
    who = pooling_reads.taking_part(asked.choice)
    if not who:
        return None
    groups, aside = handmade.read(address.get(KEY) or "", who)
    numbers = {str(number): "" for number in range(1, len(groups) + 2)}
    rand = {str(n): "" for n, members in enumerate(groups, 1) if members}
    de_rand = address.get(RAND) if any(one.rand_facility for one in who.values()) else None
    with_rand = int(de_rand) if de_rand in rand else None
    near = divisions.borders_among(pooling_reads.borders(), who)
    judged = handmade.judge_all(groups, who, near, asked.choice.settings, with_rand)
    return Hand(asked, groups, aside, int(address.choose(ACTIVE, numbers)), who, judged, with_rand)


def notices(address: Address, found: Hand) -> list[str]:
    """What the address names that does not take part here, as HTML."""
    everyone = pooling_reads.candidates(found.asked.choice.on, found.asked.choice.reading)
    named = [everyone[code].name for code in found.aside if code in everyone]
    other = " ".join(code for code in found.aside if code not in everyone)
    said = [unknown(KEY, other)] if other else []
    if named:
        said.append(
            f"De link noemt gemeenten die hier niet of dubbel meedoen: {escape(', '.join(named[:10]))}. "
            "Ze zijn weggelaten."
        )
    numbers = {str(number) for number in range(1, len(found.groups) + 2)}
    if (raw := address.get(ACTIVE)) is not None and raw not in numbers:
        said.append(unknown(ACTIVE, raw))
    raw = address.get(RAND)
    if raw is not None and raw != "geen" and found.de_rand is None:
        said.append(unknown(RAND, raw))
    return said


def headline(found: Hand) -> str:
    """What the division comes to, in one sentence; with official figures only nothing is judged."""
    if found.asked.shown.only_official:
        return findings.hand_counted(len(found.judged))
    return findings.hand_title(sum(one.valid for one in found.judged.values()), len(found.judged))


def changed(address: Address, groups: Groups) -> str:
    """The address with another division."""
    return address.link(**{KEY: handmade.write(groups) or None})


def division(address: Address) -> Figure:
    """The division itself: a map on which one clicks, the cooperations as bars, and every municipality in a list."""
    found = hand(address)
    if found is None:
        return nothing(HAND, "Zelf verdelen gaat per regio: kies een regio waar gemeenten partners zoeken")
    asked, choice = found.asked, found.asked.choice
    links = {i: changed(address, handmade.toggle(found.groups, found.active, i)) for i in found.who}
    rows = found.rows
    totals = [row.total.by(choice.reading) for row in rows]
    finding = findings.list_title(totals, choice.settings.floor) if rows else headline(found)
    table = pooling_solve.as_frame(rows, choice, asked.shown)
    columns: tuple[str, ...] = COLUMNS
    if asked.shown.only_official:
        table = table.assign(kind=Kind.OFFICIAL.value, source_id="statbel-origin")
        columns = ("pool", "member_count", "lower", "members", "kind")
    elif rows:
        table["verdict"] = [_verdict(found.judged[number]) for number in table["pool"]]
    drawn = division_figures.region_map(rows, asked, address, links)
    listed = division_figures.listed(rows, asked, own=found.active) if rows else ""
    return Figure(
        HAND,
        finding,
        f"{escape(str(asked.region))} · {division_figures.counted(choice)}",
        f'<div class="po-two"><div>{drawn}</div><div>{_tools(address, found)}{listed}{_pick(found, links)}</div></div>',
        table if len(table) else pd.DataFrame([choice.computed]) if not asked.shown.only_official else table,
        columns,
        extra=("pic-gebiedsniveaus", "form", "site-actions"),
        file_name=f"mijn-verdeling-{slug(str(asked.region))}",
    )


def _verdict(judgement: Judgement) -> str:
    return f"{'✔ voldoet.' if judgement.valid else '✘ voldoet niet.'} {leave_figures.reasons(judgement)}"


def _tools(address: Address, found: Hand) -> str:
    """Which cooperation clicks go to, which one vzw de Rand applies for, and starting anew."""
    names = {str(n): f"verband {n}" for n in range(1, len(found.groups) + 1)} | {
        str(len(found.groups) + 1): f"verband {len(found.groups) + 1} (nieuw)"
    }
    parts = [f"<label>Ik werk aan {_select(ACTIVE, names, str(found.active), '1')}</label>"]
    if any(one.rand_facility for one in found.who.values()):
        rand = {"geen": "geen enkel verband"} | {str(n): f"verband {n}" for n in found.numbered}
        parts.append(
            f"<label>Vzw de Rand dient in voor {_select(RAND, rand, str(found.de_rand or 'geen'), 'geen')}</label>"
        )
    if found.groups:
        parts.append(f'<a href="{escape(changed(address, []))}">Alles leegmaken</a>')
    return f'<div class="po-tool">{"".join(parts)}</div>'


def _select(key: str, options: Mapping[str, str], chosen: str, usual: str) -> str:
    lines = "".join(
        f'<option value="{code}"{" selected" if code == chosen else ""}>{text}</option>'
        for code, text in options.items()
    )
    return f'<select id="f-{key}" data-param="{key}" data-default="{usual}">{lines}</select>'


def _pick(found: Hand, links: Mapping[str, str]) -> str:
    """Every municipality as a link that puts it in the cooperation at work, or takes it out."""
    place = {i: number for number, members in found.numbered.items() for i in members}
    lines = []
    for one in sorted(found.who.values(), key=lambda one: one.name):
        number = place.get(one.id)
        sign = "✓" if number == found.active else "+"
        where = f" <small>(nu in {number})</small>" if number and number != found.active else ""
        verb = "haal weg uit" if number == found.active else "zet in"
        lines.append(
            f'<li><a id="kies-{one.id}" href="{escape(links[one.id])}"><span aria-hidden="true">{sign} </span>'
            f'<span class="au-unseen">{verb} verband {found.active}: </span>{escape(one.name)}</a>{where}</li>'
        )
    return (
        f'<p class="po-said"><b>Leden van verband {found.active}</b>: klik op de kaart of kies hier.</p>'
        f'<ul class="po-pick">{"".join(lines)}</ul>'
    )


def active_rules(address: Address) -> Figure:
    """The cooperation at work, rule by rule."""
    found = hand(address)
    if found is None or found.asked.shown.only_official:
        return nothing(RULES, "Of een verband voldoet, is een berekening en geen publicatie")
    judgement = found.judged.get(found.active)
    if judgement is None:
        return nothing(RULES, f"Verband {found.active} is nog leeg: klik op de kaart op een gemeente")
    verdict = "voldoet" if judgement.valid else "voldoet niet"
    return Figure(
        RULES,
        f"Verband {found.active} {verdict}: {leave_figures.reasons(judgement).rstrip('.')}",
        "regel per regel",
        leave_figures.rule_list(judgement),
        leave_figures.rules(judgement, found.asked.choice, f"verband {found.active}"),
        ("rule", "outcome", "sentence", "count", "unit", "required", "kind"),
        file_name=f"regels-verband-{found.active}",
    )


def left(address: Address) -> Figure:
    """Who is in no cooperation of the division yet."""
    found = hand(address)
    if found is None or found.asked.shown.only_official:
        return nothing(LEFT, "Wie overblijft en wie kan helpen, is een berekening en geen publicatie")
    groups = {f"verband {number}": members for number, members in found.numbered.items()}
    return left_over.left_figure(LEFT, groups, found.asked, {}, "nog-in-geen-verband", solved=False)


def leaving(address: Address) -> Figure:
    """What happens when the chosen municipality leaves a cooperation of this division."""
    found = hand(address)
    if found is None or found.asked.shown.only_official or not found.numbered:
        return nothing(leave_figures.NAME, "Wat er gebeurt als een gemeente vertrekt, is een berekening")
    return leave_figures.leaving(found.numbered, found.asked)


def compare(address: Address) -> Figure:
    """The valid cooperations of this division against the best division."""
    found = hand(address)
    if found is None or found.asked.shown.only_official:
        return nothing(COMPARE, division_figures.WITHHELD)
    choice, who = found.asked.choice, list(found.who)
    best = division_figures.found(choice)[0]
    valid = [found.numbered[number] for number, judgement in found.judged.items() if judgement.valid]
    mine = divisions.worth(valid, who, pooling_reads.borders(), choice.settings)
    other = divisions.worth(best.pools, who, pooling_reads.borders(), choice.settings)
    ask = pooling_reads.newest_ask()
    figures = (
        ("verbanden die voldoen", dutch.number(mine.count), dutch.number(other.count)),
        ("gemeenten daarin", dutch.number(mine.covered), dutch.number(other.covered)),
        ("grenzen daarbinnen (km)", dutch.number(mine.inner_km, 1), dutch.number(other.inner_km, 1)),
        ("hoogstens te vragen", dutch.millions(ask * mine.count), dutch.millions(ask * other.count)),
    )
    cells = "".join(
        f'<div><div class="n num">{value}</div><div class="w">{label}</div>'
        f'<div class="d num">beste verdeling: {best_value}</div></div>'
        for label, value, best_value in figures
    )
    take = f'<a href="{escape(changed(address, list(best.pools)))}">Neem de beste over</a>' if best.pools else ""
    table = pd.DataFrame(
        [
            {
                "name": name,
                "count": worth.count,
                "taking_part": worth.covered,
                "inner_km": round(worth.inner_km, 1),
                "ask_total_eur": float(ask * worth.count),
                **choice.computed,
            }
            for name, worth in (("uw verdeling", mine), ("beste verdeling", other))
        ]
    )
    return Figure(
        COMPARE,
        findings.beside_best(mine.count, other.count, (mine.covered, mine.inner_km) >= (other.covered, other.inner_km)),
        f"{division_figures.proof([best])} · uw verbanden die voldoen tegenover de beste verdeling",
        f'<div class="po-cols">{cells}</div><p class="po-said">{take}</p>'
        f"{division_figures.again([best], choice, address)}",
        table,
        ("name", "count", "taking_part", "inner_km", "ask_total_eur", "kind"),
        headings={"count": "verbanden die voldoen"},
        extra=("form",),
        file_name="tegenover-de-beste-verdeling",
    )
