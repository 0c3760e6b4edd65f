"""What is about to be handed in and what it means, and afterwards the proof that it was."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.findings import handing_in as findings
from samenleven.reporting.running import running
from samenleven.store.ledger.incoming.outlook import outlook
from ui.frame import form
from ui.reading import cached, reads
from ui.reporting import reporting_fields as fields
from ui.reporting import reporting_reads as known
from ui.reporting.reporting_choice import Chosen
from ui.reporting.reporting_filling import Filling

CONFIRM, BACK, AGAIN = "bevestig", "terug", "opnieuw"


def html(chosen: Chosen, filling: Filling) -> str:
    """The figures that are new or change, what they mean, and the button that records them."""
    checked = filling.checked
    assert checked is not None
    measures = {str(row["measure_id"]): row for row in checked.rows.to_pylist()}
    rows = "".join(_row(chosen, filling, name) for name in chosen.lines if name in measures)
    same = len(chosen.lines) - len(measures)
    left = f" {dutch.counted(same, 'cijfer verandert', 'cijfers veranderen')} niet." if same else ""
    heads = (
        '<tr><th scope="col">Actie en KPI-onderdeel</th><th scope="col">wat</th><th scope="col" class="num">was</th>'
        '<th scope="col" class="num">wordt</th><th scope="col">wat dat betekent</th></tr>'
    )
    warnings = "".join(
        f"<li>{escape(str(one.spot.row_name))}: {escape(one.what)}</li>" for one in checked.warnings[:40]
    )
    stands_out = f'<div class="notice">Dit valt op; uw uitleg gaat mee:<ul>{warnings}</ul></div>' if warnings else ""
    because = filling.text(fields.BECAUSE)
    why = f"<p>Uw reden: {escape(because)}</p>" if because else ""
    file = filling.way[1]
    from_ = f" Uit het bestand {escape(file)}." if file else ""
    return (
        f"<h2 data-focus>{findings.changes(checked.new, checked.corrected)}</h2>"
        f'<p class="lede">Nog niets is ingediend: dat gebeurt als u bevestigt.{left}{from_}</p>{stands_out}'
        f'<table class="rp-table rp-summary"><thead>{heads}</thead><tbody>{rows}</tbody></table>{why}'
        f"<p>{escape(findings.progress(filling.totals, chosen.period, known.gate(chosen.window.ends_on)))}.</p>"
        f"{_actions(chosen, filling)}"
        f'<div class="form-buttons">{form.button(CONFIRM, "Bevestigen en indienen", main=True)}'
        f"{form.button(BACK, 'Terug naar het formulier')}</div>"
    )


def _actions(chosen: Chosen, filling: Filling) -> str:
    """What becomes of the actions that change."""
    assert filling.checked is not None
    gate = known.gate(chosen.window.ends_on)
    titles = {one.action_id: one.title for one in reads.actions()}
    lines = "".join(
        f"<li>{escape(findings.action_after(one, terms.action_name(number, titles[number]), chosen.period, gate))}</li>"
        for found in outlook(filling.checked, cached.open_store(), reads.today())
        for one in found.actions
        if one.changes and (number := one.after.action) is not None
    )
    return f'<p>Per actie wordt het doelbereik:</p><ul class="rp-actions">{lines}</ul>' if lines else ""


def _row(chosen: Chosen, filling: Filling, name: str) -> str:
    """One figure: what it was, what it becomes, and its attainment before and after."""
    asked, cell, found = chosen.lines[name], chosen.cells().get(name), filling.standing[name]
    gate = known.gate(chosen.window.ends_on)
    said, look = findings.meaning(found, chosen.period, gate)
    was, what = "–", "nieuw"
    if cell is not None:
        was = "nog niet bekend" if cell.realised is None else dutch.number(cell.realised)
        before = running(asked, cell.realised, chosen.year, chosen.period, reads.parameters())
        what = "verbeterd" if cell.realised != found.realised else "uitleg verbeterd"
        earlier, _ = findings.meaning(before, chosen.period, gate)
        said = f"{said or 'nog niet bekend'} (was {earlier})" if earlier and earlier != said else said
    now = "nog niet bekend" if found.realised is None else dutch.number(found.realised)
    newer = f'<span class="rp-newer">{escape(filling.newer[name])}</span>' if name in filling.newer else ""
    reason = filling.text(fields.field(fields.REASON, name))
    double = filling.text(fields.field(fields.DOUBLE, name))
    words = "".join(f'<span class="who">{escape(one)}</span>' for one in (reason, double) if one)
    return (
        f'<tr><th scope="row"><span class="no">{asked.measure.action_id}</span><b>{escape(asked.measure.component)}</b>'
        f'{words}</th><td data-l="wat">{what}</td><td class="num" data-l="was">{was}{newer}</td>'
        f'<td class="num" data-l="wordt"><b>{now}</b></td><td class="rp-means st-{look}">{escape(said)}</td></tr>'
    )


def receipt(chosen: Chosen, filling: Filling) -> str:
    """The proof: number and time, and where one sees it."""
    batch = filling.receipt
    assert batch is not None
    address = chosen.address
    there = address.to("gemeente", nis=chosen.applicant_id, jaar=str(chosen.year.project_year))
    kept = address.link(spoor="alles", moment=chosen.moment)
    rows = dutch.counted(batch.rows, "cijfer", "cijfers")
    return (
        f'<div class="rp-receipt" role="status"><h2 data-focus>Ingediend: {rows} over '
        f"{findings.over(chosen.window)}</h2>"
        f"<p>Nummer <b>{batch.sequence}</b>, {dutch.moment(batch.recorded_at)}. Bewaar dit nummer als bewijs. "
        f"De cijfers staan nu overal als <i>gerapporteerd</i>, tot het agentschap ze bevestigt.</p>"
        f'<p><a href="{escape(there)}">Bekijk {escape(chosen.name)}</a> · '
        f'<a href="{escape(kept)}#spoor">Bekijk wat er bewaard is</a></p></div>'
        f'<div class="form-buttons">{form.button(AGAIN, "Verbeter een cijfer")}</div>'
    )
