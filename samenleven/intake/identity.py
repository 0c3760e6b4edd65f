"""What a workbook that we hand out says about itself, signed: whose it is, over when, and after which batch."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from samenleven.catalogue import ProjectYear
from samenleven.counted import Period
from samenleven.errors import short
from samenleven.intake.remarks import Refused, refuse

VERSION = 1
"""Of the layout of the workbook: raised when its columns change, so that an older file is recognised."""
_MARK = "samenleven"


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose workbook it is, over which period, and `sequence`, the last batch when it was handed out."""

    applicant_id: str
    project_year: int
    period: Period
    sequence: int
    version: int = VERSION

    def signed(self, key: bytes) -> str:
        """As one line of text, with a signature that only who has the key can make."""
        text = "|".join(
            (_MARK, str(self.version), self.applicant_id, str(self.project_year), self.period, str(self.sequence))
        )
        return f"{text}|{hmac.new(key, text.encode(), 'sha256').hexdigest()}"


def read(text: str, key: bytes, file: str) -> Identity:
    """The identity in a workbook. Raises Refused when the text is not as we signed it."""
    said, _, signature = text.rpartition("|")
    right = hmac.new(key, said.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(right.encode(), signature.encode("utf-8", "replace")):
        raise refuse(
            "identity_changed",
            file,
            "Wat het bestand over zichzelf zegt (van welk bestuur, welk projectjaar), is veranderd.",
            "Haal het bestand opnieuw op en vul het opnieuw in.",
        )
    _, version, applicant_id, project_year, period, sequence = said.split("|")
    return Identity(applicant_id, int(project_year), Period(period), int(sequence), int(version))


def check(found: Identity, wanted: Identity, names: dict[str, str], years: list[ProjectYear], file: str) -> None:
    """Stop a workbook that is not the one that is asked for now.

    `wanted.sequence` is the last batch about the applicant and project year; `names` gives the names of applicants.
    Raises Refused: another applicant's, another year's, another period's, an older layout, or made before something
    else was handed in.
    """
    words = {Period.HALF_YEAR: "het halfjaar", Period.YEAR: "het jaar"}
    titles = {year.project_year: year.title.lower() for year in years}
    again = "Haal het bestand opnieuw op en vul het opnieuw in."
    faults = []
    if found.applicant_id != wanted.applicant_id:
        whose = names.get(found.applicant_id, short(found.applicant_id))
        what = f"Dit is het bestand van {whose}, niet dat van {names.get(wanted.applicant_id, wanted.applicant_id)}."
        faults.append(("other_applicant", what, "Kies het bestand van uw eigen bestuur."))
    if found.project_year != wanted.project_year:
        of, now = (titles.get(year, f"projectjaar {year}") for year in (found.project_year, wanted.project_year))
        faults.append(
            ("other_year", f"Dit is het bestand van {of}, niet dat van {now}.", f"Kies het bestand van {now}.")
        )
    if found.period is not wanted.period:
        what = f"Dit bestand gaat over {words[found.period]}, niet over {words[wanted.period]}."
        faults.append(("other_period", what, f"Kies het bestand over {words[wanted.period]}."))
    if not faults and found.version != wanted.version:
        faults.append(("old_layout", "Dit bestand heeft een vorm die wij niet meer gebruiken.", again))
    if not faults and found.sequence < wanted.sequence:
        what = "Sinds u dit bestand ophaalde, is er voor dit bestuur en projectjaar al iets anders bewaard."
        faults.append(("outdated", what, again))
    if faults:
        raise Refused(*(remark for one in faults for remark in refuse(one[0], file, one[1], one[2]).remarks))
