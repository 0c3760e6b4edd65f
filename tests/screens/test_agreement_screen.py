"""*Akkoord*: what the agency types becomes an agreement in the ledger, checked, summed up and confirmed; or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import streamlit as st

from samenleven.figures import Kind
from samenleven.reporting.rights import NOBODY, Person, Role
from samenleven.store import agreements
from samenleven.store.ledger import Ledger
from tests.support.ledger import AGENCY, agreed
from ui.agreement import agreement_choice, agreement_fields, agreement_screen, agreement_steps
from ui.agreement.agreement_choice import Chosen
from ui.agreement.agreement_fields import BECAUSE
from ui.agreement.agreement_steps import CHECK, CONFIRM, Filling, Step
from ui.filters.address import Address
from ui.frame.form import AUTOSAVE, Sent
from ui.login.person import Here
from ui.reading import cached

HERE = Here(AGENCY, "Agentschap", "p-agency")
TYPED = {"gepland-call-05.1": "200", "huidig-call-05.1": "100"}


@pytest.fixture(autouse=True)
def empty_ledger(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "a.ledger"))
    st.session_state.clear()
    yield Ledger(tmp_path / "a.ledger")
    st.session_state.clear()


def chosen(nis: str = "46021", year: str = "1") -> Chosen:
    found = agreement_choice.choose(Address("akkoord", (("nis", nis), ("jaar", year))))
    assert found is not None
    return found


def begin(one: Chosen) -> Filling:
    return agreement_steps.of_session(one, HERE)


def send(one: Chosen, filling: Filling, action: str, here: Here = HERE, **typed: str) -> Filling:
    return agreement_steps.take(one, filling, Sent(action, dict(filling.values) | typed), here)


def entered(one: Chosen, **typed: str) -> Filling:
    """Typed, looked at, and confirmed."""
    filling = send(one, begin(one), CHECK, **typed)
    assert (filling.step, filling.faults, filling.told) == (Step.SUMMARY, {}, "")
    return send(one, filling, CONFIRM)


def test_what_is_typed_becomes_the_agreement_with_the_money_that_the_call_pays(empty_ledger: Ledger) -> None:
    """200 practice opportunities of 60 euro, and as much of its own; the example of before is gone."""
    one = chosen()
    assert one.known is None
    done = entered(one, **TYPED)
    assert done.step is Step.DONE
    assert done.receipt is not None
    assert done.receipt.person_id == AGENCY.person_id
    known = agreements.agreement(cached.open_store(), "46021", 1)
    assert known is not None
    assert (known.kind, known.version, len(known.agreement.lines)) == (Kind.OFFICIAL, 1, 1)
    (line,) = known.agreement.lines
    assert (line.baseline_reach, line.planned_reach, line.priority) == (100, 200, 1)
    assert (line.grant_eur, line.own_share_eur) == (Decimal(12000), Decimal(12000))
    assert [number for number, _ in agreement_steps.versions(chosen())] == [1]


def test_the_summary_says_who_and_every_amount(empty_ledger: Ledger) -> None:
    one = chosen()
    filling = send(one, begin(one), CHECK, **TYPED)
    said = agreement_screen.summary(one, filling)
    for words in ("Sint-Niklaas alleen", "23 september 2022", "€ 12.000,00", '<td class="num">300</td>'):
        assert words in said
    assert empty_ledger.sequence == 0  # nothing before somebody confirms


def test_another_grant_than_the_call_pays_asks_why(empty_ledger: Ledger) -> None:
    one, less = chosen(), TYPED | {"subsidie-call-05.1": "10.000,00"}
    filling = send(one, begin(one), CHECK, **less)
    assert filling.step is Step.FILL
    assert filling.faults[BECAUSE].startswith(
        "De subsidie wijkt af van wat de oproep betaalt (volwassen anderstaligen)"
    )
    done = entered(one, **less, waarom="Het budget was op.")
    assert done.receipt is not None
    assert done.receipt.why == "Het budget was op."
    (row,) = empty_ledger.rows(1).to_pylist()
    assert (row["grant_eur"], row["own_share_eur"]) == (Decimal(10000), Decimal(10000))


def test_a_correction_asks_why_and_is_the_second_version(empty_ledger: Ledger) -> None:
    entered(chosen(), **TYPED)
    st.session_state.clear()
    one = chosen()
    again = send(one, begin(one), CHECK, **{"huidig-call-05.1": "110"})
    assert BECAUSE in again.faults
    st.session_state.clear()
    entered(one, **{"huidig-call-05.1": "110"}, waarom="Nieuwe telling.")
    newest = list(agreement_steps.versions(chosen()))
    assert [(number, batch.why) for number, batch in newest] == [(2, "Nieuwe telling."), (1, None)]
    shown = agreement_screen.version_list(chosen())
    assert shown.index("Nieuwe telling.") < shown.index("versie 1")


FAULTY = {
    "een gepland bereik met een komma": ({"gepland-call-05.1": "12,5"}, "gepland-call-05.1"),
    "een negatief bereik": ({"huidig-call-05.1": "-1"}, "huidig-call-05.1"),
    "meer subsidie dan gepubliceerd is": (
        {"gepland-call-02.1": "1", "subsidie-call-02.1": "26.000,00", "waarom": "zomaar"},
        "subsidie-call-02.1",
    ),
    "een andere eigen inbreng": ({"inbreng-call-05.1": "1,00"}, "inbreng-call-05.1"),
    "een lid dat niet bestaat": ({"leden": "99999", "verband": "Samen"}, "leden"),
    "leden zonder naam van het verband": ({"leden": "46025"}, "verband"),
    "een dag die geen dag is": ({"toegekend": "ooit"}, "toegekend"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_fault_is_said_at_its_field_and_nothing_is_kept(case: str, empty_ledger: Ledger) -> None:
    typed, field = FAULTY[case]
    one = chosen()
    filling = send(one, begin(one), CHECK, **TYPED | typed)
    assert filling.step is Step.FILL
    assert field in filling.faults
    assert f'id="veld-{field}-fout"' in agreement_screen.form_of(one, filling)
    assert empty_ledger.sequence == 0


@pytest.mark.parametrize("person", [NOBODY, Person("p-local", Role.LOCAL, "46021")])
def test_who_may_not_writes_nothing_even_by_a_message(person: Person, empty_ledger: Ledger) -> None:
    one = chosen()
    filling = send(one, begin(one), CHECK, **TYPED)
    after = send(one, filling, CONFIRM, Here(person, "iemand", "p-agency"))
    assert after.step is Step.SUMMARY
    assert after.told
    assert empty_ledger.sequence == 0


def test_who_comes_second_is_told_and_keeps_what_was_typed(empty_ledger: Ledger) -> None:
    one = chosen()
    filling = send(one, begin(one), CHECK, **TYPED)
    agreed(empty_ledger)
    after = send(one, filling, CONFIRM)
    assert after.step is not Step.DONE
    assert after.values["gepland-call-05.1"] == "200"
    assert empty_ledger.sequence == 1


def test_what_is_typed_survives_a_closed_browser(empty_ledger: Ledger) -> None:
    one = chosen()
    send(one, begin(one), AUTOSAVE, **TYPED)
    st.session_state.clear()
    assert begin(one).values["gepland-call-05.1"] == "200"
    assert begin(chosen(year="2")).values == agreement_fields.recorded(chosen(year="2"))


def test_a_cooperation_is_entered_with_its_members_and_what_the_rule_gives(empty_ledger: Ledger) -> None:
    """Sint-Niklaas may apply alone and works with Sint-Gillis-Waas: the incentive of call 2."""
    one = chosen(year="2")
    typed = TYPED | {"leden": "sint-gillis-waas", "verband": "Waas", "stimulans": "10.000"}
    assert "Begrepen: Sint-Gillis-Waas." in agreement_screen.form_of(one, Filling(dict(typed), 0))
    assert "Volgens de regels: € 10.000." in agreement_screen.form_of(one, Filling(dict(typed), 0))
    entered(one, **typed)
    (row,) = empty_ledger.rows(1).to_pylist()
    assert (row["cooperation"], row["members"], row["incentive_eur"]) == ("Waas", "46020", Decimal(10000))


def test_the_money_of_the_call_stands_beside_the_fields_with_its_limit() -> None:
    """The ceiling of action 5 is 2.250 opportunities of 60 euro."""
    one = chosen()
    paid = agreement_fields.worked_out(one, {"gepland-call-05.1": "3000"})
    assert paid["call-05.1"].grant == Decimal(135000)
    said = agreement_screen.form_of(one, Filling({"gepland-call-05.1": "3000"}, 0))
    assert "de oproep betaalt €\u00a0135.000,00 (hoogste aantal bereikt)" in said
