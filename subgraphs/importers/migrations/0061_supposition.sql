-- What other owners' rules would find under other numbers, while a simulation waits for it: worthless after a crash, so not logged.
create unlogged table supposition (
  simulation text primary key,
  asked_at   timestamptz not null default now(),
  is_told    boolean not null default false
);
comment on table supposition is 'Questions to the owners of evidence that a simulation waits on. Gone when it ends.';

create unlogged table supposed_finding (
  simulation   text not null references supposition on delete cascade,
  importer_id  text not null,
  key          text not null,
  rule         text not null,
  rule_version integer not null,
  effect       text not null,
  valid_from   date not null,
  valid_until  date,
  evidence     jsonb not null,
  primary key (simulation, importer_id, key)
);
comment on table supposed_finding is 'Their answers. Nothing of it is so: no standing rests on it.';
