"""What only a slide says: sentences beside those of the screens, whose findings are its titles.

A part between two pairs of asterisks is bold. Each is true for none, one, two, many and equal figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from samenleven import dutch, terms
from samenleven.budget.settings import Yardstick
from samenleven.findings import words


def over_years(name: str, years: Sequence[tuple[int, float | None]]) -> str:
    """How far an action was in every project year: `years` holds the ratio to the target of all together."""
    known = [(year, words.percent(ratio)) for year, ratio in years if ratio is not None]
    if not known:
        return words.sentence(f"voor {name} is er in geen enkel projectjaar een resultaat om te vergelijken")
    first, shown = known[0]
    said = f"{name} haalt {shown} van de streefwaarde in projectjaar {first}"
    if len(known) == 1:
        others = [year for year, ratio in years if ratio is None]
        if not others:
            return words.sentence(said)
        of = (
            f"projectjaar {others[0]}" if len(others) == 1 else f"de jaren {dutch.listed([str(one) for one in others])}"
        )
        return words.sentence(f"{said}; van {of} is er geen resultaat")
    if len({text for _, text in known}) == 1:
        listed = dutch.listed([str(year) for year, _ in known])
        return words.sentence(f"{name} haalt {shown} van de streefwaarde in de projectjaren {listed}")
    rest = dutch.listed([f"{text} in jaar {year}" for year, text in known[1:]])
    return words.sentence(f"{name} ging van {shown} van de streefwaarde in projectjaar {first} naar {rest}")


def counted(years: Sequence[tuple[str, Sequence[float | None]]]) -> str:
    """How many applicants with a figure reach their target, for each moment by name."""
    parts = []
    for name, ratios in years:
        known = [ratio for ratio in ratios if ratio is not None]
        reached = sum(ratio >= 1 for ratio in known)
        parts.append(f"{name}: **{reached} van {len(known)}**" if known else f"{name}: geen cijfer")
    return f"Indieners die hun streefwaarde halen: {'; '.join(parts)}" if parts else ""


def amounts(realised: Decimal | None, target: Decimal | None, unit: str) -> str:
    """What was realised against what was agreed, without a full stop; "" without a result."""
    if realised is None:
        return ""
    done = f"**{dutch.number(realised)}** {unit}".rstrip()
    return f"{done} tegenover **{dutch.number(target)}** afgesproken" if target is not None else done


def under(below: Sequence[tuple[str, str]]) -> str:
    """Who stays below the target, lowest first, with its figure; more than a few are counted, "" for none."""
    if not below:
        return ""
    if len(below) > words.MOST_NAMED:
        return f"**{words.sentence(words.cardinal(len(below)))} indieners** blijven onder hun streefwaarde"
    verb = "blijft" if len(below) == 1 else "blijven"
    return f"{dutch.listed([f'**{name}** ({figure})' for name, figure in below])} {verb} onder de streefwaarde"


def sizes(year: int, years: Sequence[int]) -> str:
    """What the dots of a row are, by size and fill: "Groot: projectjaar 2; klein en open: jaar 1; ..."."""
    before, after = [one for one in years if one < year], [one for one in years if one > year]
    parts = [f"Groot: projectjaar **{year}**"]
    if before:
        parts.append(f"klein en open: jaar {dutch.listed([str(one) for one in before])}")
    if after:
        parts.append(f"klein en vol: jaar {dutch.listed([str(one) for one in after])}")
    return "; ".join(parts)


def seen(shown: int, total: int, one: str, many: str) -> str:
    """What of a list stands on a slide, worst first: "U ziet de negen laagste van de elf afspraken"."""
    if total == 0:
        return f"Geen enkele {one} heeft een resultaat"
    if total == 1:
        return f"U ziet de enige {one} met een resultaat"
    if shown >= total:
        return (
            f"U ziet alle {words.cardinal(total)} {many} met een resultaat, de laagste eerst"
            if total > 2
            else (f"U ziet beide {many} met een resultaat")
        )
    return f"U ziet de {words.cardinal(shown)} laagste van de {words.cardinal(total)} {many} met een resultaat"


def missed(shown: int, total: int, one: str, many: str) -> str:
    """What of those that were not reached stands on a slide, worst first; with none the lowest of all stand there."""
    if total == 0:
        return (
            f"U ziet {many} met een resultaat, de laagste eerst" if shown > 1 else f"U ziet de {one} met een resultaat"
        )
    if shown >= total:
        which = f"de enige {one}" if total == 1 else words.part(total, total, one, many)
        return f"U ziet {which} die niet gehaald {'is' if total == 1 else 'zijn'}{', de laagste eerst' * (total > 2)}"
    return f"U ziet de {words.cardinal(shown)} laagste van de {words.cardinal(total)} {many} die niet gehaald zijn"


def budget(
    paid: float | None, after: float | None, before: float | None, yardstick: Yardstick, *, changed: bool
) -> str:
    """What the money pays in the model, by one yardstick (shares of 1), beside its start when it differs."""
    money, now, was = dutch.millions(paid), dutch.percent(after, 1), dutch.percent(before, 1)
    if after is None:
        return f"{money} toegekend, betaald doelbereik onbekend in dit rekenmodel"
    what = f"{money} betaalt in dit rekenmodel {now} van {terms.YARDSTICK[yardstick]}"
    if not changed:
        return what
    return f"Uw scenario: {what}, " + ("zonder verschil" if now == was else f"was {was}")


def rests(count: int) -> str:
    """On how many sources a set of slides rests."""
    if not count:
        return "De gekozen dia's tonen geen cijfers, dus er is geen bron te noemen"
    return f"Deze dia's steunen op {count} {'bron' if count == 1 else 'bronnen'}"
