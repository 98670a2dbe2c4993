-- The accounting of disclosures (5 USC 552a(c)). Rows are only ever inserted; values are never stored.
create table request (
  request_id        uuid        not null,
  disclosed_at      timestamptz not null,
  subgraph          text        not null,
  audience          text        not null,
  actor             text,
  organization_id   text,
  recipient_name    text,
  recipient_address text,
  agreement_id      text,
  purpose           text,
  policy_version    text        not null,
  digest            text        not null
) partition by range (disclosed_at);
comment on table request is 'One answered request that disclosed something: to whom, when, for what.';
comment on column request.subgraph is 'The subgraph that answered, or "gateway" where several answered in one process.';
comment on column request.recipient_name is 'Name of the recipient as it was at the disclosure; null: a request without a token.';
comment on column request.digest is 'SHA-256 of the answer''s data as sent.';

create table disclosure (
  request_id   uuid        not null,
  disclosed_at timestamptz not null,
  record_id    text        not null,
  rule         text        not null,
  authority    text        not null,
  coordinates  text        not null,
  relation     text        not null,
  stage        text
) partition by range (disclosed_at);
comment on table disclosure is 'One record disclosed under one rule in one request.';
comment on column disclosure.coordinates is 'Fields disclosed, Type.field, separated by blanks, in the order of the schema.';

create table request_other partition of request default;
create table disclosure_other partition of disclosure default;

create index disclosure_by_record on disclosure (record_id, disclosed_at);
create index request_by_id on request (request_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is only ever added to';
end
$$;
create trigger request_is_append_only before update or delete on request
  for each row execute function refuse_change();
create trigger disclosure_is_append_only before update or delete on disclosure
  for each row execute function refuse_change();
create trigger request_is_never_emptied before truncate on request
  for each statement execute function refuse_change();
create trigger disclosure_is_never_emptied before truncate on disclosure
  for each statement execute function refuse_change();

create function prepare_months(ahead integer) returns void
  language plpgsql
  security definer
  set search_path = ledger, pg_temp
as $$
declare
  first_day date;
  part text;
begin
  for nth in 0 .. least(ahead, 24) loop
    first_day := date_trunc('month', now() at time zone 'UTC')::date + make_interval(months => nth);
    foreach part in array array['request', 'disclosure'] loop
      execute format(
        'create table if not exists %I partition of %I for values from (%L) to (%L)',
        part || '_' || to_char(first_day, 'YYYY_MM'), part,
        first_day::timestamp at time zone 'UTC', (first_day + interval '1 month')::timestamp at time zone 'UTC');
    end loop;
  end loop;
end
$$;
comment on function prepare_months is 'Makes the partitions of this month and of those ahead; safe to repeat.';
revoke all on function prepare_months(integer) from public;

grant insert on request, disclosure to gs_ledger;
grant execute on function prepare_months(integer) to gs_ledger;

-- The one reader: the gateway's own small subgraph, which answers subjects and officers.
grant usage on schema ledger to gs_access;
grant select on request, disclosure to gs_access;
