"""*Akkoord*: an agreement entered or corrected by the agency, with what the call pays beside it, and its versions."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from samenleven import dutch, terms
from samenleven.grant.grant import Limit, RowGrant
from samenleven.grant.offer import OfferedAction, OfferedMeasure
from samenleven.reporting.rights import Deed, may
from ui.agreement import agreement_choice, agreement_steps
from ui.agreement import agreement_fields as fields
from ui.agreement.agreement_choice import Chosen
from ui.agreement.agreement_fields import BECAUSE, WHOLE
from ui.agreement.agreement_steps import BACK, CHECK, CONFIRM, DISCARD, Filling, Step
from ui.authority import profile_reads
from ui.figure import object as figures
from ui.filters.address import Address
from ui.frame import block, form
from ui.login import name_menu
from ui.login.names import everybody, named
from ui.login.person import Here
from ui.reading import reads

NAME = "Akkoord"
ONLY = "Akkoorden invoeren en verbeteren is voor het agentschap en de beheerder."
LIMITS = {
    Limit.MAX_UNITS: "hoogste aantal bereikt",
    Limit.CEILING: "plafond van de actie bereikt",
}


def show(address: Address, here: Here) -> None:
    """The page for who may; for others why not."""
    chosen = agreement_choice.choose(address)
    if chosen is None:
        empty = figures.empty("Er zijn nog geen gegevens.", "Bouw ze op met: python -m samenleven build.")
        block.show(figures.headline(NAME, "Er kan nog geen akkoord ingevoerd worden") + empty, "akkoord_kop")
        return
    if not may(here.person, Deed.AGREE):
        why = name_menu.why_not(address, here, ONLY)
        block.show(figures.headline(NAME, "Een akkoord invoeren doet het agentschap") + why, "akkoord_kop")
        return
    filling = agreement_steps.go_on(chosen, here)
    block.show(_head(chosen), "akkoord_kop")
    block.show(agreement_choice.bar(chosen), "akkoord_filters")
    form.show(_body(chosen, filling), chosen.key)
    block.show(version_list(chosen), "akkoord_versies")


def _head(chosen: Chosen) -> str:
    year = chosen.year.project_year
    if chosen.known:
        money = sum((line.grant_eur for line in chosen.known.agreement.lines), Decimal(0))
        said = f"Voor projectjaar {year} is {dutch.euro(money)} afgesproken"
    else:
        said = f"Voor projectjaar {year} is nog geen akkoord bewaard"
    return figures.headline(f"{NAME} · {chosen.name}", said)


def _body(chosen: Chosen, filling: Filling) -> str:
    told = f'<p class="notice" role="alert" data-focus>{escape(filling.told)}</p>' if filling.told else ""
    if filling.step is Step.DONE:
        return _receipt(chosen, filling)
    if filling.step is Step.SUMMARY:
        return told + summary(chosen, filling)
    return told + form_of(chosen, filling)


def form_of(chosen: Chosen, filling: Filling) -> str:
    """The whole form: who and when, a row per KPI component, and why."""
    values, faults = filling.values, filling.faults
    paid = fields.worked_out(chosen, values)
    heads = (
        '<tr><th scope="col">Actie en KPI-onderdeel</th><th scope="col">huidig bereik</th>'
        '<th scope="col">gepland bereik</th><th scope="col">prioriteit</th><th scope="col">subsidie (euro)</th>'
        '<th scope="col">eigen inbreng (euro)</th></tr>'
    )
    rows = "".join(_row(filling, action, one, paid) for action, one in chosen.lines)
    changed = chosen.known is not None
    because = form.area(
        BECAUSE,
        "Waarom verandert het akkoord?" if changed else "Waarom wijkt iets af?",
        fields.text(values, BECAUSE),
        fault=faults.get(BECAUSE),
        hint="Nodig bij een verbetering, en waar de subsidie afwijkt van wat de oproep betaalt.",
        autosave=True,
    )
    discard = form.button(DISCARD, "Gooi het concept weg") if filling.saved_at else ""
    saved = f"Concept bewaard, {dutch.moment(filling.saved_at)}." if filling.saved_at else ""
    return (
        f"{form.faults(faults)}{_together(chosen, filling)}"
        f'<table class="ak-table"><thead>{heads}</thead><tbody>{rows}</tbody></table>{because}'
        f'<div class="ak-sum"><p role="status"><b>{escape(_sums(chosen, filling))}</b> {saved}</p>'
        f"{form.button(CHECK, 'Kijk het akkoord na', main=True)}{discard}</div>"
    )


def _together(chosen: Chosen, filling: Filling) -> str:
    """Who takes part and when it was awarded, with what the rule on cooperation gives."""
    values, faults = filling.values, filling.faults

    def one(column: str, label: str, hint: str = "") -> str:
        name = WHOLE[column]
        return form.text(
            name, label, fields.text(values, name), fault=faults.get(name), hint=hint, autosave=True, longest=500
        )

    right = fields.incentive(chosen, values)
    given = "Leeg is geen stimulans."
    if right:
        amount = "bedrag niet bekend" if right.amount is None else dutch.euro(right.amount)
        given = f"Volgens de regels: {amount}. {right.reason}"
    return (
        f'<div class="ak-whole">{one("awarded_on", "Toegekend op", "Zoals 2023-09-22 of 22/09/2023.")}'
        f"{one('cooperation', 'Samenwerkingsverband', 'De naam; leeg voor wie alleen indient.')}"
        f"{one('members', 'Leden naast de indiener', _understood(values))}"
        f"{one('incentive_eur', 'Stimulans (euro)', given)}{one('note', 'Opmerking')}</div>"
    )


def _understood(values: fields.Values) -> str:
    """Whom the typed members are read as."""
    names = profile_reads.names()
    found = [names[one] for one in fields.members(values)]
    return f"Begrepen: {dutch.listed(found)}." if found else "Namen van gemeenten of NIS-codes, met een komma ertussen."


def _row(filling: Filling, action: OfferedAction, one: OfferedMeasure, paid: dict[str, RowGrant]) -> str:
    tariff, values = one.tariff, filling.values

    def cell(column: str, label: str, hint: str = "", *, whole: bool = True) -> str:
        name = fields.field(column, tariff.measure_id)
        control = form.text(
            name,
            f"{label}: {one.component}",
            fields.text(values, name),
            fault=filling.faults.get(name),
            hint=hint,
            longest=20,
            whole_number=whole,
            autosave=True,
        )
        return f'<td class="ak-field" data-l="{escape(label)}">{control}</td>'

    row = paid.get(tariff.measure_id)
    most = f"hoogstens {dutch.number(tariff.max_units)} × {dutch.euro(tariff.amount, cents=True)} per {one.per}"
    pays = f"de oproep betaalt {_whole(row.grant)}" if row else ""
    if row and row.limited_by in LIMITS:
        pays += f" ({LIMITS[row.limited_by]})"
    share = f"daarbij hoort {_whole(row.own_share)}" if row else ""
    return (
        f'<tr><th scope="row"><span class="no">{action.action_id}</span><b>{escape(one.component)}</b>'
        f'<span class="who">{escape(terms.action_name(action.action_id, action.title))} · plafond '
        f"{dutch.euro(action.ceiling)} · {escape(most)}</span></th>"
        f"{cell('baseline_reach', 'Huidig bereik')}{cell('planned_reach', 'Gepland bereik')}"
        f"{cell('priority', 'Prioriteit')}{cell('grant_eur', 'Subsidie', pays, whole=False)}"
        f"{cell('own_share_eur', 'Eigen inbreng', share, whole=False)}</tr>"
    )


def _whole(amount: Decimal) -> str:
    """An amount that does not break over lines."""
    return dutch.euro(amount, cents=True).replace(" ", "\u00a0")


def _sums(chosen: Chosen, filling: Filling) -> str:
    """How much is filled in, and what the call pays for it."""
    paid = fields.worked_out(chosen, filling.values)
    if not paid:
        return "Nog niets gepland."
    whole = dutch.euro(sum((row.grant for row in paid.values()), Decimal(0)))
    count = dutch.counted(len(fields.filled(chosen, filling.values)), "KPI-onderdeel", "KPI-onderdelen")
    return f"{count}; de oproep betaalt {whole}."


def summary(chosen: Chosen, filling: Filling) -> str:
    """What would be recorded, once more, to confirm."""
    assert filling.checked is not None  # a summary is made of what was checked
    measures = {one.measure_id: one for one in reads.measures()}
    lines = filling.checked.rows.to_pylist()
    rows = "".join(
        f'<tr><th scope="row"><span class="no">{measures[line["measure_id"]].action_id}</span>'
        f"{escape(measures[line['measure_id']].component)}</th>"
        + "".join(
            f'<td class="num">{said}</td>'
            for said in (
                dutch.number(line["baseline_reach"]),
                dutch.number(line["planned_reach"]),
                dutch.number(line["baseline_reach"] + line["planned_reach"]),
                dutch.number(line["priority"]),
                dutch.euro(line["grant_eur"], cents=True),
                dutch.euro(line["own_share_eur"], cents=True),
            )
        )
        + "</tr>"
        for line in lines
    )
    first = lines[0]
    names = {one["authority_id"]: one["name"] for one in reads.records(reads.authorities())}
    members = dutch.listed([names[one] for one in (first["members"] or "").split()])
    who = f"{chosen.name} voor {first['cooperation']}, met {members}" if members else f"{chosen.name} alleen"
    grant, own = (sum((line[name] for line in lines), Decimal(0)) for name in ("grant_eur", "own_share_eur"))
    words = ("huidig bereik", "gepland bereik", "streefwaarde", "prioriteit", "subsidie", "eigen inbreng")
    heads = "".join(f'<th scope="col" class="num">{word}</th>' for word in words)
    remarks = "".join(f"<li>{escape(str(one))}</li>" for one in filling.checked.warnings)
    because = fields.text(filling.values, BECAUSE)
    return (
        '<h2 tabindex="-1" data-focus>Dit bewaart u</h2>'
        f"<p>{escape(who)}. Projectjaar {first['project_year']}, toegekend op {dutch.day(first['awarded_on'])}. "
        f"Subsidie {dutch.euro(grant, cents=True)}, stimulans {dutch.euro(first['incentive_eur'], cents=True)}, eigen "
        f"inbreng {dutch.euro(own, cents=True)}.</p>"
        + (f"<p><b>Dit valt op:</b></p><ul>{remarks}</ul>" if remarks else "")
        + (f"<p><b>Waarom:</b> {escape(because)}</p>" if because else "")
        + f'<table class="ak-table"><thead><tr><th scope="col">KPI-onderdeel</th>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table><div class="form-buttons">'
        f"{form.button(CONFIRM, 'Bevestig en bewaar', main=True)}"
        f"{form.button(BACK, 'Terug naar het formulier')}</div>"
    )


def _receipt(chosen: Chosen, filling: Filling) -> str:
    batch = filling.receipt
    assert batch is not None  # done is what the receipt says
    to = escape(chosen.address.to("gemeente", nis=chosen.applicant_id, jaar=str(chosen.year.project_year)))
    return (
        f'<p class="notice done" role="status" tabindex="-1" data-focus>Het akkoord is bewaard: nummer '
        f"{batch.sequence} in het register, op {dutch.moment(batch.recorded_at)}. "
        f'<a href="{to}">Bekijk {escape(chosen.name)} en druk het akkoord af</a>.</p>'
        f'<div class="form-buttons">{form.button(DISCARD, "Verbeter dit akkoord")}</div>'
    )


def version_list(chosen: Chosen) -> str:
    """Every version: who, when, why."""
    known = everybody()
    rows = "".join(
        f'<tr><th scope="row">versie {number}</th><td>{dutch.moment(batch.recorded_at)}</td>'
        f"<td>{escape(named(batch.person_id, known))}</td><td>{escape(batch.why or '–')}</td>"
        f"<td>{batch.sequence}</td></tr>"
        for number, batch in agreement_steps.versions(chosen)
    )
    if not rows:
        return (
            '<section class="ak-versions"><h2>Versies</h2><p>Van dit akkoord is nog geen versie bewaard.</p></section>'
        )
    words = ("versie", "wanneer", "wie", "waarom", "nummer in het register")
    heads = "".join(f'<th scope="col">{word}</th>' for word in words)
    return (
        f'<section class="ak-versions"><h2>Versies</h2><table class="plain"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )
