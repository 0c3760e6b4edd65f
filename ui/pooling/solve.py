"""The best division of the chosen regions: worked out while the reader watches, with the proof and the money."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.errors import SamenlevenError, WorkerError
from samenleven.figures import Kind, Shown
from samenleven.pooling import Division, divisions
from samenleven.pooling.divisions import Cooperation
from ui.pooling import pooling_reads
from ui.pooling.pooling_reads import Choice
from ui.reading import reads
from ui.server import workers
from ui.server.workers import Job, Visitor

BUSY = "De server rekent nog voor anderen. Open het scherm samenwerking of probeer het straks opnieuw."
LOOK = 0.2  # seconds between two looks at a job; only drawing tells us that the reader clicked or left


def wait(jobs: Mapping[str, Job]) -> bool:
    """Work out these questions, by what the reader knows them as, while progress is shown; False when that failed.

    The page has then said why. What is worked out already takes no time and draws nothing.
    """
    if all(job.done and not job.error for job in jobs.values()):
        return True
    bar = st.empty()
    try:
        visitor = workers.visitor()
        with visitor.asking(list(jobs.values())):
            for done, (region, job) in enumerate(jobs.items()):
                while not visitor.wait(job, LOOK):
                    bar.progress(done / len(jobs), _progress(visitor, job, region, done, len(jobs)))
                job.result()
    except SamenlevenError as error:
        st.info(f"**De beste verdeling is er niet.** {error}")
        return False
    finally:
        bar.empty()
    return True


def answers(jobs: Sequence[Job]) -> list[Division]:
    """What a figure shows. Its page waited; who asks for its table or file alone waits here, without a session.

    Raises SamenlevenError, also when others keep the server busy for longer than it may work on one question.
    """
    if not all(job.done and not job.error for job in jobs):
        guest, end = workers.guest(), time.monotonic() + pooling_reads.most_seconds()
        with guest.asking(list(jobs)):
            for job in jobs:
                while not guest.wait(job, LOOK):
                    if time.monotonic() > end:
                        raise WorkerError(BUSY)
    return [job.result() for job in jobs]


def _progress(visitor: Visitor, job: Job, region: str, done: int, regions: int) -> str:
    """What the reader waits for: others who came before, or a region."""
    ready = f"({done} van {regions} klaar)" if regions > 1 else ""
    if others := visitor.ahead(job):
        people = "1 andere bezoeker" if others == 1 else f"{others} andere bezoekers"
        return f"De server rekent nog voor {people}; daarna is {region} aan de beurt {ready}"
    return f"{region} wordt verdeeld {ready}"


def proof(division: Division) -> str:
    """What was proven about a division, in words."""
    if divisions.is_all_proven(division):
        return "bewezen best"
    if division.proven_optimal:
        done, best = division.compactness.value, division.compactness.bound
        return f"aantal bewezen; {dutch.number(done)} van hoogstens {dutch.number(best)} km"
    if division.gap:
        return f"niet bewezen: hoogstens {dutch.number(division.bound)}, verschil {dutch.number(division.gap)}"
    return "niet bewezen binnen de rekentijd"


def proofs(found: list[Division]) -> pd.DataFrame:
    """The count, its bound, the proof and the time of every region."""
    return pd.DataFrame(
        [
            {
                "reference_region": one.region,
                "count": one.count,
                "bound": one.bound,
                "proof": proof(one),
                "taking_part": one.covered,
                "left_out_count": len(one.left_out),
                "inner_km": one.compactness.value,
                "seconds": round(one.seconds, 2),
            }
            for one in found
        ]
    )


def cooperations(groups: list[tuple[str, ...]], choice: Choice) -> list[Cooperation]:
    """The cooperations of a division with their totals and what they may ask for."""
    everyone = pooling_reads.candidates(choice.on, choice.reading)
    return divisions.describe(groups, everyone, pooling_reads.borders(), choice.settings, pooling_reads.newest_ask())


def as_frame(rows: list[Cooperation], choice: Choice, shown: Shown) -> pd.DataFrame:
    """Cooperations as rows with kind, source and date; with only official figures the lower bound stands alone."""
    frame = pd.DataFrame(
        [
            {
                "pool": one.number,
                "reference_region": one.region,
                "lead": one.lead,
                "members": ", ".join(one.names),
                "member_count": len(one.members),
                "lower": one.total.lower,
                "estimate": one.total.estimate,
                "upper": one.total.upper,
                "holds": one.holds.value,
                "inner_km": round(one.inner_km, 1),
                "ask_eur": float(one.ask),
                "ask_per_member_eur": float(one.ask_per_member),
                "nis_codes": " ".join(one.members),
                **choice.computed,
            }
            for one in rows
        ]
    )
    return frame.drop(columns=["estimate", "upper", "holds"]) if shown.only_official and len(frame) else frame


def money(count: int, members: int, choice: Choice) -> pd.DataFrame:
    """Per call: what the cooperations could ask for at most, next to who really applied."""
    official = reads.published_totals().drop_duplicates(["concept", "project_year"])
    asks = pooling_reads.asks()
    rows = []
    for year in reads.project_years():
        known = official[official["project_year"] == year.project_year].set_index("concept")
        ask = asks[year.project_year]
        applicants = known.loc["applicants"] if "applicants" in known.index else None
        awarded = known.loc["grant_awarded"] if "grant_awarded" in known.index else None
        rows.append(
            {
                "project_year": year.project_year,
                "ask_eur": float(ask),
                "count": count,
                "ask_total_eur": float(ask * count),
                "ask_per_member_eur": float(ask * count / members) if members else None,
                "applicants": None if applicants is None else int(applicants["value"]),
                "grant_eur": None if awarded is None else float(awarded["value"]),
                "kind": Kind.ESTIMATE.value,
                "source_id": ", ".join(_sources(applicants, awarded)),
                "reference_date": year.awarded_on,
            }
        )
    return pd.DataFrame(rows)


def _sources(*figures: pd.Series | None) -> list[str]:
    published = (str(one["source_id"]) for one in figures if one is not None)
    return list(dict.fromkeys(["form", "site-actions", *divisions.COMPUTED_FROM.split(", "), *published]))
