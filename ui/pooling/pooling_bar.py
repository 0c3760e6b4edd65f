"""The bar of *samenwerking*: whom, where, on which day, how counted, what is best, and the rules in a menu."""

from __future__ import annotations

from html import escape

from samenleven import dutch, terms
from samenleven.figures import Shown
from ui.filters.address import Address
from ui.filters.bar import Bar, unknown
from ui.pooling import pooling_choice as choices
from ui.pooling.pooling_choice import Asked, Rule
from ui.reading import reads

DROP = ("set", "verdeling", "actief", "derand", "opnieuw")
"""What no longer holds in another region."""
NOBODY = "kies een gemeente"


def html(address: Address, asked: Asked) -> str:
    """The row of filters, with a notice for what the address asks and does not exist."""
    bar = Bar(address)
    bar.notices += _notices(address, asked)
    hand = asked.view == choices.HAND
    here = {"": NOBODY} | choices.authorities()
    drop = ("opnieuw", "set") if hand else ("regio", *DROP)
    _select(bar, "Gemeente", "nis", here, asked.authority_id or "", "", drop)
    region = terms.slug(asked.region) if asked.region else choices.FLANDERS
    if asked.view != choices.KNOWN:
        _select(bar, "Regio", "regio", choices.regions(), region, "", ("nis", *DROP))
    bar.select("Op", "datum", choices.days(), drop=("opnieuw",))
    bar.select(
        "Telt",
        "gewicht",
        choices.readings(asked.shown),
        "lower",
        drop=("opnieuw",),
        withheld={} if not asked.shown.only_official else choices.readings(Shown.EXAMPLE),
    )
    bar.add(_rules(address, asked))
    return bar.html()


def views(address: Address, asked: Asked) -> str:
    """The three views as links, beside the name of the screen; a division by hand stays in the region of now."""
    here = ' aria-current="true"'
    stays = {"regio": terms.slug(asked.region)} if asked.region else {}
    to = {
        choices.BEST: address.link(beeld=None),
        choices.HAND: address.link(beeld=choices.HAND, **stays),
        choices.KNOWN: address.link(beeld=choices.KNOWN),
    }
    links = "".join(
        f'<a href="{escape(to[code])}"{here if code == asked.view else ""}>{text}</a>'
        for code, text in choices.VIEWS.items()
    )
    return f'<nav class="seg po-views" aria-label="Weergave">{links}</nav>'


def _notices(address: Address, asked: Asked) -> list[str]:
    found = []
    for key, options in (
        ("beeld", choices.VIEWS),
        ("nis", choices.authorities()),
        ("regio", choices.regions()),
        ("doel", choices.objectives()),
        ("wie", choices.WHO),
    ):
        raw = address.get(key)
        if raw is not None and raw not in options:
            found.append(unknown(key, raw))
    for rule in choices.RULES:
        raw = address.get(rule.key)
        if raw is not None and rule.read(address, asked.choice.on) is None:
            found.append(unknown(rule.key, raw))
    return found


def _select(
    bar: Bar, label: str, key: str, options: dict[str, str], chosen: str, usual: str, drop: tuple[str, ...]
) -> None:
    """A list whose choice may follow from another: the region is that of the municipality."""
    lines = "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(text)}</option>'
        for code, text in options.items()
    )
    bar.add(
        f'<label class="pill"><span>{label}</span><select id="f-{key}" data-param="{key}" data-default="{usual}" '
        f'data-drop="{" ".join(drop)}">{lines}</select></label>'
    )


def _rules(address: Address, asked: Asked) -> str:
    """What is best and the rules themselves: usual values and bounds are parameters."""
    on = asked.choice.on
    changed = sum(rule.value(address, on) != rule.bounds(on)[2] for rule in choices.RULES)
    changed += asked.choice.everyone + (
        asked.choice.settings.objective != next(iter(type(asked.choice.settings.objective)))
    )
    fields = [
        _field("Beste is", _options("doel", choices.objectives(), asked.choice.settings.objective.value), ""),
        _field("Wie doet mee", _options("wie", choices.WHO, "alle" if asked.choice.everyone else "klein"), ""),
        *(_rule(rule, address, asked) for rule in choices.RULES),
    ]
    many = f" ({dutch.counted(changed, 'anders', 'anders')})" if changed else ""
    reset = address.link(**dict.fromkeys((*(rule.key for rule in choices.RULES), "doel", "wie"), None))
    again = f'<p><a href="{escape(reset)}">Terug naar de gewone regels</a></p>' if changed else ""
    return (
        f'<details class="menu po-rules" id="po-regels"><summary class="pill">Regels{many}</summary>'
        f'<div><div class="po-fields">{"".join(fields)}</div>{again}</div></details>'
    )


def _rule(rule: Rule, address: Address, asked: Asked) -> str:
    on = asked.choice.on
    one, value = rule.at(on), rule.value(address, on)
    source = reads.source_titles().get(one.source_id, one.source_id)
    said = " ".join(part for part in (one.description, one.note, f"Bron: {source}.") if part)
    if rule.step is None:
        usual = rule.usual(on)
        return _field(one.title, _options(rule.key, choices.YES_NO, str(int(value)), usual), said)
    low, high, _ = rule.bounds(on)
    unit = "%" if rule.factor == 100 else one.unit
    field = (
        f'<input id="f-{rule.key}" type="number" data-param="{rule.key}" data-default="{rule.usual(on)}" '
        f'data-drop="opnieuw" value="{choices.plain(value)}" min="{choices.plain(low)}" max="{choices.plain(high)}" '
        f'step="{rule.step:g}">'
    )
    title = "Stimulans: minimumaandeel" if rule is choices.SHARE else one.title
    return _field(f"{title} ({unit})", field, said)


def _options(key: str, options: dict[str, str], chosen: str, usual: str | None = None) -> str:
    lines = "".join(
        f'<option value="{code}"{" selected" if code == chosen else ""}>{escape(terms.capital(text))}</option>'
        for code, text in options.items()
    )
    first = usual if usual is not None else next(iter(options))
    return f'<select id="f-{key}" data-param="{key}" data-default="{first}" data-drop="opnieuw">{lines}</select>'


def _field(label: str, control: str, said: str) -> str:
    more = f"<small>{escape(said)}</small>" if said else ""
    return f"<label><span>{escape(label)}</span>{control}{more}</label>"
