-- Recurrent vetting of customs brokers (EO 14411 § 2(f)).
create table broker_vetting (
  id                    text primary key,
  broker_id             text not null,
  every_days            integer,
  last_on               date,
  due_on                date,
  ended_on              date,
  completed_on          date,
  result                text constraint result_is_known check (result in ('CLEAR', 'ADVERSE', 'INCONCLUSIVE')),
  note                  text,
  recorded_by           text,
  recorded_organization text,
  recorded_at           timestamptz,
  decision              text constraint decision_is_known check (decision in ('NO_ACTION', 'VET_AGAIN', 'REFER')),
  decision_note         text,
  decided_by            text,
  decided_organization  text,
  decided_at            timestamptz,
  run_id                bigint references run,
  line                  bigint,
  constraint completed_with_a_result check ((completed_on is null) = (result is null)),
  constraint due_unless_from_a_file check (due_on is not null or run_id is not null),
  constraint decided_as_a_whole check ((decision is null) = (decided_at is null)),
  constraint only_adverse_is_decided check (decision is null or result = 'ADVERSE')
);
comment on table broker_vetting is 'Vettings of brokers: of each one that is due, and those that were done. Nothing is deleted.';
comment on column broker_vetting.last_on is 'Day of the vetting before it; null: there was none.';
comment on column broker_vetting.ended_on is 'Day from which the broker is not to be vetted any more, or a vetting that a file brought took its place.';
create unique index one_broker_vetting_is_due on broker_vetting (broker_id) where completed_on is null and ended_on is null;
create index broker_vetting_due on broker_vetting (due_on, id) where completed_on is null and ended_on is null;
create index broker_vetting_of on broker_vetting (broker_id, completed_on desc nulls first, id);
create index adverse_broker_vetting on broker_vetting (completed_on, id) where result = 'ADVERSE';

create table broker_vetting_round (
  is_one  boolean primary key default true constraint there_is_one check (is_one),
  on_day  date not null,
  after   text not null,
  is_over boolean not null
);
comment on table broker_vetting_round is 'How far the round of a day has come that looks at which brokers are to be vetted when.';

create table broker_vetting_noted (
  broker_id text primary key
);
comment on table broker_vetting_noted is 'Brokers of whom a file brought a vetting: looked at within the minute.';
