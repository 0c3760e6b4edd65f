-- The store of Samenleven: one table per kind of thing, keys and checks on.
--
-- This file is the single declaration of the data. Every file `data/**/<table>.csv` (and `geo/adjacency.csv`) holds rows of
-- the table of the same name, with exactly these columns. `store.check` reads the types, keys and checks back from here to
-- judge the files. So: no second list of columns anywhere.
--
-- NIS codes are text, always: '04000' is not 4000. Dates are ISO. Money is euro in DECIMAL, never floating point.

create table source (
    source_id     varchar primary key check (regexp_full_match(source_id, '[a-z0-9-]+')),
    title         varchar not null,
    publisher     varchar not null,
    url           varchar,
    published_on  date,
    accessed_on   date,
    licence       varchar not null,
    note          varchar
);

create table goal (
    goal_id       integer primary key,
    title         varchar not null unique,
    description   varchar not null,
    source_id     varchar not null references source
);

-- The horizontal plan as it is printed. `numbered_actions` and `possible_actions` count what the plan prints under an
-- objective, so that a row that is missing is found. `budget_eur` is only what the text prints; nothing printed is empty.
create table horizontal_objective (
    objective_id      integer primary key,
    title             varchar not null unique,
    summary           varchar not null,
    numbered_actions  integer not null check (numbered_actions >= 0),
    possible_actions  integer not null check (possible_actions >= 0),
    source_id         varchar not null references source,
    locator           varchar not null,
    note              varchar
);

create table horizontal_action (
    number                varchar primary key check (regexp_full_match(number, '[0-9]+\.[0-9]+')),
    objective_id          integer not null references horizontal_objective,
    title                 varchar not null unique,
    summary               varchar not null,
    portfolios            varchar not null,
    partners              varchar,
    year_from             integer not null,
    year_to               integer not null check (year_to >= year_from),
    budget_eur            decimal(12, 2) check (budget_eur > 0),
    budget_note           varchar not null,
    local_subscription    boolean not null,
    subscription_locator  varchar not null,
    source_id             varchar not null references source,
    locator               varchar not null,
    note                  varchar
);

create table horizontal_possible_action (
    objective_id  integer not null references horizontal_objective,
    position      integer not null check (position > 0),
    title         varchar not null,
    summary       varchar not null,
    portfolios    varchar not null,
    year_from     integer not null,
    year_to       integer not null check (year_to >= year_from),
    source_id     varchar not null references source,
    locator       varchar not null,
    primary key (objective_id, position)
);

create table action (
    action_id          integer primary key,
    plan_number        integer not null unique,
    goal_id            integer not null references goal,
    horizontal_number  varchar not null references horizontal_action,
    title              varchar not null,
    title_status       varchar not null,
    aim                varchar not null,
    target_group       varchar not null,
    kpi_definition     varchar,
    funded_by          varchar not null,
    cofinancing        varchar,
    mentor             varchar,
    confidence         varchar not null,
    url                varchar not null,
    source_id          varchar not null references source,
    note               varchar
);

-- Which numbered action of the horizontal plan is the same initiative as an action, or only near it: our judgement.
create table horizontal_link (
    number        varchar primary key references horizontal_action,
    action_id     integer not null references action,
    match         varchar not null check (match in ('same', 'related')),
    reason        varchar not null
);

-- How the plan itself titles each of its projects, beside the title that the website gives now, and the example that it
-- points to. An address is as printed, with https:// in front where the plan prints www.
create table project_title (
    action_id         integer primary key references action,
    summary_title     varchar not null,
    chapter_title     varchar not null,
    site_title        varchar,
    site_title_kind   varchar check (site_title_kind in ('numbered_title', 'phrase_with_number', 'phrase_without_number')),
    example_city      varchar,
    example_name      varchar,
    example_url       varchar,
    mentor_city       varchar,
    source_id         varchar not null references source,
    site_source_id    varchar references source (source_id),
    mentor_source_id  varchar references source (source_id),
    locator           varchar not null,
    note              varchar,
    check ((site_title is null) = (site_title_kind is null)),
    check ((site_title is null) = (site_source_id is null)),
    check ((mentor_city is null) = (mentor_source_id is null))
);

-- What the plan and the texts around it say that they want, promise or state. `strength` is how firm the words are and
-- `whose` says who speaks; imagery (`rhetoric`) carries no number. Shares run from 0 to 1.
create table plan_claim (
    claim_id          varchar primary key check (regexp_full_match(claim_id, '[a-z0-9-]+')),
    topic             varchar not null check (topic in ('reach', 'scale', 'threshold', 'budget')),
    strength          varchar not null
        check (strength in ('aim', 'aim_minimum', 'claim', 'minimum', 'condition', 'planned', 'rhetoric')),
    value             decimal(18, 4),
    value_text        varchar not null,
    precision         varchar not null check (precision in ('exact', 'at_least', 'more_than', 'almost', 'magnitude')),
    unit              varchar not null,
    what              varchar not null,
    scope             varchar not null,
    whose             varchar not null,
    source_id         varchar not null references source,
    locator           varchar not null,
    quote             varchar not null,
    note              varchar,
    check (strength <> 'rhetoric' or value is null)
);

-- Of what whole a claimed share is a part, where the text leaves that open one row per reading, and which of our computed
-- shares counts the same and so may stand beside it: none where the claim counts others too.
create table claim_reading (
    claim_id          varchar not null references plan_claim,
    base              varchar not null check (base in ('flanders', 'flanders_and_brussels', 'not_stated')),
    compared_group    varchar
        check (compared_group in ('the_28_of_flanders', 'the_28_of_both', 'the_28_and_brussels_of_both')),
    note              varchar not null,
    primary key (claim_id, base),
    check (compared_group is null or base <> 'not_stated')
);

-- Figures that the plan and the texts around it quote to make their point. Nobody measured them for this dashboard:
-- `cited_origin` is where the text says it has them from. What is only expected carries no number.
create table context_figure (
    figure_id          varchar primary key check (regexp_full_match(figure_id, '[a-z0-9-]+')),
    strength           varchar not null check (strength in ('claim', 'expected', 'planned', 'condition', 'aim')),
    value              decimal(18, 4),
    value_text         varchar not null,
    precision          varchar not null
        check (precision in ('exact', 'more_than', 'less_than', 'at_most', 'almost', 'magnitude')),
    unit               varchar not null,
    what               varchar not null,
    period             varchar not null,
    cited_origin       varchar not null,
    goal_id            integer references goal,
    action_id          integer references action,
    horizontal_number  varchar references horizontal_action,
    also_in            varchar,
    source_id          varchar not null references source,
    locator            varchar not null,
    quote              varchar not null,
    note               varchar,
    check (strength <> 'expected' or value is null)
);

-- When the figures of a half-year and of a year are asked. A day that is not published is empty; where only the month is,
-- `year_due_on` is its last day and `year_due_precision` says so.
create table project_year (
    project_year       integer primary key,
    title              varchar not null,
    starts_on          date not null,
    half_year_ends_on  date not null check (half_year_ends_on > starts_on),
    ends_on            date not null check (ends_on > half_year_ends_on),
    half_year_opens_on date check (half_year_opens_on > half_year_ends_on),
    half_year_due_on   date check (half_year_due_on > half_year_ends_on),
    year_due_on        date not null check (year_due_on > ends_on),
    year_due_precision varchar not null check (year_due_precision in ('day', 'month')),
    awarded_on         date not null,
    counts_on          date not null,
    open_to_new        boolean not null,
    source_id          varchar not null references source,
    note               varchar
);

create table action_call (
    action_id     integer not null references action,
    project_year  integer not null references project_year,
    payable       boolean not null,
    paid_by       varchar not null,
    source_id     varchar not null references source,
    note          varchar,
    primary key (action_id, project_year)
);

-- Actions whose figures say too little: the agency judges them by hand, whatever their ratio.
create table hand_judged (
    action_id     integer not null references action,
    period        varchar not null check (period in ('half_year', 'year')),
    judged_as     varchar not null check (judged_as in ('plan', 'tests', 'square_makers')),
    source_id     varchar not null references source,
    note          varchar,
    primary key (action_id, period)
);

-- `first_year` and `last_year`: the project years in which the form of the call has the row (empty: from the first, to the
-- last). `reading`: the row exists only where the target groups of its action are merged, or only where they are split;
-- which of the two holds says the parameter target_groups_merged.
create table measure (
    measure_id        varchar primary key check (regexp_full_match(measure_id, '(plan-[0-9]{2}[a-z]|call-[0-9]{2}\.[0-9])')),
    family            varchar not null check (family in ('plan', 'call')),
    action_id         integer not null references action,
    component         varchar not null,
    unit              varchar,
    kind              varchar not null check (kind in ('flow', 'distinct_count', 'ratio', 'none')),
    base              varchar,
    counts_people     boolean not null,
    unit_changed      boolean not null,
    first_year        integer references project_year (project_year),
    last_year         integer references project_year (project_year),
    reading           varchar check (reading in ('merged', 'split')),
    source_id         varchar not null references source,
    note              varchar,
    check (kind <> 'ratio' or base is not null),
    check (kind = 'none' or unit is not null),
    check (family = 'call' or (first_year is null and last_year is null and reading is null))
);

-- `stated_year` and `stated_yearly` are what the plan prints: "KPI 2024" gives the year, "jaarlijks" that it counts each
-- year. The plan prints no first and no last day: `period`, `valid_from` and `due_on` are how this dashboard reads it.
create table target (
    measure_id        varchar not null references measure,
    value             decimal(18, 4) not null check (value > 0),
    unit              varchar not null check (unit <> ''),
    comparator        varchar not null check (comparator in ('equal', 'at_least')),
    stated_year       integer,
    stated_yearly     boolean not null,
    period            varchar not null check (period in ('yearly', 'by_date', 'cohort', 'not_stated')),
    valid_from        date not null,
    due_on            date,
    cohort_years      integer check (cohort_years > 0),
    source_id         varchar not null references source,
    note              varchar,
    primary key (measure_id, valid_from),
    check (period <> 'by_date' or due_on is not null)
);

create table measure_link (
    plan_measure_id   varchar primary key references measure (measure_id),
    call_measure_id   varchar references measure (measure_id),
    aggregation       varchar not null check (aggregation in ('sum', 'distinct_authorities', 'engaged_authorities', 'none')),
    reason            varchar not null,
    check (aggregation = 'none' or call_measure_id is not null)
);

create table unit_amount (
    measure_id        varchar not null references measure,
    project_year      integer not null references project_year,
    amount_eur        decimal(12, 2) not null check (amount_eur > 0),
    max_units         integer not null check (max_units > 0),
    status            varchar not null check (status in ('published', 'assumption')),
    source_id         varchar not null references source,
    note              varchar,
    primary key (measure_id, project_year)
);

create table ceiling (
    action_id         integer not null references action,
    project_year      integer not null references project_year,
    ceiling_eur       decimal(12, 2) not null check (ceiling_eur > 0),
    status            varchar not null check (status in ('published', 'computed')),
    source_id         varchar not null references source,
    note              varchar,
    primary key (action_id, project_year)
);

create table parameter (
    name              varchar not null check (regexp_full_match(name, '[a-z0-9_]+')),
    valid_from        date not null,
    value             decimal(18, 6) not null,
    unit              varchar not null check (unit <> ''),
    minimum           decimal(18, 6) not null,
    maximum           decimal(18, 6) not null,
    setting           boolean not null,
    title             varchar not null,
    description       varchar not null,
    source_id         varchar not null references source,
    note              varchar,
    primary key (name, valid_from),
    check (value between minimum and maximum)
);

create table contradiction (
    contradiction_id  varchar primary key,
    subject           varchar not null,
    reading_a         varchar not null,
    source_a          varchar not null references source (source_id),
    reading_b         varchar not null,
    source_b          varchar not null references source (source_id),
    followed          varchar not null check (followed in ('a', 'b', 'setting')),
    reason            varchar not null
);

create table calendar_event (
    event_id          varchar primary key,
    title             varchar not null,
    starts_on         date not null,
    ends_on           date,
    project_year      integer references project_year,
    source_id         varchar not null references source,
    note              varchar
);

create table reference_region (
    reference_region  varchar primary key,
    region_code       varchar not null unique,
    source_id         varchar not null references source
);

create table local_authority (
    authority_id      varchar primary key check (regexp_full_match(authority_id, '[0-9]{5}|de-rand')),
    nis               varchar unique check (regexp_full_match(nis, '[0-9]{5}')),
    name              varchar not null unique,
    name_fr           varchar,
    type              varchar not null check (type in ('municipality', 'vgc', 'de_rand')),
    region            varchar not null check (region in ('flanders', 'brussels')),
    represented_by    varchar check (represented_by <> authority_id), -- who acts as the authority for this area, if another
    province          varchar,
    arrondissement    varchar,
    reference_region  varchar references reference_region,
    centre_city       boolean not null,
    brussels_rim      boolean not null,
    facilities        varchar check (facilities in ('rand', 'taalgrens')),
    signatory         boolean not null,
    size_class        varchar,
    area_km2          decimal(9, 3),
    longitude         double,
    latitude          double,
    nis_2025          varchar check (regexp_full_match(nis_2025, '[0-9]{5}')),
    merged_2025       boolean not null,
    source_id         varchar not null references source,
    check (type <> 'municipality' or (nis is not null and nis = authority_id))
);

create table published_list (
    list_id           varchar primary key check (regexp_full_match(list_id, '[a-z0-9-]+')),
    title             varchar not null,
    counts_on         date not null,
    source_id         varchar not null references source,
    note              varchar
);

create table population (
    nis               varchar not null references local_authority (nis),
    reference_date    date not null,
    total             integer not null check (total >= 0),
    kind              varchar not null check (kind in ('official', 'estimate')),
    source_id         varchar not null references source,
    primary key (nis, reference_date)
);

create table origin (
    nis               varchar not null references local_authority (nis),
    reference_date    date not null,
    definition        varchar not null check (definition in ('belgian_background', 'neighbouring_country', 'other_eu27', 'non_eu27')),
    count             integer not null check (count >= 0),
    kind              varchar not null check (kind in ('official', 'estimate')),
    source_id         varchar not null references source,
    primary key (nis, reference_date, definition)
);

create table adjacency (
    nis_a             varchar not null references local_authority (nis),
    nis_b             varchar not null references local_authority (nis),
    shared_border_km  decimal(9, 3) not null check (shared_border_km > 0),
    source_id         varchar not null references source,
    primary key (nis_a, nis_b),
    check (nis_a < nis_b)
);

create table cooperation (
    cooperation_id    varchar primary key check (regexp_full_match(cooperation_id, '[a-z0-9-]+')),
    name              varchar not null,
    lead_id           varchar not null references local_authority (authority_id),
    kind              varchar not null check (kind in ('official', 'reported', 'example')),
    source_id         varchar not null references source,
    note              varchar,
    unique (name, lead_id, kind)
);

create table membership (
    cooperation_id    varchar not null references cooperation,
    authority_id      varchar not null references local_authority,
    project_year      integer not null references project_year,
    kind              varchar not null check (kind in ('official', 'reported', 'example')),
    source_id         varchar not null references source,
    primary key (authority_id, project_year)
);

create table agreement (
    agreement_id      varchar primary key check (regexp_full_match(agreement_id, '[a-z0-9-]+')),
    project_year      integer not null references project_year,
    applicant_id      varchar not null references local_authority (authority_id),
    cooperation_id    varchar references cooperation,
    awarded_on        date not null,
    incentive_eur     decimal(12, 2) not null check (incentive_eur >= 0),
    kind              varchar not null check (kind in ('official', 'reported', 'example')),
    source_id         varchar not null references source,
    note              varchar,
    unique (project_year, applicant_id)
);

create table agreement_line (
    agreement_id      varchar not null references agreement,
    measure_id        varchar not null references measure,
    priority          integer not null check (priority > 0),
    baseline_reach    integer not null check (baseline_reach >= 0),
    planned_reach     integer not null check (planned_reach >= 0),
    grant_eur         decimal(12, 2) not null check (grant_eur >= 0),
    own_share_eur     decimal(12, 2) not null check (own_share_eur >= 0),
    kind              varchar not null check (kind in ('official', 'reported', 'example')),
    source_id         varchar not null references source,
    reference_date    date not null,
    primary key (agreement_id, measure_id)
);

create table report_line (
    report_line_id    varchar primary key check (regexp_full_match(report_line_id, '[a-z0-9-]+')),
    agreement_id      varchar not null references agreement,
    measure_id        varchar not null references measure,
    period            varchar not null check (period in ('half_year', 'year')),
    realised          integer not null check (realised >= 0),
    reference_date    date not null,
    reported_on       date not null check (reported_on >= reference_date),
    reported_by       varchar not null,
    supersedes        varchar,
    reason            varchar,
    kind              varchar not null check (kind in ('official', 'reported', 'example')),
    source_id         varchar not null references source,
    check (supersedes is null or reason is not null)
);

create table published_figure (
    figure_id         varchar primary key check (regexp_full_match(figure_id, '[a-z0-9-]+')),
    subject           varchar not null,
    concept           varchar not null,
    project_year      integer references project_year,
    action_id         integer references action,
    measure_id        varchar references measure,
    authority_id      varchar references local_authority,
    value             decimal(18, 2) not null,
    unit              varchar not null check (unit <> ''),
    precision         varchar not null check (precision in ('exact', 'rounded', 'at_least', 'about')),
    reference_date    date,
    period            varchar not null,
    followed          boolean not null,
    kind              varchar not null check (kind in ('official')),
    source_id         varchar not null references source,
    note              varchar
);

-- Which contradiction a published figure stands in: one of the two readings gives it, or is decided by it.
create table contradicted_figure (
    figure_id         varchar not null references published_figure,
    contradiction_id  varchar not null references contradiction,
    primary key (figure_id, contradiction_id)
);

-- Two published figures that are easily taken for each other, and what tells them apart; each pair once.
create table confusable_figure (
    figure_id         varchar not null references published_figure,
    other_id          varchar not null references published_figure (figure_id),
    difference        varchar not null,
    primary key (figure_id, other_id),
    check (figure_id < other_id)
);

-- A figure that this dashboard showed wrongly, and what it shows since. `card` is the permanent name of its card on the
-- page bronnen, where it has one: a figure_id, or the name of what we compute (ui/sources/computed.py). Kind, date and
-- source are those of the figure; `noticed_by` says who saw it: we ourselves, who tried the screens, a reader, or the
-- publisher of the source.
create table correction (
    correction_id     varchar primary key check (regexp_full_match(correction_id, '[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+')),
    corrected_on      date not null,
    what              varchar not null,
    card              varchar,
    was               varchar not null,
    became            varchar not null,
    reason            varchar not null,
    noticed_by        varchar not null check (noticed_by in ('self', 'review', 'reader', 'publisher')),
    kind              varchar not null check (kind in ('official', 'reported', 'estimate')),
    reference_date    date not null,
    source_id         varchar not null references source,
    check (was <> became),
    check (reference_date <= corrected_on)
);

-- Who takes part in a cooperation that a published figure is about; the authority of the figure itself leads it.
create table published_membership (
    figure_id         varchar not null references published_figure,
    authority_id      varchar not null references local_authority,
    source_id         varchar not null references source,
    primary key (figure_id, authority_id)
);

-- What a local authority itself published that it does under the plan. `action_id` is our reading of its words, as sure
-- as `certainty` says; `amount_eur` is per year and empty where the authority names none.
create table local_action (
    authority_id      varchar not null references local_authority,
    position          integer not null check (position > 0),
    theme             varchar not null,
    action_id         integer not null references action,
    certainty         varchar not null check (certainty in ('sure', 'probable')),
    basis             varchar not null,
    amount_eur        decimal(12, 2) check (amount_eur > 0),
    mentor            boolean not null,
    quote             varchar not null,
    source_id         varchar not null references source,
    locator           varchar not null,
    note              varchar,
    primary key (authority_id, position)
);

-- What the ledger holds, as it stands: the latest row of every key. These tables are filled from the ledger and not from data/
-- (`store/ledger/overlay.py`); `sequence` is the number of the batch, `person_id` a pseudonym,
-- moments are UTC.
create table ledger_batch (
    sequence          integer primary key,
    subject           varchar not null,
    recorded_at       timestamp not null,
    person_id         varchar not null,
    origin            varchar not null,
    rows              integer not null,
    why               varchar,
    file_name         varchar,
    authority_ids     varchar[] not null
);

create table ledger_agreement (
    applicant_id      varchar not null,
    project_year      integer not null,
    sequence          integer not null,
    versions          integer not null,
    primary key (applicant_id, project_year)
);

-- `handed_in_at` is when the figure was handed in, also where a register was taken over later; `versions` counts every figure that the cell ever had, and
-- `sequences` are the batches that they stand in. Not yet known is a statement, not a figure: `realised` is empty.
create table ledger_report (
    applicant_id      varchar not null,
    project_year      integer not null,
    period            varchar not null check (period in ('half_year', 'year')),
    measure_id        varchar not null,
    realised          bigint check (realised >= 0),
    shortfall_reason  varchar,
    double_count_note varchar,
    note              varchar,
    handed_in_at      timestamp not null,
    sequence          integer not null,
    row               bigint not null,
    confirmed_sequence integer,
    versions          bigint not null,
    sequences         integer[] not null,
    primary key (applicant_id, project_year, period, measure_id)
);

create table ledger_decision (
    applicant_id      varchar not null,
    project_year      integer not null,
    period            varchar not null check (period in ('half_year', 'year')),
    action_id         integer not null,
    verdict           varchar not null check (verdict in ('positive', 'negative')),
    reason            varchar not null,
    sequence          integer not null,
    primary key (applicant_id, project_year, period, action_id)
);

create table ledger_role (
    claim_value       varchar primary key,
    role              varchar,
    authority_id      varchar,
    sequence          integer not null
);

-- `authority_id` is empty for what holds for everybody.
create table ledger_setting (
    name              varchar not null,
    authority_id      varchar,
    value             varchar not null,
    sequence          integer not null,
    unique (name, authority_id)
);

create table meta (
    name              varchar primary key,
    value             varchar not null
);

-- Where what the ledger holds comes from: in the practice environment all of it from a source that says so.
create macro ledger_source(source) as if(exists (select 1 from meta where name = 'practice'), 'ledger-practice', source);

-- A correction is a new row that supersedes an old one; what counts is what nothing supersedes. What was handed in counts
-- as reported until the agency confirms that very figure; who takes part and what is promised says the agreement.
create view latest_report as
    select report_line_id, agreement_id, measure_id, period, realised, reference_date, reported_on, kind, source_id
    from report_line r
    where not exists (select 1 from report_line s where s.supersedes = r.report_line_id)
    union all
    select null, g.agreement_id, r.measure_id, r.period, r.realised,
           if(r.period = 'year', y.ends_on, y.half_year_ends_on), r.handed_in_at::date,
           if(r.confirmed_sequence = r.sequence, 'official', 'reported'), ledger_source('ledger-report')
    from ledger_report r
    join agreement g using (applicant_id, project_year)
    join agreement_line a on a.agreement_id = g.agreement_id and a.measure_id = r.measure_id
    join project_year y using (project_year)
    where r.realised is not null;

-- The rows of the call's form per project year; `in_force` where no reading asks otherwise.
create view form_row as
    select m.measure_id, m.action_id, y.project_year, m.reading,
           m.reading is null or m.reading is not distinct from (
               select if(p.value <> 0, 'merged', 'split') from parameter p
               where p.name = 'target_groups_merged' and p.valid_from <= y.awarded_on
               order by p.valid_from desc limit 1) as in_force
    from measure m cross join project_year y
    where m.family = 'call' and y.project_year >= coalesce(m.first_year, y.project_year)
      and y.project_year <= coalesce(m.last_year, y.project_year);

-- Who takes part in a project year: applicants, and the members of their cooperations.
create view participant as
    select g.agreement_id, g.project_year, g.kind, coalesce(m.authority_id, g.applicant_id) as authority_id
    from agreement g
    left join membership m on m.cooperation_id = g.cooperation_id and m.project_year = g.project_year
    union
    select agreement_id, project_year, kind, applicant_id from agreement;

-- The counts of a day per area, and for an authority that acts for other areas those of all of them together.
create view origin_of_authority as
    select authority_id, reference_date, definition, sum(count) as count, any_value(source_id) as source_id
    from (
        select l.authority_id, o.reference_date, o.definition, o.count, o.source_id
        from origin o join local_authority l using (nis)
        union all
        select l.represented_by, o.reference_date, o.definition, o.count, o.source_id
        from origin o join local_authority l using (nis) where l.represented_by is not null
    )
    group by all;

-- The kind of a figure that is not a count: what our own method chooses, assumes or computes is an estimate, what it makes
-- up an example; the rest stands so in its source. `status` is the word of a table for how its value came about.
create macro kind_of(source, status := 'published') as case
    when source = 'product-example' then 'example'
    when source = 'product-method' or status not in ('published', 'sure') then 'estimate'
    else 'official'
end;
