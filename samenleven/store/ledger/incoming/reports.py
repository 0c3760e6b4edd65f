"""Reports that come in, judged in one pass of SQL: a reason for every cell that is wrong, typed rows when none is."""

from __future__ import annotations

from datetime import date

import duckdb
import pyarrow.compute as pc

from samenleven.intake.handed import Handed
from samenleven.store.ledger.incoming.judged import Incoming, stage
from samenleven.store.ledger.incoming.known import Facts
from samenleven.store.ledger.incoming.sentences import COLUMNS, Remarks

# Every different text is read once; a cell with a fault has its reason here.
_WORDS = """
create table who_said as
select t.code, t.text, w.id,
       case when t.text = '' then 'applicant_empty' when w.id is null then 'applicant_unknown' end as fault
from text_applicant t left join who w on w.key = lower(t.text);
create table year_said as
select t.code, t.text, y.*,
       case when y.project_year is null then 'year_unknown' when y.closed then 'year_closed' end as fault
from text_project_year t
left join years y on y.project_year = whole(regexp_replace(lower(t.text), '^projectjaar *', ''));
create table period_said as
select t.code, t.text, p.id, if(p.id is null, 'period_unknown', null) as fault
from text_period t left join spans p on p.key = lower(t.text);
create table measure_said as
select c.measure, c.component, if(m.text = '', n.text, m.text) as text, w.id,
       case when m.text = '' and n.text = '' then 'measure_empty' when w.id is null then 'measure_unknown' end as fault
from (select distinct measure, component from handed) c
join text_measure m on m.code = c.measure join text_component n on n.code = c.component
left join what w on w.key = lower(if(m.text = '', n.text, m.text));
create table figure_said as
select c.realised, c.not_yet_known, r.text, u.text as unknown_text,
       is_unknown(r.text) or (r.text = '' and lower(u.text) = 'ja') as unknown,
       case when unknown then null when r.text = '' then 'no_figure' else whole_fault(r.text) end as fault,
       case when lower(u.text) not in ('', 'ja', 'nee') then 'yes_or_no'
            when lower(u.text) = 'ja' and r.text <> '' and not is_unknown(r.text) then 'both' end as unknown_fault,
       if(unknown or fault is not null, null, whole(r.text)) as value
from (select distinct realised, not_yet_known from handed) c
join text_realised r on r.code = c.realised join text_not_yet_known u on u.code = c.not_yet_known;
create table reason_said as select *, text_fault(text) as fault from text_shortfall_reason;
create table double_said as select *, text_fault(text) as fault from text_double_count_note;
create table note_said as select *, text_fault(text) as fault from text_note;
create table day_said as
select code, text, if(text = '', $today, as_day(text)) as day,
       case when day is null then 'no_day' when day > $today then 'reported_late' end as fault
from text_reported_on;
create table line_said as
select a.code as applicant, y.code as project_year, m.measure, m.component, l.line
from lines l join who_said a on a.id = l.applicant_id join year_said y using (project_year)
join measure_said m on m.id = l.measure_id;
"""

# One row per row that came in: what its texts mean, and whether anything in it is wrong. `cell` numbers what a figure
# is about: a line of an agreement, over the half-year (even) or the year (odd).
_CELLS = """
create table cell as
select h.*, l.line, l.line * 2 + (p.id = 'year')::int as cell, f.value, f.unknown, d.day,
       if(p.id = 'year', y.ends_on, y.half_year_ends_on) as until, s.text <> '' as has_reason, n.text <> '' as has_note,
       l.line is null
       or coalesce(y.fault, p.fault, f.fault, f.unknown_fault, s.fault, b.fault, n.fault, d.fault) is not null
       or d.day < until as bad
from handed h
join who_said a on a.code = h.applicant
join year_said y on y.code = h.project_year
join period_said p on p.code = h.period
join figure_said f on f.realised = h.realised and f.not_yet_known = h.not_yet_known
join reason_said s on s.code = h.shortfall_reason
join double_said b on b.code = h.double_count_note
join note_said n on n.code = h.note
join day_said d on d.code = h.reported_on
left join line_said l on l.applicant = h.applicant and l.project_year = h.project_year and l.measure = h.measure
    and l.component = h.component
"""

# What is recorded of a cell, what the file says of it in all, and its newest version in the file.
_TOGETHER = """
create table before as
select l.line * 2 + (r.period = 'year')::int as cell, r.*
from reported r join lines l using (applicant_id, project_year, measure_id);
create table in_file as
select cell, arg_max(row, (day, row)) as newest, min(day) filter (value is not null) as first_day, count(*) as versions,
       count(distinct day) as days
from cell where cell is not null group by cell;
create table newest as
select c.row, c.cell, c.cell % 2 = 1 as at_year, l.* exclude (line), c.value, c.unknown, c.until, f.text as figure,
       f.fault is null as is_figure, s.text as reason, d.text as about_double, n.text as note,
       b.realised as before, b.cell is not null as had,
       had and c.value is not distinct from b.realised and s.text = coalesce(b.shortfall_reason, '')
       and d.text = coalesce(b.double_count_note, '') as unchanged
from cell c join in_file i on i.newest = c.row join lines l on l.line = c.line
join figure_said f on f.realised = c.realised and f.not_yet_known = c.not_yet_known
join reason_said s on s.code = c.shortfall_reason join double_said d on d.code = c.double_count_note
join note_said n on n.code = c.note
left join before b on b.cell = c.cell;
"""

_FAULTS = """
with wrong as (
    select c.*, a.text as applicant_text, a.id as applicant_id, a.fault as applicant_fault, y.text as year_text,
           y.project_year as year_id, y.fault as year_fault, p.text as period_text, p.fault as period_fault,
           m.text as measure_text, m.id as measure_id, m.fault as measure_fault, d.text as day_text,
           d.fault as day_fault, names.name
    from cell c join who_said a on a.code = c.applicant join year_said y on y.code = c.project_year
    join period_said p on p.code = c.period
    join measure_said m on m.measure = c.measure and m.component = c.component
    join day_said d on d.code = c.reported_on left join names on names.id = a.id
    where bad),
figures as (
    select w.row, f.* from wrong w join figure_said f on f.realised = w.realised and f.not_yet_known = w.not_yet_known),
agreed as (select distinct applicant_id, project_year from lines),
leads as (select authority_id, project_year, any_value(lead) as lead from members group by all),
parts as (select id, max_by(key, length(key)) as component from what group by id),
twice as (
    select c.cell, c.day, min(c.row) as first from cell c join in_file i on i.cell = c.cell and i.versions > i.days
    group by c.cell, c.day having count(*) > 1)
select row, 'applicant' as name, applicant_fault as code, applicant_text as value, null as more, null as other
    from wrong where applicant_fault is not null
union all select row, 'applicant', if(l.lead is null, 'agreement_missing', 'member'), applicant_text, name,
    coalesce(l.lead, year_text)
    from wrong w anti join agreed g on g.applicant_id = w.applicant_id and g.project_year = w.year_id
    left join leads l on l.authority_id = w.applicant_id and l.project_year = w.year_id
    where w.applicant_id is not null and w.year_id is not null
union all select row, 'project_year', year_fault, year_text,
    if(year_fault = 'year_closed', year_text, (select string_agg(project_year, ', ' order by project_year) from years)),
    null from wrong where year_fault is not null
union all select row, 'period', period_fault, period_text, null, null from wrong where period_fault is not null
union all select row, 'period', 'period_running', period_text, until::varchar, null
    from wrong where day_text = '' and day < until
union all select row, 'measure', measure_fault, measure_text, null, null from wrong where measure_fault is not null
union all select row, 'measure', 'measure_outside', measure_text, parts.component, name
    from wrong w join agreed g on g.applicant_id = w.applicant_id and g.project_year = w.year_id
    join parts on parts.id = w.measure_id where line is null
union all select row, 'realised', fault, text, null, null from figures where fault is not null
union all select row, 'not_yet_known', unknown_fault, unknown_text, null, null from figures
    where unknown_fault is not null
union all select w.row, 'shortfall_reason', s.fault, s.text, null, null
    from wrong w join reason_said s on s.code = w.shortfall_reason where s.fault is not null
union all select w.row, 'double_count_note', s.fault, s.text, null, null
    from wrong w join double_said s on s.code = w.double_count_note where s.fault is not null
union all select w.row, 'note', s.fault, s.text, null, null
    from wrong w join note_said s on s.code = w.note where s.fault is not null
union all select row, 'reported_on', coalesce(day_fault, 'reported_early'), day_text, until::varchar, null from wrong
    where day_fault is not null or (day_text <> '' and day < until)
union all select c.row, 'measure', 'twice', null, t.first::varchar, null
    from cell c join twice t using (cell, day) where c.row > t.first
union all select c.row, 'reported_on', 'older', d.text, b.handed_in_on::varchar, null
    from cell c join before b using (cell) join day_said d on d.code = c.reported_on
    where d.text <> '' and c.day < b.handed_in_on
union all select row, 'shortfall_reason', if(is_plan, 'plan_reason', 'shortfall_reason'), value::varchar,
    target::varchar, null from newest
    where at_year and (value < target or (is_plan and value is not null)) and reason = ''
union all select row, 'note', 'correction', note, before::varchar, null from newest
    where before is not null and value is distinct from before and is_figure and note = '' and $why = ''
union all select c.row, 'note', 'correction', null, i.first_day::varchar, null
    from cell c join in_file i using (cell)
    where i.days > 1 and c.day > i.first_day and not c.has_note and $why = ''
union all select null::bigint, 'measure', 'measure_missing', count(*)::varchar,
    string_agg(l.component, '; ' order by l.line), names.name || ', ' || s.word || ' van projectjaar ' || l.project_year
    from (select distinct l.applicant_id, l.project_year, i.cell % 2 as odd, if(odd = 1, 'jaar', 'halfjaar') as word
          from in_file i join lines l on l.line = i.cell // 2) s
    join lines l using (applicant_id, project_year) join names on names.id = l.applicant_id
    anti join in_file f on f.cell = l.line * 2 + s.odd
    anti join before b on b.cell = l.line * 2 + s.odd
    group by names.name, s.word, l.project_year
order by row nulls last, name
"""

_WARNINGS = """
with half as (
    select cell // 2 as line, value from newest where not at_year
    union all select cell // 2, realised from before b where cell % 2 = 0
        and not exists (select 1 from newest n where n.cell = b.cell)),
double as (
    select applicant_id, project_year, at_year, value, list_sort(list_distinct(list(action_id))) as actions,
           bool_or(about_double <> '') as said
    from newest where counts_people and value >= $double_from group by all having len(actions) > 1)
select row, 'realised' as name, 'high' as code, figure as value, target::varchar as more, $high::varchar as other,
       note <> '' or $why <> '' as confirmed
from newest where value > $high * target and target > 0 and not unchanged
union all
select n.row, 'realised', 'lower', figure, h.value::varchar, null, note <> '' or $why <> ''
from newest n join half h on h.line = n.cell // 2 where at_year and n.value < h.value and not unchanged
union all
select n.row, 'realised', 'double', figure,
       array_to_string(list_filter(d.actions, lambda a: a <> n.action_id), ', '), null, d.said or $why <> ''
from newest n join double d using (applicant_id, project_year, at_year, value)
where n.counts_people and not unchanged
order by row, code
"""

_ROWS = """
select l.applicant_id, l.project_year, if(c.cell % 2 = 1, 'year', 'half_year') as period, l.measure_id,
       c.value::bigint as realised, nullif(s.text, '') as shortfall_reason, nullif(b.text, '') as double_count_note,
       nullif(n.text, '') as note, if(d.text = '', null, d.day) as reported_on
from cell c anti join (select row from newest where unchanged) using (row)
join lines l on l.line = c.line
join reason_said s on s.code = c.shortfall_reason join double_said b on b.code = c.double_count_note
join note_said n on n.code = c.note join day_said d on d.code = c.reported_on
order by c.day, c.row
"""

_COUNTS = """
select count(*) filter (not had), count(*) filter (had and not unchanged), count(*) filter (unchanged) from newest
"""


def check_reports(handed: Handed, known: Facts, today: date, *, why: str = "") -> Incoming:
    """Judge reports that came in. `why` holds for every correction and everything that stands out without a note.

    Rows come back for `Ledger.write` only when nothing is wrong; rows that say what is recorded already are left out.
    """
    with duckdb.connect() as connection:
        stage(connection, handed, known)
        facts = {"why": why.strip()}
        for statement in _WORDS.split(";"):
            connection.execute(statement, {"today": today} if "$today" in statement else {})
        connection.execute(_CELLS)
        connection.execute(_TOGETHER)
        found = connection.sql(_FAULTS, params=facts).to_arrow_table().cast(COLUMNS)
        numbers = facts | {"high": known.high_factor, "double_from": known.double_from}
        standing_out = connection.sql(_WARNINGS, params=numbers).to_arrow_table()
        rows = connection.sql(f"{_ROWS} limit 0" if found.num_rows else _ROWS).to_arrow_table()
        new, corrected, unchanged = connection.execute(_COUNTS).fetchone() or (0, 0, 0)
    confirmed = standing_out.column("confirmed")
    warnings = standing_out.drop_columns(["confirmed"]).cast(COLUMNS)
    return Incoming(
        handed=handed,
        rows=rows,
        faults=Remarks(handed, found),
        warnings=Remarks(handed, warnings),
        unconfirmed=Remarks(handed, warnings.filter(pc.invert(confirmed))),
        new=new,
        corrected=corrected,
        unchanged=unchanged,
    )
