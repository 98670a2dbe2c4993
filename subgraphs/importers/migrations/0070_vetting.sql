-- Recurrent vetting of all who conduct import activities (EO 14411 § 2(f)), brokers apart.
create table vetted_person (
  id          text primary key,
  kind        text not null constraint kind_is_known check (kind in ('CUSTODIAN', 'FORWARDER')),
  reference   text not null,
  name        text not null,
  from_on     date not null,
  until_on    date,
  delisted_on date,
  run_id      bigint not null references run,
  line        bigint not null
);
comment on table vetted_person is 'Custodians of bonded merchandise (19 CFR part 112, § 19.2) and freight forwarders, as CBP lists them.';
comment on column vetted_person.until_on is 'Last day of the activity; null: still.';

create table vetting (
  id                    text primary key,
  subject_id            text not null,
  subject_kind          text not null
    constraint subject_is_known check (subject_kind in ('IMPORTER', 'AFFILIATE', 'CUSTODIAN', 'FORWARDER')),
  importer_id           text,
  tier                  text,
  every_days            integer,
  last_on               date,
  due_on                date,
  is_ordered            boolean not null default false,
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
comment on table vetting is 'Vettings: of each person one that is due, and those that were done. Nothing is deleted.';
comment on column vetting.subject_id is 'The importer, the disclosure of an affiliate without a number of its own, or the person.';
comment on column vetting.importer_id is 'The importer, or who disclosed the affiliate; null for custodians and forwarders.';
comment on column vetting.last_on is 'Day of the vetting before it; null: there was none.';
comment on column vetting.is_ordered is 'An officer brought it forward: no tier puts it off.';
comment on column vetting.ended_on is 'Day from which the person is not to be vetted any more, or a vetting that a file brought took its place.';
create unique index one_vetting_is_due on vetting (subject_id) where completed_on is null and ended_on is null;
create index vetting_due on vetting (due_on, id) where completed_on is null and ended_on is null;
create index vetting_of_subject on vetting (subject_id, completed_on desc nulls first, id);
create index adverse_vetting on vetting (completed_on, id) where result = 'ADVERSE';

create table vetting_round (
  is_one  boolean primary key default true constraint there_is_one check (is_one),
  on_day  date not null,
  kind    text not null,
  after   text not null,
  is_over boolean not null
);
comment on table vetting_round is 'How far the round of a day has come that looks at who is to be vetted when.';

create table vetting_noted (
  subject_id text primary key
);
comment on table vetting_noted is 'Persons of whom a file brought a vetting: looked at within the minute.';
