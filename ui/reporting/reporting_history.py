"""What was handed in before: every version of a figure, with who, when and why, and its batch."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.findings import words
from samenleven.reporting.running import running
from samenleven.store.ledger import trace
from samenleven.store.ledger.state import ReportedCell
from samenleven.store.ledger.trace import Version
from ui.login.names import everybody, named
from ui.reading import cached, reads
from ui.reporting.reporting_choice import Chosen

ALL = "alles"


def html(chosen: Chosen) -> str:
    """A line per figure that is recorded; the one that the address asks (or all) with every version below it."""
    cells = chosen.cells()
    if not cells:
        return ""
    asked = chosen.address.get("spoor") or ""
    parts = "".join(_one(chosen, cells[name], is_open=asked in (name, ALL)) for name in chosen.lines if name in cells)
    every = escape(chosen.address.link(spoor=ALL))
    more = f'<a href="{every}#spoor">toon alle versies</a>' if asked != ALL else ""
    return (
        f'<section class="rp-history" id="spoor"><h2>Wat er bewaard is</h2><p class="small">{more}</p>{parts}</section>'
    )


def _one(chosen: Chosen, cell: ReportedCell, *, is_open: bool) -> str:
    asked = chosen.lines[cell.measure_id]
    found = running(asked, cell.realised, chosen.year, chosen.period, reads.parameters())
    figure = "nog niet bekend" if cell.realised is None else dutch.number(cell.realised)
    percent = f", {words.percent(found.ratio)} van {dutch.number(asked.target)}" if found.ratio is not None else ""
    said = (
        f"<b>{asked.measure.action_id} {escape(asked.measure.component)}</b>: {figure}{percent} "
        f'<span class="small">{terms.KIND[cell.kind]}, {dutch.counted(cell.versions, "versie", "versies")}</span>'
    )
    if not is_open:
        link = escape(chosen.address.link(spoor=cell.measure_id))
        return f'<p class="rp-cell">{said} <a href="{link}#spoor">spoor</a></p>'
    rows = "".join(_version(one) for one in reversed(trace.history(cached.ledger(), cell)))
    heads = "".join(f'<th scope="col">{one}</th>' for one in ("nummer", "wanneer", "wie", "behaald", "uitleg"))
    return (
        f'<p class="rp-cell">{said}</p><table class="rp-table rp-versions"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _version(one: Version) -> str:
    """One version: the batch that it stands in is the row that the figure comes from."""
    figure = "nog niet bekend" if one.realised is None else dutch.number(one.realised)
    batch = one.batch
    said = [
        f"Reden: {one.shortfall_reason}" if one.shortfall_reason else "",
        f"Dubbel tellen: {one.double_count_note}" if one.double_count_note else "",
        f"Opmerking: {one.note or batch.why}" if one.note or batch.why else "",
    ]
    way = terms.WAY_IN[batch.origin] + (f" {batch.file_name}" if batch.file_name else "")
    who = f'{escape(named(batch.person_id, everybody()))} <span class="small">{escape(way)}</span>'
    return (
        f'<tr><th scope="row" data-l="nummer">{batch.sequence}</th>'
        f'<td data-l="wanneer">{dutch.moment(one.handed_in_at)}</td><td data-l="wie">{who}</td>'
        f'<td data-l="behaald" class="num"><b>{figure}</b></td>'
        f"<td>{'<br>'.join(escape(text) for text in said if text)}</td></tr>"
    )
