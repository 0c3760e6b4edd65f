"""What every project year needs in data/: a call with its amounts and ceilings, its money, counts and figures.

A gap of one year is a fault of that year, however complete the others are: last year's amount must never silently hold
for the next. Each query gives file, line, what is wrong and what to do.
"""

from __future__ import annotations

# The rows of the call's form that need an amount: also those of the second way of counting merged groups where it has
# amounts already, so that it is never offered half.
_FORM = """
    with reading as (
        select y.project_year, coalesce((
            select if(try_cast(p.value as double) <> 0, 'merged', 'split') from stage_parameter p
            where p.name = 'target_groups_merged' and p.valid_from <= y.awarded_on
            order by p.valid_from desc limit 1), 'split') as reading
        from stage_project_year y),
    offered as (
        select distinct u.project_year, m.action_id, m.reading
        from stage_unit_amount u join stage_measure m using (measure_id) where m.reading is not null),
    form as (
        select m._file, m._line, m.measure_id, m.action_id, r.project_year,
               m.reading is null or m.reading = r.reading as in_force
        from stage_measure m cross join reading r
        where m.family = 'call'
          and try_cast(r.project_year as integer) >= coalesce(try_cast(m.first_year as integer), 0)
          and try_cast(r.project_year as integer)
              <= coalesce(try_cast(m.last_year as integer), try_cast(r.project_year as integer))
          and (m.reading is null or m.reading = r.reading or exists (
              select 1 from offered o where o.project_year = r.project_year and o.action_id = m.action_id
                and o.reading = m.reading)))
"""
_PAID = (
    """stage_action_call c on c.action_id = f.action_id and c.project_year = f.project_year and c.payable = 'true'"""
)

YEARS = (
    f"""{_FORM}
       select f._file, f._line, 'Het KPI-onderdeel ' || f.measure_id || ' heeft geen bedrag per eenheid in projectjaar '
         || f.project_year || '.', 'Voeg een rij toe in data/plan/unit_amount.csv, of vul first_year of last_year in.'
       from form f join {_PAID}
       anti join stage_unit_amount u on u.measure_id = f.measure_id and u.project_year = f.project_year""",
    f"""{_FORM}
       select u._file, u._line, 'Het bedrag van ' || u.measure_id || ' geldt voor projectjaar ' || u.project_year
         || ', maar het formulier van dat jaar heeft dit onderdeel niet.',
       'Verwijder de rij, of verbeter first_year of last_year in data/plan/measure.csv.'
       from stage_unit_amount u anti join form f on f.measure_id = u.measure_id and f.project_year = u.project_year""",
    """select c._file, c._line, 'Actie ' || c.action_id || ' wordt in projectjaar ' || c.project_year
         || ' betaald, maar heeft dan geen plafond.', 'Voeg een rij toe in data/plan/ceiling.csv.'
       from stage_action_call c anti join stage_ceiling p on p.action_id = c.action_id
         and p.project_year = c.project_year where c.payable = 'true'""",
    """select c._file, c._line, 'Actie ' || c.action_id || ' wordt in projectjaar ' || c.project_year
         || ' betaald, maar geen KPI-onderdeel van de oproep hoort erbij.',
       'Voeg een onderdeel toe in data/plan/measure.csv, of zet payable op false.'
       from stage_action_call c anti join stage_measure m on m.action_id = c.action_id and m.family = 'call'
       where c.payable = 'true'""",
    """select y._file, y._line, 'Projectjaar ' || y.project_year || ' heeft geen enkele betaalde actie.',
       'Voeg de rijen van de oproep toe in data/plan/action_call.csv.'
       from stage_project_year y anti join stage_action_call c
         on c.project_year = y.project_year and c.payable = 'true'""",
    """select y._file, y._line, 'Voor projectjaar ' || y.project_year || ' is er geen ' || b.title || ': de parameter '
         || b.name || ' heeft geen waarde vanaf een dag van dat jaar, en die van een vorig jaar geldt niet verder.',
       'Voeg een rij toe in data/parameters/parameter.csv.'
       from (select *, lag(awarded_on) over (order by starts_on) as before from stage_project_year) y
       cross join (values ('budget_awarded', 'toegekend budget'), ('budget_announced', 'aangekondigd budget'))
         b(name, title)
       where not exists (
           select 1 from stage_parameter p where p.name = b.name and p.valid_from <= y.awarded_on
             and (y.before is null or p.valid_from > y.before))""",
    """select y._file, y._line, 'Voor projectjaar ' || y.project_year || ' zijn er geen herkomstcijfers.',
       'Voeg cijfers toe in data/areas/origin.csv, van een dag voor de toekenning.'
       from stage_project_year y
       where not exists (select 1 from stage_origin o where o.reference_date <= y.awarded_on)""",
    f"""{_FORM}
       select l._file, l._line, 'De afspraak over ' || l.measure_id || ' in ' || l.agreement_id
         || ' gaat over een onderdeel dat projectjaar ' || g.project_year || ' zo niet telt.',
       'Gebruik een onderdeel van dat jaar (data/plan/measure.csv: first_year, last_year en reading).'
       from stage_agreement_line l join stage_agreement g using (agreement_id)
       anti join form f on f.measure_id = l.measure_id and f.project_year = g.project_year and f.in_force""",
    """select y._file, y._line, 'Voor projectjaar ' || y.project_year || ' geldt de streefwaarde van ' || m.measure_id
         || ' nog niet.', 'Voeg een rij toe in data/plan/target.csv die op de laatste dag van dat jaar geldt.'
       from stage_project_year y cross join stage_measure m
       where m.family = 'plan' and m.kind <> 'none'
         and exists (select 1 from stage_target t where t.measure_id = m.measure_id)
         and not exists (
           select 1 from stage_target t where t.measure_id = m.measure_id and t.valid_from <= y.ends_on)""",
)
