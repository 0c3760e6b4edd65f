"""The Dutch word for each code: one term, one meaning. `docs/glossary.md` carries the same table for readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

STATUS = {
    "reached": "bereikt",
    "on_track": "op schema",
    "behind": "achter",
    "no_figure": "geen cijfer",
    "no_target": "geen streefwaarde",
    "not_yet_measurable": "nog niet meetbaar",
}

KIND = {
    "official": "officieel",
    "reported": "gerapporteerd",
    "estimate": "schatting",
    "example": "voorbeeld",
}

FAMILY = {"plan": "plan 2021", "call": "oproep"}

ELIGIBLE = {
    "alone": "alleen",
    "pool": "samen",
    "own_rule": "eigen regel",
}

BASIS = {"published": "gepubliceerde lijst", "estimate": "schatting"}

ORIGIN = {
    "population": "inwoners",
    "belgian_background": "Belgische achtergrond",
    "neighbouring_country": "herkomst buurland (DE, FR, LU, NL, VK)",
    "other_eu27": "herkomst ander EU27-land",
    "non_eu27": "herkomst buiten de EU27",
}

MEASURE_KIND = {
    "flow": "telt op",
    "distinct_count": "verschillende eenheden, telt niet op over jaren",
    "ratio": "aandeel",
    "none": "zonder streefwaarde",
}

PERIOD = {
    "yearly": "per jaar",
    "by_date": "tegen een datum",
    "cohort": "na een aantal jaren",
    "not_stated": "niet vermeld",
    "half_year": "halfjaar",
    "year": "jaar",
}

SIZE_CLASS = {
    "<10k": "minder dan 10.000 inwoners",
    "10-20k": "10.000 tot 20.000 inwoners",
    "20-50k": "20.000 tot 50.000 inwoners",
    "50-100k": "50.000 tot 100.000 inwoners",
    ">=100k": "100.000 inwoners en meer",
}

COMPARATOR = {"equal": "gelijk aan", "at_least": "minstens"}
PRECISION = {"exact": "exact", "rounded": "afgerond", "at_least": "minstens", "about": "ongeveer"}
AGGREGATION = {"sum": "som", "distinct_authorities": "aantal besturen", "none": "telt niet mee"}
FOLLOWED = {"a": "lezing A", "b": "lezing B", "setting": "instelling"}

CONCEPT = {
    "budget_announced": "aangekondigd budget",
    "budget_available": "voorzien budget",
    "grant_awarded": "toegekende subsidie",
    "applicants": "indieners",
    "authorities": "lokale besturen",
    "participants": "deelnemende besturen",
    "new_authorities": "nieuwe besturen",
    "cooperations_with_new_members": "samenwerkingsverbanden met nieuwe leden",
    "represented_authorities": "vertegenwoordigde besturen",
    "engaged": "beloofd",
    "realised": "behaald",
    "actions": "acties",
    "members": "leden",
    "target_group": "doelgroep",
    "weekly_participants": "deelnemers per week",
    "neighbourhoods": "wijken",
    "ceiling": "plafond",
    "places": "plaatsen",
    "enrolled": "ingeschreven",
    "pilot_projects": "proefprojecten",
    "case_studies": "gevalstudies",
    "kickoff_attendance": "aanwezig op de kick-off",
    "sectoral_integration_funds": "gemeenten met integratiemiddelen",
}

LIMIT = {
    "none": "niet beperkt",
    "max_units": "hoogste aantal",
    "ceiling": "plafond",
    "not_payable": "niet betaald in deze oproep",
}

TARGET_BASIS = {"plan": "plan 2021", "promise": "samenwerkingsakkoorden"}

KEY_FIGURE = {
    "budget": "budget",
    "paid": "toegekend, met stimulansen",
    "asked": "gevraagd binnen de grenzen",
    "left": "budget dat niemand vraagt",
    "own_share": "eigen inbreng van de besturen",
    "taking_part": "besturen die meedoen",
    "planned_people": "gepland bereik",
    "expected_people": "verwacht bereik, met huidig bereik",
    "covered_people": "doelgroep in besturen die meedoen",
    "covered_share": "aandeel van de doelgroep",
    "weighted_attainment": "gewogen doelbereik",
    "targets_reached": "streefwaarden bereikt",
    "closing": "subsidie om elk tekort te dichten",
}

WEIGHT = {
    "lower": "ondergrens (buiten de EU27)",
    "estimate": "schatting",
    "upper": "bovengrens",
}

OBJECTIVE = {
    "most_pools": "zo veel mogelijk verbanden",
    "coverage": "zo veel mogelijk gemeenten in een verband",
    "fewest_members": "zo veel mogelijk kleine verbanden",
}

HOLDS = {
    "always": "altijd",
    "estimate": "vanaf schatting",
    "upper_only": "enkel bovengrens",
    "never": "nooit",
}

OUTCOME = {"ok": "voldoet", "fails": "voldoet niet", "not_applicable": "niet van toepassing"}

CRITERION = {
    "pools": "aantal verbanden",
    "covered": "gemeenten in een verband",
    "members": "leden (hoe minder, hoe beter)",
    "compactness_km": "grenzen binnen de verbanden (km)",
}

RULE = {
    "same_region": "één referentieregio",
    "threshold": "drempel samen",
    "one_cooperation": "in één verband tegelijk",
    "connected": "grenzen aan elkaar",
    "max_members": "hoogste aantal leden",
    "min_share": "minimumaandeel per lid",
    "de_rand": "vzw de Rand",
    "incentive": "stimulans (niet verplicht)",
}

LEFT_OUT = {
    "not_connected": "geen groep van buren haalt de drempel",
    "share_too_low": "aandeel van de doelgroep te laag",
    "share_unknown": "aandeel van de doelgroep niet gekend",
    "not_needed": "niet nodig in de beste verdeling",
}

COLUMN = {
    "action": "actie",
    "action_id": "actie",
    "action_title": "titel actie",
    "aggregation": "hoe opgeteld",
    "allowed": "mag",
    "amount_eur": "bedrag per eenheid (euro)",
    "applicant": "indiener",
    "applicant_nis": "NIS-code indiener",
    "ask_eur": "hoogste bedrag per aanvraag (euro)",
    "ask_per_member_eur": "hoogste bedrag per lid (euro)",
    "ask_total_eur": "samen hoogstens (euro)",
    "at_lower": "aandeel bij de ondergrens",
    "at_upper": "aandeel bij de bovengrens",
    "area_km2": "oppervlakte (km²)",
    "authorities": "aantal besturen",
    "authority_id": "bestuur",
    "base": "basis",
    "basis": "steunt op",
    "below_half_year_gate": "onder halfjaardrempel",
    "bound": "hoogstens mogelijk",
    "call_measure_id": "onderdeel van de oproep",
    "ceiling_eur": "plafond (euro)",
    "ceiling_status": "plafond is",
    "comparator": "vergelijking",
    "component": "KPI-onderdeel",
    "concept": "wat",
    "contradiction_id": "code",
    "cooperation": "samenwerkingsverband",
    "count": "aantal",
    "counts": "telt mee",
    "claim": "volgens het plan",
    "covered": "doelgroep in deze besturen",
    "definition": "groep",
    "description": "betekenis",
    "due_on": "tegen",
    "eligible": "mag indienen",
    "ends_on": "tot en met",
    "estimate": "schatting",
    "event_id": "code",
    "expected_reports": "verwachte rapporteringen",
    "family": "hoort bij",
    "figure_id": "code",
    "followed": "gevolgd",
    "goal": "doelstelling",
    "goal_id": "doelstelling",
    "grant_eur": "subsidie (euro)",
    "group": "besturen",
    "helpers": "buren die helpen",
    "holds": "haalt de drempel",
    "horizontal_number": "actie horizontaal plan",
    "inner_km": "grenzen binnenin (km)",
    "kind": "soort cijfer",
    "late": "te laat",
    "lead": "grootste lid",
    "left_out": "waarom",
    "left_out_count": "blijven over",
    "licence": "licentie",
    "local_subscription": "besturen kunnen intekenen",
    "lower": "ondergrens",
    "max_units": "hoogste aantal",
    "maximum": "hoogste waarde",
    "may_join": "kan bij",
    "measure": "code",
    "measure_id": "code",
    "measure_kind": "soort telling",
    "member_count": "aantal leden",
    "members": "leden",
    "minimum": "laagste waarde",
    "name": "naam",
    "nis": "NIS-code",
    "nis_codes": "NIS-codes",
    "note": "opmerking",
    "number": "nummer",
    "objective_id": "doelstelling horizontaal plan",
    "outcome": "uitkomst",
    "own_share_eur": "eigen inbreng (euro)",
    "paid_by": "betaald uit",
    "payable": "uit deze subsidie",
    "per_head_eur": "euro per inwoner van de doelgroep",
    "period": "periode",
    "pool": "verband",
    "population": "inwoners",
    "precision": "nauwkeurigheid",
    "project_year": "projectjaar",
    "proof": "bewijs",
    "proven_optimal": "aantal bewezen",
    "published_on": "gepubliceerd op",
    "accessed_on": "geraadpleegd op",
    "publisher": "uitgever",
    "ratio": "doelbereik",
    "rank": "plaats",
    "reading_a": "lezing A",
    "reading_b": "lezing B",
    "realised": "behaald",
    "reason": "reden",
    "received_reports": "ontvangen rapporteringen",
    "reference_date": "datum",
    "reference_region": "referentieregio",
    "region": "gewest",
    "report_line_id": "code",
    "reported_on": "ingediend op",
    "required": "verplicht",
    "rule": "regel",
    "seconds": "seconden",
    "sentence": "uitleg",
    "setting": "instelbaar",
    "share": "aandeel",
    "short": "komt tekort",
    "size_class": "grootteklasse",
    "source": "bron",
    "source_a": "bron A",
    "source_b": "bron B",
    "source_id": "bron",
    "starts_on": "vanaf",
    "status": "status",
    "subject": "onderwerp",
    "supersedes": "vervangt",
    "taking_part": "gemeenten in een verband",
    "target": "streefwaarde",
    "target_kind": "soort streefwaarde",
    "target_source_id": "bron streefwaarde",
    "title": "titel",
    "together": "samen in",
    "total": "doelgroep in totaal",
    "unit": "eenheid",
    "upper": "bovengrens",
    "url": "adres",
    "valid_from": "geldig vanaf",
    "value": "waarde",
    "verdict": "oordeel",
    "with_figure": "onderdelen met cijfer",
    "without_figure": "onderdelen zonder cijfer",
    "year": "jaar",
    "after": "scenario",
    "after_eur": "scenario (euro)",
    "applicants": "indieners",
    "asked_eur": "gevraagd (euro)",
    "baseline_reach": "huidig bereik",
    "before": "uitgangspunt",
    "before_eur": "uitgangspunt (euro)",
    "candidate": "komt erbij door het scenario",
    "change": "verschil",
    "change_eur": "verschil (euro)",
    "closing_eur": "subsidie om het tekort te dichten (euro)",
    "closing_own_eur": "eigen inbreng daarbij (euro)",
    "expected": "verwacht",
    "expected_people": "verwacht bereik (personen)",
    "figure": "cijfer",
    "grant": "subsidie (euro)",
    "incentive_eur": "stimulans (euro)",
    "limited_by": "beperkt door",
    "may_apply_alone": "mag alleen indienen",
    "own_share": "eigen inbreng (euro)",
    "paid_units": "betaalde eenheden",
    "planned_people": "gepland bereik (personen)",
    "planned_reach": "gepland bereik",
    "priority": "prioriteit",
    "progress": "voortgang",
    "progress_before": "voortgang in het uitgangspunt",
    "ratio_before": "doelbereik in het uitgangspunt",
    "report_target": "te rapporteren streefwaarde",
    "shortfall": "tekort",
    "takes_part": "doet mee",
    "target_basis": "streefwaarde uit",
    "target_group": "doelgroep (schatting)",
    "targets": "aantal streefwaarden",
    "within_maxima": "kan binnen de hoogste aantallen",
    "engaged": "beloofd",
    "fits": "hele eenheden",
    "budget_eur": "budget (euro)",
    "low": "onderkant van de band",
    "middle": "midden van de band",
    "high": "bovenkant van de band",
    "at_low": "bij de laagste waarde",
    "at_high": "bij de hoogste waarde",
    "price": "procentpunt per 100.000 euro voor deze actie",
    "ceiling_price": "procentpunt per 100.000 euro hoger plafond",
}

VALUES: Mapping[str, Mapping[Any, str]] = {
    "status": STATUS,
    "kind": KIND,
    "target_kind": KIND,
    "family": FAMILY,
    "eligible": ELIGIBLE,
    "basis": BASIS,
    "definition": ORIGIN,
    "measure_kind": MEASURE_KIND,
    "period": PERIOD,
    "comparator": COMPARATOR,
    "precision": PRECISION,
    "aggregation": AGGREGATION,
    "followed": FOLLOWED,
    "concept": CONCEPT,
    "size_class": SIZE_CLASS,
    "limited_by": LIMIT,
    "target_basis": TARGET_BASIS,
    "figure": KEY_FIGURE,
    "holds": HOLDS,
    "outcome": OUTCOME,
    "rule": RULE,
    "left_out": LEFT_OUT,
}


def column(name: str) -> str:
    """The Dutch heading of a column; a name that needs none is shown as it is."""
    return COLUMN.get(name, name)


def value(column_name: str, code: Any) -> Any:
    """The Dutch word for a code in a column; figures and free text come back unchanged."""
    words = VALUES.get(column_name)
    if words is None or code is None:
        return code
    return words.get(code, code)


def headings(names: Iterable[str]) -> list[str]:
    """Dutch headings for several columns."""
    return [column(name) for name in names]


def capital(text: str) -> str:
    """A heading with a capital first letter; the rest, such as "KPI" or "EU27", stays as it is."""
    return text[:1].upper() + text[1:]
