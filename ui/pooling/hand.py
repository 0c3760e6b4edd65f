"""A division made by hand: click on the map or pick from a list; it lives in the link and is judged as one goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.pooling import Authority, Division, Judgement, divisions, handmade
from samenleven.pooling.handmade import Groups
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.look import cards, download, tables
from ui.pooling import changes as pooling_changes
from ui.pooling import pooling_map, pooling_reads, pooling_view
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_reads import Choice

KEY = "verdeling"
ACTIVE = "actief"
MEMBERS = "hand_members"
COLUMNS = ["pool", "member_count", "lower", "estimate", "upper", "holds", "members", "verdict", "inner_km", "ask_eur"]


def by_hand(choice: Choice, only_official: bool) -> None:
    """Let the reader divide one region, judge every cooperation and compare with the best division."""
    if choice.whole:
        frame.empty("Zelf verdelen gaat per regio.", "Kies bovenaan een referentieregio, bijvoorbeeld Limburg.")
        return
    who = pooling_reads.taking_part(choice)
    if not who:
        frame.empty(
            "In deze regio zoekt niemand partners.", "Laat bij *Regels en instellingen* alle gemeenten meedoen."
        )
        return
    groups, aside = handmade.read(st.query_params.get(KEY, ""), who)
    if aside:
        _set_aside(aside, choice)
    drawn, chosen = st.columns([3, 2])
    with chosen:
        active = _active(groups)
        _members(groups, active, who)
        buttons = st.container()
        de_rand = _with_de_rand(groups, who)
    judged = handmade.judge_all(
        groups,
        who,
        divisions.borders_among(pooling_reads.borders(), who),
        choice.settings,
        de_rand,
    )
    with drawn:
        around = pooling_reads.around(choice)
        numbered = {number: groups[number - 1] for number in judged}
        words = {n: "voldoet" if one.valid else "voldoet niet" for n, one in judged.items()}
        picked = pooling_map.draw(numbered, choice, around, title="Mijn verdeling", key="zelf", words=words)
        if picked in who:
            _keep(handmade.toggle(groups, active, str(picked)))
            st.rerun()
    with chosen:
        _verdict(judged, active, choice)
    compared = st.container()
    _all_groups(numbered, judged, choice, only_official)
    _left(numbered, choice)
    if numbered:
        pooling_changes.close_up(numbered, choice)
    frame.sources(pd.DataFrame([choice.computed]), extra=["pic-gebiedsniveaus", "form", "site-actions"])
    with compared:  # last, for it may have to wait: the reader can divide meanwhile
        st.header("Tegenover de beste verdeling", anchor=False)
        best = pooling_solve.solve(choice)
        if best is not None:
            _compare(numbered, judged, best[0], who, choice)
    with buttons:
        _buttons(best[0].pools if best else ())


def _set_aside(codes: Sequence[str], choice: Choice) -> None:
    """Say which municipalities of the link do not take part here."""
    everyone = pooling_reads.candidates(choice.on, choice.reading)
    named = [everyone[code].name for code in codes if code in everyone]
    unknown = " ".join(code for code in codes if code not in everyone)
    if unknown:
        filters.notice(KEY, unknown)
    if named:
        st.warning(
            f"De link noemt gemeenten die hier niet of dubbel meedoen: {', '.join(named[:10])}. Ze zijn weggelaten."
        )


def _keep(groups: Groups) -> None:
    """Put a division in the link."""
    text = handmade.write(groups)
    if text:
        st.query_params[KEY] = text
    elif KEY in st.query_params:
        del st.query_params[KEY]


def _active(groups: Groups) -> int:
    """The cooperation that clicks go to: one that exists, or one more.

    The words of a choice never change with its members: Streamlit would forget the choice.
    """
    names = {str(number): f"verband {number}" for number in range(1, len(groups) + 2)}
    return int(filters.choose("Ik werk aan (het laatste is nieuw)", ACTIVE, names))


def _members(groups: Groups, active: int, who: Mapping[str, Authority]) -> None:
    """The members of the active cooperation as a list, for those who do not use the map."""
    now = groups[active - 1] if active <= len(groups) else ()
    elsewhere = {member: number for number, members in enumerate(groups, 1) for member in members if number != active}
    st.session_state[MEMBERS] = list(now)

    def name(nis: str) -> str:
        return f"{who[nis].name} (nu in {elsewhere[nis]})" if nis in elsewhere else who[nis].name

    st.multiselect(
        f"Leden van verband {active}: klik op de kaart of kies hier",
        sorted(who, key=lambda nis: who[nis].name),
        format_func=name,
        key=MEMBERS,
        placeholder="kies gemeenten",
        on_change=lambda: _keep(handmade.assign(groups, active, st.session_state[MEMBERS])),
    )


def _buttons(best: Sequence[tuple[str, ...]]) -> None:
    left, right = st.columns(2)
    left.button("Neem de beste over", on_click=lambda: _keep(list(best)), disabled=not best)
    right.button("Alles leegmaken", on_click=lambda: _keep([]))


def _with_de_rand(groups: Groups, who: Mapping[str, Authority]) -> int | None:
    """Which cooperation vzw de Rand applies for; only asked where there are facility municipalities."""
    if not any(one.rand_facility for one in who.values()):
        return None
    options = {"geen": "geen enkel verband"} | {
        str(n): f"verband {n}" for n, members in enumerate(groups, 1) if members
    }
    found = filters.choose(
        "Vzw de Rand dient in voor",
        "derand",
        options,
        help="Vzw de Rand mag indienen samen met faciliteitengemeenten in de Vlaamse Rand, en enkel daarmee.",
    )
    return None if found == "geen" else int(found)


def _verdict(judged: Mapping[int, Judgement], active: int, choice: Choice) -> None:
    """The active cooperation, rule by rule."""
    judgement = judged.get(active)
    if judgement is None:
        st.info(f"**Verband {active} is nog leeg.** Klik op de kaart op een gemeente om ze toe te voegen.")
        return
    if judgement.valid:
        st.success(f"**Verband {active} voldoet.** {pooling_changes.reasons(judgement)}", icon=None)
    else:
        st.warning(f"**Verband {active} voldoet niet.** {pooling_changes.reasons(judgement)}", icon=None)
    data = pooling_changes.rules(judgement, choice, f"verband {active}")
    pooling_changes.show_rules(judgement)
    download.offer(data, f"regels-verband-{active}", key="regels")


def _compare(
    numbered: Mapping[int, Sequence[str]],
    judged: Mapping[int, Judgement],
    best: Division,
    who: Mapping[str, Authority],
    choice: Choice,
) -> None:
    """The valid cooperations of this division against the best division."""
    valid = [numbered[number] for number, judgement in judged.items() if judgement.valid]
    mine = divisions.worth(valid, list(who), pooling_reads.borders(), choice.settings)
    other = divisions.worth(best.pools, list(who), pooling_reads.borders(), choice.settings)
    ask = pooling_reads.newest_ask()
    columns = st.columns(4)
    pairs = (
        ("Verbanden die voldoen", dutch.number(mine.count), dutch.number(other.count)),
        ("Gemeenten daarin", dutch.number(mine.covered), dutch.number(other.covered)),
        ("Grenzen daarbinnen (km)", dutch.number(mine.inner_km, 1), dutch.number(other.inner_km, 1)),
        ("Hoogstens te vragen", dutch.millions(ask * mine.count), dutch.millions(ask * other.count)),
    )
    for column, (label, value, best_value) in zip(columns, pairs, strict=True):
        cards.figure(column, label, value, f"beste verdeling: {best_value}")
    missing = other.count - mine.count
    if missing > 0:
        word = "verband" if missing == 1 else "verbanden"
        st.markdown(f"De beste verdeling heeft **{missing} {word} meer** ({pooling_solve.proof(best)}).")
    elif (mine.covered, mine.inner_km) < (other.covered, other.inner_km):
        st.markdown(
            f"**Evenveel verbanden als de beste verdeling** ({pooling_solve.proof(best)}), maar niet zo compact."
        )
    else:
        st.markdown(f"**Zo goed als de beste verdeling** ({pooling_solve.proof(best)}).")


def _all_groups(
    numbered: Mapping[int, Sequence[str]], judged: Mapping[int, Judgement], choice: Choice, only_official: bool
) -> None:
    """Every cooperation with its verdict and totals."""
    if not numbered:
        return
    places = [tuple(numbered.get(number, ())) for number in range(1, max(numbered) + 1)]
    rows = pooling_solve.cooperations(places, choice)
    data = pooling_solve.as_frame(rows, choice, only_official)
    data["verdict"] = [
        f"{'✔ voldoet.' if judged[n].valid else '✘ voldoet niet.'} {pooling_changes.reasons(judged[n])}"
        for n in data["pool"]
    ]
    st.header("Mijn verbanden", anchor=False)
    tables.show(data, [*COLUMNS, "kind"])
    download.offer(data, f"mijn-verdeling-{choice.regions[0].lower().replace(' ', '-')}", key="zelf")


def _left(numbered: Mapping[int, Sequence[str]], choice: Choice) -> None:
    data = pooling_view.alone_frame(numbered, choice)
    if data.empty:
        return
    with st.expander(f"Nog in geen verband: {len(data)} gemeenten"):
        tables.show(data, ["name", "count", "short", "helpers", "may_join", "kind"])
        download.offer(data, "nog-in-geen-verband", key="zelf_over")
