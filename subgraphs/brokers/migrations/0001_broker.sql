create table broker (
  id             text primary key,
  license_number text not null unique constraint license_number_is_given check (license_number <> ''),
  name           text not null constraint name_is_given check (name <> ''),
  name_key       text collate "C" not null generated always as (upper(name)) stored,
  ctpat_consent  boolean not null,
  delisted_on    date,
  run_id         bigint not null references run,
  line           bigint not null,
  seen_run_id    bigint not null references run
);
comment on table broker is 'Licensed customs brokers. Public record but for the consent.';
comment on column broker.id is 'From the licence number: every owner derives the same id.';
comment on column broker.ctpat_consent is 'Whether the broker consents that anyone reads its CTPAT status.';
comment on column broker.delisted_on is 'Day on which a snapshot was received that no longer lists it.';
comment on column broker.run_id is 'The run whose line last changed the row.';
comment on column broker.seen_run_id is 'The last snapshot that lists it.';
create index listed_broker_by_name on broker (name_key, id) where delisted_on is null;

create table filer_code (
  code        text collate "C" primary key constraint code_has_three_characters check (code ~ '^[A-Z0-9]{3}$'),
  broker_id   text not null references broker,
  ended_on    date,
  seen_run_id bigint not null references run
);
comment on table filer_code is 'Who files under a code. A code that ended keeps its last broker: entries under it are that broker''s.';
create index filer_code_by_broker on filer_code (broker_id, code);

create table broker_status (
  broker_id   text not null,
  programme   text not null,
  status      text not null,
  from_on     date not null,
  until_on    date,
  run_id      bigint not null references run,
  line        bigint not null,
  seen_run_id bigint not null references run,
  primary key (broker_id, programme, from_on),
  constraint status_is_of_its_programme check (
    (programme = 'LICENSE' and status in ('ACTIVE', 'SUSPENDED', 'REVOKED', 'VOLUNTARY_SURRENDER'))
    or (programme = 'CTPAT' and status in ('NOT_ENROLLED', 'APPLICANT', 'CERTIFIED', 'VALIDATED', 'SUSPENDED'))
  )
);
comment on table broker_status is 'Licence and CTPAT status by day. Of two in force on a day the later begun one holds.';
comment on column broker_status.until_on is 'Last day in force; null: until the next.';

create table permit (
  broker_id   text not null,
  number      text not null,
  kind        text not null constraint kind_is_known check (kind in ('NATIONAL', 'DISTRICT')),
  port        text constraint port_is_of_schedule_d check (port ~ '^\d{4}$'),
  issued_on   date not null,
  ended_on    date,
  run_id      bigint not null references run,
  line        bigint not null,
  seen_run_id bigint not null references run,
  primary key (broker_id, number),
  constraint district_permit_names_its_port check (kind = 'NATIONAL' or port is not null)
);
comment on column permit.ended_on is 'Last day in force; null while in force.';

alter table engagement
  add column run_id      bigint not null references run,
  add column line        bigint not null,
  add column seen_run_id bigint not null references run;

create table unpublished_engagement (
  broker_id   text not null,
  importer_id text not null,
  from_on     date not null,
  until_on    date
);
comment on table unpublished_engagement is 'What a transaction changed and publishes before it ends: empty outside one.';

create table unpublished_filer_code (
  code      text not null,
  broker_id text not null
);
comment on table unpublished_filer_code is 'As unpublished_engagement.';
