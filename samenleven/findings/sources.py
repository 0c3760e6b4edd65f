"""What the screen *bronnen* says: what is published and followed, where sources disagree, how a figure came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from samenleven import dutch, terms
from samenleven.figures import STRENGTH, Kind, Shown
from samenleven.findings import words

PLURAL = {Kind.ESTIMATE: "schattingen", Kind.EXAMPLE: "voorbeelden"}


def headline(published: int, followed: int, contradictions: int) -> str:
    """How many published figures are followed, and in how many places sources disagree."""
    if not published:
        return "Er zijn nog geen gepubliceerde cijfers"
    if published == 1:
        counted = f"Het enige gepubliceerde cijfer volgen we{'' if followed else ' niet'}"
    elif followed == published:
        counted = f"{'Beide' if published == 2 else f'Alle {dutch.number(published)}'} gepubliceerde cijfers volgen we"
    elif not followed:
        counted = f"Van {dutch.number(published)} gepubliceerde cijfers volgen we er geen"
    else:
        counted = f"Van {dutch.number(published)} gepubliceerde cijfers volgen we er {dutch.number(followed)}"
    if not contradictions:
        return f"{counted}; nergens spreken bronnen elkaar tegen"
    places = "één plaats" if contradictions == 1 else f"{dutch.number(contradictions)} plaatsen"
    return f"{counted}; op {places} spreken bronnen elkaar tegen"


def hits(count: int, question: str) -> str:
    """What a search found: "3 treffers voor 73 %"."""
    if not count:
        return f"Niets gevonden voor {question}"
    return f"{dutch.counted(count, 'treffer', 'treffers')} voor {question}"


def register(title: str, kinds: Sequence[Kind]) -> str:
    """A register with how many of its rows are of each kind: "Parameters: 48 rijen, 21 officieel, 27 schattingen"."""
    counted = Counter(kinds)
    if not kinds:
        return f"{title}: geen rijen"
    rows = dutch.counted(len(kinds), "rij", "rijen")
    if len(counted) == 1:
        word = terms.KIND[kinds[0]] if len(kinds) == 1 or kinds[0] not in PLURAL else PLURAL[kinds[0]]
        return f"{title}: {rows}, {'' if len(kinds) == 1 else 'alle '}{word}"
    parts = [
        f"{dutch.number(counted[kind])} {PLURAL.get(kind, terms.KIND[kind]) if counted[kind] > 1 else terms.KIND[kind]}"
        for kind in STRENGTH
        if counted[kind]
    ]
    return f"{title}: {rows}, {dutch.listed(parts)}"


def taken_over(precision: str) -> str:
    """How a published figure came here; `precision` is a code of `terms.PRECISION`."""
    text = "Niet berekend: overgenomen uit de bron"
    said = {"exact": "", "rounded": ", die het afgerond geeft"}.get(
        precision, f', die "{terms.PRECISION.get(precision, precision)}" zegt'
    )
    return f"{text}{said}."


def parts_of(total: Decimal, parts: Sequence[tuple[int, Decimal]]) -> str:
    """Which part of an amount is published per action; without any that nothing is, or "" for no total."""
    if total <= 0:
        return ""
    if not parts:
        return "Per actie is van dit bedrag niets gepubliceerd."
    names = dutch.listed([f"actie {action} ({dutch.euro(amount)})" for action, amount in parts])
    share = dutch.percent(sum(amount for _, amount in parts) / total, 1)
    together = f"samen {share}" if len(parts) > 1 else share
    verb = "zijn alleen" if len(parts) > 1 else "is alleen"
    return f"Per actie {verb} {names} gepubliceerd: {together} van dit bedrag."


def share_of_group(covered: int, total: int, share: Decimal, low: Decimal, high: Decimal, eu_share: Decimal) -> str:
    """How the share of the target group is computed; `eu_share` is the part of the other EU countries that counts."""
    return (
        f"{dutch.number(covered)} ÷ {dutch.number(total)} inwoners = {dutch.percent(share, 1)}. De doelgroep is wie "
        f"herkomst buiten de EU27 heeft, plus {dutch.percent(eu_share)} van wie herkomst in een ander EU27-land heeft. "
        f"Met de grenzen van de doelgroep: {dutch.percent(low, 1)} tot {dutch.percent(high, 1)}."
    )


def coverage(now: Decimal | None, then: Decimal | None, first: date | None, shown: Shown) -> str:
    """Which share of the target group lives in the 28 and Brussels, beside the first day that is known."""
    if now is None:
        return "Er zijn geen herkomstcijfers"
    who = "van wie herkomst buiten de EU27 heeft" if shown.only_official else "van de doelgroep, naar schatting"
    text = f"In de 28 en Brussel woont {dutch.percent(now, 1)} {who}"
    if then is None or first is None:
        return text
    old, new = dutch.percent(then, 1), dutch.percent(now, 1)
    return f"{text}; in {first.year} was dat {'evenveel' if old == new else old}"


def readings(count: int, compared: int) -> str:
    """In how many readings a text says two thirds, and beside how many a computed share fits."""
    if not count:
        return "Geen enkele tekst noemt een aandeel van de doelgroep"
    said = f"'Twee derde' heeft {words.some(count, 'lezing', 'lezingen')}"
    return f"{said}; naast {words.cardinal(compared) if compared else 'geen'} past een berekend aandeel"


def money(fits: int, count: int) -> str:
    """In how many cases published money is a whole number of units times the amount."""
    if not count:
        return "Er is geen geld per actie gepubliceerd"
    if count == 1:
        return f"Het gepubliceerde geld past {'wel' if fits else 'niet'} in hele eenheden"
    if fits == count:
        return f"In alle {words.cardinal(count)} gevallen past het gepubliceerde geld in hele eenheden"
    return (
        f"In {words.cardinal(fits) if fits else 'geen'} van de {words.cardinal(count)} gevallen past het "
        "gepubliceerde geld in hele eenheden"
    )


def corrections(days: Iterable[date]) -> str:
    """How many figures were corrected, and when last."""
    found = sorted(days)
    if not found:
        return "Nog geen enkel cijfer is verbeterd"
    count = "Eén cijfer is" if len(found) == 1 else f"{words.sentence(words.cardinal(len(found)))} cijfers zijn"
    return f"{count} verbeterd, {'op' if len(found) == 1 else 'het laatst op'} {dutch.day(found[-1])}"
