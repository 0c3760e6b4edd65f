"""What an address of *samenwerking* asks: one municipality, a region or Flanders, by which figures and rules.

The bar shows the same choices (ui/pooling/pooling_bar.py); a value that does not exist counts as not chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from samenleven import terms
from samenleven.eligibility import Weight
from samenleven.figures import Shown
from samenleven.grant import incentive
from samenleven.parameters import Parameter
from samenleven.pooling import PoolingObjective, divisions
from samenleven.store import Store
from samenleven.terms import slug
from ui.filters.address import Address
from ui.pooling import pooling_reads
from ui.pooling.pooling_reads import Choice
from ui.reading import reads
from ui.reading.cached import per_store

FLANDERS = "vlaanderen"
BEST, HAND, KNOWN = "beste", "zelf", "bekend"
VIEWS = {BEST: "Met wie en beste verdeling", HAND: "Zelf verdelen", KNOWN: "Gepubliceerde verbanden"}
WHO = {"klein": "wie niet alleen mag indienen", "alle": "alle gemeenten"}
YES_NO = {"1": "ja", "0": "nee"}
MOST_ATTEMPTS = 99


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a reader may change: its key in the address, its parameter, and how it is asked.

    `step` None asks yes or no; a number is shown `factor` times as large.
    """

    key: str
    parameter: str
    step: float | None = None
    factor: int = 1

    @property
    def whole(self) -> bool:
        """Whether only whole numbers count."""
        return self.step is not None and float(self.step).is_integer()

    def at(self, on: date) -> Parameter:
        """Its parameter on a day."""
        return reads.parameters().at(self.parameter, on)

    def bounds(self, on: date) -> tuple[float, float, float]:
        """Lowest, highest and usual value, as they are shown."""
        one = self.at(on)
        low, high, usual = (float(value) * self.factor for value in (one.minimum, one.maximum, one.value))
        return max(low, 1) if self.parameter == "threshold_together" else low, high, usual

    def usual(self, on: date) -> str:
        """The usual value as it stands in an address."""
        return plain(self.bounds(on)[2])

    def read(self, address: Address, on: date) -> float | None:
        """The number of the address; None when there is none, and for what is no number or lies outside its bounds."""
        raw = address.get(self.key)
        pattern = r"[0-9]{1,9}" if self.whole else r"[0-9]{1,9}(\.[0-9]{1,6})?"
        if self.step is None:
            return float(raw) if raw in YES_NO else None
        low, high, _ = self.bounds(on)
        return float(raw) if raw and re.fullmatch(pattern, raw) and low <= float(raw) <= high else None

    def value(self, address: Address, on: date) -> float:
        """What counts: as asked, else the parameter."""
        found = self.read(address, on)
        return self.bounds(on)[2] if found is None else found


THRESHOLD = Rule("drempel", "threshold_together", 100)
STRICT = Rule("meer", "threshold_together_strict")
TIME = Rule("rekentijd", "cooperation_time_limit", 1)
CONTIGUOUS = Rule("aaneen", "cooperation_contiguous")
BORDER = Rule("grens", "cooperation_min_border_km", 0.1)
MEMBERS = Rule("leden", "cooperation_max_members", 1)
SHARE_APPLIES = Rule("aandeel", incentive.SHARE_APPLIES)
SHARE = Rule("minstens", incentive.SHARE, 1, 100)
RULES = (THRESHOLD, STRICT, CONTIGUOUS, BORDER, MEMBERS, SHARE_APPLIES, SHARE, TIME)


@dataclass(frozen=True)
class Asked:
    """One question: the view, the municipality or other authority (None: a region or Flanders), and the rules."""

    view: str
    authority_id: str | None
    choice: Choice
    shown: Shown

    @property
    def municipality(self) -> str | None:
        """The chosen authority when it is one that counts among the candidates of a region."""
        known = pooling_reads.candidates(self.choice.on, self.choice.reading)
        return self.authority_id if self.authority_id in known else None

    @property
    def region(self) -> str | None:
        """The one region that is asked; None for all of Flanders."""
        return None if self.choice.whole else self.choice.regions[0]


def plain(value: float) -> str:
    """A number as it stands in an address: no exponent, no needless zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def is_ready() -> bool:
    """Whether there is anything to divide: counts, and regions."""
    return bool(reads.reference_dates() and pooling_reads.regions())


def days() -> dict[str, str]:
    """The days of the counts, newest first."""
    return {day.isoformat(): f"1 januari {day.year}" for day in reads.reference_dates()}


def readings(shown: Shown) -> dict[str, str]:
    """How the target group may be counted; the lower bound alone is published."""
    return {one.value: terms.WEIGHT[one] for one in Weight if one is Weight.LOWER or not shown.only_official}


def objectives() -> dict[str, str]:
    """What a division may be best at."""
    return {one.value: terms.OBJECTIVE[one] for one in PoolingObjective}


def authorities() -> dict[str, str]:
    """Every authority by code."""
    rows = reads.authorities()
    return dict(zip(rows["authority_id"], rows["name"], strict=True))


def regions() -> dict[str, str]:
    """The regions by their code in the address, Flanders first."""
    return {FLANDERS: "heel Vlaanderen"} | {slug(region): region for region in pooling_reads.regions()}


@per_store(256)
def asked(store: Store, address: Address) -> Asked:
    """What an address asks. Raises ValueError without counts: ask `is_ready` first.

    A municipality brings its own region. Who divides by hand stays in the region of the address.
    """
    shown = address.shown
    view = address.choose("beeld", VIEWS, BEST)
    on = date.fromisoformat(address.choose("datum", days()))
    reading = Weight(address.choose("gewicht", readings(shown), pooling_reads.READING.value))
    nis = address.get("nis")
    authority_id = nis if nis in authorities() else None
    own = pooling_reads.candidates(on, reading).get(authority_id or "")
    code = address.choose("regio", regions(), FLANDERS)
    if own and own.region and (view == BEST or code == FLANDERS):
        code = slug(own.region)
    elif view == BEST and authority_id:
        code = FLANDERS  # who lies in no region, such as Brussels
    chosen = tuple(pooling_reads.regions()) if code == FLANDERS else (regions()[code],)
    settings = divisions.settings_of(
        reads.parameters(),
        on,
        objective=PoolingObjective(address.choose("doel", objectives())),
        incentive_changes={
            "min_share": Decimal(int(SHARE.value(address, on))) / 100,
            "min_share_applies": SHARE_APPLIES.value(address, on) == 1,
        },
        **_changes(address, on),
    )
    raw = address.get("opnieuw") or ""
    attempt = int(raw) if re.fullmatch(r"[0-9]{1,2}", raw) else 0
    everyone = address.choose("wie", WHO) == "alle"
    return Asked(view, authority_id, Choice(chosen, on, reading, everyone, settings, attempt), shown)


def _changes(address: Address, on: date) -> dict[str, Any]:
    return {
        "threshold": int(THRESHOLD.value(address, on)),
        "strict": STRICT.value(address, on) == 1,
        "contiguity": CONTIGUOUS.value(address, on) == 1,
        "min_border_km": BORDER.value(address, on),
        "max_members": int(MEMBERS.value(address, on)),
        "time_limit_seconds": TIME.value(address, on),
    }
