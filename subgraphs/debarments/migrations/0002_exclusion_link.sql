create table importer_identity (
  importer_id    text primary key,
  postal_keys    text[] not null,
  trusted_name   text,
  trusted_key    text,
  trusted_from   date,
  trusted_until  date,
  trusted_at     timestamptz,
  constraint a_trusted_listing_has_a_name_and_a_day
    check ((trusted_name is null) = (trusted_from is null))
);
comment on table importer_identity is 'Who an importer is, as importers published it: only for matching with exclusions. Names are kept normalised, but for the public name of a trusted listing.';
comment on column importer_identity.trusted_at is 'When the trusted listing last changed: nothing that is not public moves it.';
comment on column importer_identity.trusted_until is 'Last day of the listing; null: until it is ended.';
create index importer_identity_trusted on importer_identity (trusted_key) where trusted_key is not null;

create table importer_key (
  value       text not null,
  scheme      text not null constraint scheme_is_known check (scheme in ('UEI', 'CAGE', 'NAME')),
  importer_id text not null references importer_identity,
  primary key (value, scheme, importer_id)
);
create index importer_key_of on importer_key (importer_id);

create table exclusion_link (
  link_id        text primary key,
  importer_id    text not null,
  exclusion_id   text not null references exclusion,
  status         text not null constraint status_is_known
    check (status in ('PROPOSED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN')),
  basis          text[] not null,
  found_at       timestamptz not null,
  decision       text constraint decision_is_known check (decision in ('CONFIRM', 'REJECT')),
  decided_digest text,
  constraint one_link_of_a_pair unique (importer_id, exclusion_id)
);
comment on table exclusion_link is 'That an exclusion is an importer''s own (5 USC 552a).';
comment on column exclusion_link.decided_digest is 'The exclusion''s entry as CBP saw it: a rejected link is proposed again when the entry changes.';
create index exclusion_link_of on exclusion_link (exclusion_id);

create table link_decision (
  link_id      text not null references exclusion_link,
  nth          bigint generated always as identity,
  decision     text not null,
  note         text not null,
  decided_by   text,
  organization text,
  decided_at   timestamptz not null,
  primary key (link_id, nth)
);
comment on table link_decision is 'Every decision of CBP on a link, never changed.';

create table published_finding (
  finding_key  text primary key,
  rule         text not null,
  rule_version integer not null,
  importer_id  text not null,
  exclusion_id text not null,
  effect       text not null,
  valid_from   date not null,
  valid_until  date,
  observed_on  date not null,
  state        text not null constraint state_is_known check (state in ('OPEN', 'CLOSED'))
);
comment on table published_finding is 'Findings as last told to importers.';
create index published_finding_of on published_finding (importer_id);
