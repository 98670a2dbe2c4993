create table evasion_case (
  id                        text primary key,
  case_number               text not null,
  importer_id               text not null,
  order_number              text not null,
  merchandise               text not null,
  received_on               date not null,
  initiated_on              date,
  interim                   text constraint interim_is_known check (interim in ('MEASURES', 'NONE')),
  interim_on                date,
  notified_on               date,
  is_extended               boolean not null,
  determination             text constraint determination_is_known check (determination in ('AFFIRMATIVE', 'NEGATIVE')),
  determined_on             date,
  determination_notice_on   date,
  review_asked_on           date,
  review                    text constraint review_is_known check (review in ('AFFIRMED', 'REVERSED')),
  reviewed_on               date,
  agencies                  text[] not null,
  run_id                    bigint not null references run,
  line                      bigint not null,
  constraint interim_has_a_day check ((interim is null) = (interim_on is null)),
  constraint determination_has_a_day check ((determination is null) = (determined_on is null)),
  constraint review_has_a_day check ((review is null) = (reviewed_on is null))
);
comment on table evasion_case is 'Investigations of evasion of antidumping and countervailing duties (19 USC 1517).';
comment on column evasion_case.notified_on is 'Day on which the parties were told that there is one: before it the importer is told nothing (19 CFR 165.15(d)).';
create index evasion_case_by_importer on evasion_case (importer_id, received_on desc, id desc);

create table forced_labor_detention (
  id                  text primary key,
  detention_number    text not null,
  importer_id         text not null,
  entry_id            text,
  basis               text not null constraint basis_is_known check (basis in ('WITHHOLD_RELEASE_ORDER', 'FINDING', 'UFLPA', 'CAATSA')),
  order_reference     text not null,
  merchandise         text not null,
  origin              text not null,
  imported_on         date not null,
  presented_on        date not null,
  detained_on         date not null,
  notice_on           date,
  proof_on            date,
  outcome             text constraint outcome_is_known check (outcome in ('RELEASED', 'EXCLUDED', 'SEIZED', 'EXPORTED', 'ABANDONED')),
  decided_on          date,
  protested_on        date,
  protest             text constraint protest_is_known check (protest in ('ALLOWED', 'DENIED')),
  protest_decided_on  date,
  agencies            text[] not null,
  run_id              bigint not null references run,
  line                bigint not null,
  constraint outcome_has_a_day check ((outcome is null) = (decided_on is null)),
  constraint protest_has_a_day check ((protest is null) = (protest_decided_on is null))
);
comment on table forced_labor_detention is 'Goods detained as made by forced labor (19 USC 1307; Pub. L. 117-78).';
create index forced_labor_detention_by_importer on forced_labor_detention (importer_id, detained_on desc, id desc);

create table liquidated_damages (
  id              text primary key,
  claim_number    text not null,
  importer_id     text not null,
  entry_id        text,
  bond_number     text,
  breach          text not null,
  assessed_cents  bigint not null,
  mitigated_cents bigint,
  paid_cents      bigint,
  noticed_on      date not null,
  petitioned_on   date,
  closed_on       date,
  agencies        text[] not null,
  run_id          bigint not null references run,
  line            bigint not null
);
comment on table liquidated_damages is 'Claims against bonds for breach of their conditions (19 CFR part 172; EO 14411 section 4(a)).';
create index liquidated_damages_by_importer on liquidated_damages (importer_id, noticed_on desc, id desc);

create table case_clock (
  id        text primary key,
  case_id   text not null,
  kind      text not null constraint kind_is_known check (kind in (
    'DETENTION_NOTICE', 'MAXIMUM_DETENTION',
    'EVASION_INITIATION', 'EVASION_INTERIM_MEASURES', 'EVASION_NOTICE', 'EVASION_DETERMINATION',
    'EVASION_DETERMINATION_NOTICE', 'EVASION_REVIEW', 'PROTEST_DECISION')),
  authority text not null,
  from_on   date not null,
  due_on    date not null,
  met_on    date
);
comment on table case_clock is 'What CBP owes in cases of evasion and detentions for forced labor, once it runs; what importers owe is reckoned when asked.';
create index case_clock_by_case on case_clock (case_id);
create index case_clock_owed on case_clock (due_on, id) where met_on is null;
create index case_clock_owed_by_kind on case_clock (kind, due_on, id) where met_on is null;
