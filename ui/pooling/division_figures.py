"""The best division of a region: answer first, the proof as a small mark on the word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from samenleven import dutch, terms
from samenleven.eligibility import Weight
from samenleven.findings import pooling as findings
from samenleven.findings.pooling import DivisionFacts
from samenleven.pooling import Authority, Division, divisions
from samenleven.pooling.divisions import Cooperation
from samenleven.terms import slug
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.look import theme
from ui.pooling import partner_reads, pooling_choice, pooling_reads
from ui.pooling import pooling_drawing as drawing
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_choice import Asked
from ui.pooling.pooling_drawing import Area
from ui.pooling.pooling_reads import Choice

REGION = "samenwerking-regio"
WITHHELD = "Een verdeling is een berekening en geen publicatie"
POOL_COLUMNS = (
    *("pool", "reference_region", "member_count", "lower", "estimate", "upper", "holds", "members"),
    *("inner_km", "ask_eur", "ask_per_member_eur", "kind"),
)


def ask(address: Address) -> Asked | None:
    """What an address asks of the best division; None without counts, and with only official figures."""
    if not pooling_choice.is_ready() or address.only_official:
        return None
    return pooling_choice.asked(address)


def everywhere(choice: Choice) -> Choice:
    """The same question for all of Flanders."""
    return Choice(
        tuple(pooling_reads.regions()), choice.on, choice.reading, choice.everyone, choice.settings, choice.attempt
    )


def found(choice: Choice) -> list[Division]:
    """The best division of each region that is asked; worked out where the page did not wait for it."""
    return pooling_solve.answers([pooling_reads.division(choice, region) for region in choice.regions])


def facts(place: str, solved: Sequence[Division]) -> DivisionFacts:
    """What the headline of a place is made of."""
    return DivisionFacts(
        place=place,
        count=sum(one.count for one in solved),
        bound=sum(max(one.bound, one.count) for one in solved),
        covered=sum(one.covered for one in solved),
        looking=sum(one.covered + len(one.left_out) for one in solved),
        proven=all(one.proven_optimal for one in solved),
        whole=len(solved) > 1,
    )


def proof(solved: Sequence[Division]) -> str:
    """What was proven, as a small mark that explains itself."""
    if len(solved) == 1:
        one = solved[0]
        steps = "; ".join(
            f"{terms.CRITERION[step.name]} {dutch.number(step.value, 1)}"
            f" ({'bewezen, beter kan niet' if step.proven else f'best mogelijk {dutch.number(step.bound, 1)}'})"
            for step in one.criteria
        )
        said = (
            f"{terms.capital(steps)}. In volgorde van belang. Compact is: lange grenzen binnen de verbanden. "
            f"Gerekend in {dutch.number(one.seconds, 2)} seconden."
        )
        text = pooling_solve.proof(one)
    else:
        open_ends = [one.region for one in solved if not divisions.is_all_proven(one)]
        text = "bewezen best" if not open_ends else f"niet in elke regio bewezen best: {dutch.listed(open_ends)}"
        said = "Bewezen best: geen enkele verdeling is beter, ook niet na langer rekenen; nagegaan per referentieregio."
    sure = all(divisions.is_all_proven(one) for one in solved)
    look, sign = ("po-proof", "✓") if sure else ("po-open", "◐")
    return f'<span class="{look}">{sign} {term(text, said)}</span>'


def again(solved: Sequence[Division], choice: Choice, address: Address) -> str:
    """What to do about what is not proven, and whether the server cut the time."""
    most, given = pooling_reads.most_seconds(), pooling_reads.seconds(choice)
    if all(map(divisions.is_all_proven, solved)):
        return ""
    said = []
    if given < choice.settings.time_limit_seconds:
        each = f", {dutch.number(given, 1)} per regio. Kies één regio om langer te zoeken" if choice.whole else ""
        said.append(
            f"<b>De rekentijd is ingekort:</b> deze server rekent hoogstens {most} seconden voor één vraag{each}."
        )
    elif given < most:
        said.append("Wilt u meer zekerheid? Verhoog de rekentijd bij Regels.")
    link = address.link(opnieuw=str((choice.attempt + 1) % pooling_choice.MOST_ATTEMPTS))
    said.append(f'<a href="{escape(link)}">Reken opnieuw waar het niet bewezen is</a>')
    return f'<p class="po-said">{" ".join(said)}</p>'


def region(address: Address) -> Figure:
    """The best division of one region: a map and its cooperations as bars."""
    asked = ask(address)
    if asked is None or asked.region is None:
        return nothing(REGION, WITHHELD if address.only_official else "Kies een regio of een gemeente")
    solved = found(asked.choice)
    rows, told = cooperations(solved, asked.choice), facts(asked.region, solved)
    who = (
        f"{told.covered} van {told.looking} gemeenten die partners zoeken" if told.looking else "niemand zoekt partners"
    )
    return Figure(
        REGION,
        _finding(told, rows, asked),
        f"{proof(solved)} · {who} · {counted(asked.choice)}",
        f'<div class="po-two"><div>{region_map(rows, asked, address)}</div>'
        f"<div>{listed(rows, asked)}{_uncertain(asked)}{again(solved, asked.choice, address)}</div></div>",
        pooling_solve.as_frame(rows, asked.choice, asked.shown),
        tuple(name for name in POOL_COLUMNS if name != "reference_region"),
        extra=("pic-gebiedsniveaus",) if rows else ("pic-gebiedsniveaus", *divisions.COMPUTED_FROM.split(", ")),
        file_name=f"verdeling-{slug(asked.region)}",
    )


def _finding(told: DivisionFacts, rows: Sequence[Cooperation], asked: Asked) -> str:
    """The division, where the headline does not say it already; else how large its cooperations are."""
    if asked.authority_id or not rows:
        return findings.division_said(told).text
    totals = [row.total.by(asked.choice.reading) for row in rows]
    return findings.list_title(totals, asked.choice.settings.floor)


def cooperations(solved: Sequence[Division], choice: Choice) -> list[Cooperation]:
    """The cooperations of these regions, numbered through."""
    return pooling_solve.cooperations([pool for one in solved for pool in one.pools], choice)


def counted(choice: Choice) -> str:
    """What the figures of a division count, how and when."""
    return f"inwoners van de doelgroep per verband, {terms.WEIGHT[choice.reading]}, {dutch.day(choice.on)}"


def looks(rows: Sequence[Cooperation]) -> dict[int, str]:
    """The colour of each cooperation by number: those that touch differ."""
    places = divisions.group_colours([row.members for row in rows], pooling_reads.borders(), len(theme.POOLS))
    return {row.number: f"p{place + 1}" for row, place in zip(rows, places, strict=True)}


def look_outside(one: Authority, choice: Choice) -> tuple[str, str]:
    """How a municipality in no cooperation looks, and what it says: it may apply alone, or it is left over."""
    if one.may_apply_alone and not choice.everyone:
        return "alone", pooling_reads.may_alone(one)
    perhaps = pooling_reads.may_alone(one)
    return "left", f"in geen verband{f'; {perhaps}' if perhaps else ''}"


def region_map(
    rows: Sequence[Cooperation], asked: Asked, address: Address, links: Mapping[str, str] | None = None
) -> str:
    """A region in its cooperations; every municipality leads to its own question, or where `links` says."""
    colour = looks(rows)
    place = {member: row.number for row in rows for member in row.members}
    around = pooling_reads.around(asked.choice)
    areas = []
    for one in around.values():
        people, number = dutch.number(one.weight), place.get(one.id)
        look, role = look_outside(one, asked.choice) if number is None else (colour[number], f"verband {number}")
        link = (links or {}).get(one.id) or address.link(nis=one.id, regio=None, set=None)
        value = "mag alleen" if look == "alone" else people
        said = f"{one.name}: {people} inwoners van de doelgroep, {role}"
        areas.append(Area(one.id, one.name, look, value, said, link, one.id == asked.authority_id))
    used = dict.fromkeys(area.look for area in areas)
    words = {
        look: f"verband {', '.join(str(n) for n, one in colour.items() if one == look)}" for look in colour.values()
    }
    words |= {"alone": "mag alleen indienen", "left": "in geen verband"}
    legend = {look: text for look, text in words.items() if look in used}
    title = f"{asked.region}: {dutch.counted(len(rows), 'verband', 'verbanden')}"
    return drawing.area_map(areas, title, groups=[row.members for row in rows]) + drawing.key(legend)


def listed(rows: Sequence[Cooperation], asked: Asked, *, own: int | None = None) -> str:
    """Cooperations as a list with bars to the threshold; `own` is the number that stands out."""
    if not rows:
        return (
            '<p class="nothing"><strong>Geen enkel verband haalt hier de drempel.</strong> Kies een andere lezing van '
            "de doelgroep, verlaag de drempel of laat alle gemeenten meedoen.</p>"
        )
    choice = asked.choice
    floor = choice.settings.floor
    most = max([row.total.by(choice.reading) for row in rows] + [floor])
    colour = looks(rows)
    known = [set(members) for members in partner_reads.published_members().values()]
    names = pooling_reads.candidates(choice.on, choice.reading)
    other = "" if choice.reading is not Weight.LOWER or asked.shown.only_official else "≈ schatting"
    lines = []
    for row in rows:
        inside = asked.municipality in row.members
        small = "bestaat al (gepubliceerd)" if set(row.members) in known else ""
        small = small or (f"bevat {names[str(asked.municipality)].name}" if inside else "")
        more = f'<span class="small">{escape(small)}</span>' if small else ""
        people = row.total.by(choice.reading)
        also = f'<td class="num hide">≈ {dutch.number(row.total.estimate)}</td>' if other else ""
        here = ' class="on"' if row.number == own or (own is None and inside) else ""
        lines.append(
            f'<tr{here}><th scope="row"><i class="po-swatch {colour[row.number]}"></i>{row.number}. '
            f"<b>{escape(dutch.listed(sorted(row.names)))}</b>{more}</th>"
            f'<td class="num">{dutch.number(people)}</td>{also}'
            f'<td class="bw">{drawing.bar(people, floor, most)}</td></tr>'
        )
    word = {Weight.LOWER: "ondergrens", Weight.ESTIMATE: "≈ schatting", Weight.UPPER: "≈ bovengrens"}[choice.reading]
    heads = f'<th scope="col">Verband</th><th scope="col" class="num">{word}</th>'
    heads += f'<th scope="col" class="num hide">{other}</th>' if other else ""
    heads += f'<th scope="col">drempel {dutch.number(floor)}</th>'
    return f'<table class="po-list"><thead><tr>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def _uncertain(asked: Asked) -> str:
    """Who looks for partners while it may apply alone by another reading."""
    said = []
    for one in pooling_reads.around(asked.choice).values():
        if one.uncertain:
            low, high = dutch.number(one.group.lower), dutch.number(one.group.upper)
            said.append(f"{one.name} (tussen {low} en {high})")
    if not said:
        return ""
    verb = "mag" if len(said) == 1 else "mogen"
    text = (
        f"Onzeker of ze alleen {verb} indienen: {dutch.listed(said)}."
        if len(said) > 1
        else (f"Onzeker of het alleen mag indienen: {said[0]}.")
    )
    return f'<p class="po-said small">{escape(text)}</p>'
