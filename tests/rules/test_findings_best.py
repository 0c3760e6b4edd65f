"""What *De beste verdeling* and *Zekerheid* say: outcomes of the model, one amount, nothing the most of a few."""

from __future__ import annotations

from pathlib import Path

import pytest

from samenleven.budget.uncertainty import Band
from samenleven.findings import best as findings
from samenleven.findings.best import BestFacts
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "findings_best.csv")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def facts(row: dict[str, str]) -> BestFacts:
    numbers = {name: float(row[name]) for name in row if name not in ("zin", "proven", "worst")}
    return BestFacts(**numbers, proven=bool(row["proven"]), worst_first=bool(row["worst"]))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["zin"])
def test_the_headline(row: dict[str, str]) -> None:
    assert plain(findings.headline(facts(row))) == row["zin"]


def test_the_curve_says_the_same_amount_as_the_headline() -> None:
    """Before, headline, tile and table had an amount each: 16.8, 12.8 and 8.4 million."""
    for row in TABLE:
        spent = plain(findings.money(float(row["spent"])))
        assert spent in row["zin"]
        assert spent in plain(findings.frontier_title(facts(row), 0.5))
    enough = next(row for row in TABLE if "volstaat" in row["zin"])
    assert plain(findings.frontier_title(facts(enough), 0.803)) == (
        "In dit rekenmodel haalt de helft van € 14,8 mln al 80,3 %; boven € 14,8 mln komt er niets bij"
    )


@pytest.mark.parametrize(
    ("zin", "changes"),
    [
        ("Geen enkele doelstelling heeft hier een meetlat", []),
        ("In dit rekenmodel brengt de beste verdeling elke doelstelling even ver als de rondes", [("A", 0.5, 0.50001)]),
        ("In dit rekenmodel: de enige doelstelling komt verder dan in de rondes", [("A", 0.5, 0.6)]),
        ("In dit rekenmodel: één van de drie doelstellingen komt verder dan in de rondes, één blijft achter",
         [("A", 0.5, 0.6), ("B", 0.5, 0.4), ("C", 1, 1)]),
        ("In dit rekenmodel: beide doelstellingen komen minder ver dan in de rondes",
         [("A", 0.5, 0.4), ("B", 0.5, 0.4)]),
        ("In dit rekenmodel: alle drie doelstellingen komen verder dan in de rondes",
         [("A", 0, 1), ("B", 0, 1), ("C", 0, 1)]),
    ],
)  # fmt: skip
def test_the_goals(zin: str, changes: list[tuple[str, float, float]]) -> None:
    assert findings.goals_title(changes) == zin


@pytest.mark.parametrize(
    ("zin", "points", "actions"),
    [
        ("In dit rekenmodel levert € 100.000 meer budget niets op: wat gevraagd kan worden, is betaald", 0.0, []),
        ("In dit rekenmodel levert € 100.000 meer budget 0,392 procentpunt doelbereik op", 0.392, [("actie 8", 0.392)]),
        ("In dit rekenmodel levert € 100.000 meer budget 0,392 procentpunt doelbereik op; het meest via actie 8", 0.392,
         [("actie 8", 0.392), ("actie 9", 0.1), ("actie 2", 0.0)]),
        ("In dit rekenmodel levert € 100.000 meer budget 0,4 procentpunt doelbereik op", 0.4,
         [("actie 8", 0.4), ("actie 9", 0.4), ("actie 2", 0.4)]),
    ],
)  # fmt: skip
def test_one_more_euro(zin: str, points: float, actions: list[tuple[str, float]]) -> None:
    assert plain(findings.euro_title(points, 100_000, actions)) == zin


@pytest.mark.parametrize(
    ("zin", "rows"),
    [
        ("Wat een punt doelbereik kost, per KPI-onderdeel", []),
        ("Wat een punt doelbereik kost, per KPI-onderdeel", [("a", 1.0), ("b", 2.0)]),
        ("In dit rekenmodel kost b het minst per punt doelbereik", [("a", 1.0), ("b", 2.0), ("c", 1.0)]),
        ("In dit rekenmodel kosten b en c het minst per punt doelbereik", [("a", 1.0), ("b", 2.0), ("c", 2.001)]),
    ],
)
def test_where_a_point_costs_least(zin: str, rows: list[tuple[str, float]]) -> None:
    assert findings.points_title(rows) == zin


@pytest.mark.parametrize(
    ("zin", "changes"),
    [
        ("In dit rekenmodel krijgt elke actie evenveel als in de rondes", [("2", 0.0), ("5", 0.2)]),
        ("In dit rekenmodel is € 1,9 mln minder nodig dan de rondes uitgeven", [("2", 0.0), ("5", -1_900_000)]),
        ("In dit rekenmodel gaat € 10 meer naar acties dan in de rondes", [("2", 10.0)]),
        ("In dit rekenmodel krijgen sommige acties samen € 10 meer dan in de rondes, andere € 20 minder",
         [("2", 10.0), ("5", -20.0)]),
    ],
)  # fmt: skip
def test_the_money_by_action(zin: str, changes: list[tuple[str, float]]) -> None:
    assert plain(findings.actions_title(changes)) == zin


@pytest.mark.parametrize(
    ("zin", "bands"),
    [
        ("Geen enkele doelstelling heeft hier een meetlat", []),
        ("In dit rekenmodel hangt geen enkele doelstelling af van wat gerealiseerd wordt",
         [("A", 1, 1), ("B", 0.5, 0.5)]),
        ("In dit rekenmodel ligt A tussen 50 % en 60 %", [("A", 0.5, 0.6)]),
        ("In dit rekenmodel ligt A tussen 50 % en 60 % en B tussen 10 % en 40 %", [("A", 0.5, 0.6), ("B", 0.1, 0.4)]),
        ("In dit rekenmodel is B het minst zeker: tussen 10 % en 40 %",
         [("A", 0.5, 0.6), ("B", 0.1, 0.4), ("C", 1, 1)]),
        ("In dit rekenmodel zijn meer doelstellingen even onzeker",
         [("A", 0.1, 0.4), ("B", 0.1, 0.4), ("C", 1, 1), ("D", 1, 1)]),
    ],
)  # fmt: skip
def test_the_bands(zin: str, bands: list[tuple[str, float, float]]) -> None:
    assert findings.bands_title(bands) == zin


@pytest.mark.parametrize(
    ("zin", "swings"),
    [
        ("In dit rekenmodel maakt geen enkele aanname verschil", []),
        ("In dit rekenmodel maakt geen enkele aanname verschil", [("A", 0.0), ("B", 0.0001)]),
        ("In dit rekenmodel telt één aanname mee", [("A", 0.1)]),
        ("In dit rekenmodel is geen aanname de zwaarste", [("A", 0.1), ("B", 0.1), ("C", 0.1)]),
        ("In dit rekenmodel weegt ‘A’ het zwaarst: 10 punten", [("A", 0.1), ("B", 0.05), ("C", 0.0)]),
        ("In dit rekenmodel wegen ‘A’ en ‘B’ het zwaarst: 10 punten", [("A", 0.1), ("B", 0.1), ("C", 0.0)]),
    ],
)
def test_the_assumptions(zin: str, swings: list[tuple[str, float]]) -> None:
    assert findings.tornado_title(swings) == zin


@pytest.mark.parametrize(
    ("zin", "band"),
    [
        ("Zonder gewichten is er geen gewogen doelbereik om over te twijfelen", None),
        ("In dit rekenmodel ligt het betaalde doelbereik tussen 78,3 % en 97,8 %", Band(0.783, 0.9, 0.978)),
        ("In dit rekenmodel hangt het betaalde doelbereik, 90 %, niet af van wat gerealiseerd wordt",
         Band(0.9, 0.9, 0.9)),
    ],
)  # fmt: skip
def test_how_sure_it_is(zin: str, band: Band | None) -> None:
    assert findings.doubt_headline(band) == zin
