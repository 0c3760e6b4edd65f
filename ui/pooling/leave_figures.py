"""One municipality from close by: what happens when it leaves its cooperation, and which ones it can join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.pooling import Answer, Context, Judgement, divisions, join_options, leave
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.pooling import pooling_reads
from ui.pooling.pooling_choice import Asked
from ui.pooling.pooling_reads import Choice

NAME = "samenwerking-wissel"
SIGN = {Answer.OK: "✔", Answer.FAILS: "✘", Answer.NOT_APPLICABLE: "–"}
LOOK = {Answer.OK: "po-ok", Answer.FAILS: "po-bad", Answer.NOT_APPLICABLE: "st-none"}


def leaving(groups: Mapping[int, Sequence[str]], asked: Asked) -> Figure:
    """What leaving and joining do, for the chosen municipality among these cooperations (by number)."""
    nis = asked.municipality
    choice = asked.choice
    who = pooling_reads.taking_part(choice)
    if nis is None or nis not in who:
        return nothing(NAME, "Kies een gemeente die partners zoekt: dan staat hier wat er gebeurt als ze vertrekt")
    authorities, name = list(who.values()), who[nis].name
    borders = divisions.borders_among(pooling_reads.borders(), who)
    own = next((number for number, members in groups.items() if nis in members), None)
    others = {f"verband {n}": [i for i in members if i != nis] for n, members in groups.items() if n != own and members}
    if own is None:
        finding = f"{name} zit in geen verband"
        sign = ""
    else:
        gone = leave(nis, groups[own], authorities, borders, choice.settings, Context(others))
        finding = gone.sentence.rstrip(".")
        sign = f"nu in verband {own} · {'✔' if gone.holds else '✘'} · "
    options = join_options(nis, others, authorities, borders, choice.settings)
    allowed = [option for option in options if option.allowed]
    another = "ander " if own is not None else ""
    body = (
        "".join(
            f'<li><span class="po-ok">✔</span><span>{escape(name)} kan bij <b>{option.name}</b>. '
            f"{escape(reasons(option.judgement))}</span></li>"
            for option in allowed
        )
        or f'<li><span class="po-bad">✘</span><span>{escape(name)} kan bij geen enkel {another}verband.</span></li>'
    )
    refused = "".join(
        f'<li><span class="po-bad">✘</span><span><b>{option.name}</b>: {escape(reasons(option.judgement))}</span></li>'
        for option in options
        if not option.allowed
    )
    why = (
        f'<details id="po-waarom"><summary>Waarom niet bij de andere ({len(options) - len(allowed)})</summary>'
        f'<ul class="po-rulelist">{refused}</ul></details>'
        if refused
        else ""
    )
    rows = [
        {
            "nis": nis,
            "name": name,
            "pool": int(option.name.removeprefix("verband ")),
            "allowed": option.allowed,
            "total": option.judgement.total,
            "sentence": reasons(option.judgement),
            **choice.computed,
        }
        for option in options
    ]
    table = pd.DataFrame(rows or [{"nis": nis, "name": name, **choice.computed}])
    return Figure(
        NAME,
        finding,
        f"{sign}als {escape(name)} vertrekt of elders aansluit, {dutch.day(choice.on)}",
        f'<ul class="po-rulelist">{body}</ul>{why}',
        table,
        ("name", "pool", "allowed", "total", "sentence", "kind"),
        headings={"total": "inwoners samen"},
        file_name=f"waar-bij-{nis}",
    )


def reasons(judgement: Judgement) -> str:
    """Why a cooperation is not valid, or how far above the threshold it is."""
    failing = [check.sentence for check in judgement.checks if check.required and check.outcome is Answer.FAILS]
    return " ".join(failing) if failing else judgement.check("threshold").sentence


def rules(judgement: Judgement, choice: Choice, name: str) -> pd.DataFrame:
    """A cooperation rule by rule, as rows with kind, source and date."""
    return pd.DataFrame(
        [
            {
                "cooperation": name,
                "rule": check.rule,
                "outcome": check.outcome.value,
                "sentence": check.sentence,
                "count": check.amount,
                "unit": check.unit if check.amount is not None else None,
                "required": check.required,
                **choice.computed,
            }
            for check in judgement.checks
        ]
    )


def rule_list(judgement: Judgement) -> str:
    """The rules that say something about these members, each with its sign and sentence; the others in one line."""
    silent = [check for check in judgement.checks if check.outcome is Answer.NOT_APPLICABLE]
    lines = "".join(
        f'<li><span class="{LOOK[check.outcome]}">{SIGN[check.outcome]}</span><span><b>'
        f"{terms.capital(terms.RULE[check.rule])}</b>: {escape(check.sentence)}</span></li>"
        for check in judgement.checks
        if check not in silent
    )
    said = " ".join(f"{terms.capital(terms.RULE[check.rule])}: {check.sentence}" for check in silent)
    more = f'<p class="small">{SIGN[Answer.NOT_APPLICABLE]} Niet van toepassing. {escape(said)}</p>' if silent else ""
    return f'<ul class="po-rulelist">{lines}</ul>{more}'
