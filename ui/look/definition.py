"""What a figure means, one click from where it is named: definition, unit, how it adds up, for whom, and the source."""

from __future__ import annotations

from samenleven import dutch
from samenleven.catalogue import Measure, MeasureKind
from samenleven.indicators import Indicator, Topic
from ui.look import tables
from ui.reading import reads

LABEL, LABEL_MANY = "Wat betekent dit cijfer?", "Wat betekenen deze cijfers?"
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


def meaning(one: Measure, *, alone: bool = True) -> str:
    """Definition, unit, adding up, target group and source of one measure, as text."""
    action = next(found for found in reads.actions() if found.action_id == one.action_id)
    lines = [
        f"**Actie {action.action_id}: {tables.escaped(action.title)}**" + ("" if alone else f", {one.component}"),
        f"Telt: {tables.escaped(one.component)}." if alone else "",
        f"Definitie: {tables.escaped(action.kpi_definition)}." if action.kpi_definition else "",
        f"Eenheid: {one.unit}." if one.unit else "",
        ADDS_UP[one.kind],
        f"Voor wie: {tables.escaped(action.target_group)}.",
        SHARE if alone else "",
        open_in_plan(one.measure_id),
        f"Let op: {tables.escaped(one.note)}" if one.note else "",
        example(one.action_id),
        f"Bron: {tables.escaped(reads.short_titles().get(one.source_id, one.source_id))}. "
        f"In het plan 2021 is dit project {action.plan_number}.",
    ]
    shown = [line for line in lines if line]
    return "\n\n".join(shown) if alone else "  \n".join(shown)


def open_in_plan(measure_id: str) -> str:
    """What the plan leaves open about the target of a measure, set against the newest project year; else empty."""
    found = [row.target_reading for row in reads.attainment_over_years(True) if row.measure == measure_id]
    return f"{found[-1]}." if found and found[-1] else ""


def example(action_id: int) -> str:
    """The example that the plan gives of an action, and the city that calls itself its mentor; empty without either."""
    titles = reads.register("project_title")
    found = titles[titles["action_id"] == action_id].to_dict("records")
    if not found:
        return ""
    row = {name: None if dutch.is_missing(cell) else str(cell) for name, cell in found[0].items()}
    name, url = row["example_name"], row["example_url"]
    words = tables.escaped(name or url or "")
    said = [
        f"Voorbeeld in het plan: [{words}]({url})." if url else f"Voorbeeld in het plan: {words}." if name else "",
        f"Mentor, volgens de stad zelf: {tables.escaped(row['mentor_city'])}." if row["mentor_city"] else "",
    ]
    return " ".join(one for one in said if one)
