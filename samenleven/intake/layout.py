"""How the workbook that we hand out looks: what reads it back knows where everything stood."""

from __future__ import annotations

from samenleven.column_names import headings

SHOWN, HIDDEN = "Rapportering", "samenleven"
HEAD_ROW = 8
LOCKED = (
    *("measure", "action", "component", "unit", "baseline_reach", "planned_reach", "report_target", "last_report"),
)
FILLED_IN = ("realised", "not_yet_known", "shortfall_reason", "double_count_note", "note")
COLUMNS = dict(zip((*LOCKED, *FILLED_IN), headings((*LOCKED, *FILLED_IN)), strict=True))
"""The columns in their order, each with its heading."""

EXPLAINED = {
    "measure": "Onze code. Niet veranderen.",
    "action": "Nummer van de actie op de website van het plan.",
    "component": "Wie of wat er geteld wordt.",
    "unit": "Waarin er geteld wordt.",
    "baseline_reach": "Wat u zonder het plan al bereikte, volgens het akkoord.",
    "planned_reach": "Wat u extra beloofde, volgens het akkoord.",
    "report_target": "Waartegen u rapporteert: huidig plus gepland bereik.",
    "last_report": "Wat u voor dit projectjaar het laatst indiende.",
    "realised": "Geheel getal, 0 of meer, sinds het begin van het projectjaar. Nul is een cijfer; leeg is dat niet.",
    "not_yet_known": "Kies 'ja' als u het cijfer nog niet hebt, en laat 'behaald' dan leeg.",
    "shortfall_reason": "Op het einde van het jaar: waarom de streefwaarde niet gehaald is. Bij actieplannen altijd.",
    "double_count_note": "Telt hetzelfde bereik ook bij een andere actie? Dat mag alleen met een dubbele investering.",
    "note": "Waarom een cijfer verandert of opvalt, bijvoorbeeld heel hoog is of lager dan voordien.",
}
"""What stands above each heading."""
