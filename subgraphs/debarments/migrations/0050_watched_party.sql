-- Parties that organisations have looked up again whenever a list or their own record of them changes.
create table watching_organization (
  organization text primary key,
  parties      integer not null default 0,
  constraint no_fewer_than_none check (parties >= 0)
);
comment on table watching_organization is 'How many parties each organisation watches; its row is locked while that changes.';

create table watched_party (
  number       bigint generated always as identity primary key,
  id           text not null unique,
  organization text not null references watching_organization,
  audience     text not null,
  reference    text not null,
  party        jsonb not null,
  facts        text not null,
  marks        text not null,
  edge         real,
  fingerprint  text not null default '',
  version      integer not null default 1,
  heard_run    bigint not null,
  written_at   timestamptz not null default clock_timestamp(),
  due_at       timestamptz,
  watched_at   timestamptz not null,
  watched_by   text,
  until_on     date not null,
  changed_at   timestamptz,
  constraint one_party_of_a_reference unique (organization, reference)
);
comment on table watched_party is 'The organisation''s own data: nobody else reads it, and it is deleted when it is watched no more.';
comment on column watched_party.reference is 'The organisation''s own key of its party.';
comment on column watched_party.party is 'As it was given, without the reference.';
comment on column watched_party.facts is 'What of it is compared, as JSON; as text, for it is read whole and seldom.';
comment on column watched_party.marks is 'Words of its names and hashes of its keys: a change of the list that has none of them, or the like, is not about it.';
comment on column watched_party.edge is 'How near the nearest listed party is to where the answer would change; null: nothing is like it.';
comment on column watched_party.fingerprint is 'Of the result as it was last found.';
comment on column watched_party.version is 'Raised whenever the party or its result is written.';
comment on column watched_party.heard_run is 'The newest list when it was last given.';
comment on column watched_party.due_at is 'Since when its result may be another; null: it is as it was found.';
comment on column watched_party.until_on is 'Last day on which it is watched, unless it is given again.';
create index watched_party_due on watched_party (due_at) where due_at is not null;
create index watched_party_of_organization on watched_party (organization, number);
create index watched_party_changed on watched_party (organization, changed_at, number) where changed_at is not null;
create index watched_party_by_end on watched_party (until_on);
create index watched_party_by_edge on watched_party (edge) where edge is not null;
create index watched_party_written on watched_party (written_at);

create table watched_match (
  number        bigint not null references watched_party on delete cascade,
  exclusion_id  text not null,
  conclusive    boolean not null,
  band          text not null constraint band_is_known check (band in ('REVIEW', 'STRONG')),
  identifiers   text[] not null,
  terminates_on date,
  listing       text not null,
  primary key (number, exclusion_id)
);
comment on table watched_match is 'The candidates of a watched party as they were last found, but for those that its organisation cleared.';
comment on column watched_match.listing is 'SAM number and name of the listed entry: where one entry takes another''s place, they are one.';
comment on column watched_match.identifiers is 'Those of the listed entry: scheme and value.';
create index watched_match_of on watched_match (exclusion_id);

create table watched_change (
  number     bigint not null references watched_party on delete cascade,
  at         timestamptz not null,
  kinds      text[] not null constraint something_changed check (cardinality(kinds) > 0),
  exclusions text[] not null,
  primary key (number, at)
);
comment on table watched_change is 'What changed of a watched party''s result, for a time: it is told by its party''s id alone, and read here.';
create index watched_change_by_age on watched_change (at);

create table watch_ended (
  id           text primary key,
  organization text not null,
  parties      integer not null,
  ended_at     timestamptz not null
);
comment on table watch_ended is 'That so many parties are watched no more: what is left of them.';

create table watch_round (
  is_only      boolean primary key default true constraint there_is_one check (is_only),
  run          bigint not null,
  runs         bigint not null,
  day          date not null,
  next_run     bigint,
  next_runs    bigint,
  next_day     date,
  after_number bigint not null default 0,
  started_at   timestamptz,
  leased_until timestamptz,
  constraint all_of_a_round_or_none
    check (num_nulls(next_run, next_runs, next_day, started_at) in (0, 4))
);
comment on table watch_round is 'Which list and day the watched parties have been held against, and how far the round under way has come.';
comment on column watch_round.leased_until is 'Until when one process is at it.';
insert into watch_round (run, runs, day) values (0, 0, '2020-01-01');
