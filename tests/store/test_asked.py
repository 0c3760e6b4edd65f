"""About which figures one reports: real agreements only, with who takes part; and what somebody is typing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samenleven.reporting.records import Agreement, AgreementLine, Origin
from samenleven.reporting.rights import Person, Role
from samenleven.store.connection import Store
from samenleven.store.current import Current
from samenleven.store.ledger import Ledger, asked
from samenleven.store.ledger.incoming.typed import whole_numbers
from tests.support.ledger import recorded

LINE = AgreementLine(
    measure_id="call-05.1",
    priority=1,
    baseline_reach=40,
    planned_reach=160,
    grant_eur=Decimal(9600),
    own_share_eur=Decimal(9600),
)


def test_only_a_real_agreement_is_asked_about(store: Store, tmp_path: Path) -> None:
    assert asked.applicants(store) == {}
    assert asked.lines(store, "46021", 2) == ()
    assert asked.last_sequence(store) == 0
    ledger = Ledger(tmp_path / "register")
    recorded(
        ledger,
        Agreement(
            applicant_id="46021",
            project_year=2,
            awarded_on=date(2023, 9, 22),
            cooperation="Samen",
            members=("46003",),
            incentive_eur=Decimal(0),
            lines=(LINE,),
        ),
        person=Person("iemand", Role.AGENCY),
        origin=Origin.COMMAND,
    )
    real = Current(store.path, ledger=ledger).get().store
    assert asked.applicants(real) == {"46021": {2: frozenset({"46021", "46003"})}}
    (line,) = asked.lines(real, "46021", 2)
    assert (line.measure.measure_id, line.baseline_reach, line.planned_reach, line.target) == (
        "call-05.1",
        40,
        160,
        200,
    )
    assert asked.lines(real, "46021", 1) == ()
    assert asked.last_sequence(real) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        (" 1234 ", 1234),
        ("1.234", 1234),
        ("1 234,0", 1234),
        ("", None),
        ("12,5", None),
        ("-3", None),
        ("1e3", None),
        ("=1+1", None),
        ("9999999999", None),
        ("nog niet bekend", None),
    ],
)
def test_a_number_is_read_while_one_types(text: str, number: int | None) -> None:
    assert whole_numbers({"a": text, "b": "7"}) == {"a": number, "b": 7}
