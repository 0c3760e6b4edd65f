"""The page of one authority, whatever kind it is: headline, filters, and the figures that exist for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from samenleven import dutch
from samenleven.eligibility import Basis, Eligibility
from samenleven.figures import Kind
from samenleven.findings.authority import Sentence, headline
from samenleven.terms import slug
from ui.authority import authority_figures as figures
from ui.authority import key_figures, peer_figures
from ui.authority import profile_reads as known
from ui.authority.agreement_figures import seen
from ui.figure import archive
from ui.figure import object as figure_object
from ui.figure.model import Figure, shown_on
from ui.figure.term import term
from ui.filters.address import Address
from ui.filters.bar import Bar, unknown
from ui.reading import reads, switch
from ui.reading.daily import daily
from ui.take import makers

Build = Callable[[Address], Figure]
HERE = ' aria-current="true"'
FILES = {"Rapport (PDF)": "rapport/gemeente.pdf"}
"""What one can take along, by its words."""
AGREEMENT = {"Akkoord (PDF)": "akkoord/gemeente.pdf", "Akkoord (Word)": "akkoord/gemeente.docx"}
"""The same where there is an agreement."""
WAITING = (Eligibility.POOL, Eligibility.UNCERTAIN)
"""Who cannot apply alone for certain: it reads what lacks and with whom it is enough."""


@daily(256)
def head(address: Address) -> str:
    """The headline, the rule that holds for this authority, and what the figures rest on."""
    found = finding(address)
    made_up = Kind.EXAMPLE in found.kinds
    before = "".join(f" · {crumb}" for crumb in crumbs(address))
    asked = seen(address)
    notes = archive.line(asked.year) if asked else ""
    notes += figure_object.ribbon(ribbon(address), calm=not made_up)
    if switch.hides(address.screen, address.get("nis")):
        notes += figure_object.ribbon("Dit bestuur koos ervoor om hier geen voorbeeldcijfers te tonen.", calm=True)
    estimated = Kind.ESTIMATE in found.kinds
    name = figure_object.headline("Gemeente", found.text, made_up=made_up, estimated=estimated, before=before)
    return f'{name}<p class="lede">{rule(address)}</p>{notes}'


def finding(address: Address) -> Sentence:
    """The headline of an authority, and what it rests on."""
    authority_id, _ = who(address)
    asked = seen(address)
    return headline(known.facts(authority_id, asked.year if asked else None, address.shown))


def crumbs(address: Address) -> list[str]:
    """What an authority is, in a few words each, as HTML."""
    authority_id, one = who(address)
    region, stands = one["reference_region"], known.standing(authority_id)
    said = [
        f'<a href="{escape(address.to("samenwerking", regio=slug(region)))}">{escape(region)}</a>' if region else "",
        "centrumstad" if one["centre_city"] else "",
        "Vlaamse Rand" if one["brussels_rim"] else "",
        "faciliteitengemeente" if one["facilities"] else "",
        f"NIS {one['nis']}" if one["nis"] else "",
        f"sinds 2025 samengevoegd: NIS {one['nis_2025']}" if one["merged_2025"] else "",
        dutch.counted(stands.population, "inwoner", "inwoners") if stands and stands.population else "",
    ]
    return [one for one in said if one]


def who(address: Address) -> tuple[str, dict[str, Any]]:
    """The authority that an address asks: its code, and what the store has of it."""
    names = known.names()
    authority_id = address.choose("nis", names, known.first(names))
    return authority_id, known.rows()[authority_id]


RESULTS = {
    Kind.EXAMPLE: "▨ Resultaten per bestuur zijn niet publiek: wat gearceerd is, is een voorbeeld.",
    Kind.REPORTED: "◆ Gerapporteerd: ingediend door het bestuur, nog niet bevestigd door het agentschap.",
    Kind.OFFICIAL: "● Resultaten: ingediend door het bestuur en bevestigd door het agentschap.",
}
FROM_PUBLICATIONS = "Plafonds en bevolking steunen op publicaties."


def ribbon(address: Address) -> str:
    """What kind of figures stand on this page, in one line."""
    asked = seen(address)
    if address.only_official:
        return "Alleen wat gepubliceerd is: resultaten per bestuur, de doelgroep en met wie het kan, staan er niet bij."
    if asked:
        kinds = {row.kind for one in known.together(asked.authority_id, asked.shown) for row in one.years.values()}
        return f"{' '.join(said for kind, said in RESULTS.items() if kind in kinds)} {FROM_PUBLICATIONS}".strip()
    years = reads.project_years()
    if not years:
        return "Er zijn nog geen oproepen."
    last = years[-1]
    joined = "" if last.open_to_new else ", en een nieuw bestuur kon er alleen nog aansluiten bij wie al indiende"
    ended = "eindigde" if reads.today() > last.ends_on else "eindigt"
    state = "is gesloten" if reads.today() > last.awarded_on else "loopt"
    return (
        f"<b>Opgelet:</b> oproep {last.project_year} {state}{joined}. Projectjaar {last.project_year} {ended} op "
        f"{dutch.day(last.ends_on)}."
    )


def rule(address: Address) -> str:
    """How this authority may apply and why, as HTML."""
    authority_id, one = who(address)
    stands, official = known.standing(authority_id), address.only_official
    plan = escape(figure_object.card(address, "plan-2021"))
    said = []
    if one["represented_by"]:
        other = str(one["represented_by"])
        link = f'<a href="{escape(address.link(nis=other))}">{escape(known.names()[other])}</a>'
        said.append(f"Gemeenten van Brussel dienen niet zelf in: {link} treedt voor alle 19 op, los van de drempel.")
    elif one["type"] == "vgc":
        own = term("Eigen regel", "Voor Brussel noemt het plan de VGC zelf, los van de drempel voor gemeenten.")
        said.append(f'{own}: de VGC staat op de <a href="{plan}">lijst van het plan</a>, voor de 19 gemeenten samen.')
    elif one["type"] == "de_rand":
        own = term("Eigen regel", "vzw de Rand mag indienen met faciliteitengemeenten die samen de drempel halen.")
        said.append(f"{own}: vzw de Rand werkt samen met de faciliteitengemeenten rond Brussel, en alleen daarmee.")
    elif stands is None:
        said.append("Over dit bestuur zijn er geen tellingen.")
    elif stands.eligible is Eligibility.ALONE and stands.basis is Basis.PUBLISHED:
        said.append(f'Mag alleen indienen: staat op de <a href="{plan}">lijst van het plan</a> (2021).')
    elif official:
        said.append(
            f'Wie niet op de <a href="{plan}">lijst van het plan</a> (2021) staat, kan indienen samen met andere '
            "gemeenten van dezelfde referentieregio."
        )
    elif stands.eligible is Eligibility.ALONE:
        said.append("Mag alleen indienen, volgens de cijfers van nu; staat niet op de lijst van het plan (2021).")
    elif stands.eligible is Eligibility.UNCERTAIN and stands.lower is not None:
        word = term("Onzeker", "De grenzen van de doelgroep liggen aan weerszijden van de drempel.")
        low, high = dutch.number(stands.lower), dutch.number(stands.upper)
        said.append(f"{word} of het alleen mag indienen: de doelgroep telt tussen {low} en {high} inwoners.")
    else:
        said.append("Mag niet alleen indienen, wel samen met andere gemeenten van dezelfde referentieregio.")
    if one["facilities"] == "rand":
        rand = f'<a href="{escape(address.link(nis="de-rand"))}">vzw de Rand</a>'
        said.append(f"Als faciliteitengemeente kan het ook met {rand}, als de leden samen de drempel halen.")
    elif one["facilities"]:
        said.append("De faciliteiten voor taal veranderen niets aan de regel: vzw de Rand werkt rond Brussel.")
    known_with = known.published_with(authority_id)
    if known_with:
        said.append(f"Zit in een gepubliceerd verband met {escape(dutch.listed(known_with))}.")
    mentor = peer_figures.mentor_of(authority_id)
    if mentor:
        word = term("mentor", peer_figures.MENTOR)
        actions = dutch.listed([f"actie {action}" for action in mentor])
        said.append(f"Is zelf {word} voor {actions}.")
    return " ".join(said)


@daily(256)
def bar(address: Address) -> str:
    """The project year, when it has agreements, and where to go on this page."""
    authority_id, _ = who(address)
    made = Bar(address)
    asked_for, year = address.get("nis"), address.get("jaar")
    if asked_for is not None and asked_for not in known.names():
        made.notices.append(unknown("nis", asked_for))
    titles = {str(one.project_year): one.title for one in reads.project_years()}
    if year is not None and year not in titles:
        made.notices.append(unknown("jaar", year))
    years = known.memberships(authority_id, address.shown)
    if years:
        chosen = known.choose_year(authority_id, address.shown, year)
        if year in titles and int(year or 0) not in years:
            made.notices.append(
                f"In projectjaar {escape(year or '')} is hier geen akkoord bekend; u ziet projectjaar {chosen}."
            )
        links = "".join(
            f'<a href="{escape(address.link(jaar=code))}"{HERE if code == str(chosen) else ""}>{escape(title)}</a>'
            for code, title in titles.items()
            if int(code) in years
        )
        made.add(f'<div class="seg" role="group" aria-label="Projectjaar">{links}</div>')
        period = next(one for one in reads.project_years() if one.project_year == chosen)
        made.add(f'<span class="small au-when">{dutch.day(period.starts_on)} – {dutch.day(period.ends_on)}</span>')
    made.earlier()
    here = address.link()
    links = "".join(f'<a href="{escape(here)}#{name}">{text}</a>' for name, text in _contents(address).items())
    made.add(f'<nav class="au-nav" aria-label="Op deze pagina">{links}</nav>')
    return made.html()


def _contents(address: Address) -> Mapping[str, str]:
    words = {
        "gemeente-afspraken": "Afspraken",
        "gemeente-tekort": "Wat ontbreekt",
        "gemeente-partners": "Met wie",
        "gemeente-geld": "Geld",
        "gemeente-vragen": "Wat vragen",
        "gemeente-gepubliceerd": "Gepubliceerd",
        "gemeente-mensen": "Mensen",
        "gemeente-gelijken": "Anderen",
        "gemeente-mentoren": "Aan wie vragen",
    }
    return {name: words[name] for name in (one.name for one in every(address)) if name in words}


@shown_on(figures.SCREEN)
def every(address: Address) -> list[Figure]:
    """The figures of the page, in the order of its contents."""
    left, right, wide = _figures(address)
    return [*left, *wide, *right]


@daily(256)
def _figures(address: Address) -> tuple[list[Figure], list[Figure], list[Figure]]:
    """The figures that there are: in the wide column, in the narrow one, and over the whole width below."""
    authority_id, _ = who(address)
    stands, asked = known.standing(authority_id), seen(address)
    waits = stands is not None and stands.eligible in WAITING and not address.only_official
    left: list[Build] = []
    right: list[Build] = [figures.people]
    wide: list[Build] = []
    if asked:
        left += [figures.agreements, figures.money]
        right += [figures.half_year, figures.mentors]
        together = known.memberships(authority_id, address.shown)[asked.year]["cooperation"]
        (left if together else right).append(figures.peers)
    if waits:
        left.append(figures.missing)
        (wide if asked else left).append(figures.sets)
    if not asked:
        wide.append(figures.asks)
        if not waits:
            left.append(figures.published)
    elif known.published(authority_id):
        left.append(figures.published)
    made = tuple([figure for build in builds if (figure := build(address)).unit] for builds in (left, right, wide))
    return made[0], made[1], made[2]


@daily(256)
def body(address: Address) -> str:
    """Key figures, the figures, and where to go from here."""
    left, right, wide = _figures(address)

    def drawn(found: list[Figure]) -> str:
        return "".join(figure_object.shown(one, address) for one in found)

    main = f'<div class="au-two"><div>{drawn(left)}</div><div>{drawn(right)}</div></div>'
    if not left or not right:
        main = f'<div class="au-one">{drawn(left)}{drawn(right)}</div>'
    files = FILES | (AGREEMENT if seen(address) else {})
    return f"{makers.along(address, files)}{key_figures.html(address)}{main}{drawn(wide)}{_onwards(address)}"


def parts(address: Address) -> tuple[str, str, list[Figure]]:
    """The page without its filters: head, key figures, and the figures one below the other."""
    left, right, wide = _figures(address)
    return head(address), key_figures.html(address), [*left, *right, *wide]


def _onwards(address: Address) -> str:
    """From here to the other screens, with what they need to know."""
    authority_id, one = who(address)
    region = one["reference_region"]
    links = [(address.to("kaart", nis=authority_id), "Op de kaart")]
    if region:
        links.append((address.to("samenwerking", regio=slug(str(region))), f"De hele regio {region}"))
    links.append((address.to("budget", deel="aanvraag", nis=authority_id), "Reken een aanvraag uit"))
    links.append((address.to("bronnen"), "Alle bronnen"))
    here = Address(address.screen, tuple((dict(address.values) | {"nis": authority_id}).items()))
    take = figure_object.embedding(here.embed("gemeente"), str(one["name"]))
    return (
        '<nav class="au-go" aria-label="Verder">'
        + "".join(f'<a href="{escape(link)}">{escape(text)} →</a>' for link, text in links)
        + f"{take}</nav>"
    )
