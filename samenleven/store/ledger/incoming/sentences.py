"""What is wrong with a cell or stands out in it, in Dutch, by reason: what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import overload

import pyarrow as pa

from samenleven import dutch
from samenleven.errors import short
from samenleven.intake.handed import Handed
from samenleven.intake.remarks import Remark
from samenleven.store.ledger.incoming.text_sql import LONGEST, MOST_DIGITS

_WHOLE = "Vul een geheel getal in, 0 of meer."
_UNKNOWN = "Nul vult u in als 0; hebt u het cijfer nog niet, schrijf dan 'nog niet bekend'."

SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("De cel is leeg; leeg is niet hetzelfde als nul.", _WHOLE),
    "no_figure": ("De cel is leeg; leeg is niet hetzelfde als nul.", _UNKNOWN),
    "formula": ("Hier staat een formule ({value}).", "Plak het resultaat als waarde, of begin de tekst anders."),
    "excel_error": ("Hier staat een foutmelding van het rekenblad ({value}).", _WHOLE),
    "date": ("Hier staat een datum ({value}), waar een getal hoort.", "Vul het getal in en geef de cel de vorm van een getal."),
    "negative": ("Het getal {value} is negatief.", _WHOLE),
    "not_whole": ("{value} is geen geheel getal.", _WHOLE),
    "not_cents": ("{value} heeft meer dan twee cijfers na de komma.", "Vul een bedrag in euro in, tot op de cent."),
    "unclear": ("{value} is niet duidelijk: een punt of spatie scheidt hier duizendtallen, een komma decimalen.", "Schrijf het getal zonder punten en spaties."),
    "too_large": (f"{{value}} is te groot (hoogstens {MOST_DIGITS} cijfers).", "Kijk het getal na."),
    "no_number": ("{value} is geen getal.", _WHOLE),
    "no_day": ("{value} is geen datum.", "Schrijf een datum als 31/03/2024."),
    "too_long": (f"De tekst is langer dan {LONGEST} tekens.", "Maak hem korter."),
    "both": ("Er staat een cijfer én 'nog niet bekend'.", "Laat een van beide leeg."),
    "yes_or_no": ("{value} is geen ja of nee.", "Kies 'ja', 'nee' of niets."),
    "applicant_empty": ("De indiener ontbreekt.", "Vul de NIS-code van de indiener in."),
    "applicant_unknown": ("Bestuur {value} is niet bekend.", "Vul de NIS-code van de indiener in, zoals 46021."),
    "member": ("{more} dient niet zelf in: het neemt deel aan het akkoord van {other}.", "Rapporteer op naam van {other}."),
    "agreement_missing": ("{more} heeft geen akkoord in projectjaar {other}.", "Voer eerst het akkoord in, of kijk het projectjaar na."),
    "year_unknown": ("Projectjaar {value} bestaat niet.", "Kies uit: {more}."),
    "year_closed": ("Projectjaar {more} is afgesloten.", "Vraag het agentschap om het weer open te zetten."),
    "period_unknown": ("{value} is geen periode.", "Kies 'halfjaar' of 'jaar'."),
    "period_running": ("De periode loopt nog, tot en met {more:day}.", "Dien de cijfers in als ze voorbij is."),
    "reported_early": ("Deze dag valt voor het einde van de periode, {more:day}.", "Vul de dag in waarop het cijfer ingediend is."),
    "reported_late": ("Deze dag is nog niet geweest.", "Vul de dag in waarop het cijfer ingediend is."),
    "older": ("Er is al een later cijfer bewaard, van {more:day}.", "Laat de rij weg, of vul de dag van vandaag in."),
    "measure_empty": ("Het KPI-onderdeel ontbreekt.", "Vul de code of het KPI-onderdeel in."),
    "measure_unknown": ("KPI-onderdeel {value} bestaat niet.", "Gebruik de codes van het voorbeeldbestand, zoals call-05.1."),
    "measure_outside": ("{more} staat niet in het akkoord van {other}.", "Haal de rij weg, of pas eerst het akkoord aan."),
    "measure_missing": ("{other}: deze onderdelen van het akkoord ontbreken: {more}.", "Voeg voor elk een rij toe; schrijf 'nog niet bekend' als u het cijfer niet hebt."),
    "twice": ("Dit cijfer staat ook op rij {more}.", "Laat één van beide rijen staan."),
    "shortfall_reason": ("De streefwaarde is niet gehaald ({value:number} van {more:number}) en er staat geen reden bij.", "Schrijf in één of twee zinnen waarom."),
    "plan_reason": ("Dit onderdeel beoordeelt het agentschap zelf; daarvoor is uitleg nodig.", "Schrijf in één of twee zinnen hoe ver het staat."),
    "correction": ("Dit cijfer vervangt een eerder ({more:figure}) en er staat niet bij waarom.", "Schrijf bij 'opmerking' waarom het verandert."),
    "high": ("{value} is meer dan {other:number} keer de streefwaarde ({more:number}).", "Kijk het na. Klopt het, schrijf dan bij 'opmerking' waarom."),
    "lower": ("{value} is lager dan wat over het halfjaar bewaard is ({more:number}), en cijfers tellen van het begin van het projectjaar.", "Kijk het na. Klopt het, schrijf dan bij 'opmerking' waarom."),
    "double": ("Hetzelfde cijfer ({value}) staat ook bij actie {more}.", "Is het hetzelfde bereik, dan mag dat alleen met een dubbele investering: schrijf er iets over bij 'over dubbel tellen'."),
    "measure_not_asked": ("{more} staat niet in het formulier van oproep {other}.", "Kies een onderdeel van die oproep."),
    "measure_not_paid": ("De subsidie van oproep {other} betaalt {more} niet.", "Haal de rij weg."),
    "measure_twice": ("Dit onderdeel staat ook op rij {more}.", "Zet elk onderdeel op één rij."),
    "priority_twice": ("Prioriteit {value} staat ook op rij {more}.", "Geef elk onderdeel een eigen prioriteit."),
    "priority_zero": ("De prioriteit is 0.", "Vul 1 in voor de eerste keuze, 2 voor de tweede, enzovoort."),
    "differs": ("Hier staat {value}, op rij {other} van hetzelfde akkoord {more}.", "Schrijf op elke rij van een akkoord hetzelfde, of alleen op de eerste."),
    "awarded_early": ("{value} is nog niet geweest.", "Vul de dag in waarop het akkoord toegekend is."),
    "awarded_missing": ("De dag van toekenning ontbreekt.", "Vul de dag in waarop het akkoord toegekend is, zoals 22/09/2023."),
    "member_unknown": ("Bestuur {more} is niet bekend.", "Vul de leden in, met een komma ertussen: hun naam of NIS-code."),
    "member_twice": ("{more} staat al in het akkoord van {other}; een bestuur zit in één verband.", "Kijk na in welk verband het zit."),
    "member_is_applicant": ("{more} dient zelf in ({other}); een bestuur zit in één verband.", "Kijk na in welk verband het zit."),
    "cooperation_missing": ("Er zijn leden, maar het verband heeft geen naam.", "Vul de naam van het samenwerkingsverband in."),
    "members_missing": ("Er is een verband, maar er zijn geen leden.", "Vul in wie naast de indiener meedoet: naam of NIS-code, met een komma ertussen."),
    "other_region": ("{more}", "Leden van een verband liggen in één referentieregio: kijk de codes na."),
    "nothing_planned": ("Geen enkele rij van {more} heeft een gepland bereik.", "Plan minstens één onderdeel."),
    "grant_high": ("{value} is meer dan {more}: gepland bereik maal bedrag, binnen hoogste aantal en plafond.", "Kijk bedrag en gepland bereik na."),
    "grant_high_assumed": ("{value} is meer dan {more}, gerekend met bedragen of plafonds die niet gepubliceerd zijn.", "Kijk het na. Klopt het, schrijf dan bij 'opmerking' waarop het steunt."),
    "own_share": ("De eigen inbreng is {value}; bij deze subsidie hoort {more}.", "Vul dat bedrag in."),
    "incentive": ("{value} is niet het bekende bedrag van de stimulans ({more}).", "Kijk het na. Klopt het, schrijf dan bij 'opmerking' waarvoor het is."),
    "agreement_changes": ("{more} heeft al een akkoord voor projectjaar {other}; dit vervangt het helemaal.", "Kijk het na. Klopt het, schrijf dan bij 'opmerking' waarom."),
}  # fmt: skip
"""By reason: what is wrong or stands out, and what to do. `value` is what stands in the cell."""

COLUMNS = pa.schema(
    [("row", pa.int64()), *((name, pa.string()) for name in ("name", "code", "value", "more", "other"))]
)
"""A reason as the check gives it: the row, our name of the column, why, and what the sentence needs to know."""


class _Word(str):
    """What a sentence needs to know, as it is, or written as a number or a day."""

    def __format__(self, how: str) -> str:
        match how:
            case "number":
                return dutch.exact(Decimal(self))
            case "day":
                return dutch.day(date.fromisoformat(self))
            case "figure":
                return dutch.number(Decimal(self)) if self.isdigit() else dutch.day(date.fromisoformat(self))
        return short(self, 300)


class _Quoted(_Word):
    """What somebody wrote, between quotes."""

    def __format__(self, how: str) -> str:
        return super().__format__(how) if how else f"'{short(self)}'"


class Remarks(Sequence[Remark]):
    """What there is to say, made into sentences when somebody looks: a bad file can have a million of them."""

    def __init__(self, handed: Handed, found: pa.Table) -> None:
        self.found = found
        self._handed = handed

    def __len__(self) -> int:
        return int(self.found.num_rows)

    @overload
    def __getitem__(self, at: int) -> Remark: ...
    @overload
    def __getitem__(self, at: slice) -> list[Remark]: ...
    def __getitem__(self, at: int | slice) -> Remark | list[Remark]:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self))
            return [self._remark(row) for row in self.found.slice(start, max(0, stop - start)).to_pylist()]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._remark(self.found.slice(at % len(self), 1).to_pylist()[0])

    def _remark(self, row: dict[str, str]) -> Remark:
        what, remedy = SENTENCES[row["code"]]
        words = {name: _Word(row[name]) for name in ("more", "other")} | {"value": _Quoted(row["value"])}
        return Remark(
            code=row["code"],
            spot=self._handed.spot(int(row["row"]) if row["row"] else None, row["name"]),
            what=what.format(**words),
            remedy=remedy.format(**words),
        )
