"""What cooperations can ask for: the ceilings of each call, beside who really applied."""

from __future__ import annotations

from samenleven import dutch
from samenleven.findings import pooling as findings
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.pooling import division_figures, pooling_reads
from ui.pooling import solve as pooling_solve

NAME = "samenwerking-geld"


def money(address: Address) -> Figure:
    """Per call what the cooperations of the best division could ask for at most."""
    asked = division_figures.ask(address)
    if asked is None or not pooling_reads.asks():
        return nothing(NAME, division_figures.WITHHELD)
    solved = division_figures.found(asked.choice)
    count, members = sum(one.count for one in solved), sum(one.covered for one in solved)
    data = pooling_solve.money(count, members, asked.choice)
    lines = "".join(
        f'<tr><th scope="row">oproep {row.project_year}</th><td class="num hide">{dutch.euro(row.ask_eur)}</td>'
        f'<td class="num">{dutch.euro(row.ask_total_eur)}</td>'
        f'<td class="num hide">{dutch.euro(row.ask_per_member_eur)}</td>'
        f'<td class="num hide">{dutch.number(row.applicants)}</td><td class="num">{dutch.euro(row.grant_eur)}</td></tr>'
        for row in data.itertuples()
    )
    heads = (
        '<tr><td></td><th scope="col" class="num hide">hoogstens per verband</th>'
        f'<th scope="col" class="num">{dutch.counted(count, "verband", "verbanden")}</th>'
        '<th scope="col" class="num hide">per lid</th>'
        '<th scope="col" class="num hide">indieners (gepubliceerd)</th><th scope="col" class="num">toegekend</th></tr>'
    )
    newest = max(pooling_reads.asks())
    ask = pooling_reads.newest_ask()
    return Figure(
        NAME,
        findings.money_title(count, dutch.euro(ask), dutch.millions(ask * count), newest),
        "Een plafond geldt per aanvraag: elk verband erbij brengt zijn eigen plafonds mee. Dat is het hoogste dat men "
        "kan vragen, niet wat men krijgt. De gepubliceerde indieners tellen ook wie alleen indient, de VGC en vzw "
        "de Rand.",
        f'<table class="po-list"><thead>{heads}</thead><tbody>{lines}</tbody></table>',
        data,
        ("project_year", "ask_eur", "count", "ask_total_eur", "ask_per_member_eur", "applicants", "grant_eur", "kind"),
        headings={
            "count": "verbanden",
            "ask_per_member_eur": "per lid (euro)",
            "grant_eur": "toegekend in de oproep (euro)",
        },
        file_name="plafonds-per-oproep",
    )
