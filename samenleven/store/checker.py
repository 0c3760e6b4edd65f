"""Judges all of data/ and geo/: every fault as file, row, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from geo import faults as geometry
from samenleven.errors import Fault
from samenleven.store import paths, rules, tables
from samenleven.store.year_checks import YEARS

# What joins several tables and so cannot be a constraint of one of them. Each query gives file, line, what, remedy.
JOINS = (
    """select m._file, m._line, 'Het KPI-onderdeel ' || m.measure_id || ' (' || m.kind || ') heeft geen streefwaarde.',
       'Voeg een rij toe in data/plan/target.csv.'
       from stage_measure m anti join stage_target t using (measure_id)
       where m.family = 'plan' and m.kind <> 'none'""",
    """select t._file, t._line, 'De streefwaarde van ' || t.measure_id
         || ' geldt per jaar, maar stated_yearly is false.',
       'Zet stated_yearly op true als het plan "jaarlijks" drukt; verander anders de periode.'
       from stage_target t where t.period = 'yearly' and t.stated_yearly = 'false'""",
    """select t._file, t._line, 'De streefwaarde van ' || t.measure_id || ' geldt tegen ' || t.due_on
         || ', maar het gedrukte jaar is ' || coalesce(t.stated_year, 'leeg') || '.',
       'Vul in stated_year het jaar in dat het plan bij de KPI drukt, of verbeter due_on.'
       from stage_target t where t.due_on is not null and coalesce(t.stated_year, '') <> left(t.due_on, 4)""",
    """select t._file, t._line, 'De streefwaarde van ' || t.measure_id || ' telt jaarlijks, maar stated_year is leeg.',
       'Vul in stated_year het jaar in dat het plan bij de KPI drukt.'
       from stage_target t where t.stated_yearly = 'true' and t.stated_year is null""",
    """select t._file, t._line, 'De eenheid ' || t.unit || ' is anders dan in measure.csv (' || m.unit || ').',
       'Geef de streefwaarde dezelfde eenheid als in data/plan/measure.csv.'
       from stage_target t join stage_measure m using (measure_id) where t.unit <> m.unit""",
    """select m._file, m._line, 'Het KPI-onderdeel ' || m.measure_id || ' heeft geen rij in measure_link.csv.',
       'Zeg welk onderdeel van de oproep hetzelfde telt, of waarom geen enkel.'
       from stage_measure m anti join stage_measure_link l on l.plan_measure_id = m.measure_id
       where m.family = 'plan'""",
    """select l._file, l._line, 'Het onderdeel ' || l.call_measure_id || ' van de oproep telt al voor '
         || min(l.plan_measure_id) over first || '.',
       'Een onderdeel van de oproep telt voor hoogstens één onderdeel van het plan: zet aggregation op none.'
       from stage_measure_link l where l.aggregation <> 'none'
       window first as (partition by l.call_measure_id order by l._line) qualify row_number() over first > 1""",
    """select a._file, a._line, 'Actie ' || a.action_id || ' staat bij ' || a.horizontal_number
         || ' van het horizontale plan, maar is daar niet aan gekoppeld als zelfde initiatief.',
       'Verbeter horizontal_number, of zet in data/plan/horizontal_link.csv match op same.'
       from stage_action a anti join stage_horizontal_link l
         on l.number = a.horizontal_number and l.action_id = a.action_id and l.match = 'same'""",
    """select l._file, l._line, 'De koppeling van ' || l.number || ' met actie ' || l.action_id
         || ' is same, maar action.csv noemt ' || a.horizontal_number || '.',
       'Zet match op related, of verbeter horizontal_number in data/plan/action.csv.'
       from stage_horizontal_link l join stage_action a using (action_id)
       where l.match = 'same' and a.horizontal_number <> l.number""",
    """select h._file, h._line, 'Actie ' || h.number || ' staat onder doelstelling ' || h.objective_id || '.',
       'Het getal voor de punt is de doelstelling: verbeter number of objective_id.'
       from stage_horizontal_action h where split_part(h.number, '.', 1) <> h.objective_id""",
    """select o._file, o._line, 'Doelstelling ' || o.objective_id || ' van het horizontale plan drukt ' || o.printed
         || ' rijen van ' || o.name || ', maar er staan er ' || count(r.objective_id) || '.',
       'Vul data/plan/' || o.name || '.csv aan, of verbeter het aantal.'
       from (unpivot (select _file, _line, objective_id, numbered_actions as horizontal_action,
                             possible_actions as horizontal_possible_action from stage_horizontal_objective)
             on horizontal_action, horizontal_possible_action into name name value printed) o
       left join (select objective_id, 'horizontal_action' as name from stage_horizontal_action
                  union all select objective_id, 'horizontal_possible_action' from stage_horizontal_possible_action) r
         using (objective_id, name)
       group by o._file, o._line, o.objective_id, o.name, o.printed
       having count(r.objective_id) <> o.printed::integer""",
    """select a._file, a._line, 'Actie ' || a.action_id || ' heeft geen titel uit het plan.',
       'Voeg een rij toe in data/plan/project_title.csv.'
       from stage_action a anti join stage_project_title t using (action_id)""",
    """select a._file, a._line, 'Actie ' || a.action_id || ' heeft geen rij voor projectjaar ' || p.project_year || '.',
       'Voeg de rij toe in data/plan/action_call.csv.'
       from stage_action a cross join stage_project_year p
       anti join stage_action_call c on c.action_id = a.action_id and c.project_year = p.project_year""",
    """select l._file, l._line, 'De gemeente ' || l.nis || ' heeft geen ' || t.name || ' op ' || d.day || '.',
       'Voeg de rij toe in data/areas/' || t.name || '.csv.'
       from stage_local_authority l
       cross join (select distinct reference_date as day from stage_population) d
       cross join (values ('population'), ('origin')) t(name)
       anti join (select nis, reference_date, 'population' as name from stage_population
                  union all select nis, reference_date, 'origin' from stage_origin) f
         on f.nis = l.nis and f.reference_date = d.day and f.name = t.name
       where l.type = 'municipality'""",
    """select any_value(p._file), any_value(p._line), 'De herkomstgroepen van ' || p.nis || ' op ' || p.reference_date
         || ' tellen op tot ' || sum(try_cast(o.count as bigint)) || ' in plaats van ' || any_value(p.total) || '.',
       'Vergelijk met data/areas/origin.csv.'
       from stage_population p join stage_origin o using (nis, reference_date)
       group by p.nis, p.reference_date
       having sum(try_cast(o.count as bigint)) <> any_value(try_cast(p.total as bigint))""",
    """select l._file, l._line, 'De gemeente ' || l.nis || ' heeft geen referentieregio.',
       'Vul de kolom reference_region in.'
       from stage_local_authority l
       where l.type = 'municipality' and l.region = 'flanders' and l.reference_region is null""",
    """select l._file, l._line, 'Voor ' || l.authority_id || ' treedt ' || l.represented_by || ' op, maar dat is '
         || 'geen bestuur dat voor zichzelf optreedt.', 'Verbeter represented_by.'
       from stage_local_authority l
       left join stage_local_authority r on r.authority_id = l.represented_by and r.represented_by is null
       where l.represented_by is not null and r.authority_id is null""",
    """select r._file, r._line, 'Er is geen afspraak voor ' || r.measure_id || ' in ' || r.agreement_id || '.',
       'Een rapportering hoort bij een rij in agreement_line.csv.'
       from stage_report_line r anti join stage_agreement_line a using (agreement_id, measure_id)""",
    """select r._file, r._line, 'De rij vervangt ' || r.supersedes || ', die niet bestaat of over iets anders gaat.',
       'Verwijs naar een rapportering van dezelfde afspraak, hetzelfde onderdeel en dezelfde periode.'
       from stage_report_line r anti join stage_report_line o
         on o.report_line_id = r.supersedes and o.agreement_id = r.agreement_id
        and o.measure_id = r.measure_id and o.period = r.period
       where r.supersedes is not null""",
    """select a._file, a._line, 'De actie van ' || a.measure_id || ' wordt in projectjaar ' || g.project_year
         || ' niet uit deze subsidie betaald.', 'Verwijder de rij of verbeter data/plan/action_call.csv.'
       from stage_agreement_line a join stage_agreement g using (agreement_id)
       join stage_measure m using (measure_id)
       join stage_action_call c on c.action_id = m.action_id and c.project_year = g.project_year
       where c.payable = 'false'""",
    """select any_value(f._file), any_value(f._line), 'Het samenwerkingsverband ' || f.figure_id || ' telt '
         || any_value(f.value) || ' leden, maar ' || count(m.authority_id) || ' staan in published_membership.csv.',
       'Vul de leden aan, of verbeter de waarde.'
       from stage_published_figure f left join stage_published_membership m using (figure_id)
       where f.concept = 'members' group by f.figure_id
       having count(m.authority_id) <> any_value(try_cast(f.value as decimal(18, 2)))""",
    """select any_value(m._file), any_value(m._line), 'De leden van ' || m.figure_id
         || ' tellen de indiener ' || any_value(f.authority_id) || ' niet mee.',
       'Voeg de indiener toe aan de leden, of verbeter published_figure.csv.'
       from stage_published_membership m join stage_published_figure f using (figure_id)
       group by m.figure_id having not coalesce(bool_or(m.authority_id = f.authority_id), false)""",
    """select u._file, u._line, 'Er zijn geen herkomstcijfers van ' || u.counts_on || ' (counts_on).',
       'Kies een dag die in data/areas/origin.csv staat, of voeg de cijfers van die dag daar toe.'
       from (select _file, _line, counts_on from stage_project_year
             union all select _file, _line, counts_on from stage_published_list) u
       anti join stage_origin o on o.reference_date = u.counts_on""",
    """select _file, _line, 'Er staat meer dan één gepubliceerde lijst.',
       'Houd één rij: de kolom signatory van local_authority.csv zegt maar van één lijst wie erop staat.'
       from stage_published_list qualify row_number() over (order by _file, _line) > 1""",
)

COUNTS = {
    "doelstellingen": "select count(*) from stage_goal",
    "acties": "select count(*) from stage_action",
    "KPI-onderdelen van het plan": "select count(*) from stage_measure where family = 'plan'",
    "KPI-onderdelen van de oproep": "select count(*) from stage_measure where family = 'call'",
    "doelstellingen van het horizontale plan": "select count(*) from stage_horizontal_objective",
    "acties van het horizontale plan": "select count(*) from stage_horizontal_action",
    "mogelijke acties van het horizontale plan": "select count(*) from stage_horizontal_possible_action",
    "uitspraken van het plan": "select count(*) from stage_plan_claim",
    "aangehaalde cijfers": "select count(*) from stage_context_figure",
    "gebieden": "select count(*) from stage_local_authority where type = 'municipality'",
    "grenzen": "select count(*) from stage_adjacency",
    "referentieregio's": "select count(*) from stage_reference_region",
    "parameters": "select count(distinct name) from stage_parameter",
    "tegenstrijdigheden": "select count(*) from stage_contradiction",
    "gepubliceerde cijfers": "select count(*) from stage_published_figure",
    "bronnen": "select count(*) from stage_source",
    "samenwerkingsakkoorden": "select count(*) from stage_agreement",
    "rapporteringen": "select count(*) from stage_report_line",
}


@dataclass(frozen=True)
class CheckResult:
    """What a check found: the faults, and how much of everything there is (Dutch name to number)."""

    faults: tuple[Fault, ...]
    counts: dict[str, int]


def check(data: Path = paths.DATA, geo: Path = paths.GEO, extra: Path | None = None) -> CheckResult:
    """Judge all files under data/ and geo/, and those taken in. Faults come first by file, then by row."""
    with duckdb.connect() as connection:
        tables.create_schema(connection)
        faults = list(stage_all(connection, data, geo, extra))
        counts = {name: _count(connection, sql) for name, sql in COUNTS.items()}
    faults.sort(key=lambda fault: (fault.file, fault.row or 0))
    return CheckResult(tuple(faults), counts)


def stage_all(
    connection: duckdb.DuckDBPyConnection,
    data: Path,
    geo: Path,
    extra: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Fault]:
    """Stage every file as text and yield every fault; `progress` is told the name of each table."""
    schema = tables.schema_tables(connection)
    by_table: dict[str, list[Path]] = {name: [] for name in schema}
    for path in tables.data_files(data, geo, extra):
        if path.stem in by_table:
            by_table[path.stem].append(path)
        else:
            yield Fault(
                tables.file_label(path, data.parent),
                None,
                "Geen enkele tabel heeft deze naam.",
                f"Kies een naam uit: {', '.join(by_table)}.",
            )
    unreadable = False
    for name, table in schema.items():
        if not by_table[name]:
            unreadable = True
            yield Fault(f"{name}.csv", None, "Het bestand ontbreekt.", "Zet het bestand terug in data/.")
        for fault in tables.stage(connection, table, by_table[name], data.parent):
            unreadable = True
            yield fault
        if taken := [tables.file_label(path, data.parent) for path in tables.taken_in(extra) if path.stem == name]:
            tables.newest_wins(connection, table, taken)
    broken = unreadable
    for name, table in schema.items():
        progress(name)
        for fault in rules.row_faults(connection, table, schema):
            broken = True
            yield fault
    if not broken:  # joins over rows that do not hold would bury the cause under its consequences
        for sql in (*JOINS, *YEARS):
            for row in connection.execute(sql).fetchall():
                yield Fault(*row)
    yield from _geometry_faults(connection, geo, data.parent)


def _geometry_faults(connection: duckdb.DuckDBPyConnection, geo: Path, root: Path) -> Iterator[Fault]:
    pairs = connection.execute("select nis_a, nis_b from stage_adjacency").fetchall()
    path = geo / paths.TOPOLOGY
    for fault in geometry.check(path, set(pairs)):
        yield Fault(tables.file_label(path, root), None, fault.what, fault.remedy)


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
