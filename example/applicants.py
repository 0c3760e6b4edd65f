"""Who applies: the signatories, the VGC, vzw de Rand, and cooperations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from example.world import DE_RAND, World

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


@dataclass(frozen=True)
class Applicant:
    """A local authority that applies, with the members it applies for (itself included) by project year."""

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


def sizes_in(applicants: Mapping[str, Applicant], year: int) -> dict[str, int]:
    """Count the authorities behind each applicant of a year."""
    return {key: len(a.members[year]) for key, a in applicants.items() if year in a.members}


def make_applicants(world: World) -> dict[str, Applicant]:
    """Make all applicants: cooperations, de Rand, and the signatories (with the VGC) left alone."""
    invented = "Verzonnen samenstelling: gemeenten die aan elkaar grenzen."
    first = world.first_year
    found = [
        _cooperation(world, names, first, f"{note} De cijfers zijn verzonnen.")
        for names, note in PUBLISHED_COOPERATIONS.items()
    ]
    found += [_cooperation(world, names, first, invented) for names in INVENTED_FROM_YEAR_1]
    found += [_cooperation(world, names, first + 1, invented) for names in INVENTED_FROM_YEAR_2]
    found.append(_de_rand(world))
    leads = {applicant.authority_id for applicant in found}
    found += [_solo(world, key) for key, row in world.authorities.items() if row["signatory"] and key not in leads]
    return {a.authority_id: a for a in sorted(found, key=lambda a: a.authority_id)}


def _cooperation(world: World, names: tuple[str, ...], first_year: int, note: str) -> Applicant:
    """Make an applicant that leads a cooperation with the same members in every year."""
    members = tuple(world.ids[name] for name in names)
    regions = {world.authorities[member]["reference_region"] for member in members}
    if len(regions) != 1:
        raise ValueError(f"The cooperation of {names[0]} spans several reference regions.")
    return Applicant(
        authority_id=members[0],
        name=names[0],
        first_year=first_year,
        members={year: members for year in world.years if year >= first_year},
        target_group=world.size_of(members, first_year),
        signatory=world.authorities[members[0]]["signatory"],
        note=note,
    )


def _de_rand(world: World) -> Applicant:
    """Make vzw de Rand with three facility municipalities in the first year and all of them after that."""
    first = world.first_year
    early = tuple(world.ids[name] for name in DE_RAND_FROM_YEAR_1)
    everyone = tuple(k for k, row in world.authorities.items() if row["facilities"] == "rand")
    members = {year: (DE_RAND, *(early if year == first else everyone)) for year in world.years}
    note = "De Rand met faciliteitengemeenten is gepubliceerd; welke gemeenten is verzonnen."
    return Applicant(DE_RAND, "de Rand", first, members, world.size_of(early, first), signatory=False, note=note)


def _solo(world: World, authority_id: str) -> Applicant:
    """Make an applicant that applies alone in every year."""
    return Applicant(
        authority_id=authority_id,
        name=world.authorities[authority_id]["name"],
        first_year=world.first_year,
        members=dict.fromkeys(world.years, (authority_id,)),
        target_group=world.size_of((authority_id,), world.first_year),
        signatory=True,
    )
