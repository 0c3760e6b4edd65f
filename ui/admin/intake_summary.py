"""What a file for all applicants would do, the button that does it, and afterwards the proof that it was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from samenleven import dutch, terms
from samenleven.counted import Period
from samenleven.findings import handing_in as findings
from samenleven.reporting.records import Batch, Subject
from samenleven.store.ledger.incoming import Incoming
from samenleven.store.ledger.incoming.outlook import Outlook, outlook
from ui.admin import admin_table
from ui.filters.address import Address
from ui.frame import block, form
from ui.login import name_menu
from ui.reading import cached, reads

CONFIRM, WHY = "bevestig", "reden"
LONGEST_WHY = 500


def html(found: Incoming, told: Mapping[str, str], why: str, *, asks_why: bool) -> str:
    """What is new, changes and stands out, with a field for the reason where one is asked, and the button."""
    if found.handed.subject is Subject.REPORT:
        said, table = findings.changes(found.new, found.corrected), _meaning(found)
    else:
        said, table = _agreements_said(found), _agreements(found)
    left = f" {dutch.number(found.unchanged)} daarvan staan er al zo." if found.unchanged else ""
    whole = f'<p class="notice" role="alert">{escape(told[""])}</p>' if "" in told else ""
    stands_out = block.listed(
        "Dit valt op:", [f"{one.spot}: {one.what}" for one in found.warnings[: block.LISTED]], len(found.warnings)
    )
    fault = told.get(WHY)
    because = form.area(WHY, "Reden", why, fault=fault, longest=LONGEST_WHY) if asks_why else ""
    return (
        f"{whole}{form.faults({WHY: fault} if fault else {})}"
        f'<h2 data-focus tabindex="-1">{said}</h2>'
        f'<p class="lede">Nog niets is bewaard: dat gebeurt als u bevestigt. In {escape(found.handed.file)} staan '
        f"{dutch.counted(found.handed.table.num_rows, 'rij', 'rijen')}.{left}</p>{stands_out}{table}{because}"
        f'<div class="form-buttons">{form.button(CONFIRM, "Bevestigen", main=True)}</div>'
    )


def known_already(found: Incoming) -> str:
    """A file that changes nothing."""
    return f'<p class="notice" role="status">Alles in {escape(found.handed.file)} staat al in het register.</p>'


def receipt(batch: Batch, address: Address, what: str = "") -> str:
    """The proof: number and time, what was kept (else its rows), and where everything that was done is listed."""
    trail = escape(address.link(deel="auditspoor", invoer=None))
    what = what or dutch.counted(batch.rows, "rij", "rijen")
    from_ = f" uit {escape(batch.file_name)}" if batch.file_name else ""
    return (
        f'<p class="notice done" role="status">Bewaard als nummer <b>{batch.sequence}</b>, '
        f'{dutch.moment(batch.recorded_at)}: {what}{from_}. <a href="{trail}">Bekijk het auditspoor</a></p>'
    )


def _meaning(found: Incoming) -> str:
    """What becomes of the actions of the first applicants."""
    applicants = _about(found)
    seen = outlook(found, cached.open_store(), reads.today(), block.LISTED)
    rows = "".join(
        f'<tr><th scope="row">{escape(one.name)}</th><td class="num">{one.project_year}</td>'
        f"<td>{_actions(one, applicants[one.applicant_id, one.project_year]) or 'geen doelbereik verandert'}</td></tr>"
        for one in seen
    )
    return _table("Wat het betekent", ("indiener", "projectjaar", "wat het betekent"), rows, len(applicants))


def _actions(one: Outlook, periods: Iterable[str]) -> str:
    period = Period.YEAR if Period.YEAR in periods else Period.HALF_YEAR
    ends = next(year for year in reads.project_years() if year.project_year == one.project_year).ends_on
    gate = dutch.percent(reads.parameters().number("half_year_gate", ends))
    titles = {each.action_id: each.title for each in reads.actions()}
    return "; ".join(
        escape(findings.action_after(change, terms.action_name(number, titles[number]), period, gate))
        for change in one.actions
        if change.changes and (number := change.after.action) is not None
    )


def _about(found: Incoming) -> dict[tuple[str, int], set[str]]:
    """The periods that the rows are about, by applicant and project year."""
    periods: dict[tuple[str, int], set[str]] = {}
    for row in found.rows.select(["applicant_id", "project_year", "period"]).to_pylist():
        periods.setdefault((row["applicant_id"], row["project_year"]), set()).add(row["period"])
    return periods


def _agreements_said(found: Incoming) -> str:
    parts = [
        dutch.counted(found.new, "nieuw akkoord", "nieuwe akkoorden") if found.new else "",
        dutch.counted(found.corrected, "verbeterd akkoord", "verbeterde akkoorden") if found.corrected else "",
    ]
    return dutch.listed([one for one in parts if one])


def _agreements(found: Incoming) -> str:
    """Who promises how much, of the first agreements."""
    every = [
        list(lines)
        for _, lines in groupby(found.rows.to_pylist(), lambda row: (row["applicant_id"], row["project_year"]))
    ]
    rows = "".join(
        f'<tr><th scope="row">{escape(name_menu.authority(lines[0]["applicant_id"]))}</th>'
        f'<td class="num">{lines[0]["project_year"]}</td><td>{escape(lines[0]["cooperation"] or "alleen")}</td>'
        f'<td class="num">{len(lines)}</td>'
        f'<td class="num">{dutch.euro(sum(one["grant_eur"] for one in lines), cents=True)}</td></tr>'
        for lines in every[: block.LISTED]
    )
    heads = ("indiener", "projectjaar", "samenwerking", "KPI-onderdelen", "subsidie")
    return _table("Akkoorden", heads, rows, len(every))


def _table(label: str, heads: tuple[str, ...], rows: str, count: int) -> str:
    more = f"<caption>De eerste {block.LISTED} van {dutch.number(count)}.</caption>" if count > block.LISTED else ""
    return admin_table.html(label, heads, rows, more, numbers=("projectjaar", "KPI-onderdelen", "subsidie"))
