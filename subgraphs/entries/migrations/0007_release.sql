create table seizure_release (
  id             text primary key,
  seizure_id     text not null,
  recordation_id text not null,
  item           text not null constraint item_is_known check (item in (
    'LIMITED_INFORMATION', 'REDACTED_IMAGES', 'IMAGES', 'REDACTED_SAMPLE', 'SAMPLE')),
  decision       text not null constraint decision_is_known check (decision in ('RELEASE', 'REFUSE')),
  paragraph      text not null,
  note           text not null,
  stage          text not null,
  decided_on     date not null,
  decided_at     timestamptz not null,
  organization   text,
  actor          text,
  is_current     boolean not null
);
comment on table seizure_release is 'What CBP decided to release to the owner of a recordation, or to refuse or take back: a row for each decision.';
comment on column seizure_release.actor is 'The officer or system; never a personal name.';
comment on column seizure_release.is_current is 'The latest word on the item for the recordation; earlier ones stay as they were.';
create unique index one_current_decision on seizure_release (seizure_id, recordation_id, item) where is_current;
create index seizure_release_by_seizure on seizure_release (seizure_id, decided_at);

create table image_request (
  id             text primary key,
  seizure_id     text not null,
  recordation_id text not null,
  requested_on   date not null,
  organization   text,
  actor          text,
  unique (seizure_id, recordation_id)
);
comment on table image_request is 'Proper requests for unredacted images of goods seized (19 CFR 133.21(f)).';

create table sample_request (
  id                text primary key,
  seizure_id        text not null,
  recordation_id    text not null,
  kind              text not null constraint kind_is_known check (kind in ('REDACTED', 'UNREDACTED')),
  status            text not null constraint status_is_known check (status in (
    'REQUESTED', 'RELEASED', 'REFUSED', 'DEMANDED', 'RETURNED', 'CERTIFIED_DAMAGED_DESTROYED_LOST')),
  bond_number       text not null,
  bond_amount_cents bigint not null constraint bond_is_positive check (bond_amount_cents > 0),
  surety_code       text not null,
  bond_basis        text not null constraint bond_basis_is_known check (bond_basis in (
    'CBP_301_ACTIVITY_15', 'CFR_113_70')),
  requested_on      date not null,
  paragraph         text,
  certification     text,
  organization      text,
  actor             text,
  constraint released_under_a_paragraph check ((paragraph is null) = (status in ('REQUESTED', 'REFUSED'))),
  constraint certified_in_words check (
    (certification is null) = (status <> 'CERTIFIED_DAMAGED_DESTROYED_LOST'))
);
comment on table sample_request is 'Samples that owners of rights asked for, each under its bond (19 CFR 133.21(b)(5), (c), (f), 113.70).';
comment on column sample_request.bond_number is 'As the owner gives it: CBP holds the bond.';
create unique index one_open_request on sample_request (seizure_id, recordation_id, kind) where status = 'REQUESTED';
create index sample_request_by_seizure on sample_request (seizure_id, requested_on);

create table sample_step (
  sample_id text not null references sample_request,
  nth       integer not null,
  status    text not null,
  happened_on date not null,
  note      text,
  organization text,
  actor     text,
  primary key (sample_id, nth)
);
comment on table sample_step is 'What happened to a sample, a row for each step, from 1.';
