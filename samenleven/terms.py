"""The Dutch word for each code: one term, one meaning. `docs/glossary.md` carries the same tables for readers.

The headings of columns are in `column_names.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

PRACTICE = "Oefenomgeving: geen echte cijfers"
"""What stands on everything that comes out of the practice environment."""

STATUS = {
    "reached": "bereikt",
    "on_track": "op schema",
    "incomplete": "onvolledig",
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

SHOWN = {
    "official": "alleen officiële cijfers",
    "reported": "alle cijfers behalve voorbeelden",
    "example": "alle soorten cijfers",
}

FAMILY = {"plan": "plan 2021", "call": "oproep"}

ELIGIBLE = {
    "alone": "alleen",
    "pool": "samen",
    "uncertain": "onzeker",
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

WAY_IN = {
    "form": "formulier",
    "workbook": "Excel-bestand",
    "csv": "CSV-bestand",
    "command": "opdrachtregel",
}
"""By which way a batch came into the ledger."""

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
PRECISION = {
    "exact": "exact",
    "rounded": "afgerond",
    "at_least": "minstens",
    "about": "ongeveer",
    "more_than": "meer dan",
    "less_than": "minder dan",
    "at_most": "hoogstens",
    "almost": "bijna",
    "magnitude": "grootteorde",
}
STRENGTH = {
    "aim": "wil dit bereiken",
    "aim_minimum": "wil minstens dit bereiken",
    "claim": "zegt dat dit zo is",
    "minimum": "minstens dit",
    "condition": "voorwaarde",
    "planned": "gepland",
    "expected": "verwacht",
    "rhetoric": "beeldspraak",
}
TOPIC = {"reach": "bereik", "scale": "omvang", "threshold": "drempel", "budget": "geld"}
BASE = {"flanders": "Vlaanderen", "flanders_and_brussels": "Vlaanderen en Brussel", "not_stated": "niet vermeld"}
COVERED_GROUP = {
    "the_28_of_flanders": "de 28, van Vlaanderen",
    "the_28_of_both": "de 28, van Vlaanderen en Brussel",
    "the_28_and_brussels_of_both": "de 28 en Brussel, van Vlaanderen en Brussel",
}
SITE_TITLE = {
    "numbered_title": "titel met nummer",
    "phrase_with_number": "zinsdeel met nummer",
    "phrase_without_number": "zinsdeel zonder nummer",
}
AGGREGATION = {
    "sum": "som",
    "distinct_authorities": "aantal besturen",
    "engaged_authorities": "aantal besturen dat zich engageert",
    "none": "telt niet mee",
}
MATCH = {"same": "zelfde initiatief", "related": "verwant"}
CERTAINTY = {"sure": "zeker", "probable": "waarschijnlijk"}
NOTICED_BY = {
    "self": "wijzelf",
    "review": "wie de schermen uitprobeerde",
    "reader": "een lezer",
    "publisher": "wie de bron publiceert",
}
FOLLOWED = {"a": "lezing A", "b": "lezing B", "setting": "instelling"}

ROLE = {
    "visitor": "bezoeker",
    "local": "lokaal bestuur",
    "agency": "kabinet of agentschap",
    "admin": "beheerder",
}
SUBJECT = {
    "agreement": "samenwerkingsakkoord",
    "report": "rapportering",
    "confirmation": "bevestiging",
    "decision": "oordeel",
    "role": "rol",
    "setting": "keuze",
}
HAPPENING = {
    "login": "aangemeld",
    "refused": "geweigerd",
    "erased": "naam gewist",
}

ACTION = {
    "1": "veiligheidscel",
    "2": "actieplan polarisatie",
    "3": "wijkverbeteringscontracten",
    "4": "zomerscholen",
    "5": "oefenkansen Nederlands",
    "6": "buitenlands diploma",
    "7": "hogere studies",
    "8": "kwalificerend traject",
    "9": "arbeidsmarkt",
    "10": "ondernemerschap",
    "11": "mentoren naar werk",
    "12": "sociaal netwerk",
    "13": "sport",
    "14": "bedrijfsleven",
    "15": "brugfiguren",
    "16": "actieplan straatintimidatie",
    "17": "omstaandersopleiding",
    "18": "toegankelijke gebouwen",
    "19": "correspondentietesten",
    "20": "sociale mix in scholen",
    "21": "lerarenopleiding",
    "22": "pleinmakers",
    "23": "jeugdwerk",
    "24": "cultuur",
}
"""Our short name of an action by website number, for a sentence or a small space; its title is in the data."""

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

YARDSTICK = {"plan": "de streefwaarden van het plan voor 2024", "agreements": "wat de akkoorden extra beloven"}
"""Against what the budget model measures the reach that is paid."""

KEY_FIGURE = {
    "budget": "budget",
    "paid": "toegekend, met stimulansen",
    "asked": "gevraagd binnen de grenzen",
    "left": "budget dat niemand vraagt",
    "own_share": "eigen inbreng van de besturen",
    "taking_part": "besturen die meedoen",
    "baseline_people": "was er al, zonder subsidie",
    "planned_people": "extra gevraagd",
    "extra_people": "extra door de subsidie, verwacht",
    "covered_people": "doelgroep in besturen die meedoen",
    "covered_share": "aandeel van de doelgroep",
    "weighted_baseline": "wat er al was, als gewogen deel van de meetlat",
    "weighted_attainment": "gewogen betaald doelbereik (model)",
    "targets_at_baseline": "streefwaarden waarvan er al evenveel was",
    "targets_reached": "streefwaarden helemaal betaald (model)",
    "closing": "subsidie om te dichten wat binnen de hoogste aantallen kan",
    "not_closable": "streefwaarden die geen geld binnen de hoogste aantallen dicht",
}

CONTACTS = "bereikte plaatsen"
"""The unit of people added over actions or authorities: contacts, not persons."""
CONTACTS_NOTE = "Bereikte plaatsen: dezelfde persoon kan meermaals tellen."
"""Said wherever people are added."""

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
    "de_rand": "vzw de Rand",
    "incentive": "stimulans (niet verplicht)",
}

LEFT_OUT = {
    "not_connected": "geen groep van buren haalt de drempel",
    "share_too_low": "aandeel van de doelgroep te laag",
    "share_unknown": "aandeel van de doelgroep niet gekend",
    "not_needed": "niet nodig in de beste verdeling",
}

RECEIPT = {
    "late": "te laat",
    "partly": "deels ontvangen",
    "not_due": "nog niet ontvangen",
    "received": "ontvangen",
}

FIGURES_SAY = {
    "short": "haalt het niet",
    "by_hand": "met de hand te beoordelen",
    "no_figure": "geen cijfer",
    "enough": "haalt het",
}

CONSEQUENCE = {
    "to_judge": "te beoordelen",
    "waits": "wacht op cijfers",
    "prolonged": "kan verlengd worden",
    "not_prolonged": "wordt niet verlengd",
    "balance": "saldo volgt",
    "at_risk": "saldo volgt niet zomaar",
}

VERDICT = {"positive": "positief", "negative": "negatief"}

JUDGED_AS = {"plan": "actieplan", "tests": "correspondentietesten", "square_makers": "pleinmakers"}

VALUES: Mapping[str, Mapping[Any, str]] = {
    "status": STATUS,
    "kind": KIND,
    "target_kind": KIND,
    "promised_kind": KIND,
    "counted_kind": KIND,
    "amount_kind": KIND,
    "ceiling_kind": KIND,
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
    "noticed_by": NOTICED_BY,
    "match": MATCH,
    "certainty": CERTAINTY,
    "strength": STRENGTH,
    "topic": TOPIC,
    "base": BASE,
    "group": COVERED_GROUP,
    "compared_group": COVERED_GROUP,
    "site_title_kind": SITE_TITLE,
    "concept": CONCEPT,
    "size_class": SIZE_CLASS,
    "limited_by": LIMIT,
    "yardstick": YARDSTICK,
    "figure": KEY_FIGURE,
    "receipt": RECEIPT,
    "figures_say": FIGURES_SAY,
    "consequence": CONSEQUENCE,
    "decision": VERDICT,
    "judged_as": JUDGED_AS,
    "holds": HOLDS,
    "outcome": OUTCOME,
    "rule": RULE,
    "left_out": LEFT_OUT,
}


def value(column_name: str, code: Any) -> Any:
    """The Dutch word for a code in a column; figures and free text come back unchanged."""
    words = VALUES.get(column_name)
    if words is None or code is None:
        return code
    return words.get(code, code)


def action_name(action: int | None, title: str) -> str:
    """The short name of an action; its title where we have none."""
    return ACTION.get(str(action), title)


def capital(text: str) -> str:
    """A heading with a capital first letter; the rest, such as "KPI" or "EU27", stays as it is."""
    return text[:1].upper() + text[1:]


def measure_name(measure_id: str) -> str:
    """The code of a measure as a reader knows it: "call-05.1" is "oproep 5.1", "plan-01a" is "plan 1a"."""
    family, _, number = measure_id.partition("-")
    return f"{FAMILY.get(family, family).split()[0]} {number.lstrip('0')}"


def slug(text: str) -> str:
    """A text as a name for files: small letters, digits and hyphens; accents are dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
