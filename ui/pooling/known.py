"""The cooperations of which a source names the members, judged by the rules whatever the answer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.pooling import Judgement, handmade
from samenleven.store.pooling import PublishedCooperation
from ui.frame import page as frame
from ui.look import download
from ui.pooling import changes as pooling_changes
from ui.pooling import pooling_map, pooling_reads
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_reads import Choice
from ui.reading import reads


def published(choice: Choice, only_official: bool) -> None:
    """Every published cooperation with its members, its totals and the answer of each rule."""
    known = pooling_reads.published()
    everyone = pooling_reads.candidates(choice.on, choice.reading)
    if not known or not everyone:
        frame.empty("Er zijn geen gepubliceerde verbanden.", "Vul data/published/published_membership.csv aan.")
        return
    st.markdown(
        f"Van {len(known)} samenwerkingsverbanden noemt een bron de leden. De regels oordelen op de cijfers van "
        f"{dutch.day(choice.on)} ({terms.WEIGHT[choice.reading]}). Zegt een regel nee, dan betekent dat niet dat de "
        "overheid het verband weigerde: zij rekende met eigen, niet gepubliceerde aantallen, en niet elke regel hier "
        "komt uit een bron (zie *Bronnen*)."
    )
    groups = [one.members for one in known]
    judged = handmade.judge_all(
        groups,
        everyone,
        pooling_reads.borders(),
        choice.settings,
    )
    rows = pooling_solve.cooperations(groups, choice)
    data = pooling_solve.as_frame(rows, choice, only_official)
    numbered = dict(enumerate(groups, 1))
    words = {n: known[n - 1].name for n in numbered}
    regions = {everyone[i].region for members in groups for i in members}
    around = {i: one for i, one in everyone.items() if one.region in regions}
    pooling_map.draw(numbered, choice, around, title="Gepubliceerde verbanden", key="bekend", words=words, height=420)
    listed = []
    for number, one in enumerate(known, 1):
        listed.append(_one(number, one, judged[number], data.iloc[number - 1], choice))
    download.offer(pd.concat(listed, ignore_index=True), "gepubliceerde-verbanden", key="bekend")
    said = pd.DataFrame([{"source_id": one.source_id, "reference_date": one.reference_date} for one in known])
    frame.sources(data, said)


def _one(
    number: int, one: PublishedCooperation, judgement: Judgement, totals: pd.Series, choice: Choice
) -> pd.DataFrame:
    """One published cooperation: what the source says, what the figures say, and the rules."""
    verdict = "voldoet" if judgement.valid else "voldoet niet"
    st.header(f"{number}. {one.name}: {verdict}", anchor=False)
    source = reads.source_titles().get(one.source_id, one.source_id)
    about = "" if one.precision == "exact" else f"{terms.PRECISION[one.precision]} "
    concept = f"{about}{dutch.number(one.value)} {one.unit}"
    note = f" {one.note}" if one.note else ""
    readings = [
        f"{terms.WEIGHT[name]} {dutch.number(totals[name])}"
        for name in ("lower", "estimate", "upper")
        if name in totals
    ]
    st.markdown(
        f"De bron ({source}, {one.period}) noemt {concept}.{note} Samen op {dutch.day(choice.on)}: "
        f"{'; '.join(readings)}. {pooling_changes.reasons(judgement)}"
    )
    data = pooling_changes.rules(judgement, choice, one.name)
    pooling_changes.show_rules(judgement)
    return data
