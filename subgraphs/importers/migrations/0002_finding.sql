-- What the rules of all owners found, bi-temporal: when it was so, and when it was known.
create table finding (
  key              text not null,
  rule             text not null,
  rule_version     integer not null,
  importer_id      text not null,
  effect           text not null,
  state            text not null constraint state_is_known check (state in ('OPEN', 'CLOSED')),
  valid_from       date not null,
  valid_until      date,
  evidence         jsonb not null,
  stated_at        timestamptz,
  known_from       timestamptz not null,
  known_until      timestamptz,
  primary key (key, known_from),
  constraint one_knowledge_at_a_time exclude using gist (key with =, tstzrange(known_from, known_until) with &&)
);
comment on table finding is 'Findings as published by the owners of the evidence. A restatement closes what was known before; nothing is overwritten.';
comment on column finding.key is 'One finding through all its restatements.';
comment on column finding.valid_until is 'Last day on which it holds; null: open.';
comment on column finding.stated_at is 'When its owner last said so; null where it gives no instant. A statement of an earlier instant came late.';
comment on column finding.known_from is 'When this statement was received.';
comment on column finding.known_until is 'When another took its place; null: this is what is known.';
create index finding_by_importer on finding (importer_id) where known_until is null;
