-- What was changed at whose word. Applied to each owner that has mutations.
create table mutation (
  mutation_id  bigint generated always as identity primary key,
  name         text not null,
  record_id    text not null,
  organization text,
  audience     text not null,
  actor        text,
  agreement_id text,
  purpose      text,
  client_key   text constraint client_key_is_visible_ascii check (client_key ~ '^[!-~]{1,64}$'),
  input_digest text not null constraint digest_is_sha256 check (input_digest ~ '^[0-9a-f]{64}$'),
  request_id   text not null,
  accepted_at  timestamptz not null
);
comment on table mutation is 'One row for each accepted mutation: its audit line, and the memory of its client key.';
comment on column mutation.record_id is 'The record that it made or changed.';
comment on column mutation.organization is 'Id of the organisation that asked; actor is its officer, employee or system, never a personal name.';
comment on column mutation.client_key is 'Chosen by the client; null where it chose none.';
comment on column mutation.input_digest is 'SHA-256 of whom it was done for and of the input as canonical JSON; the input itself is kept with the record.';
comment on column mutation.accepted_at is 'The instant of the request.';
create unique index one_use_of_a_client_key on mutation (organization, name, client_key) nulls not distinct
  where client_key is not null;
create index mutation_by_record on mutation (record_id, mutation_id);

create function mutation_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'an audit line is never changed';
end $$;
create trigger mutation_is_kept before update or delete or truncate on mutation
  for each statement execute function mutation_is_kept();
