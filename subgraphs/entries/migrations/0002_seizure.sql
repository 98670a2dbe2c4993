create table recordation (
  id           text primary key,
  number       text not null unique,
  title        text not null,
  owner_id     text not null,
  basis        text,
  effective_on date not null,
  expires_on   date not null,
  gray_market  boolean not null,
  delisted_on  date,
  run_id       bigint not null references run,
  line         bigint not null,
  seen_run_id  bigint not null references run,
  constraint expires_after_it_begins check (expires_on >= effective_on)
);
comment on table recordation is 'Recordations of marks and works with CBP (19 CFR part 133): public search record but for the owner.';
comment on column recordation.owner_id is 'From the owner''s reference, as agreements name it.';
comment on column recordation.gray_market is 'Whether gray market protection is recorded (19 CFR 133.22, 133.23).';
comment on column recordation.delisted_on is 'Day on which a snapshot was received that no longer lists it.';
create index recordation_by_owner on recordation (owner_id, number);

create table seizure (
  id                       text primary key,
  case_number              text not null,
  entry_id                 text,
  filer_code               text,
  importer_id              text,
  environment              text not null constraint environment_is_known check (environment in ('MAIL', 'EXPRESS', 'CARGO', 'OTHER')),
  port                     text,
  grounds                  text[] not null,
  presented_on             date not null,
  detained_on              date,
  detention_notice_on      date,
  seized_on                date,
  seizure_notice_on        date,
  forfeited_on             date,
  abandoned_on             date,
  excluded_on              date,
  released_on              date,
  event_on                 date not null generated always as (coalesce(detained_on, seized_on, presented_on)) stored,
  imported_on              date,
  description_at_entry     text,
  description_at_detention text,
  description_at_seizure   text,
  quantity_at_entry        double precision,
  quantity_at_detention    double precision,
  quantity_at_seizure      double precision,
  unit                     text,
  origin                   text,
  manufacturer_name        text,
  manufacturer_address     text,
  exporter_name            text,
  exporter_address         text,
  importer_name            text,
  importer_address         text,
  domestic_value_cents     bigint,
  redacted_images          text[] not null,
  images                   text[] not null,
  redacted_released_on     date,
  images_released_on       date,
  law_enforcement_hold     boolean not null,
  national_security_hold   boolean not null,
  run_id                   bigint not null references run,
  line                     bigint not null
);
comment on table seizure is 'Goods presented to CBP and what became of them: detention, seizure, exclusion, release.';
comment on column seizure.filer_code is 'Of the entry named; null where none is.';
comment on column seizure.event_on is 'Day CBP acted on the goods: detention, else seizure, else presentation. A recordation must be in force on it.';
comment on column seizure.images is 'KIND|reference, as redacted_images. The images themselves are not here.';
comment on column seizure.redacted_released_on is 'Day CBP released the redacted images to the owner of the right (19 CFR 133.21(b)(5)).';
comment on column seizure.images_released_on is 'Day CBP released the unredacted images to the owner of the right (19 CFR 133.21(b)(3), (c), (f)).';
create index seizure_by_importer on seizure (importer_id, event_on desc, id desc);
create index seizure_by_entry on seizure (entry_id);

create table seizure_line (
  seizure_id     text not null references seizure on delete cascade,
  number         integer not null,
  event_on       date not null,
  recordation_id text,
  agencies       text[] not null,
  gray_market    boolean not null,
  description    text,
  quantity       double precision,
  value_cents    bigint,
  run_id         bigint not null references run,
  line           bigint not null,
  primary key (seizure_id, number)
);
comment on table seizure_line is 'One product under one mark within a seizure; the unit of CBP''s seizure statistics.';
comment on column seizure_line.event_on is 'As of the seizure.';
create index seizure_line_by_recordation on seizure_line (recordation_id, event_on desc, seizure_id desc);
