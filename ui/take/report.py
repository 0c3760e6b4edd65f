"""The report of one authority: two pages of PDF that say what its page says, from the same figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from samenleven import dutch, terms
from samenleven.attainment import Status
from samenleven.figures import Kind, weakest
from samenleven.findings.words import rests_on
from ui.authority import authority_figures, key_figures, profile
from ui.authority import profile_reads as known
from ui.authority.agreement_figures import seen
from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.look import theme
from ui.pooling import pooling_reads
from ui.reading import cached, provenance, reads
from ui.take import background, report_drawing, typeset
from ui.take.makers import Made
from ui.take.plain_text import explained, plain
from ui.take.report_parts import Part, part

TEMPLATE = Path(__file__).with_name("report.typ")
WATERMARK = "voorbeeldcijfers"
BRUSSELS = "04000"
FIRST_PAGE = ("gemeente-afspraken", "gemeente-tekort", "gemeente-partners", "gemeente-gepubliceerd")
"""What stands below the head when the authority has it; the second page has the rest."""
BESIDE_MAP = "gemeente-mensen"
"""What stands there where no key figures do."""


def make(address: Address, live: str) -> Made | None:
    """The report of the authority that an address names; None when there is none. `live` is the link to its page."""
    with cached.using(cached.store_at(address.at)):
        names = known.names()
        asked = address.get("nis")
        if not names or (asked is not None and asked not in names):
            return None
        values, drawings = _values(address, live)
        content = typeset.pdf(TEMPLATE, values, drawings, made=reads.today())
        return Made(content, "application/pdf", f"rapport-{values['name']}.pdf")


def _values(address: Address, live: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What the template reads, and the drawings by name."""
    _, row = profile.who(address)
    name = str(row["name"])
    figures = profile.every(address)
    parts = [part(one, address) for one in figures]
    drawings = {one["drawing"]: one.pop("svg") for one in parts if "drawing" in one}
    drawings["kaart.svg"], map_said = _map(address)
    found = profile.finding(address)
    made_up = Kind.EXAMPLE in found.kinds or any(one["made_up"] for one in parts)
    keys = [{"number": n, "what": w, "about": d} for n, w, d in key_figures.keys(address)]
    beside = [] if keys else [one for one in parts if one["name"] == BESIDE_MAP]
    first = [one for one in parts if one["name"] in FIRST_PAGE] or [one for one in parts if one not in beside][:1]
    asked = seen(address)
    whole = background.together(figures, found.text, made_up=Kind.EXAMPLE in found.kinds)
    html = [profile.rule(address), *(one.unit for one in figures)]
    meanings = background.kinds(whole) | explained(*html)
    return {
        "name": name,
        "title": f"Rapport {name} · Plan Samenleven",
        "watermark": WATERMARK if made_up else None,
        "crumbs": " · ".join(plain(one) for one in profile.crumbs(address)),
        "finding": found.text,
        "mark": _mark(found.kinds),
        "rule": plain(profile.rule(address)),
        "ribbon": plain(profile.ribbon(address)),
        "made_up": made_up,
        "keys": keys,
        "kinds": list(background.kinds(whole)),
        "map": map_said,
        "beside": beside,
        "first": first,
        "second": [one for one in parts if one not in first and one not in beside],
        "years": _years(address) if asked else None,
        "sources": [{"title": one.title, "about": one.about, "url": one.url} for one in background.sources(whole)],
        "words": [[terms.capital(word), meaning] for word, meaning in meanings.items()],
        "cite": f"{figure_object.citation(whole)}, {live}",
        "live": live,
        "filters": _filters(address, name, asked.year if asked else None),
        "version": cached.open_store().version,
        "day": dutch.day(reads.today()),
    }, drawings


def _mark(kinds: tuple[Kind, ...]) -> str:
    """What the headline says of itself, after the sign of the weakest kind that it rests on."""
    found, words = weakest(kinds), rests_on(kinds)
    return f"{theme.KIND[found].sign} {words}" if found and words else ""


def _filters(address: Address, name: str, year: int | None) -> str:
    return ", ".join(filter(None, [name, f"projectjaar {year}" if year else "", terms.SHOWN[address.shown]]))


def _years(address: Address) -> Part:
    """The project years one below the other: agreements reached, and the grant; from the figures of each year."""
    asked = seen(address)
    assert asked is not None
    rows, money = [], []
    agreed = authority_figures.agreements(address).table
    for year in sorted(known.memberships(asked.authority_id, asked.shown)):
        mine = agreed[agreed["project_year"] == year]
        then = replace(address, values=(*(one for one in address.values if one[0] != "jaar"), ("jaar", str(year))))
        paid = authority_figures.money(then).table
        money.append(paid)
        reached = int((mine["status"] == Status.REACHED).sum())
        count = f"{reached} van {len(mine)}" if len(mine) else dutch.NOTHING
        grant = dutch.euro(float(paid["grant_eur"].sum())) if len(paid) else dutch.NOTHING
        rows.append({"cells": [f"Projectjaar {year}", {"strong": count}, grant]})
    return {
        "finding": "De projectjaren naast elkaar",
        "made_up": Kind.EXAMPLE in provenance.of(agreed, *money).kinds,
        "unit": "Afspraken die dat jaar gehaald zijn, en de subsidie",
        "foot": "",
        "heads": ["", "gehaald", "subsidie"],
        "widths": ["1fr", "auto", "auto"],
        "right": [1, 2],
        "rows": rows,
    }


def _map(address: Address) -> tuple[str, dict[str, str]]:
    """The place of the authority among its neighbours as SVG, and what is said below and instead of it."""
    authority_id, row = profile.who(address)
    rows, names = known.rows(), known.names()
    own = BRUSSELS if row["represented_by"] or row["type"] == "vgc" else authority_id
    partners = set(_partners(address, authority_id)) - {own}
    region = {
        code
        for code, one in rows.items()
        if row["reference_region"] and one["reference_region"] == row["reference_region"]
    }
    if row["type"] == "de_rand":
        region = {code for code, one in rows.items() if one["facilities"] == "rand"}
    called = names | {BRUSSELS: "Brussel"}
    who = called.get(own, names[authority_id])
    said = f"Donker: {who}. "
    if partners:
        said += f"Lichter: {dutch.listed(sorted(called[one] for one in partners))}. "
    if region:
        said += (
            "Bleek: de andere faciliteitengemeenten."
            if row["type"] == "de_rand"
            else f"Bleek: de rest van {row['reference_region']}."
        )
    if row["type"] == "de_rand":
        said = said.removeprefix(f"Donker: {who}. ")
    svg = report_drawing.place(own, partners, region, called)
    return svg, {"said": said.strip(), "alt": f"Kaart van de omgeving van {who}. {said.strip()}"}


def _partners(address: Address, authority_id: str) -> list[str]:
    """With whom it applies: its cooperation of the year, else the published one, else the best set that there is."""
    asked = seen(address)
    if asked:
        every = reads.members(address.shown)
        mine = every[(every["applicant_id"] == asked.applicant) & (every["project_year"] == asked.year)]
        return [str(one) for one in mine["authority_id"]]
    for one in pooling_reads.published():
        if authority_id in one.members:
            return list(one.members)
    found = None if address.only_official else known.choices(authority_id)
    return list(found.best.sets[0].members) if found and found.best.sets else []
