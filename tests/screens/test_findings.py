"""What a slide says and draws about figures that are few, equal, huge or not there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Family
from samenleven.figures import Kind
from samenleven.indicators import AreaFigure
from ui.presentation import slide_drawing as drawing
from ui.presentation import slide_findings as findings


def row(ratio: str | None, *, goal: int = 1, name: str = "onderdeel", **more: Any) -> Attainment:
    value = None if ratio is None else Decimal(ratio)
    status = Status.NO_FIGURE if value is None else Status.REACHED if value >= 1 else Status.BEHIND
    fixed = {"target": Decimal(100), "realised": None if value is None else value * 100}
    return Attainment(
        "m", 1, goal, Family.CALL, name, None, 2,
        ratio=value, status=more.pop("status", status), kind=Kind.EXAMPLE, source_id="s", reference_date=None,
        **(fixed | more),
    )  # fmt: skip


def area(name: str, value: float | None) -> AreaFigure:
    status = Status.NO_FIGURE if value is None else Status.REACHED if value >= 1 else Status.BEHIND
    return AreaFigure(name, None, name, value, "%", status=status)


NO_TARGET = {"target": Decimal(0), "realised": Decimal(5), "status": Status.NO_TARGET}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (findings.standing([], 2), "Projectjaar 2: nog geen resultaat met een streefwaarde"),
        (findings.standing([row("1")], 2), "Projectjaar 2: het enige KPI-onderdeel met een cijfer is bereikt"),
        (
            findings.standing([row("1"), row("0.5"), row(None)], 2),
            "Projectjaar 2: 1 van 2 KPI-onderdelen met een cijfer zijn bereikt",
        ),
        (findings.lowest_goal([row(None)]), "Zeven doelstellingen: nog geen enkel cijfer"),
        (
            findings.lowest_goal([row("0.9", name="Werk")]),
            "Eén doelstelling heeft een cijfer: Werk, 90 % van de streefwaarde",
        ),
        (
            findings.lowest_goal([row("0.9", goal=1), row("0.9", goal=2)]),
            "Alle 2 doelstellingen met een cijfer staan op 90 % van de streefwaarde",
        ),
        (
            findings.lowest_goal([row("0.9", name="A"), row("0.9001", goal=2, name="B"), row("1", goal=3)]),
            "A en B staan het laagst, met 90 % van de streefwaarde",
        ),
        (
            findings.lowest_goal([row("0.946", name="A"), row("0.947", goal=2, name="B"), row("1", goal=3)]),
            "A staat het laagst, met 94,6 % van de streefwaarde",
        ),
        (
            findings.lowest_goal([row("0.947", name="A"), row("1", goal=2, name="B")]),
            "A staat op 94,7 % en B staat op 100 % van de streefwaarde",
        ),
        (findings.promises([area("A", None)], "Actie 5: mensen"), "Actie 5, mensen: geen cijfers per bestuur"),
        (
            findings.promises([area("A", 1.0)], "Actie 5: mensen"),
            "Actie 5, mensen: het enige bestuur met een cijfer haalt zijn afspraak wel",
        ),
        (
            findings.promises([area("A", 4.0), area("B", 4.0), area("C", 0.9)], "Actie 5: mensen"),
            "Actie 5, mensen: 2 van 3 besturen halen hun afspraak",
        ),
        (findings.highest([area("A", 0.5), area("B", 0.5)], "Herkomst"), "Herkomst: overal 50,0 %"),
        (findings.highest([area("A", 0.5), area("B", 0.4)], "Herkomst"), "Herkomst: het hoogst in A, met 50,0 %"),
        (findings.highest([area("A", 0.5)], "Herkomst"), "Herkomst: 50,0 % in A, het enige gebied met een cijfer"),
        (
            findings.highest([area(str(i), 4.0) for i in range(5)] + [area("x", 1.0)], "Herkomst"),
            "Herkomst: het hoogst in 5 gebieden, met 400,0 %",
        ),
        (findings.authority("Aalst", [], 2), "Aalst: geen resultaat bekend in projectjaar 2"),
        (
            findings.authority("Aalst", [row(None, **NO_TARGET)], 2),
            "Aalst heeft in projectjaar 2 resultaten, maar geen streefwaarde om mee te vergelijken",
        ),
        (findings.authority("Aalst", [row("10000")], 2), "Aalst haalt 1 van 1 streefwaarde in projectjaar 2"),
        (findings.cooperations("Middenkust", 0), "Middenkust: geen samenwerkingsverband mogelijk"),
    ],
)
def test_a_finding_is_true_for_few_equal_and_missing_figures(said: str, wanted: str) -> None:
    assert said == wanted


def test_a_bar_shows_a_million_a_zero_and_a_long_name() -> None:
    """The bar is cut, the figure is not; a name is never shortened and never read as markup."""
    long = "Onze-Lieve-Vrouw-Waver-Sint-Katelijne-<b>"
    rows = [row("1000000"), row("0"), row(None), row(None, **NO_TARGET)]
    drawn = drawing.bars_drawn([drawing.attainment_bar(one, long) for one in rows])
    assert "100.000.000 %" in drawn
    assert drawn.count("width:100.000%") == 1
    assert drawn.count("width:0.000%") == 3
    assert drawn.count("Onze-Lieve-Vrouw-Waver-Sint-Katelijne-&lt;b&gt;") == 4
    assert "Een balk stopt bij 250 %" in drawn
    assert "<li>" not in drawing.bars_drawn([])
