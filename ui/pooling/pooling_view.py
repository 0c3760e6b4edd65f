"""Parts of the page *samenwerking*: the best division of a region or of all Flanders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.figures import Kind
from samenleven.pooling import Authority, Division, Helper, divisions, left_alone
from samenleven.pooling.divisions import Cooperation
from ui.frame import page as frame
from ui.look import cards, download, tables, theme
from ui.pooling import changes as pooling_changes
from ui.pooling import pooling_map, pooling_reads
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_reads import Choice

POOL_COLUMNS = [
    *("pool", "member_count", "lower", "estimate", "upper", "holds", "members"),
    *("inner_km", "ask_eur", "ask_per_member_eur", "kind"),
]


def best(choice: Choice, only_official: bool) -> None:
    """Solve, show the division with its proof, who stays alone, a closer look and the money."""
    found = pooling_solve.solve(choice)
    if found is None:
        return
    groups = [pool for one in found for pool in one.pools]
    rows = pooling_solve.cooperations(groups, choice)
    data = pooling_solve.as_frame(rows, choice, only_official)
    _key_figures(found, data, choice)
    numbered = {row.number: row.members for row in rows}
    drawn, said = (st.container(), st.container()) if choice.whole else st.columns([3, 2])
    with drawn:
        _map(rows, choice)
    with said:
        left, right = st.columns([3, 2]) if choice.whole else (said, said)
        with left:
            _proof(found, choice)
        with right:
            pooling_changes.close_up(numbered, choice, on_map=True)
    if not rows:
        frame.empty(
            "Geen enkel verband haalt hier de drempel.",
            "Kies een andere lezing van de doelgroep, verlaag de drempel of laat alle gemeenten meedoen.",
        )
    else:
        st.header("De samenwerkingsverbanden", anchor=False)
        st.markdown("Het grootste lid staat eerst: dat kan de aanvraag indienen.")
        columns = [*(["reference_region"] if choice.whole else []), *POOL_COLUMNS]
        tables.show(data, columns, height=min(560, 38 + 35 * len(data)))
        download.offer(data, "samenwerkingsverbanden", key="verbanden")
    alone = _left(numbered, found, choice, only_official)
    paid = _money(len(rows), sum(len(row.members) for row in rows), choice)
    frame.sources(data, alone, paid, extra=["pic-gebiedsniveaus"])


def _map(rows: Sequence[Cooperation], choice: Choice) -> None:
    """The division on the map; a click looks at a municipality from close by."""
    around = pooling_reads.around(choice)
    who = pooling_reads.taking_part(choice)
    words = {
        row.number: f"{len(row.members)} leden, samen "
        f"{dutch.number(getattr(row.total, choice.reading.value))} inwoners van de doelgroep"
        for row in rows
    }
    picked = pooling_map.draw(
        {row.number: row.members for row in rows},
        choice,
        around,
        title="De beste verdeling",
        key="beste",
        selected=pooling_changes.chosen(who),
        words=words,
    )
    if picked in who:
        pooling_changes.look_at(str(picked))


def _key_figures(found: Sequence[Division], data: pd.DataFrame, choice: Choice) -> None:
    columns = st.columns(4)
    count, bound = sum(one.count for one in found), sum(one.bound for one in found)
    covered = sum(one.covered for one in found)
    everyone = covered + sum(len(one.left_out) for one in found)
    seconds = dutch.number(sum(one.seconds for one in found), 2)
    if all(one.proven_optimal for one in found):
        text = f"✔ bewezen, meer kan niet ({seconds} seconden rekenen)"
    else:
        text = f"hoogstens {dutch.number(max(bound, count))}, verschil {dutch.number(max(0, bound - count))}"
    cards.figure(columns[0], "Samenwerkingsverbanden", dutch.number(count), text)
    left = f"{dutch.number(everyone - covered)} blijven over"
    cards.figure(columns[1], "Gemeenten in een verband", f"{covered} van {everyone}", left)
    total = data[choice.reading.value].sum() if len(data) else 0
    said = f"{theme.KIND[Kind.ESTIMATE].sign} {terms.WEIGHT[choice.reading]}, {dutch.day(choice.on)}"
    cards.figure(columns[2], "Doelgroep in de verbanden", dutch.number(total), said)
    ask = pooling_reads.newest_ask()
    said = f"{count} × {dutch.euro(ask)}: elk verband heeft zijn eigen plafonds"
    cards.figure(columns[3], "Hoogstens te vragen", dutch.millions(ask * count), said)
    st.markdown(
        f":small[De verdeling is een berekening van dit dashboard: {theme.kind_word(Kind.ESTIMATE)}, ook waar de "
        "aantallen inwoners officieel zijn.]"
    )


def _proof(found: Sequence[Division], choice: Choice) -> None:
    most, given = pooling_reads.most_seconds(), pooling_reads.seconds(choice)
    cut = given < choice.settings.time_limit_seconds and not all(map(divisions.is_all_proven, found))
    if cut:
        each = f", {dutch.number(given, 1)} per regio. Kies één regio om langer te zoeken" if choice.whole else ""
        st.markdown(f"**De rekentijd is ingekort:** deze server rekent hoogstens {most} seconden voor één vraag{each}.")
    open_ends = [one.region for one in found if not one.proven_optimal]
    if open_ends and st.button("Reken opnieuw waar het aantal niet bewezen is"):
        for region in open_ends:
            pooling_reads.forget(choice, region)
        st.rerun()
    if choice.whole:
        st.markdown("**Bewijs per regio.** Bewezen best: geen enkele verdeling is beter, ook niet na langer rekenen.")
        tables.show(
            pooling_solve.proofs(list(found)),
            pooling_solve.PROOF_COLUMNS,
            headings=pooling_solve.COUNTED,
            height=38 + 35 * len(found),
        )
        return
    one = found[0]
    st.markdown(f"**{one.region}: {pooling_solve.proof(one)}** in {dutch.number(one.seconds, 2)} seconden.")
    for step in one.criteria:
        sign = "✔ bewezen, beter kan niet" if step.proven else f"best mogelijk: {dutch.number(step.bound, 1)}"
        st.markdown(f"- {terms.capital(terms.CRITERION[step.name])}: **{dutch.number(step.value, 1)}** ({sign})")
    st.markdown(
        ":small[In volgorde van belang. Compact meten we als de lengte van de grenzen *binnen* de verbanden: "
        "hoe meer grens binnenin, hoe korter de omtrek van alle verbanden samen.]"
    )
    if not divisions.is_all_proven(one) and not cut and given < most:
        st.markdown("Wilt u meer zekerheid? Verhoog de rekentijd bij *Regels en instellingen*.")


def _left(
    groups: Mapping[int, Sequence[str]], found: Sequence[Division], choice: Choice, only_official: bool
) -> pd.DataFrame:
    """Who is in no cooperation, why, and which neighbours would help."""
    reasons = {i: reason for one in found for i, reason in one.left_out.items()}
    data = alone_frame(groups, choice, reasons)
    st.header("Wie blijft over", anchor=False)
    if data.empty:
        st.markdown("Niemand: elke gemeente die meedoet zit in een verband.")
        return data
    tables.show(data, ["name", "reference_region", "count", "short", "left_out", "helpers", "may_join", "kind"])
    download.offer(data, "wie-blijft-over", key="over")
    return data


def alone_frame(
    groups: Mapping[int, Sequence[str]], choice: Choice, reasons: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The municipalities without a cooperation, with the neighbours that bring most."""
    who = pooling_reads.taking_part(choice)
    names = {f"verband {number}": members for number, members in groups.items()}
    around = pooling_reads.around(choice)
    rows = left_alone(
        names,
        list(around.values()),
        divisions.borders_among(pooling_reads.borders(), around),
        choice.settings,
    )
    return pd.DataFrame(
        [
            {
                "nis": row.id,
                "name": who[row.id].name,
                "reference_region": who[row.id].region,
                "count": who[row.id].weight,
                "counted_kind": choice.kind.value,
                "short": row.short,
                "left_out": (reasons or {}).get(row.id),
                "helpers": "; ".join(_helper(around[help.id], help) for help in row.helpers[:3]),
                "may_join": ", ".join(row.may_join),
                **choice.computed,
            }
            for row in rows
            if row.id in who
        ]
    )


def _helper(one: Authority, help: Helper) -> str:
    short = f"samen nog {dutch.number(help.short)} te weinig" if help.short else "samen genoeg"
    return f"{one.name} ({'; '.join(part for part in (pooling_reads.may_alone(one), short) if part)})"


def _money(count: int, members: int, choice: Choice) -> pd.DataFrame:
    st.header("Wat kunnen deze verbanden vragen?", anchor=False)
    st.markdown(
        "Een plafond geldt per aanvraag. Elk verband erbij brengt dus zijn eigen plafonds mee: de som van de plafonds "
        "van alle betaalde acties. Dat is het hoogste dat men kan *vragen*, niet wat men krijgt. De gepubliceerde "
        "indieners tellen ook de gemeenten die alleen indienen, de VGC en vzw de Rand."
    )
    data = pooling_solve.money(count, members, choice)
    if data.empty:
        return data
    columns = ["project_year", "ask_eur", "count", "ask_total_eur", "ask_per_member_eur", "applicants", "grant_eur"]
    headings = {
        "count": "verbanden",
        "ask_per_member_eur": "per lid (euro)",
        "grant_eur": "toegekend in de oproep (euro)",
    }
    tables.show(data, columns, headings=headings)
    download.offer(data, "plafonds-per-oproep", key="plafonds")
    return data
