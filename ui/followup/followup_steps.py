"""What a button of *opvolging* does: confirm figures, decide on an action, close a year; all through the ledger.

Rights are asked there, of who is here now. The number of the last batch that the screen showed goes along: of two who
write about the same, the second is told and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.reporting import closing
from samenleven.reporting.judging import JudgedApplicant
from samenleven.reporting.records import Confirmation, Decision, Origin, Record, Subject, Verdict
from samenleven.reporting.rights import Person
from samenleven.store import followup
from samenleven.store.ledger import Conflict
from ui.followup import followup_open as opened
from ui.followup import followup_tasks as tasks
from ui.followup.followup_choice import Answer, Choice
from ui.frame.form import Sent
from ui.login.names import everybody, named
from ui.reading import cached, reads

ANSWER, SEEN = "opvolging antwoord", "opvolging gezien"  # in the session: for the next run; what was shown last


def remember() -> None:
    """Keep the number of the last batch that is shown now, for the buttons that are drawn with it."""
    st.session_state[SEEN] = followup.last_sequence(cached.open_store())


def told() -> Answer:
    """What the run before left to say, once."""
    answer = st.session_state.pop(ANSWER, None)
    return answer if isinstance(answer, Answer) else Answer()


def take(sent: Sent, applicants: Sequence[JudgedApplicant], choice: Choice, person: Person) -> Answer:
    """Do what one message asks."""
    one = next((one for one in applicants if one.applicant_id == choice.applicant), None)
    action, _, about = sent.action.partition("-")
    if action in (tasks.CLOSE, tasks.OPEN):
        return _close(sent, choice, person, action, about)
    if one and sent.action == opened.CONFIRM:
        return _confirm(sent, one, choice, person)
    if one and action == opened.DECIDE:
        return _decide(sent, one, choice, person, int(about))
    return Answer("Er is niets veranderd: deze indiener staat hier niet meer.")


def _confirm(sent: Sent, one: JudgedApplicant, choice: Choice, person: Person) -> Answer:
    rows = [
        Confirmation(
            applicant_id=one.applicant_id,
            project_year=choice.year,
            period=choice.period,
            measure_id=line.measure_id,
            confirmed_sequence=line.sequence,
        )
        for line in one.lines
        if line.to_confirm and line.sequence and sent.ticked(opened.tick(line))
    ]
    if not rows:
        return Answer("Er is niets bevestigd: er is geen enkel cijfer aangevinkt.")
    many = dutch.counted(len(rows), "cijfer is", "cijfers zijn")
    return _write(Subject.CONFIRMATION, rows, person, f"{many} bevestigd en nu officieel.")


def _decide(sent: Sent, one: JudgedApplicant, choice: Choice, person: Person, action_id: int) -> Answer:
    said, why = opened.verdict(action_id), opened.reason(action_id)
    faults = {}
    if not sent.text(said):
        faults[said] = f"Kies of u over actie {action_id} positief of negatief beslist."
    if not sent.text(why):
        faults[why] = f"Schrijf waarom u zo beslist over actie {action_id}: de reden staat in de brief."
    typed = {said: sent.text(said), why: sent.text(why)}
    if faults:
        return Answer(faults=faults, typed=typed)
    row = Decision(
        applicant_id=one.applicant_id,
        project_year=choice.year,
        period=choice.period,
        action_id=action_id,
        verdict=Verdict(sent.text(said)),
        reason=sent.text(why),
    )
    return _write(Subject.DECISION, [row], person, f"De beslissing over actie {action_id} is bewaard.", typed)


def _close(sent: Sent, choice: Choice, person: Person, action: str, about: str) -> Answer:
    if not sent.ticked(tasks.SURE):
        return Answer(faults={tasks.SURE: "Vink eerst aan dat u zeker bent."})
    year = choice.year if about == "jaar" else None
    what = f"Projectjaar {year}" if year else "Het plan"
    shut = action == tasks.CLOSE
    row = closing.change(year, reads.today() if shut else None)
    said = f"{what} is {'afgesloten' if shut else 'weer open'}."
    return _write(Subject.SETTING, [row], person, said)


def _write(
    subject: Subject, rows: Sequence[Record], person: Person, done: str, typed: dict[str, str] | None = None
) -> Answer:
    """Record rows. When that changed what is recorded, or somebody else did, the page runs again on a store of now."""
    try:
        cached.ledger().write(
            subject,
            rows,
            person=person,
            origin=Origin.FORM,
            store=cached.open_store(),
            seen=st.session_state.get(SEEN),
        )
        answer = Answer(done)
    except Conflict as error:
        other = error.batch
        answer = Answer(
            f"{named(other.person_id, everybody())} bewaarde hierover intussen iets anders, op "
            f"{dutch.moment(other.recorded_at)}. Er is niets veranderd: kijk na wat er nu staat en probeer opnieuw.",
            typed=typed or {},
        )
    except SamenlevenError as error:
        return Answer(str(error), typed=typed or {})
    st.session_state[ANSWER] = answer
    st.rerun()
    return answer
