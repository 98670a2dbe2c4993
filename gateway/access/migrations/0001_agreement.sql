create table organization (
  id          text primary key,
  key         text not null unique constraint key_is_plain check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name        text not null constraint name_is_given check (name <> ''),
  address     text not null,
  run_id      bigint not null references run,
  line        bigint not null
);
comment on table organization is 'Who may hold tokens. The ledger keeps name and address as they were at each disclosure.';
comment on column organization.id is 'From the key: every owner derives the same id.';
comment on column organization.key is 'As tokens name it: fda.';

create table agreement (
  id              text primary key,
  organization_id text not null references organization,
  number          text not null unique,
  audience        text not null,
  subject         text,
  agency          text,
  authority       text not null,
  rules           text[] not null,
  purposes        text[] not null constraint a_purpose_is_agreed check (cardinality(purposes) > 0),
  effective_on    date not null,
  expires_on      date not null,
  revoked_on      date,
  run_id          bigint not null references run,
  line            bigint not null,
  seen_run_id     bigint not null references run,
  constraint term_is_in_order check (effective_on <= expires_on),
  constraint an_agency_has_its_code check ((audience = 'PGA') = (agency is not null))
);
comment on table agreement is 'What an organisation may see, for which purposes, from when to when.';
comment on column agreement.subject is 'The viewer''s own record, by its opaque id: importer, broker, post, recordation owner.';
comment on column agreement.agency is 'CATAIR Appendix V code.';
comment on column agreement.expires_on is 'Calendar day, the last in force.';
comment on column agreement.revoked_on is 'Calendar day from which it is revoked; the day a snapshot no longer listed it, where it gave none.';
comment on column agreement.seen_run_id is 'The last snapshot that lists it.';

create index agreement_of_organization on agreement (organization_id);
