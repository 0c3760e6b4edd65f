"""Damaged data files: each fault is caught with its file and row, and nothing is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samenleven import store
from samenleven.errors import DataError

Copy = tuple[Path, Path]


def replace(row: int, old: str, new: str) -> Callable[[Path], None]:
    """Change one piece of one line; line 1 is the header."""

    def damage(path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        assert old in lines[row - 1], f"the test is out of date: {lines[row - 1]}"
        lines[row - 1] = lines[row - 1].replace(old, new, 1)
        path.write_text("\n".join(lines), encoding="utf-8")

    return damage


def repeat(row: int) -> Callable[[Path], None]:
    """Write a line a second time, at the end."""

    def damage(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text + text.split("\n")[row - 1] + "\n", encoding="utf-8")

    return damage


def remove(row: int) -> Callable[[Path], None]:
    """Leave out one line."""

    def damage(path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(lines[: row - 1] + lines[row:]), encoding="utf-8")

    return damage


def write(content: bytes) -> Callable[[Path], None]:
    """Replace the whole file."""
    return lambda path: path.write_bytes(content) and None


LAST = -1  # the row of the last line

DAMAGES = [
    ("Een sleutel die twee keer voorkomt", "data/plan/goal.csv", repeat(2), LAST, "twee keer"),
    ("Dezelfde bevolking twee keer", "data/areas/population.csv", repeat(2), LAST, "twee keer"),
    (
        "Een oproep met cijfers van een dag die er niet is",
        "data/plan/project_year.csv",
        replace(3, "2022-01-01", "2022-01-02"),
        3,
        "geen herkomstcijfers van 2022-01-02",
    ),
    (
        "Een lijst bij een dag zonder cijfers",
        "data/areas/published_list.csv",
        replace(2, "2021-01-01", "2014-01-01"),
        2,
        "geen herkomstcijfers van 2014-01-01",
    ),
    (
        "Een tweede gepubliceerde lijst",
        "data/areas/published_list.csv",
        write(b"list_id,title,counts_on,source_id,note\na,A,2021-01-01,plan-2021,\nb,B,2022-01-01,plan-2021,\n"),
        3,
        "meer dan één gepubliceerde lijst",
    ),
    ("Een onbekende NIS-code", "data/areas/population.csv", replace(3, "11001", "99999"), 3, "NIS-code '99999'"),
    (
        "Een NIS-code die zijn nul kwijt is",
        "data/areas/local_authority.csv",
        replace(321, "04000,04000", "4000,4000"),
        321,
        "vorm",
    ),
    (
        "Een gebied waarvoor niemand optreedt die voor zichzelf optreedt",
        "data/areas/local_authority.csv",
        replace(71, "brussels,04000", "brussels,21002"),
        71,
        "treedt 21002 op",
    ),
    ("Een onbekende buur", "geo/adjacency.csv", replace(2, "11001", "10001"), 2, "NIS-code '10001'"),
    ("Tekst in een getal", "data/areas/population.csv", replace(2, "14157", "veel"), 2, "geheel getal"),
    ("Een punt als duizendtal", "data/areas/origin.csv", replace(2, "12308", "12.308"), 2, "geheel getal"),
    (
        "Een komma in een bedrag",
        "data/example/agreement_line.csv",
        replace(2, "135000.00", '"135000,00"'),
        2,
        "decimaalteken",
    ),
    ("Een negatief aantal", "data/areas/population.csv", replace(2, "14157", "-5"), 2, "total = -5"),
    ("Een streefwaarde zonder eenheid", "data/plan/target.csv", replace(2, "gemeenten", ""), 2, "unit is leeg"),
    (
        "Een streefwaarde in een andere eenheid",
        "data/plan/target.csv",
        replace(2, "gemeenten", "personen"),
        2,
        "eenheid",
    ),
    ("Een streefwaarde van nul", "data/plan/target.csv", replace(2, ",30,", ",0,"), 2, "groter dan 0"),
    ("Een onderdeel zonder streefwaarde", "data/plan/target.csv", remove(3), None, "geen streefwaarde"),
    ("Een datum die niet bestaat", "data/plan/target.csv", replace(2, "2024-12-31", "2024-02-30"), 2, "datum"),
    (
        "Een datum in een andere notatie",
        "data/plan/target.csv",
        replace(2, "2024-12-31", "31/12/2024"),
        2,
        "jjjj-mm-dd",
    ),
    ("Een woord buiten de lijst", "data/plan/measure.csv", replace(2, "distinct_count", "soms"), 2, "Kies voor kind"),
    ("Ja in plaats van true", "data/plan/action_call.csv", replace(2, "false", "nee"), 2, "true of false"),
    ("Een parameter buiten zijn bereik", "data/parameters/parameter.csv", replace(3, ",1,", ",7,"), 3, "value = 7"),
    ("Een parameter zonder bron", "data/parameters/parameter.csv", replace(2, "plan-2021", ""), 2, "source_id is leeg"),
    ("Een bron die niet in het register staat", "data/plan/goal.csv", replace(2, "plan-2021", "roddel"), 2, "'roddel'"),
    ("Een kolom te weinig", "data/plan/goal.csv", replace(1, ",source_id", ""), 1, "kolom ontbreekt: source_id"),
    ("Een kolom met een tikfout", "data/plan/goal.csv", replace(1, "title", "titel"), 1, "onbekende kolom: 'titel'"),
    ("Een veld te veel", "data/plan/goal.csv", replace(2, "plan-2021", "plan-2021,extra"), 2, "5 velden"),
    ("Aanhalingstekens die niet sluiten", "data/plan/goal.csv", replace(3, 'delen."', "delen."), None, "CSV"),
    ("Een leeg bestand", "data/plan/goal.csv", write(b""), None, "leeg"),
    ("Een bestand in een andere codering", "data/plan/goal.csv", write("doel;é".encode("latin-1")), None, "UTF-8"),
    (
        "Een Excel-bestand met de naam van een CSV",
        "data/plan/goal.csv",
        write(b"PK\x03\x04\x00\xff\xfe"),
        None,
        "UTF-8",
    ),
    ("Een bestand dat ontbreekt", "data/plan/goal.csv", lambda path: path.unlink(), None, "ontbreekt"),
    ("Bevolking die niet optelt", "data/areas/population.csv", replace(2, "14157", "14158"), 2, "tellen op tot 14157"),
    ("Een gemeente zonder bevolking in een jaar", "data/areas/population.csv", remove(2), None, "geen population"),
    (
        "Een rapportering zonder afspraak",
        "data/example/report_line.csv",
        replace(2, "call-05.1", "plan-01a"),
        2,
        "geen afspraak",
    ),
    (
        "Een verbetering van niets",
        "data/example/report_line.csv",
        replace(26, "07-1-half-1,H", "07-1-half-9,H"),
        26,
        "vervangt",
    ),
    (
        "Een verbetering zonder reden",
        "data/example/report_line.csv",
        replace(26, "Huidig bereik was niet meegeteld.", ""),
        26,
        "reason",
    ),
    (
        "Een actie die deze oproep niet betaalt",
        "data/plan/action_call.csv",
        replace(14, "true", "false"),
        None,
        "niet uit deze subsidie",
    ),
    (
        "Een horizontale actie zonder doelstelling",
        "data/plan/horizontal_action.csv",
        replace(2, "1.1,1,", "1.1,,"),
        2,
        "objective_id is leeg",
    ),
    (
        "Een horizontale actie onder een onbekende doelstelling",
        "data/plan/horizontal_action.csv",
        replace(2, "1.1,1,", "1.1,11,"),
        2,
        "'11' (objective_id)",
    ),
    (
        "Een horizontale actie onder een andere doelstelling dan haar nummer zegt",
        "data/plan/horizontal_action.csv",
        replace(2, "1.1,1,", "1.1,2,"),
        2,
        "onder doelstelling 2",
    ),
    (
        "Een horizontale actie die het plan drukt maar die ontbreekt",
        "data/plan/horizontal_action.csv",
        remove(2),
        None,
        "drukt 4 rijen van horizontal_action, maar er staan er 3",
    ),
    (
        "Een mogelijke actie die het plan drukt maar die ontbreekt",
        "data/plan/horizontal_possible_action.csv",
        remove(2),
        None,
        "drukt 5 rijen van horizontal_possible_action, maar er staan er 4",
    ),
    (
        "Een horizontale actie zonder titel",
        "data/plan/horizontal_action.csv",
        replace(2, "Taalbeleid binnen werk en opleiding", ""),
        2,
        "title is leeg",
    ),
    (
        "Een horizontale doelstelling zonder titel",
        "data/plan/horizontal_objective.csv",
        replace(10, "We gaan voor inclusie als uitgangspunt voor personen met een handicap", ""),
        10,
        "title is leeg",
    ),
    (
        "Een mogelijke actie zonder titel",
        "data/plan/horizontal_possible_action.csv",
        replace(2, "Afstemming taalkennisvereisten", ""),
        2,
        "title is leeg",
    ),
    (
        "Een actie van de website zonder titel uit het plan",
        "data/plan/project_title.csv",
        remove(2),
        None,
        "Actie 1 heeft geen titel uit het plan",
    ),
    (
        "Een horizontaal nummer dat enkel verwant is",
        "data/plan/action.csv",
        replace(6, "5,5,2,1.4,", "5,5,2,1.3,"),
        6,
        "niet aan gekoppeld als zelfde initiatief",
    ),
    (
        "Een verwante actie die als dezelfde gekoppeld wordt",
        "data/plan/horizontal_link.csv",
        replace(3, "1.3,5,related", "1.3,5,same"),
        3,
        "action.csv noemt 1.4",
    ),
    (
        "Een horizontale actie die twee keer gekoppeld is",
        "data/plan/horizontal_link.csv",
        repeat(2),
        LAST,
        "twee keer",
    ),
    ("Een onderdeel dat twee keer gekoppeld is", "data/plan/measure_link.csv", repeat(2), LAST, "twee keer"),
    (
        "Een onderdeel van de oproep dat voor twee streefwaarden telt",
        "data/plan/measure_link.csv",
        replace(10, "call-07.1,none", "call-06.1,sum"),
        10,
        "telt al voor plan-06a",
    ),
    (
        "Een verbetering die niets verandert",
        "data/published/correction.csv",
        replace(7, ".350.000,1.350.000", "1.350.000,1.350.000"),
        7,
        "was = 1.350.000, became = 1.350.000",
    ),
    (
        "Een verbetering van voor het cijfer zelf",
        "data/published/correction.csv",
        replace(7, "cut-number,2026", "cut-number,2020"),
        7,
        "corrected_on = 2020-11-30",
    ),
    (
        "Een verbetering die niemand opmerkte",
        "data/published/correction.csv",
        replace(7, ",review,", ",niemand,"),
        7,
        "Kies voor noticed_by",
    ),
    (
        "Een voorbeeld is geen verbeterd cijfer",
        "data/published/correction.csv",
        replace(7, ",official,", ",example,"),
        7,
        "Kies voor kind",
    ),
    (
        "Een cijfer in een tegenspraak die er niet is",
        "data/published/contradicted_figure.csv",
        replace(2, "budget-33", "budget-34"),
        2,
        "contradiction_id) is niet bekend",
    ),
    (
        "Een verwarring met een cijfer dat er niet is",
        "data/published/confusable_figure.csv",
        replace(2, "awarded-2", "awarded-9"),
        2,
        "other_id) is niet bekend",
    ),
    (
        "Een paar in de andere richting",
        "data/published/confusable_figure.csv",
        replace(2, "available-3,awarded-2", "awarded-2,available-3"),
        2,
        "figure_id",
    ),
    ("Een uitspraak zonder stelligheid", "data/plan/plan_claim.csv", replace(2, ",aim,", ",,"), 2, "strength is leeg"),
    (
        "Een uitspraak met een onbekende stelligheid",
        "data/plan/plan_claim.csv",
        replace(2, ",aim,", ",misschien,"),
        2,
        "Kies voor strength",
    ),
    (
        "Beeldspraak met een getal",
        "data/plan/plan_claim.csv",
        replace(16, ",rhetoric,,", ",rhetoric,1001,"),
        16,
        "value = 1001",
    ),
    (
        "Een verwachting die een meting lijkt",
        "data/plan/context_figure.csv",
        replace(3, ",expected,,", ",expected,0,"),
        3,
        "value = 0",
    ),
    (
        "Een lezing zonder noemer naast een berekend aandeel",
        "data/plan/claim_reading.csv",
        replace(2, "not_stated,,", "not_stated,the_28_of_flanders,"),
        2,
        "not_stated",
    ),
    (
        "Een parameter met twee waarden voor één dag",
        "data/parameters/parameter.csv",
        repeat(2),
        LAST,
        "'threshold_alone / 2021-10-20' (name, valid_from)",
    ),
    (
        "Twee streefwaarden van een onderdeel voor één dag",
        "data/plan/target.csv",
        repeat(2),
        LAST,
        "'plan-01a / 2022-01-01' (measure_id, valid_from)",
    ),
    (
        "Een streefwaarde die niet zegt of het plan 'jaarlijks' drukt",
        "data/plan/target.csv",
        replace(2, "2024,false", "2024,"),
        2,
        "stated_yearly is leeg",
    ),
    (
        "Een streefwaarde per jaar waar het plan geen 'jaarlijks' drukt",
        "data/plan/target.csv",
        replace(5, "2024,true", "2024,false"),
        5,
        "geldt per jaar",
    ),
    (
        "Een jaarlijkse streefwaarde zonder gedrukt jaar",
        "data/plan/target.csv",
        replace(5, "2024,true", ",true"),
        5,
        "stated_year is leeg",
    ),
    (
        "Een streefwaarde tegen een ander jaar dan het plan drukt",
        "data/plan/target.csv",
        replace(2, "2024,false", "2023,false"),
        2,
        "het gedrukte jaar is 2023",
    ),
    (
        "Een bedrag van een bestuur bij een actie die niet bestaat",
        "data/published/local_action.csv",
        replace(9, ",2,sure", ",99,sure"),
        9,
        "'99' (action_id)",
    ),
    ("Een kaart die geen JSON is", "geo/samenleven.topojson", write(b"{kapot"), None, "TopoJSON"),
    ("Een grens die in de kaart ontbreekt", "geo/adjacency.csv", remove(2), None, "11001"),
]


@pytest.mark.parametrize(("zin", "name", "damage", "row", "words"), DAMAGES, ids=[row[0] for row in DAMAGES])
def test_a_damaged_file_is_caught_with_file_and_row(
    copy_of_data: Copy, zin: str, name: str, damage: Callable[[Path], None], row: int | None, words: str
) -> None:
    data, geo = copy_of_data
    path = data.parent / name
    if row == LAST:
        row = len(path.read_text(encoding="utf-8").splitlines()) + 1
    damage(path)

    faults = store.check(data, geo).faults

    about = [fault for fault in faults if words in f"{fault.what} {fault.remedy}"]
    assert about, f"{zin}: {[str(fault) for fault in faults[:5]]}"
    assert all(fault.remedy for fault in faults)
    if row is not None:
        assert (about[0].file, about[0].row) == (name, row)


def test_an_unknown_file_is_not_silently_ignored(copy_of_data: Copy) -> None:
    data, geo = copy_of_data
    (data / "plan" / "doelen.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    faults = store.check(data, geo).faults
    assert [fault.file for fault in faults] == ["data/plan/doelen.csv"]


def test_a_failed_build_leaves_the_old_store_and_no_half_one(copy_of_data: Copy, tmp_path: Path) -> None:
    data, geo = copy_of_data
    target = tmp_path / "opslag" / "samenleven.duckdb"
    store.build(target, data=data, geo=geo)
    before = target.read_bytes()
    replace(2, "14157", "veel")(data / "areas" / "population.csv")

    with pytest.raises(DataError, match=r"population\.csv, rij 2"):
        store.build(target, data=data, geo=geo)

    assert target.read_bytes() == before
    assert not [path.name for path in target.parent.iterdir() if ".bouw" in path.name]


def test_the_message_names_ten_faults_and_counts_the_rest(copy_of_data: Copy, tmp_path: Path) -> None:
    data, geo = copy_of_data
    path = data / "areas" / "population.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",official,", ",officieel,"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        store.build(tmp_path / "x.duckdb", data=data, geo=geo)
    assert "3190 fouten" in str(caught.value)
    assert len(str(caught.value).split("\n")) == 12


def test_a_nis_code_is_never_read_as_a_number(store: store.Store) -> None:
    columns = store.rows(
        "select table_name, column_name, data_type from duckdb_columns() where column_name like '%nis%'"
    )
    assert {row["data_type"] for row in columns if "nis" in row["column_name"].split("_")} == {"VARCHAR"}
    assert store.rows("select nis from local_authority where type = 'vgc'") == [{"nis": "04000"}]
