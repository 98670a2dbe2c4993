create table reestablishment_notice (
  notice_id        text primary key,
  nth              bigint generated always as identity unique,
  exclusion_id     text not null references exclusion,
  organization     text not null,
  notifier         text not null,
  notifier_type    text not null constraint notifier_owes_notices check (notifier_type in ('CARRIER', 'BROKER')),
  knowledge        text not null constraint knowledge_is_known check (knowledge in ('KNOWS', 'REASON_TO_BELIEVE')),
  new_name         text,
  new_address      jsonb,
  new_phone        text,
  new_website      text,
  association      text not null,
  observed_at      timestamptz not null,
  sam_published_on date not null,
  due_by           date not null,
  received_at      timestamptz not null,
  timely           boolean not null,
  decision         text constraint decision_is_known check (decision in ('CONFIRM', 'DISMISS')),
  importer_id      text,
  decided_at       timestamptz,
  constraint something_is_told check (new_name is not null or new_address is not null),
  constraint an_importer_is_settled_with_a_decision check (importer_id is null or decision = 'CONFIRM'),
  constraint a_decision_has_its_instant check ((decision is null) = (decided_at is null))
);
comment on table reestablishment_notice is 'Notices under EO 13904 § 3(a), as given: never changed but for CBP''s latest decision.';
comment on column reestablishment_notice.notifier is 'Name of the organisation as it was then.';
comment on column reestablishment_notice.due_by is 'RN-001, counted from sam_published_on as known on receipt.';
comment on column reestablishment_notice.importer_id is 'The importer that CBP settled it is of.';
create index reestablishment_notice_by_organization on reestablishment_notice (organization, nth);
create index reestablishment_notice_of on reestablishment_notice (exclusion_id);

create table reestablishment_decision (
  record_id    text not null,
  nth          bigint generated always as identity,
  decision     text not null constraint decision_is_known check (decision in ('CONFIRM', 'DISMISS')),
  note         text not null,
  decided_by   text,
  organization text,
  decided_at   timestamptz not null,
  primary key (record_id, nth)
);
comment on table reestablishment_decision is 'Every decision of CBP on a notice or lead, never changed.';

create table responsibility_referral (
  referral_id   text primary key,
  nth           bigint generated always as identity unique,
  person        text not null,
  person_kind   text not null constraint kind_is_known check (person_kind in ('PERSON', 'ORGANIZATION')),
  importer_id   text,
  exclusion_id  text references exclusion,
  conduct_level text not null constraint conduct_is_known check (conduct_level in ('KNOWING', 'GROSS_NEGLIGENCE')),
  basis         text not null,
  referred_by   text,
  organization  text,
  referred_at   timestamptz not null,
  outcome       text not null default 'PENDING'
    constraint outcome_is_known check (outcome in ('PENDING', 'NO_ACTION', 'SUSPENDED', 'PROPOSED_FOR_DEBARMENT', 'DEBARRED')),
  outcome_note  text,
  determined_at timestamptz,
  constraint an_outcome_has_its_instant check ((outcome = 'PENDING') = (determined_at is null))
);
comment on table responsibility_referral is 'Persons referred for a determination of present responsibility (EO 13904 § 1).';
