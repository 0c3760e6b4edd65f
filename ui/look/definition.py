"""What a figure means, one click from where it is named: definition, unit, how it adds up, for whom, and the source."""

from __future__ import annotations

from samenleven.catalogue import MeasureKind
from samenleven.indicators import Indicator, Topic
from ui.reading import reads

ADDS_UP = {
    MeasureKind.FLOW: "Telt op over besturen en over projectjaren.",
    MeasureKind.DISTINCT_COUNT: "Telt op over besturen, niet over projectjaren: hetzelfde zou dan dubbel tellen.",
    MeasureKind.RATIO: "Een aandeel telt niet op: eerst alle aantallen samen, dan delen.",
    MeasureKind.NONE: "Het plan noemt geen getal om te halen.",
}
SHARE = "Doelbereik is wat behaald is, gedeeld door wat afgesproken is. Meer dan 100 % kan."
PEOPLE = {
    "population": "Iedereen die op 1 januari in de gemeente ingeschreven is.",
    "target_group": "Inwoners met een herkomst buiten de 15 oude landen van de Europese Unie. Per gemeente is dat niet "
    "gepubliceerd. Wij schatten het tussen twee officiële grenzen: zie de pagina *Bronnen*.",
    "non_eu27": "Inwoners met een herkomst van buiten de 27 landen van de Europese Unie. Dat is de officiële "
    "ondergrens van de doelgroep.",
    "other_eu27": "Inwoners met een herkomst uit een ander land van de Europese Unie, zonder de buurlanden.",
    "neighbouring_country": "Inwoners met een herkomst uit een buurland: Duitsland, Frankrijk, Luxemburg, Nederland of "
    "het Verenigd Koninkrijk.",
    "belgian_background": "Inwoners die, net als hun beide ouders, van bij het begin als Belg geregistreerd zijn.",
}
GRANTS = {
    "grant": "Het geld dat de Vlaamse overheid aan dit bestuur toekende voor een projectjaar. Wat een verband samen "
    "kreeg is verdeeld over de leden volgens doelgroep: een schatting.",
    "own_share": "Het geld dat het bestuur zelf bijlegt voor een projectjaar.",
}


def plain(one: Indicator) -> str:
    """What a map or a ranking shows, in plain text, for on the word itself."""
    if one.topic is not Topic.RESULT:
        return (PEOPLE if one.topic is Topic.PEOPLE else GRANTS).get(one.code, one.title).replace("*", "")
    measure = next(found for found in reads.measures() if found.measure_id == one.code)
    action = next(found for found in reads.actions() if found.action_id == measure.action_id)
    counted = action.kpi_definition or measure.component
    return f"{action.title}. Telt: {counted.rstrip('.')}. {ADDS_UP[measure.kind]} {SHARE}"
