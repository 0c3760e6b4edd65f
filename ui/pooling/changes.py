"""One municipality from close by: what happens when it leaves its cooperation, and which ones it can join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from samenleven import terms
from samenleven.pooling import Answer, Authority, Context, Judgement, divisions, join_options, leave
from ui.filters import widgets as filters
from ui.look import download
from ui.pooling import pooling_reads
from ui.pooling.pooling_reads import Choice

KEY = "bestuur"
SIGN = {Answer.OK: "✔", Answer.FAILS: "✘", Answer.NOT_APPLICABLE: "–"}


def chosen(who: Mapping[str, Authority]) -> str | None:
    """The municipality that the link asks to look at."""
    wanted = st.query_params.get(KEY)
    return wanted if wanted in who else None


def look_at(nis: str) -> None:
    """Look at another municipality from the next run on."""
    st.query_params[KEY] = nis
    st.rerun()


def close_up(groups: Mapping[int, Sequence[str]], choice: Choice, *, on_map: bool = False) -> None:
    """What leaving and joining do, for one municipality of choice; `on_map` says that a click on the map picks it."""
    who = pooling_reads.taking_part(choice)
    if not who:
        return
    st.markdown("**Als een gemeente vertrekt of erbij komt**")
    names = {one.id: one.name for one in sorted(who.values(), key=lambda one: one.name)}
    if st.query_params.get(KEY) in pooling_reads.candidates(choice.on, choice.reading).keys() - names.keys():
        del st.query_params[KEY]  # chosen before the region or the figures changed
    nis = filters.choose("Gemeente (of klik op de kaart)" if on_map else "Gemeente", KEY, names)
    authorities = list(who.values())
    borders = divisions.borders_among(pooling_reads.borders(), who)
    own = next((number for number, members in groups.items() if nis in members), None)
    others = {f"verband {n}": [i for i in members if i != nis] for n, members in groups.items() if n != own}
    if own is None:
        st.markdown(f"{names[nis]} zit in geen verband.")
    else:
        gone = leave(nis, groups[own], authorities, borders, choice.settings, Context(others))
        alone = f" ({words})" if (words := pooling_reads.may_alone(who[nis])) else ""
        st.markdown(f"{names[nis]} zit in verband {own}{alone}. {'✔' if gone.holds else '✘'} {gone.sentence}")
    options = join_options(nis, {n: m for n, m in others.items() if m}, authorities, borders, choice.settings)
    allowed = [option for option in options if option.allowed]
    if not allowed:
        other = "ander " if own is not None else ""
        st.markdown(f"{names[nis]} kan bij geen enkel {other}verband.")
    for option in allowed:
        st.markdown(f"- ✔ {names[nis]} kan bij **{option.name}**. {reasons(option.judgement)}")
    if not options:
        return
    data = pd.DataFrame(
        [
            {
                "nis": nis,
                "name": names[nis],
                "pool": int(option.name.removeprefix("verband ")),
                "allowed": option.allowed,
                "total": option.judgement.total,
                "sentence": reasons(option.judgement),
                **choice.computed,
            }
            for option in options
        ]
    )
    if len(allowed) < len(options):
        with st.expander(f"Waarom niet bij de andere ({len(options) - len(allowed)})"):
            for option in options:
                if not option.allowed:
                    st.markdown(f"- ✘ **{option.name}**: {reasons(option.judgement)}")
    download.offer(data, f"waar-bij-{nis}", key="waarbij")


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


def show_rules(judgement: Judgement) -> None:
    """The rules that say something about these members, each with its sign and sentence; the others in one line."""
    silent = [check for check in judgement.checks if check.outcome is Answer.NOT_APPLICABLE]
    for check in judgement.checks:
        if check not in silent:
            st.markdown(f"{SIGN[check.outcome]} **{terms.capital(terms.RULE[check.rule])}**: {check.sentence}")
    if silent:
        said = " ".join(f"{terms.capital(terms.RULE[check.rule])}: {check.sentence}" for check in silent)
        st.markdown(f":small[{SIGN[Answer.NOT_APPLICABLE]} Niet van toepassing. {said}]")
