"""Make the example set: agreements and reports per local authority over three project years.

Why: results per municipality are not public, yet every screen needs rows to show. These rows are
made up (`kind = example`), but together they give every total that *is* published.

Run `python data/example/generate.py` (or with `--out FOLDER`). Standard library only. The same
input files give the same bytes: every draw comes from a generator seeded with SEED and the name of
what is drawn, so one more draw in one place never shifts another.

Input: data/plan, data/areas, data/parameters, data/published. Amounts, ceilings, thresholds, dates
and published totals are read there; only made-up weights and published names live in this file.

How the figures come about
1. Applicants: the 28 signatories, the VGC and vzw de Rand, alone or as lead, and cooperations of
   smaller municipalities. The nine applicants that are new in project year 2 are nine new
   cooperations with together 40 municipalities; the other three new ones (43 in all) are facility
   municipalities that join de Rand, which is not an intermunicipal cooperation.
2. Portfolios: larger target group, more actions. Actions 2, 5 and 17 go to applicants whose members
   count up to the published number of represented authorities. Portfolios change a little per year.
3. Money in euro: planned reach x unit amount, at most the maximum units and the ceiling. One factor
   per year scales the planned reach of the free lines until the year total is just passed; the last
   priority of a few applicants is then cut to the money left.
4. Current reach (not subsidised) fills the gap between paid units and the published engaged reach.
   It is the reach before the plan, so it stays the same over the years.
5. Reports: attainment is log-normal with an effect per action, per applicant and per line; where
   the sum is published, the drawn figures are scaled to it. Late, missing, zero, far over
   target and corrected figures follow from the shares in `REPORTING`.
Incentive: only a cooperation led by a signatory (above the threshold) with smaller members has it,
from the year in which the parameter is valid. De Rand has no inhabitants, so it never does.
"""

from __future__ import annotations

import argparse
import csv
import functools
import itertools
import math
import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeVar

SEED = "samenleven-example-1"
DATA = Path(__file__).resolve().parents[1]
KIND = "example"
SOURCE = "product-example"
REPORTER = "voorbeeldgebruiker"
YEARS = (1, 2, 3)

POLARISATION, PRACTICE, BYSTANDERS, SQUARES, YOUTH_WORK = 2, 5, 17, 22, 23
CONTACT = frozenset({13, 14, 24})  # the actions behind the published sum of "contact" in year 1
VGC, DE_RAND = "04000", "de-rand"

# Cooperations that a source names: lead first, with the note on screen.
PUBLISHED_COOPERATIONS = {
    ("Tienen", "Landen"): "Gepubliceerde samenwerking (oproep 1), hier in alle projectjaren.",
    ("Dendermonde", "Lebbeke", "Buggenhout", "Hamme"): (
        "Gepubliceerde samenwerking (oproep 1 en 2), hier in alle projectjaren."
    ),
    ("Eeklo", "Wetteren", "Zelzate", "Maldegem", "Aalter"): (
        "Gepubliceerde samenwerking (oproep 1), hier in alle projectjaren; de leden vormen geen aaneengesloten gebied."
    ),
    ("Kortrijk", "Lendelede"): (
        "Door de Vlaamse overheid als voorbeeld genoemd (oproep 2), hier in alle projectjaren."
    ),
}
# Made up: bordering municipalities of one reference region, together above the threshold.
INVENTED_FROM_YEAR_1 = (
    ("Beveren", "Zwijndrecht"),
    ("Boom", "Niel", "Rumst"),
    ("Diest", "Scherpenheuvel-Zichem", "Aarschot"),
    ("Dilsen-Stokkem", "Maaseik", "Kinrooi", "Bree"),
    ("Lier", "Duffel"),
    ("Liedekerke", "Ternat", "Affligem", "Roosdaal"),
    ("Meise", "Merchtem", "Londerzeel"),
    ("Menen", "Wevelgem", "Wervik"),
    ("Mol", "Geel"),
    ("Mortsel", "Borsbeek"),
    ("Ninove", "Geraardsbergen"),
    ("Overijse", "Tervuren", "Hoeilaart"),
    ("Schoten", "Brasschaat"),
    ("Sint-Truiden", "Nieuwerkerken", "Gingelom", "Heers"),
    ("Temse", "Kruibeke"),
    ("Tongeren", "Bilzen", "Hoeselt"),
    ("Waregem", "Harelbeke", "Deerlijk"),
    # led by a municipality that qualifies alone
    ("Halle", "Beersel", "Pepingen"),
    ("Hasselt", "Zonhoven", "Diepenbeek"),
    ("Lokeren", "Waasmunster"),
    ("Oostende", "Bredene"),
    ("Roeselare", "Izegem", "Ledegem", "Moorslede"),
    ("Turnhout", "Oud-Turnhout", "Vosselaar", "Beerse"),
    ("Willebroek", "Puurs-Sint-Amands", "Bornem"),
)
INVENTED_FROM_YEAR_2 = (
    ("Denderleeuw", "Haaltert", "Erpe-Mere"),
    ("Edegem", "Kontich", "Aartselaar"),
    ("Heist-op-den-Berg", "Putte", "Berlaar", "Nijlen", "Sint-Katelijne-Waver"),
    ("Herentals", "Olen", "Westerlo", "Kasterlee", "Grobbendonk", "Herenthout"),
    (
        "Ieper",
        "Langemark-Poelkapelle",
        "Houthulst",
        "Diksmuide",
        "Veurne",
        "Koksijde",
        "De Panne",
        "Nieuwpoort",
    ),
    ("Kortenberg", "Herent", "Bertem"),
    ("Leopoldsburg", "Ham", "Tessenderlo", "Hechtel-Eksel"),
    ("Lommel", "Pelt", "Hamont-Achel"),
    ("Oudenaarde", "Zwalm", "Zottegem", "Herzele", "Brakel"),
)
DE_RAND_FROM_YEAR_1 = ("Kraainem", "Sint-Genesius-Rode", "Wemmel")  # the others join in year 2

# Actions that a source names with this authority (mentor, example or news item; see action.csv).
NAMED_ACTIONS = {
    "Gent": (15, BYSTANDERS),
    "Kortrijk": (PRACTICE, 15, 24),
    "Leuven": (7,),
    "Mechelen": (9, 16, SQUARES),
    "Oostende": (SQUARES,),
    "Sint-Niklaas": (POLARISATION, PRACTICE),
}
STEADY = frozenset({"Sint-Niklaas"})  # the same amount is published for three years
MOST_ACTIONS = 12  # made up, for the largest applicants
BYSTANDER_APPLICANTS = 10  # made up: only the number of authorities is published
BYSTANDER_MARGIN = 1.04  # "at least": a little above the published hope

# Made-up likelihood that an applicant picks an action; 2, 5 and 17 are chosen by their totals.
POPULARITY = {
    6: 2, 7: 5, 8: 5, 9: 6, 10: 2, 11: 5, 13: 9, 14: 6, 15: 7,
    16: 2, 18: 2, 19: 2, 20: 6, 21: 2, 22: 3, 23: 5, 24: 9,
}  # fmt: skip


class Reporting(NamedTuple):
    """Made-up shares of what real reporting has, each as a share of lines unless said otherwise."""

    late_applicant: float = 0.06
    late_line: float = 0.015
    missing_half_year: float = 0.08
    missing_year: float = 0.035
    zero: float = 0.015
    corrected: float = 0.048
    corrected_again: float = 0.12  # share of the corrected lines
    silent_applicants: int = 3  # no report at all in project year 3
    no_year_report: int = 2  # half-year figures, but no year figures in project year 3
    highest_attainment: float = 4.0


REPORTING = Reporting()

CORRECTIONS = (  # (reason on screen, lowest and highest of wrong figure / right figure)
    ("Deelnemers van een locatie ontbraken in de eerste telling.", 0.55, 0.9),
    ("Dubbel getelde deelnemers verwijderd.", 1.15, 1.7),
    ("Cijfers van een partnerorganisatie kwamen later binnen.", 0.4, 0.85),
    ("Nul ingevuld in plaats van het cijfer.", 0.0, 0.0),
    ("Huidig bereik was niet meegeteld.", 0.5, 0.8),
)

Key = TypeVar("Key", bound=Hashable)


# --- Draws -------------------------------------------------------------------------------------


def dice(*names: object) -> random.Random:
    """Give the generator that belongs to one named draw."""
    return random.Random("|".join([SEED, *map(str, names)]))


def chance(share: float, *names: object) -> bool:
    """Draw yes with the given probability."""
    return dice(*names).random() < share


def spread(sigma: float, *names: object) -> float:
    """Draw a log-normal factor with median 1."""
    return math.exp(dice(*names).gauss(0.0, sigma))


def round_plan(units: float) -> int:
    """Round as people plan: whole units, from twenty on in fives."""
    return max(0, round(units)) if units < 20 else 5 * round(units / 5)


def allocate(total: int, weights: Mapping[Key, float], caps: Mapping[Key, int], step: int = 1) -> dict[Key, int]:
    """Divide whole units over keys by weight, none above its cap, so that they sum to `total`.

    Shares are multiples of `step`, except where the remainder lands.
    """
    keys = [key for key, weight in weights.items() if weight > 0 and caps[key] > 0]
    if total < 0 or sum(caps[key] for key in keys) < total:
        raise ValueError(f"Cannot divide {total} over {len(keys)} lines within their limits.")

    def shares(scale: float) -> dict[Key, int]:
        return {key: min(caps[key], step * int(weights[key] * scale / step)) for key in keys}

    low, high = 0.0, 1.0
    while sum(shares(high).values()) < total and high < 1e12:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if sum(shares(middle).values()) <= total:
            low = middle
        else:
            high = middle
    given = shares(low)
    left = total - sum(given.values())
    for key in itertools.cycle(sorted(keys, key=lambda k: -weights[k])):
        if left == 0:
            return {key: given.get(key, 0) for key in weights}
        extra = min(step, left, caps[key] - given[key])
        given[key] += extra
        left -= extra
    return dict.fromkeys(weights, 0)


def choose(sizes: Mapping[str, int], total: int, counts: Iterable[int], name: str) -> set[str]:
    """Draw a set of applicants whose members together count `total`."""
    draw, keys, allowed = dice("choose", name), sorted(sizes), list(counts)
    for _ in range(200_000):
        chosen = draw.sample(keys, draw.choice(allowed))
        if sum(sizes[key] for key in chosen) == total:
            return set(chosen)
    raise ValueError(f"No set of applicants represents {total} authorities ({name}).")


# --- The world: what is read from data/ ----------------------------------------------------------


def rows(path: str) -> list[dict[str, str]]:
    """Read one file of data/ as text; codes stay text."""
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class ProjectYear(NamedTuple):
    """The dates of one project year."""

    starts_on: date
    half_year_ends_on: date
    ends_on: date
    half_year_due_on: date | None
    year_due_on: date
    awarded_on: date


@dataclass(frozen=True)
class World:
    """The plan, the areas and the published figures that the example set leans on."""

    authorities: dict[str, dict[str, str]]
    ids: dict[str, str]
    target_group: dict[tuple[str, int], float]
    figures: dict[str, Decimal]
    threshold: float
    incentive: dict[int, Decimal]
    years: dict[int, ProjectYear]
    payable: dict[int, list[int]]
    measures: dict[int, list[str]]
    distinct: frozenset[str]
    amounts: dict[tuple[str, int], Decimal]
    units: dict[tuple[str, int], int]
    ceilings: dict[tuple[int, int], Decimal]

    def figure(self, figure_id: str) -> int:
        """Give a published figure that is a whole number."""
        value = self.figures[figure_id]
        if value != value.to_integral_value():
            raise ValueError(f"Published figure {figure_id} is not a whole number: {value}.")
        return int(value)


def parameter(name: str, on: date) -> Decimal | None:
    """Give the value of a parameter on a day; None before it exists."""
    found = [
        row
        for row in rows("parameters/parameter.csv")
        if row["name"] == name and date.fromisoformat(row["valid_from"]) <= on
    ]
    return Decimal(max(found, key=lambda row: row["valid_from"])["value"]) if found else None


def read_project_years() -> dict[int, ProjectYear]:
    """Read the dates of the three project years."""

    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return {
        int(row["project_year"]): ProjectYear(
            date.fromisoformat(row["starts_on"]),
            date.fromisoformat(row["half_year_ends_on"]),
            date.fromisoformat(row["ends_on"]),
            day(row["half_year_due_on"]),
            date.fromisoformat(row["year_due_on"]),
            date.fromisoformat(row["awarded_on"]),
        )
        for row in rows("plan/project_year.csv")
    }


def read_target_group(years: Mapping[int, ProjectYear]) -> dict[tuple[str, int], float]:
    """Estimate the target group (inhabitants) per NIS code on 1 January of the year before.

    non_eu27 + origin_share x other_eu27, the estimate of the plan's threshold.
    """
    dates = {f"{dates.starts_on.year - 1}-01-01": year for year, dates in years.items()}
    share = {year: float(parameter("origin_share", years[year].starts_on) or 0) for year in years}
    counts: dict[tuple[str, int], float] = defaultdict(float)
    for row in rows("areas/origin.csv"):
        if (year := dates.get(row["reference_date"])) is None:
            continue
        weight = {"non_eu27": 1.0, "other_eu27": share[year]}.get(row["definition"], 0.0)
        counts[row["nis"], year] += weight * float(row["count"])
    return dict(counts)


def read_world() -> World:
    """Read everything the example set leans on."""
    authorities = {row["authority_id"]: row for row in rows("areas/local_authority.csv")}
    years = read_project_years()
    payable: dict[int, list[int]] = defaultdict(list)
    for row in rows("plan/action_call.csv"):
        if row["payable"] == "true":
            payable[int(row["project_year"])].append(int(row["action_id"]))
    measures: dict[int, list[str]] = defaultdict(list)
    call = [row for row in rows("plan/measure.csv") if row["family"] == "call"]
    for row in call:
        measures[int(row["action_id"])].append(row["measure_id"])
    unit_rows = rows("plan/unit_amount.csv")
    return World(
        authorities=authorities,
        ids={row["name"]: key for key, row in authorities.items()},
        target_group=read_target_group(years),
        figures={row["figure_id"]: Decimal(row["value"]) for row in rows("published/published_figure.csv")},
        threshold=float(parameter("threshold_together", years[1].starts_on) or 0),
        incentive={
            year: parameter("incentive_cooperation", dates.starts_on) or Decimal(0) for year, dates in years.items()
        },
        years=years,
        payable=dict(payable),
        measures=dict(measures),
        distinct=frozenset(row["measure_id"] for row in call if row["kind"] == "distinct_count"),
        amounts={(row["measure_id"], int(row["project_year"])): Decimal(row["amount_eur"]) for row in unit_rows},
        units={(row["measure_id"], int(row["project_year"])): int(row["max_units"]) for row in unit_rows},
        ceilings={
            (int(row["action_id"]), int(row["project_year"])): Decimal(row["ceiling_eur"])
            for row in rows("plan/ceiling.csv")
        },
    )


# --- Applicants ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Applicant:
    """A local authority that applies, with the members it applies for (itself included)."""

    authority_id: str
    name: str
    first_year: int
    members: dict[int, tuple[str, ...]]
    target_group: float
    signatory: bool
    note: str = ""

    @property
    def cooperation_id(self) -> str:
        """Key of the cooperation it leads; empty when it applies alone."""
        first = self.members[self.first_year]
        slug = "".join(c if c.isalnum() else "-" for c in self.name.lower())
        return f"coop-{slug}" if len(first) > 1 else ""

    @property
    def cooperation_name(self) -> str:
        """Name of the cooperation on screen."""
        if self.authority_id == DE_RAND:
            return "vzw de Rand met faciliteitengemeenten"
        return f"Samenwerkingsverband {self.name}"


def size_of(world: World, members: Iterable[str], year: int) -> float:
    """Add up the target group (inhabitants) of the members; the VGC stands for all of Brussels."""
    codes: set[str] = set()
    for member in members:
        if member == VGC:
            codes |= {
                key
                for key, row in world.authorities.items()
                if row["region"] == "brussels" and row["type"] == "municipality"
            }
        else:
            codes.add(member)
    return sum(world.target_group.get((code, year), 0.0) for code in sorted(codes))


def cooperation(world: World, names: tuple[str, ...], first_year: int, note: str) -> Applicant:
    """Make an applicant that leads a cooperation with the same members in every year."""
    members = tuple(world.ids[name] for name in names)
    regions = {world.authorities[member]["reference_region"] for member in members}
    if len(regions) != 1:
        raise ValueError(f"The cooperation of {names[0]} spans several reference regions.")
    return Applicant(
        authority_id=members[0],
        name=names[0],
        first_year=first_year,
        members={year: members for year in YEARS if year >= first_year},
        target_group=size_of(world, members, first_year),
        signatory=world.authorities[members[0]]["signatory"] == "true",
        note=note,
    )


def de_rand(world: World) -> Applicant:
    """Make vzw de Rand with three facility municipalities in year 1 and all of them from year 2."""
    early = tuple(world.ids[name] for name in DE_RAND_FROM_YEAR_1)
    everyone = tuple(k for k, row in world.authorities.items() if row["facilities"] == "rand")
    members = {year: (DE_RAND, *(early if year == 1 else everyone)) for year in YEARS}
    note = "De Rand met faciliteitengemeenten is gepubliceerd; welke gemeenten is verzonnen."
    size = size_of(world, early, 1)
    return Applicant(DE_RAND, "de Rand", 1, members, size, signatory=False, note=note)


def solo(world: World, authority_id: str) -> Applicant:
    """Make an applicant that applies alone in every year."""
    return Applicant(
        authority_id=authority_id,
        name=world.authorities[authority_id]["name"],
        first_year=1,
        members=dict.fromkeys(YEARS, (authority_id,)),
        target_group=size_of(world, (authority_id,), 1),
        signatory=True,
    )


def make_applicants(world: World) -> dict[str, Applicant]:
    """Make all applicants: cooperations, de Rand, and the signatories (with the VGC) left alone."""
    invented = "Verzonnen samenstelling: gemeenten die aan elkaar grenzen."
    found = [
        cooperation(world, names, 1, f"{note} De cijfers zijn verzonnen.")
        for names, note in PUBLISHED_COOPERATIONS.items()
    ]
    found += [cooperation(world, names, 1, invented) for names in INVENTED_FROM_YEAR_1]
    found += [cooperation(world, names, 2, invented) for names in INVENTED_FROM_YEAR_2]
    found.append(de_rand(world))
    leads = {applicant.authority_id for applicant in found}
    found += [
        solo(world, key) for key, row in world.authorities.items() if row["signatory"] == "true" and key not in leads
    ]
    return {a.authority_id: a for a in sorted(found, key=lambda a: a.authority_id)}


# --- Portfolios: who does which action -----------------------------------------------------------


@dataclass(frozen=True)
class Chosen:
    """Who does the actions of which the number of represented authorities is published."""

    polarisation: dict[int, set[str]]
    practice: set[str]
    bystanders: dict[int, set[str]]


def sizes_in(applicants: Mapping[str, Applicant], year: int) -> dict[str, int]:
    """Count the authorities behind each applicant of a year."""
    return {key: len(a.members[year]) for key, a in applicants.items() if year in a.members}


def must_do(world: World, action: int) -> set[str]:
    """Give the authorities that a source names with an action."""
    return {world.ids[name] for name, actions in NAMED_ACTIONS.items() if action in actions}


def choose_practice(world: World, applicants: Mapping[str, Applicant]) -> set[str]:
    """Draw who does action 5: as many authorities stay out in every year, so the same ones do."""
    out = {sum(sizes_in(applicants, year).values()) - world.figure(f"a5-authorities-{year}") for year in YEARS}
    if len(out) != 1:
        raise ValueError(f"Action 5: the number of authorities that stay out changes: {out}.")
    sizes = {
        key: size for key, size in sizes_in(applicants, 1).items() if key not in must_do(world, PRACTICE) | {DE_RAND}
    }
    return set(applicants) - choose(sizes, out.pop(), range(6, 10), "practice")


def choose_polarisation(world: World, applicants: Mapping[str, Applicant]) -> dict[int, set[str]]:
    """Draw who has a polarisation plan: year 2 adds some, year 3 swaps one for a larger one."""
    named = must_do(world, POLARISATION)
    sizes = {key: len(a.members[2]) for key, a in applicants.items() if key != DE_RAND}

    def extend(base: set[str], year: int, candidates: Iterable[str]) -> set[str]:
        missing = world.figure(f"a2-engaged-{year}") - len(base)
        authorities = world.figure(f"a2-authorities-{year}") - sum(sizes[key] for key in base)
        pool = {key: sizes[key] for key in candidates if key not in base}
        return base | choose(pool, authorities, [missing], f"polarisation-{year}")

    first = extend(named, 1, (key for key in sizes if applicants[key].first_year == 1))
    second = extend(first, 2, sizes)
    step = world.figure("a2-authorities-3") - world.figure("a2-authorities-2")
    swaps = [
        (old, new)
        for old in sorted(second - named)
        for new in sorted(set(sizes) - second)
        if sizes[new] - sizes[old] == step
    ]
    old, new = dice("polarisation-3").choice(swaps)
    return {1: first, 2: second, 3: (second - {old}) | {new}}


def choose_bystanders(world: World, applicants: Mapping[str, Applicant]) -> dict[int, set[str]]:
    """Draw who does action 17: the published number of authorities in year 1, some more later."""
    named = must_do(world, BYSTANDERS)
    sizes = sizes_in(applicants, 1)
    authorities = world.figure("bystander-authorities-1") - sum(sizes[key] for key in named)
    pool = {key: size for key, size in sizes.items() if key not in named | {DE_RAND}}
    count = BYSTANDER_APPLICANTS - len(named)
    first = named | choose(pool, authorities, [count], "bystanders")
    later = first | set(dice("bystanders-2").sample(sorted(set(applicants) - first), 4))
    return {1: first, 2: later, 3: later}


def action_count(world: World, applicant: Applicant) -> int:
    """Decide how many actions an applicant starts with: published, or more with more people."""
    published = {"Sint-Niklaas": "sint-niklaas-actions", "Kortrijk": "kortrijk-actions"}
    if applicant.name in published:
        return world.figure(published[applicant.name])
    doublings = math.log2(applicant.target_group / world.threshold)
    drawn = 4.6 + 1.5 * doublings + dice("count", applicant.authority_id).gauss(0, 0.9)
    return min(MOST_ACTIONS, max(3, round(drawn)))


def pick_action(options: Iterable[int], *names: object) -> int | None:
    """Draw one action by its popularity."""
    allowed = sorted(set(options) & set(POPULARITY))
    if not allowed:
        return None
    return dice(*names).choices(allowed, [POPULARITY[action] for action in allowed])[0]


def prescribed(world: World, chosen: Chosen, applicant: Applicant, year: int) -> list[int]:
    """List the actions an applicant must have in a year."""
    key = applicant.authority_id
    actions = [
        *([PRACTICE] if key in chosen.practice else []),
        *([POLARISATION] if key in chosen.polarisation[year] else []),
        *([BYSTANDERS] if key in chosen.bystanders[year] else []),
        *NAMED_ACTIONS.get(applicant.name, ()),
    ]
    return list(dict.fromkeys(a for a in actions if a in world.payable[year]))


def first_portfolio(world: World, chosen: Chosen, applicant: Applicant) -> list[int]:
    """Draw the actions of an applicant's first year, in order of priority."""
    year, key = applicant.first_year, applicant.authority_id
    actions = prescribed(world, chosen, applicant, year)
    while len(actions) < action_count(world, applicant):
        options = set(world.payable[year]) - set(actions)
        action = pick_action(options, "action", key, len(actions))
        if action is None:
            break
        actions.append(action)
    early = {PRACTICE: -0.6, POLARISATION: -0.3}
    return sorted(actions, key=lambda a: dice("priority", key, a).random() + early.get(a, 0.0))


def next_portfolio(world: World, chosen: Chosen, applicant: Applicant, before: list[int], year: int) -> list[int]:
    """Change last year's actions a little: follow the prescribed ones, drop or add one."""
    if applicant.name in STEADY:
        return list(before)
    key = applicant.authority_id
    fixed = prescribed(world, chosen, applicant, year)
    drawn = {POLARISATION, PRACTICE, BYSTANDERS}
    actions = [a for a in before if a in fixed or a not in drawn]
    free = [a for a in actions if a not in fixed]
    if len(actions) > 3 and free and chance(0.25, "drop", key, year):
        actions.remove(dice("dropped", key, year).choice(free))
    actions += [a for a in fixed if a not in actions]
    new_call = YOUTH_WORK in world.payable[year] and YOUTH_WORK not in world.payable[year - 1]
    if new_call and chance(0.3, "youth-work", key) and YOUTH_WORK not in actions:
        actions.append(YOUTH_WORK)
    elif len(actions) < MOST_ACTIONS and chance(0.25, "add", key, year):
        extra = pick_action(set(world.payable[year]) - set(before), "added", key, year)
        actions += [extra] if extra is not None and extra not in actions else []
    return actions


def last_is_free(actions: list[int]) -> list[int]:
    """Move a free action to the last priority: actions 2 and 5 are not cut when money is short."""
    last = [a for a in actions if a not in (POLARISATION, PRACTICE)][-1]
    return [a for a in actions if a != last] + [last]


def make_portfolios(
    world: World, applicants: Mapping[str, Applicant], chosen: Chosen
) -> dict[int, dict[str, list[int]]]:
    """Give per project year the actions of each applicant, first priority first."""
    portfolios: dict[int, dict[str, list[int]]] = {year: {} for year in YEARS}
    for key, applicant in applicants.items():
        actions = first_portfolio(world, chosen, applicant)
        for year in sorted(applicant.members):
            if year > applicant.first_year:
                actions = next_portfolio(world, chosen, applicant, actions, year)
            actions = last_is_free(actions)
            portfolios[year][key] = actions
    for year in YEARS:
        if world.figures[f"a5-budget-{year}"] % world.amounts[world.measures[PRACTICE][0], year]:
            put_practice_last(applicants, portfolios[year], year)
    return portfolios


def put_practice_last(applicants: Mapping[str, Applicant], portfolios: dict[str, list[int]], year: int) -> None:
    """Let one smaller applicant rank action 5 last: its budget was no whole number of units."""
    smaller = [key for key, actions in portfolios.items() if PRACTICE in actions and not applicants[key].signatory]
    key = dice("practice-last", year).choice(smaller)
    portfolios[key] = [a for a in portfolios[key] if a != PRACTICE] + [PRACTICE]


# --- Agreements: planned reach and money ---------------------------------------------------------


@dataclass
class Line:
    """One measure in one agreement: units and euro."""

    year: int
    applicant: Applicant
    action: int
    measure: str
    priority: int
    planned: int
    amount: Decimal
    grant: Decimal = Decimal(0)
    baseline: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """Applicant and measure: what stays the same over the years."""
        return self.applicant.authority_id, self.measure

    @property
    def engaged(self) -> int:
        """The target to report against, in units."""
        return self.baseline + self.planned


def measures_of(world: World, applicant: Applicant, action: int) -> list[str]:
    """Give the measures an applicant takes up: the first one always, the others usually."""
    first, *others = world.measures[action]
    key = applicant.authority_id
    return [first, *(m for m in others if chance(0.75, "measure", key, m))]


def wish(world: World, applicant: Applicant, measure: str, year: int) -> float:
    """Draw the wished share of the maximum units: grows with the target group, wobbles per year."""
    key = applicant.authority_id
    grown = 0.3 * (applicant.target_group / world.threshold) ** 0.4
    wobble = 1.0 if applicant.name in STEADY else spread(0.07, "wobble", key, measure, year)
    return float(grown * spread(0.35, "wish", key, measure) * wobble)


def practice_units(world: World, keys: Iterable[str], applicants: Mapping[str, Applicant], year: int) -> dict[str, int]:
    """Divide the paid units of action 5 over its applicants (units, from the published budget)."""
    measure = world.measures[PRACTICE][0]
    amount, cap = world.amounts[measure, year], world.units[measure, year]
    published = world.ids["Sint-Niklaas"]
    pinned = {published: int(world.figures["sint-niklaas-a5"] / amount)}
    total = math.ceil(world.figures[f"a5-budget-{year}"] / amount) - sum(pinned.values())
    weights = {key: wish(world, applicants[key], measure, year) ** 0.75 for key in keys if key not in pinned}
    return pinned | allocate(total, weights, dict.fromkeys(weights, cap), step=10)


def planned_units(world: World, applicant: Applicant, measure: str, year: int, factor: float) -> int:
    """Give the planned reach (units) of a line whose reach is free."""
    cap = world.units[measure, year]
    if measure in world.measures[SQUARES] and applicant.name == "Oostende":
        return min(cap, world.figure("oostende-squares"))
    return min(cap, max(1, round_plan(cap * wish(world, applicant, measure, year) * factor)))


def draft(
    world: World,
    applicant: Applicant,
    actions: list[int],
    year: int,
    factor: float,
    practice: Mapping[str, int],
) -> list[Line]:
    """Write one application: reach and money per measure within the ceiling of each action."""
    lines: list[Line] = []
    for priority, action in enumerate(actions, start=1):
        left = world.ceilings[action, year]
        for measure in measures_of(world, applicant, action):
            planned = (
                practice[applicant.authority_id]
                if action == PRACTICE
                else planned_units(world, applicant, measure, year, factor)
            )
            amount = world.amounts[measure, year]
            grant = min(planned * amount, left)
            left -= grant
            lines.append(Line(year, applicant, action, measure, priority, planned, amount, grant))
    return lines


def money(lines: Iterable[Line]) -> Decimal:
    """Add up the grants (euro)."""
    return sum((line.grant for line in lines), Decimal(0))


def cut(line: Line, by: Decimal) -> None:
    """Take money from a line; the promised reach follows, a started unit counts."""
    if not 0 <= by < line.grant:
        raise ValueError(f"Cannot take {by} euro from {line.key} (grant {line.grant}).")
    line.grant -= by
    line.planned = min(line.planned, math.ceil(line.grant / line.amount))


def settle(
    write: Callable[[float], dict[str, list[Line]]], budget: Decimal, slack: Decimal, name: str
) -> dict[str, list[Line]]:
    """Scale applications until they just pass the budget, then cut last priorities to fit.

    `write` gives the applications at a factor; `slack` is how far above the budget to go (euro),
    so how much the cuts take away together.
    """
    low, high = 0.0, 8.0
    for _ in range(50):
        middle = (low + high) / 2
        passed = sum(map(money, write(middle).values())) >= budget + slack
        low, high = (low, middle) if passed else (middle, high)
    applications = write(high)
    excess = sum(map(money, applications.values()), Decimal(0)) - budget
    if excess < 0:
        raise ValueError(f"{name}: the ceilings leave no room for {budget} euro.")
    draw = dice("cut", name)
    for key in draw.sample(sorted(applications), len(applications)):
        last = applications[key][-1]
        if excess == 0 or last.action in (POLARISATION, PRACTICE):
            continue
        share = Decimal(draw.randint(150, 600)) / 1000
        by = min(excess, (last.grant * share).quantize(Decimal(1)))
        cut(last, by)
        excess -= by
    if excess:
        raise ValueError(f"{name}: {excess} euro too much is left after all cuts.")
    return applications


def cut_practice(world: World, lines: list[Line], year: int) -> None:
    """Bring action 5 to its published budget: as it is no whole number of units, cut one line."""
    practice = [line for line in lines if line.action == PRACTICE]
    excess = money(practice) - world.figures[f"a5-budget-{year}"]
    if excess:
        last = {line.applicant.authority_id: line for line in lines}  # ordered by priority
        cut(next(line for line in practice if last[line.key[0]] is line), excess)


def incentive(world: World, applicant: Applicant, year: int) -> Decimal:
    """Give the incentive (euro): an authority above the threshold that works with smaller ones."""
    earns = applicant.signatory and len(applicant.members[year]) > 1
    return world.incentive[year] if earns else Decimal(0)


def special_budgets(world: World, year: int) -> dict[str, Decimal]:
    """Give the applicants whose award is published (euro)."""
    budgets = {world.ids["Sint-Niklaas"]: world.figures["sint-niklaas-grant"]}
    if year == 1:
        budgets[world.ids["Houthalen-Helchteren"]] = world.figures["houthalen-grant"]
    return budgets


def make_lines(
    world: World,
    applicants: Mapping[str, Applicant],
    portfolios: Mapping[str, list[int]],
    year: int,
) -> list[Line]:
    """Write all agreements of a year so that the money adds up to the published award."""
    doing = [key for key, actions in portfolios.items() if PRACTICE in actions]
    practice = practice_units(world, doing, applicants, year)

    def write(keys: Iterable[str], factor: float) -> dict[str, list[Line]]:
        return {key: draft(world, applicants[key], portfolios[key], year, factor, practice) for key in keys}

    budgets = special_budgets(world, year)
    agreed: dict[str, list[Line]] = {}
    for key, budget in budgets.items():
        one = functools.partial(write, [key])
        agreed |= settle(one, budget, Decimal(100), key)
    rest = world.figures[f"awarded-{year}"] - sum(budgets.values())
    rest -= sum(incentive(world, applicants[key], year) for key in portfolios)
    others = functools.partial(write, [key for key in portfolios if key not in budgets])
    # What the one cut of action 5 takes away is given back by asking for that much more.
    amount = world.amounts[world.measures[PRACTICE][0], year]
    rest += sum(practice.values()) * amount - world.figures[f"a5-budget-{year}"]
    agreed |= settle(others, rest, rest * Decimal("0.004"), f"year-{year}")
    lines = [line for key in sorted(agreed) for line in agreed[key]]
    cut_practice(world, lines, year)
    return lines


# --- Current reach -------------------------------------------------------------------------------


def drawn_baseline(world: World, line: Line, ratio: float) -> int:
    """Draw the reach before the plan (units) as a part of the planned reach."""
    if line.measure in world.distinct or chance(0.2, "no-baseline", *line.key):
        return 0
    return round_plan(line.planned * ratio * spread(0.6, "baseline", *line.key))


def pin_baselines(known: dict[tuple[str, str], int], lines: list[Line], engaged: int) -> None:
    """Give new lines the current reach that brings the engaged reach to a published sum."""
    new = [line for line in lines if line.key not in known]
    left = engaged - sum(line.planned + known.get(line.key, 0) for line in lines)
    if new:
        weights = {line.key: line.planned * spread(0.6, "baseline", *line.key) for line in new}
        known |= allocate(left, weights, dict.fromkeys(weights, left), step=5)
    elif left:
        raise ValueError(f"The published engaged reach differs by {left} from what is agreed.")


def set_baselines(world: World, lines_of: Mapping[int, list[Line]]) -> None:
    """Set the current reach of every line; it stays the same over the years."""
    known: dict[tuple[str, str], int] = {}

    def pin(year: int, actions: Iterable[int], engaged: int) -> None:
        pin_baselines(known, [x for x in lines_of[year] if x.action in actions], engaged)

    for year in YEARS:
        pin(year, {PRACTICE}, world.figure(f"a5-engaged-{year}"))
    pin(1, CONTACT, world.figure("contact-planned-1"))
    pin(1, {BYSTANDERS}, round(world.figure("bystander-expected-1") * BYSTANDER_MARGIN))
    ratios = dict.fromkeys(CONTACT, 3.0) | {BYSTANDERS: 1.0}
    for line in itertools.chain.from_iterable(lines_of[year] for year in YEARS):
        if line.key not in known:
            known[line.key] = drawn_baseline(world, line, ratios.get(line.action, 0.4))
        line.baseline = known[line.key]


# --- Reports -------------------------------------------------------------------------------------


@dataclass
class Report:
    """What becomes of one line in one project year: figures in units, None is not reported."""

    line: Line
    latent: int
    year: int | None = None
    half_year: int | None = None
    values: dict[str, int | None] = field(default_factory=dict)


def attainment(line: Line) -> float:
    """Draw realised / target: an effect per action, per applicant and per line, and a trend."""
    key = line.applicant.authority_id
    effect = (
        spread(0.22, "action", line.action)
        * spread(0.2, "authority", key)
        * spread(0.35, "line", key, line.measure, line.year)
    )
    trend = 1.0 + 0.08 * (line.year - 1)
    return trend * effect


def published_lift(world: World, action: int) -> float:
    """Give realised / engaged as far as published: years without a published sum look alike."""
    if action == PRACTICE:
        return world.figure("a5-realised-2") / world.figure("a5-engaged-2")
    if action in CONTACT:
        return world.figure("contact-reached-1") / world.figure("contact-planned-1")
    return 1.0


def drawn_realised(world: World, line: Line) -> int:
    """Draw the realised reach after a year (units); distinct counts stay small and whole."""
    name = (*line.key, line.year)
    if chance(REPORTING.zero, "zero", *name):
        return 0
    if line.measure in world.distinct:
        return sum(not chance(0.12, "not-done", *name, unit) for unit in range(line.engaged))
    most = REPORTING.highest_attainment * line.engaged
    lift = published_lift(world, line.action)
    return math.floor(min(most, line.engaged * attainment(line) * lift))


def silent_in_year_3(applicants: Mapping[str, Applicant]) -> tuple[set[str], set[str]]:
    """Draw who sends nothing at all in year 3, and who sends only half-year figures."""
    smaller = sorted(key for key, a in applicants.items() if not a.signatory and key != DE_RAND)
    count = REPORTING.silent_applicants
    drawn = dice("silent").sample(smaller, count + REPORTING.no_year_report)
    return set(drawn[:count]), set(drawn[count:])


def is_missing(line: Line, period: str, silent: tuple[set[str], set[str]]) -> bool:
    """Decide whether a figure was never sent."""
    nothing, no_year = silent
    key = line.applicant.authority_id
    if line.year == 3 and (key in nothing or (period == "year" and key in no_year)):
        return True
    if period == "year" and line.action == POLARISATION:
        return False  # decided together with the published number of plans
    share = REPORTING.missing_year if period == "year" else REPORTING.missing_half_year
    if line.year == 3 and period == "year":
        share /= 3  # whole applicants are already missing
    return chance(share, "missing", period, *line.key, line.year)


def fit_realised(reports: list[Report], total: int) -> None:
    """Scale the year figures that were sent to a published sum; zeros stay zero."""
    sent = {report.line.key: report for report in reports if report.year is not None}
    most = {key: math.floor(REPORTING.highest_attainment * r.line.engaged) if r.year else 0 for key, r in sent.items()}
    weights = {key: r.line.engaged * attainment(r.line) for key, r in sent.items()}
    for key, value in allocate(total, weights, most).items():
        sent[key].year = sent[key].latent = value


def fit_plans(reports: list[Report], total: int) -> None:
    """Realise a published number of plans; of the others one is reported as zero, the rest not."""
    reports = sorted(reports, key=lambda r: dice("plan", *r.line.key, r.line.year).random())
    for rank, report in enumerate(reports):
        report.latent = 1 if rank < total else 0
        report.year = report.latent if rank <= total else None


def half_year_figure(world: World, report: Report) -> int:
    """Draw what was reached after six months (units); some start slowly."""
    name = (*report.line.key, report.line.year)
    if report.line.measure in world.distinct:
        return sum(chance(0.35, "half", *name, unit) for unit in range(report.latent))
    slow = chance(0.15, "slow", *name)
    draw = dice("half", *name)
    share = draw.betavariate(1.5, 9) if slow else draw.betavariate(5, 6)
    return math.floor(report.latent * share)


def make_reports(world: World, applicants: Mapping[str, Applicant], lines_of: Mapping[int, list[Line]]) -> list[Report]:
    """Decide the final figure of every line, per period."""
    silent = silent_in_year_3(applicants)
    reports = [Report(line, drawn_realised(world, line)) for year in YEARS for line in lines_of[year]]
    for report in reports:
        report.year = None if is_missing(report.line, "year", silent) else report.latent

    def of(year: int, actions: Iterable[int]) -> list[Report]:
        return [r for r in reports if r.line.year == year and r.line.action in actions]

    for year in (1, 2):
        fit_realised(of(year, {PRACTICE}), world.figure(f"a5-realised-{year}"))
        fit_plans(of(year, {POLARISATION}), world.figure(f"a2-realised-{year}"))
    fit_realised(of(1, CONTACT), world.figure("contact-reached-1"))
    for report in reports:
        if not is_missing(report.line, "half_year", silent):
            report.half_year = half_year_figure(world, report)
        report.values = {"half_year": report.half_year, "year": report.year}
    return reports


def filed_on(dates: ProjectYear, line: Line, period: str) -> date:
    """Draw the day on which a figure was sent: before the due date, or late."""
    key = line.applicant.authority_id
    ends_on = dates.half_year_ends_on if period == "half_year" else dates.ends_on
    due_on = dates.half_year_due_on if period == "half_year" else dates.year_due_on
    together = dice("filed", key, line.year, period)
    if due_on is None:
        return ends_on + timedelta(days=together.randint(20, 45))
    on_time = max(ends_on + timedelta(days=1), due_on - timedelta(days=together.randint(0, 13)))
    if chance(REPORTING.late_applicant, "late", key, line.year, period):
        return due_on + timedelta(days=together.randint(1, 40))
    if chance(REPORTING.late_line, "late", *line.key, line.year, period):
        return due_on + timedelta(days=dice("days", *line.key, period).randint(1, 60))
    return on_time


def wrong_figures(world: World, line: Line, period: str, final: int) -> list[tuple[int, str]]:
    """Draw the figures that were sent before the final one, each with why it was replaced."""
    name = (*line.key, line.year, period)
    if line.measure in world.distinct or final < 8:
        return []
    if not chance(REPORTING.corrected, "corrected", *name):
        return []
    wrong = []
    times = 2 if chance(REPORTING.corrected_again, "again", *name) else 1
    reasons = dice("reason", *name).sample(CORRECTIONS, times)
    for reason, low, high in reasons:
        value = math.floor(final * dice("wrong", *name, reason).uniform(low, high))
        wrong.append((value, reason))
    return wrong


def report_rows(world: World, report: Report, period: str) -> list[dict[str, object]]:
    """Write the ledger rows of one figure: the first one and its corrections."""
    line, final = report.line, report.values[period]
    if final is None:
        return []
    dates = world.years[line.year]
    reported_on = filed_on(dates, line, period)
    wrong = wrong_figures(world, line, period, final)
    figures = [*(value for value, _ in wrong), final]
    reasons = ["", *(reason for _, reason in wrong)]
    stem = f"{agreement_id(line.year, line.applicant)}-{line.measure[5:].replace('.', '-')}"
    stem += "-half" if period == "half_year" else "-year"
    found: list[dict[str, object]] = []
    for number, (value, reason) in enumerate(zip(figures, reasons, strict=True), start=1):
        if number > 1:
            days = dice("correction", stem, number).randint(5, 70)
            reported_on += timedelta(days=days)
        found.append(
            {
                "report_line_id": f"{stem}-{number}",
                "agreement_id": agreement_id(line.year, line.applicant),
                "measure_id": line.measure,
                "period": period,
                "realised": value,
                "reference_date": dates.half_year_ends_on if period == "half_year" else dates.ends_on,
                "reported_on": reported_on,
                "reported_by": REPORTER,
                "supersedes": f"{stem}-{number - 1}" if number > 1 else "",
                "reason": reason,
                "kind": KIND,
                "source_id": SOURCE,
            }
        )
    return found


# --- Rows of the five files ----------------------------------------------------------------------


def agreement_id(year: int, applicant: Applicant) -> str:
    """Give the key of an agreement."""
    return f"ex{year}-{applicant.authority_id}"


def cooperation_rows(applicants: Mapping[str, Applicant]) -> list[dict[str, object]]:
    """Write one row per cooperation."""
    return [
        {
            "cooperation_id": a.cooperation_id,
            "name": a.cooperation_name,
            "lead_id": a.authority_id,
            "kind": KIND,
            "source_id": SOURCE,
            "note": a.note,
        }
        for a in applicants.values()
        if a.cooperation_id
    ]


def membership_rows(applicants: Mapping[str, Applicant]) -> list[dict[str, object]]:
    """Write one row per member and project year; the lead is a member too."""
    return [
        {
            "cooperation_id": a.cooperation_id,
            "authority_id": member,
            "project_year": year,
            "kind": KIND,
            "source_id": SOURCE,
        }
        for a in applicants.values()
        if a.cooperation_id
        for year, members in a.members.items()
        for member in members
    ]


def agreement_note(world: World, lines: list[Line]) -> str:
    """Say why a line has less than its planned reach times the unit amount."""
    notes: list[str] = []
    for line in lines:
        if line.grant == line.planned * line.amount:
            continue
        together = money(other for other in lines if other.action == line.action)
        if together == world.ceilings[line.action, line.year]:
            notes.append(f"Actie {line.action}: begrensd door het plafond van de actie.")
        else:
            notes.append(f"Laatste prioriteit (actie {line.action}) beperkt tot het resterende bedrag.")
    return " ".join(notes)


def agreement_rows(world: World, lines_of: Mapping[int, list[Line]]) -> list[dict[str, object]]:
    """Write one row per applicant and project year."""
    found: list[dict[str, object]] = []
    for year in YEARS:
        for key, group in itertools.groupby(lines_of[year], lambda x: x.applicant.authority_id):
            lines = list(group)
            applicant = lines[0].applicant
            found.append(
                {
                    "agreement_id": agreement_id(year, applicant),
                    "project_year": year,
                    "applicant_id": key,
                    "cooperation_id": applicant.cooperation_id,
                    "awarded_on": world.years[year].awarded_on,
                    "incentive_eur": euro(incentive(world, applicant, year)),
                    "kind": KIND,
                    "source_id": SOURCE,
                    "note": agreement_note(world, lines),
                }
            )
    return found


def line_row(world: World, line: Line) -> dict[str, object]:
    """Write one agreement line; the authority adds as much as the grant."""
    return {
        "agreement_id": agreement_id(line.year, line.applicant),
        "measure_id": line.measure,
        "priority": line.priority,
        "baseline_reach": line.baseline,
        "planned_reach": line.planned,
        "grant_eur": euro(line.grant),
        "own_share_eur": euro(line.grant),
        "kind": KIND,
        "source_id": SOURCE,
        "reference_date": world.years[line.year].awarded_on,
    }


def euro(amount: Decimal) -> str:
    """Write an amount in cents precise euro."""
    return str(amount.quantize(Decimal("0.01")))


def write_csv(path: Path, found: list[dict[str, object]]) -> None:
    """Write rows as UTF-8 with commas and line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def main(out_dir: Path = DATA / "example") -> None:
    """Write the five files of the example set."""
    world = read_world()
    applicants = make_applicants(world)
    chosen = Chosen(
        polarisation=choose_polarisation(world, applicants),
        practice=choose_practice(world, applicants),
        bystanders=choose_bystanders(world, applicants),
    )
    portfolios = make_portfolios(world, applicants, chosen)
    lines_of = {year: make_lines(world, applicants, portfolios[year], year) for year in YEARS}
    set_baselines(world, lines_of)
    reports = make_reports(world, applicants, lines_of)
    out_dir.mkdir(parents=True, exist_ok=True)
    all_lines = [line for year in YEARS for line in lines_of[year]]
    for name, found in {
        "cooperation": cooperation_rows(applicants),
        "membership": membership_rows(applicants),
        "agreement": agreement_rows(world, lines_of),
        "agreement_line": [line_row(world, line) for line in all_lines],
        "report_line": [row for r in reports for period in r.values for row in report_rows(world, r, period)],
    }.items():
        write_csv(out_dir / f"{name}.csv", found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the example set.")
    parser.add_argument("--out", type=Path, default=DATA / "example", help="folder to write in")
    main(parser.parse_args().out)
