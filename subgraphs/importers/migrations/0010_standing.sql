-- Standing: what it is made of, and every assessment as it was known.
alter table finding drop constraint state_is_known;
alter table finding add constraint state_is_known check (state in ('OPEN', 'CLOSED', 'WITHDRAWN'));
comment on column finding.state is 'WITHDRAWN: its owner does not hold any more that it was so on any day.';

create index affiliation_by_importer on importer_disclosure (importer_id) where kind = 'AFFILIATE' and related_id is not null;
create index affiliation_by_related on importer_disclosure (related_id) where kind = 'AFFILIATE' and related_id is not null;

create table rule_looked_at (
  rule     text primary key,
  heard_at timestamptz not null
);
comment on table rule_looked_at is 'Rules whose owners have looked through their evidence: from then on nothing found means nothing there.';

create table import_activity (
  importer_id     text primary key,
  first_on        date not null,
  last_on         date not null,
  entries         bigint not null,
  adcvd_first_on  date,
  is_adcvd_unpaid boolean not null,
  is_adcvd_late   boolean not null,
  months          jsonb not null
);
comment on table import_activity is 'What importers imported, by month, as entries published it.';
comment on column import_activity.adcvd_first_on is 'First filing under antidumping or countervailing duty; null: none.';
comment on column import_activity.months is 'month, entries, lines, paidCents; latest first, at most 36.';

create table broker_status (
  broker_id text not null,
  programme text not null constraint programme_is_known check (programme in ('LICENSE', 'CTPAT')),
  from_on   date not null,
  status    text not null,
  until_on  date,
  primary key (broker_id, programme, from_on)
);
comment on table broker_status is 'Licence and CTPAT status of brokers, as brokers published it. Of two in force on a day the later begun one holds.';

create table registry_fact (
  importer_id text not null,
  kind        text not null,
  from_on     date,
  until_on    date,
  nth         bigint generated always as identity primary key
);
comment on table registry_fact is 'What the registry and the disclosures say of an importer that concerns its standing, by the days on which they were received.';
comment on column registry_fact.from_on is 'Null: since before the importer was first received.';
comment on column registry_fact.until_on is 'Last day; null: still so.';
create unique index one_open_fact_of_a_kind on registry_fact (importer_id, kind) where until_on is null;

create table standing_due (
  importer_id text primary key
);
comment on table standing_due is 'Importers to be assessed anew. Each is taken out in the transaction that assesses it.';

create table assessment_input (
  digest text primary key,
  inputs text not null
);
comment on table assessment_input is 'Everything an assessment was made of, as one text: the same text under the same ruleset gives the same assessment.';

create table assessment (
  importer_id text not null,
  valid_from  date not null,
  valid_until date,
  status      text not null
    constraint status_is_known check (status in ('INELIGIBLE', 'NOT_GOOD', 'UNDETERMINED', 'WATCH', 'GOOD')),
  since_on    date not null,
  reasons     jsonb not null,
  ruleset     text not null,
  digest      text not null references assessment_input,
  known_from  timestamptz not null,
  known_until timestamptz,
  primary key (importer_id, valid_from, known_from)
);
comment on table assessment is 'Standing of importers by day, bi-temporal: as it was, and as it was known. Nothing is overwritten.';
comment on column assessment.valid_until is 'Last day; null: from then on, as far as was known.';
comment on column assessment.since_on is 'First day of the status, through changes of its reasons.';
comment on column assessment.known_until is 'When another assessment took its place; null: this is what is known.';
create index assessment_by_ruleset on assessment (ruleset) where known_until is null;
create unique index one_assessment_known_of_a_day on assessment (importer_id, valid_from) where known_until is null;

create index importer_by_root on importer (left(number, 10)) where number ~ '^[0-9]{2}-';
comment on index importer_by_root is 'Numbers of one employer identification number: the suffix apart.';
