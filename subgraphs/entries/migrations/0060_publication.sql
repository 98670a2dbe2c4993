-- Which cases of goods seized are at an end, and what of them was published (EO 13904 section 6(a)).
alter table seizure add column case_ended_on date generated always as (
  case when seized_on is not null and released_on is null then least(forfeited_on, abandoned_on) end) stored;
comment on column seizure.case_ended_on is 'Day on which goods that were seized were forfeited or abandoned; null while the case is pending, and of goods let go (19 CFR 103.32).';
create index seizure_to_publish on seizure (seized_on, id) where seized_on is not null and environment in ('MAIL', 'EXPRESS');
create index seizure_ended_by_importer on seizure (importer_id, seized_on) where case_ended_on is not null;
create index seizure_ended_by_exporter on seizure (exporter_name, exporter_address, seized_on) where case_ended_on is not null;

create table forfeiture_notice (
  seizure_id   text primary key,
  published_on date not null,
  seized_on    date not null,
  port         text,
  description  text not null,
  quantity     double precision,
  unit         text,
  law_violated text not null,
  run_id       bigint not null references run,
  line         bigint not null
);
comment on table forfeiture_notice is 'Notices of seizure and intent to forfeit as CBP published them on forfeiture.gov (88 FR 31268).';
comment on column forfeiture_notice.seizure_id is 'Id of the seizure of the case, whether or not there is one.';

create table seizure_publication (
  id                 text primary key,
  seizure_id         text not null,
  nth                integer not null,
  profile            text not null constraint profile_is_known check (profile in ('COMPLETED_CASE', 'FORFEITURE_NOTICE')),
  period             text not null,
  environment        text,
  classes            text[] not null,
  issues             text[] not null,
  port               text,
  seized_on          date,
  description        text not null,
  quantity           double precision,
  unit               text,
  origin             text,
  law_violated       text,
  notice_on          date,
  score              integer not null,
  score_version      text not null,
  score_parts        jsonb not null,
  published_on       date not null,
  published_at       timestamptz not null,
  published_note     text not null,
  published_by_organization text,
  published_by       text,
  withdrawn_on       date,
  withdrawn_note     text,
  withdrawn_by_organization text,
  withdrawn_by       text,
  is_superseded      boolean not null default false,
  unique (seizure_id, nth),
  constraint withdrawn_with_its_reason check ((withdrawn_on is null) = (withdrawn_note is null)),
  constraint only_the_notice_of_a_pending_case check (
    profile <> 'FORFEITURE_NOTICE'
    or (environment is null and origin is null and classes = '{}' and issues = '{}' and score = 0
      and score_parts = '[]' and notice_on is not null))
);
comment on table seizure_publication is 'What CBP published of seizures, in the words that it published: a row for each decision to publish, ended by the one to withdraw.';
comment on column seizure_publication.period is 'Quarter of the seizure: 2026-Q3.';
comment on column seizure_publication.score_parts is 'factor, points, says: as they were when it was published.';
comment on column seizure_publication.is_superseded is 'Withdrawn by being published anew.';
comment on column seizure_publication.published_by is 'The officer or system; never a personal name. Null: by a feed.';
create unique index one_publication_stands on seizure_publication (seizure_id) where withdrawn_on is null;
create index seizure_publication_ranked on seizure_publication (score desc, id) where withdrawn_on is null;
create index seizure_publication_ranked_by_period on seizure_publication (period, score desc, id) where withdrawn_on is null;
create index seizure_publication_latest on seizure_publication (published_at desc, id desc);
create trigger kept before delete or truncate on seizure_publication for each statement execute function row_is_kept();

create table publication_order (
  case_number text not null,
  decided_on  date not null,
  decision    text not null constraint decision_is_known check (decision in ('PUBLISH', 'WITHDRAW')),
  description text,
  note        text not null,
  outcome     text,
  run_id      bigint not null references run,
  line        bigint not null,
  primary key (case_number, decided_on, decision)
);
comment on table publication_order is 'Publications and withdrawals that CBP decided elsewhere, as received.';
comment on column publication_order.outcome is 'DONE, or why not; null until tried.';
