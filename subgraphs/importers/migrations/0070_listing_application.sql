-- Listings that CBP decides here on applications, and enrolments as known shipper.
alter table listing
  alter column run_id drop not null,
  alter column line drop not null,
  add column decided_at timestamptz,
  add column ended_on date,
  add constraint it_comes_from_a_list_or_was_decided
    check ((run_id is null) = (decided_at is not null) and (run_id is null) = (line is null));
comment on column listing.decided_at is 'When CBP decided it here; null where its list brought it.';
comment on column listing.ended_on is 'First day not in force by decision; a list that has it again does not undo that.';

create table listing_application (
  application_id text primary key,
  nth            bigint generated always as identity unique,
  importer_id    text not null,
  name           text not null constraint name_is_given check (name <> ''),
  name_key       text collate "C" not null,
  mode           text,
  state          text not null constraint state_is_known check (state in (
    'APPLIED', 'LISTED', 'REFUSED', 'WITHDRAWN', 'ENDED')),
  listing_id     text references listing,
  vetting        jsonb,
  applied_by     text,
  organization   text,
  applied_at     timestamptz not null,
  constraint what_is_listed_has_its_listing check (state <> 'LISTED' or listing_id is not null)
);
comment on table listing_application is 'Applications to be listed as trusted (CBP E-Commerce Strategy obj. 4.2). One that left CBP''s own list stands here too.';
comment on column listing_application.vetting is 'The checks as they stood when it was decided; null while it is pending.';
create index listing_application_by_importer on listing_application (importer_id, nth);
create unique index one_application_pending on listing_application (importer_id) where state = 'APPLIED';

create table listing_decision (
  record_id    text not null,
  nth          bigint generated always as identity,
  decision     text not null constraint decision_is_known check (decision in (
    'LIST', 'REFUSE', 'DELIST', 'WITHDRAW', 'ENROLL', 'END')),
  note         text,
  decided_by   text,
  organization text,
  decided_at   timestamptz not null,
  primary key (record_id, nth)
);
comment on table listing_decision is 'Every decision on an application or an enrolment, never changed.';
