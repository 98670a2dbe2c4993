-- Corrections of records and who is told of them (5 USC 552a(c)(4)).
create table correction (
  correction_id bigint generated always as identity primary key,
  record_id     text        not null,
  coordinates   text[]      not null,
  corrected_at  timestamptz not null,
  heard_at      timestamptz not null default now(),
  settled_at    timestamptz
);
comment on table correction is 'A change of protected values of a record, as its owner published it; one that concerns nobody is not kept.';
comment on column correction.coordinates is 'Fields that changed, Type.field. The values are not here.';
comment on column correction.heard_at is 'After the change was there to be read: what was asked for before may have been the old value, and be recorded later.';
comment on column correction.settled_at is 'When the last requests from before were surely recorded; null: they may not be yet.';
create index correction_unsettled on correction (heard_at) where settled_at is null;

create table correction_notice (
  id                text        primary key,
  correction_id     bigint      not null references correction,
  organization_id   text        not null,
  record_id         text        not null,
  coordinates       text[]      not null constraint something_was_disclosed check (cardinality(coordinates) > 0),
  rules             text[]      not null,
  recipient_name    text,
  recipient_address text,
  last_disclosed_at timestamptz not null,
  corrected_at      timestamptz not null,
  is_told           boolean     not null,
  delivered_at      timestamptz,
  acknowledged_at   timestamptz,
  acknowledged_by   text,
  constraint one_notice_a_recipient unique (correction_id, organization_id),
  constraint acknowledged_is_delivered check (acknowledged_at is null or delivered_at is not null)
);
comment on table correction_notice is 'One earlier recipient to be told of one correction.';
comment on column correction_notice.coordinates is 'Of the corrected fields those that the recipient was disclosed.';
comment on column correction_notice.recipient_name is 'As at the last disclosure.';
comment on column correction_notice.is_told is 'Whether the subject reads of it: false where every disclosure was for enforcement (5 USC 552a(c)(3)).';
comment on column correction_notice.delivered_at is 'When the recipient first read it.';
comment on column correction_notice.acknowledged_by is 'The actor who acknowledged it for the recipient.';
create index notice_of_recipient on correction_notice (organization_id, corrected_at, id);
create index notice_of_record on correction_notice (record_id, corrected_at, id);
create index notice_by_time on correction_notice (corrected_at, id);
