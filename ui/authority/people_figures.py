"""The figures on who lives there: the share of the target group over the years; and what is published on the place."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from samenleven import dutch, terms
from samenleven.eligibility import ESTIMATED_FROM
from samenleven.figures import Kind
from samenleven.findings import authority_parts as parts
from samenleven.findings import words
from samenleven.findings.authority_parts import ShareThen
from samenleven.store import Store
from ui.authority import profile_drawing as drawing
from ui.authority import profile_reads as known
from ui.authority.agreement_figures import action_name, nothing
from ui.authority.profile_drawing import Line
from ui.figure.model import Figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.look import definition
from ui.reading import reads
from ui.reading.cached import per_store

FLANDERS = "Vlaanderen"


@per_store(2)
def shares(store: Store, official: bool) -> dict[str, dict[int, tuple[int, int]]]:
    """People of the group and all inhabitants by year: of every authority, every reference region, and Flanders.

    The group is the estimated target group, or (`official`) who has an origin outside the EU27.
    """
    found: dict[str, dict[int, tuple[int, int]]] = {}
    flemish = {code for code, row in known.rows().items() if row["region"] == "flanders"}

    def add(to: str, year: int, people: int, every: int) -> None:
        before = found.setdefault(to, {}).get(year, (0, 0))
        found[to][year] = before[0] + people, before[1] + every

    for code, region, year, people, every in _counts(official):
        add(code, year, people, every)
        if code in flemish:
            add(FLANDERS, year, people, every)
            if region:
                add(f"regio {region}", year, people, every)
    return found


def _counts(official: bool) -> Iterable[tuple[str, str | None, int, int, int]]:
    if not official:
        for day in reads.reference_dates():
            for one in reads.judged(day):
                if one.estimate is not None and one.population:
                    yield one.authority_id, one.reference_region, day.year, one.estimate, one.population
        return
    every = reads.demographics()
    heads = every[every["definition"] == "population"].set_index(["authority_id", "reference_date"])["count"]
    for row in every[every["definition"] == "non_eu27"].itertuples(index=False):
        region = row.reference_region if isinstance(row.reference_region, str) else None
        total = int(heads[(row.authority_id, row.reference_date)])
        yield str(row.authority_id), region, row.reference_date.year, int(row.count), total


def people(address: Address) -> Figure:
    """The share of the target group over the years, beside the region and Flanders."""
    names = known.names()
    authority_id = address.choose("nis", names, known.first(names))
    estimated = not address.only_official and known.group_of(known.standing(authority_id)) is not None
    every = shares(not estimated)
    own = _line(every, authority_id)
    if not own:
        return nothing("gemeente-mensen", "Voor dit bestuur zijn er geen bevolkingscijfers")
    region = known.rows()[authority_id]["reference_region"]
    flanders = _line(every, FLANDERS)
    lines = [Line("VGC" if known.rows()[authority_id]["type"] == "vgc" else names[authority_id], own, "me")]
    if region:
        lines.append(Line(region, _line(every, f"regio {region}"), "rg"))
    lines.append(Line(FLANDERS, flanders, "vl"))
    group = "De doelgroep" if estimated else "Het deel met herkomst buiten de EU27"
    title = parts.people_title(
        [ShareThen(year, share) for year, share in sorted(own.items())], flanders.get(max(own)), group
    )
    code = "target_group" if estimated else "non_eu27"
    meaning = definition.PEOPLE[code].replace("*", "")
    word = term("doelgroep" if estimated else "herkomst buiten de EU27", meaning)
    rows = [
        {
            "name": line.name,
            "year": year,
            "count": every[key][year][0],
            "population": every[key][year][1],
            "share": share,
            "kind": (Kind.ESTIMATE if estimated else Kind.OFFICIAL).value,
            "source_id": ESTIMATED_FROM if estimated else "statbel-origin",
            "reference_date": next(day for day in reads.reference_dates() if day.year == year),
        }
        for line, key in zip(lines, [authority_id, *([f"regio {region}"] if region else []), FLANDERS], strict=True)
        for year, share in sorted(line.values.items(), reverse=True)
    ]
    return Figure(
        "gemeente-mensen",
        title,
        f"{'≈ schatting' if estimated else '● officieel'} · {word}, % van de inwoners op 1 januari",
        drawing.trend(lines),
        pd.DataFrame(rows),
        ("name", "year", "count", "population", "share", "kind"),
        headings={"count": "inwoners in de groep"},
        file_name=f"doelgroep-{authority_id}",
    )


def _line(every: dict[str, dict[int, tuple[int, int]]], key: str) -> dict[int, float]:
    return {year: people / heads for year, (people, heads) in every.get(key, {}).items() if heads}


def published(address: Address) -> Figure:
    """What sources say of this authority itself: money, actions, members, and the themes it names."""
    names = known.names()
    authority_id = address.choose("nis", names, known.first(names))
    figures = sorted(
        known.published(authority_id), key=lambda row: (row["action_id"] is not None, row["concept"] != "grant_awarded")
    )
    themes = reads.records(reads.register("local_action").query("name == @names[@authority_id]"))
    if (
        address.only_official
    ):  # the theme is published; to which action it belongs is our reading where that is not sure
        themes = [row if row["kind"] == Kind.OFFICIAL else row | UNNAMED for row in themes]
    rows = [_figure(row) for row in figures] + [_theme(row) for row in themes]
    if not rows:
        return nothing("gemeente-gepubliceerd", "Over dit bestuur zelf is geen cijfer gepubliceerd")
    listed = "".join(
        f"<li><span>{escape(row['subject'])}</span><span class='num'>{escape(row['value_text'])}</span></li>"
        for row in rows[: len(figures)]
    )
    told = "".join(f"<li><span>{_named(address, row)}</span><span>{_certain(row)}</span></li>" for row in themes)
    count = words.some(len(figures), "cijfer", "cijfers")
    said = f"Over {names[authority_id]} {'is' if len(figures) == 1 else 'zijn'} {count} gepubliceerd"
    said += f", en {words.some(len(themes), 'thema', 'thema’s')}" if themes else ""
    return Figure(
        "gemeente-gepubliceerd",
        said,
        "Alles wat een bron over dit bestuur zelf zegt",
        f'<ul class="au-list">{listed}</ul>' + (f'<ul class="au-list au-themes">{told}</ul>' if told else ""),
        pd.DataFrame(rows),
        ("subject", "value_text", "period", "kind"),
        file_name=f"gepubliceerd-{authority_id}",
    )


UNNAMED = {"action_id": None, "kind": Kind.OFFICIAL.value, "certainty": "sure"}


def _named(address: Address, row: dict[str, Any]) -> str:
    if row["action_id"] is None:
        return f'<span class="au-act"><span class="no">–</span>{escape(str(row["theme"]))}</span>'
    return action_name(address, int(row["action_id"]), str(row["theme"]))


def _certain(row: dict[str, Any]) -> str:
    money = f"{dutch.euro(row['yearly_eur'])} per jaar" if row["yearly_eur"] else ""
    sure = "" if row["certainty"] == "sure" else f"{terms.CERTAINTY[row['certainty']]} actie {row['action_id']}"
    return escape(", ".join(filter(None, [money, sure, "mentor" if row["mentor"] else ""])))


def _figure(row: dict[str, Any]) -> dict[str, Any]:
    about = "" if row["precision"] == "exact" else f"{terms.PRECISION[row['precision']]} "
    what = terms.capital(terms.CONCEPT[row["concept"]])
    action = f", actie {int(row['action_id'])}" if row["action_id"] is not None else ""
    value, unit = row["value"], str(row["unit"])
    shown = (
        f"{dutch.euro(value)}{unit.removeprefix('euro')}"
        if unit.startswith("euro")
        else f"{dutch.number(value)} {unit}"
    )
    return _row(f"{what}{action}", f"{about}{shown}", row["period"], row)


def _theme(row: dict[str, Any]) -> dict[str, Any]:
    action = "zonder actie" if row["action_id"] is None else f"actie {row['action_id']}"
    return _row(f"Thema: {row['theme']}", action, None, row)


def _row(subject: str, value: str, period: object, row: dict[str, Any]) -> dict[str, Any]:
    from_ = {name: row[name] for name in ("kind", "source_id", "reference_date")}
    return {"subject": subject, "value_text": value, "period": period} | from_
