create table match_decision (
  decision_id    text primary key,
  organization   text not null,
  reference      text not null,
  exclusion_id   text not null references exclusion,
  nth            integer not null,
  decision       text not null constraint decision_is_known check (decision in ('CLEAR', 'REOPEN')),
  note           text not null,
  decided_digest text not null,
  decided_by     text,
  decided_at     timestamptz not null,
  constraint in_their_order unique (organization, reference, exclusion_id, nth)
);
comment on table match_decision is 'What an organisation decided on a pair of its own party and a listed entry, never changed: the last counts, for that organisation alone.';
comment on column match_decision.reference is 'The organisation''s own key of its party.';
comment on column match_decision.decided_digest is 'The entry as the organisation saw it: a cleared pair is back when the entry changes.';

create index importer_identity_trusted_at on importer_identity (trusted_at) where trusted_at is not null;
comment on index importer_identity_trusted_at is 'For those who hold the registry in memory: whether it has changed since they read it.';
