alter table seizure_line
  add column consent_asked_on date,
  add column consent_answer text constraint consent_answer_is_known check (consent_answer in ('CONSENTED', 'REFUSED')),
  add column consent_answered_on date,
  add constraint consent_answer_has_a_day check ((consent_answer is null) = (consent_answered_on is null));
comment on column seizure_line.consent_asked_on is 'Day CBP notified the owner of the mark, who may consent to a disposition (19 CFR 133.21(g)).';

alter table seizure
  add column disposition text constraint disposition_is_known check (disposition in (
    'DESTROYED', 'DONATED', 'SOLD', 'TRANSFERRED', 'EXPORTED', 'RELEASED_ON_CONSENT')),
  add column disposed_on date,
  add column disposed_by text constraint disposed_by_is_known check (disposed_by in ('CBP', 'THIRD_PARTY', 'IMPORTER')),
  add column disposition_authority text,
  add column commissioner_belief_basis text,
  add column recorded_belief boolean,
  add column recorded_belief_on date,
  add column recorded_belief_basis text,
  add constraint disposition_has_a_day check ((disposition is null) = (disposed_on is null));
comment on column seizure.disposed_by is 'Who disposed of the goods: a third party where CBP authorised it (EO 14411 section 5).';
comment on column seizure.recorded_belief is 'As CBP recorded here, which prevails over the source: whether it believes goods abandoned before seizure to violate the trade laws (EO 13785 section 4(b)(ii)).';

create table abandonment_belief (
  seizure_id   text not null,
  nth          integer not null,
  believes     boolean not null,
  basis        text not null,
  recorded_on  date not null,
  recorded_at  timestamptz not null,
  organization text,
  actor        text,
  primary key (seizure_id, nth)
);
comment on table abandonment_belief is 'What CBP recorded of its belief in goods abandoned before seizure (EO 13785 section 4(b)(ii)).';
create trigger kept before update or delete or truncate on abandonment_belief for each statement execute function row_is_kept();

alter table seizure_clock drop constraint kind_is_known;
alter table seizure_clock add constraint kind_is_known check (kind in (
  'RELEASE_OR_DETAIN', 'DETENTION_NOTICE', 'IMPORTER_RESPONSE', 'MAXIMUM_DETENTION',
  'LIMITED_INFORMATION', 'COMPREHENSIVE_INFORMATION', 'OWNER_CONSENT'));
drop index seizure_clock_owed;
drop index seizure_clock_owed_by_kind;
create index seizure_clock_owed on seizure_clock (due_on, id)
  where met_on is null and kind not in ('IMPORTER_RESPONSE', 'OWNER_CONSENT');
create index seizure_clock_owed_by_kind on seizure_clock (kind, due_on, id)
  where met_on is null and kind not in ('IMPORTER_RESPONSE', 'OWNER_CONSENT');
