-- What brokers owe to know of their clients, what CBP finds of them, and for whom they are importer of record.
create table standing_heard (
  importer_id text primary key,
  stated_at   timestamptz not null
);
comment on table standing_heard is 'When the standing of each importer was last stated: a statement of an earlier instant came late.';

create table noncompliant_span (
  importer_id text not null,
  from_on     date not null,
  until_on    date,
  primary key (importer_id, from_on)
);
comment on table noncompliant_span is 'Days on which importers are ineligible or not in good standing, those to come among them, as importers states them.';
comment on column noncompliant_span.until_on is 'Last day; null: open.';

create table identity_verification (
  verification_id text primary key,
  nth             bigint generated always as identity unique,
  broker_id       text not null,
  importer_id     text not null,
  verified_on     date not null,
  elements        text[] not null constraint something_is_verified check (cardinality(elements) > 0),
  reference       text,
  recorded_by     text,
  organization    text,
  recorded_at     timestamptz not null
);
comment on table identity_verification is 'That a broker verified who an importer is (19 USC 1641(i)): what it looked at, never what that said. Never changed.';
comment on column identity_verification.reference is 'The file of the broker in which it keeps the proof.';
create index verification_by_broker on identity_verification (broker_id, nth);
create index verification_of_client on identity_verification (broker_id, importer_id, verified_on);

create table due_diligence (
  record_id    text primary key,
  nth          bigint generated always as identity unique,
  broker_id    text not null,
  importer_id  text not null,
  kind         text not null constraint kind_is_known check (kind in (
    'ADVISED_OF_NONCOMPLIANCE', 'ADVISED_OF_ERROR', 'ASCERTAINED_CORRECTNESS', 'LEFT_CLIENT_FOR_FRAUD')),
  done_on      date not null,
  note         text not null constraint note_is_given check (note <> ''),
  recorded_by  text,
  organization text,
  recorded_at  timestamptz not null
);
comment on table due_diligence is 'What brokers did of due diligence (19 CFR 111.32, 111.39), as they documented it. Never changed.';
create index due_diligence_by_broker on due_diligence (broker_id, nth);
create index due_diligence_by_client on due_diligence (broker_id, importer_id);

create table broker_finding (
  finding_id   text primary key,
  nth          bigint generated always as identity unique,
  broker_id    text not null references broker,
  kind         text not null constraint kind_is_known check (kind in (
    'IDENTITY_NOT_VERIFIED', 'DUE_DILIGENCE', 'REPEATED_REPRESENTATION', 'NOT_COOPERATING', 'RECORDS', 'OTHER')),
  importer_ids text[] not null,
  found_on     date not null,
  basis        text not null constraint basis_is_given check (basis <> ''),
  opened_at    timestamptz not null,
  respond_by   date not null,
  state        text not null default 'OPEN' constraint state_is_known check (state in ('OPEN', 'APPEALED', 'CLOSED')),
  outcome      text constraint outcome_is_known check (outcome in (
    'NO_ACTION', 'WARNING', 'MONETARY_PENALTY', 'MAXIMUM_PENALTY', 'SUSPENSION', 'REVOCATION', 'OVERTURNED')),
  constraint what_is_closed_has_an_outcome check ((state = 'CLOSED') <= (outcome is not null))
);
comment on table broker_finding is 'What CBP found of a broker (EO 14411 § 4(a)). Its steps say how it came to where it stands.';
comment on column broker_finding.respond_by is 'Last day on which a written response is in time (19 CFR 111.92(a)).';
comment on column broker_finding.outcome is 'The last decision; while an appeal is pending that which is appealed, null where none was.';
create index broker_finding_by_broker on broker_finding (broker_id, nth);
create index broker_finding_by_state on broker_finding (state, nth);

create table broker_finding_step (
  finding_id   text not null references broker_finding,
  nth          bigint generated always as identity,
  step         text not null constraint step_is_known check (step in ('OPENED', 'APPEALED', 'CLOSED')),
  outcome      text,
  note         text not null constraint note_is_given check (note <> ''),
  taken_by     text,
  organization text,
  taken_at     timestamptz not null,
  primary key (finding_id, nth)
);
comment on table broker_finding_step is 'Every step of a finding, by whom and why; never changed.';

create table representation_review (
  review_id    text primary key,
  nth          bigint generated always as identity unique,
  broker_id    text not null references broker,
  importer_ids text[] not null constraint some_client_was_counted check (cardinality(importer_ids) > 0),
  decision     text not null constraint decision_is_known check (decision in ('MAXIMUM_PENALTY', 'NO_ACTION')),
  note         text not null constraint note_is_given check (note <> ''),
  finding_id   text references broker_finding,
  decided_by   text,
  organization text,
  decided_at   timestamptz not null,
  constraint a_penalty_is_pursued_by_a_finding check ((decision = 'MAXIMUM_PENALTY') = (finding_id is not null))
);
comment on table representation_review is 'BR-003: what a person decided of a broker that repeatedly represented clients not in good standing. Never changed.';
comment on column representation_review.importer_ids is 'The clients counted: the broker comes to review again when another is.';
create index representation_review_by_broker on representation_review (broker_id, nth);

create table designation (
  designation_id text primary key,
  nth            bigint generated always as identity unique,
  importer_id    text not null,
  broker_id      text not null references broker,
  from_on        date not null,
  until_on       date,
  denied_by      text[] not null,
  designated_by  text,
  organization   text,
  designated_at  timestamptz not null,
  ended_on       date,
  constraint it_ends_after_it_begins check (until_on is null or until_on >= from_on)
);
comment on table designation is 'Brokers that importers designated to act as importer of record (19 USC 1484(a)(2)(B)), those refused among them.';
comment on column designation.denied_by is 'Rules that denied it on the day it was asked for; empty: it was accepted.';
comment on column designation.until_on is 'Last day as designated; null: until ended.';
comment on column designation.ended_on is 'First day on which it is taken back; null: it is not.';
create index designation_by_importer on designation (importer_id, nth);
create index designation_by_broker on designation (broker_id) where denied_by = '{}';
