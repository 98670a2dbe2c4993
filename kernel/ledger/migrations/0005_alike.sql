-- Records disclosed alike in one request are one row; where a record stands is posted when its batch is chained.
create sequence disclosure_position;
alter table disclosure
  alter column record_id drop not null,
  add column record_ids text[],
  add column position bigint not null default nextval('ledger.disclosure_position'),
  add constraint disclosure_of_records check ((record_id is null) <> (record_ids is null));
alter sequence disclosure_position owned by disclosure.position;
comment on table disclosure is 'Records disclosed alike in one request: under one rule, of one relation and stage, the same fields.';
comment on column disclosure.record_id is 'The one record of a row that was written before rows had several; else null.';
comment on column disclosure.record_ids is 'The records; each of them is an entry of the accounting.';
comment on column disclosure.position is 'Which row it is; hashed with it where the row has record_ids.';
create index disclosure_by_position on disclosure (position);
drop index disclosure_by_record;
drop index disclosure_told;

create view entry as
  select d.request_id, d.disclosed_at, named.record_id, d.rule, d.authority, d.coordinates, d.relation, d.stage,
    d.audience, d.purpose, d.organization_id, d.written_in, d.position
  from disclosure d
  cross join lateral unnest(coalesce(d.record_ids, array[d.record_id])) named (record_id);
comment on view entry is 'One record disclosed under one rule in one request: an entry of the accounting. By record, read entries_of.';

create table posting (
  disclosed_at timestamptz not null,
  record_id    text        not null,
  is_told      boolean     not null,
  positions    bigint[]    not null,
  chained_upto bigint      not null
) partition by range (disclosed_at);
comment on table posting is 'Rows of the ledger that a record is in, of one second and one batch. Follows from the rows alone: whoever verifies makes it again.';
comment on column posting.disclosed_at is 'The second that the disclosures fall in.';
comment on column posting.is_told is 'Whether the record''s subject is told (5 USC 552a(b)(1), (c)(3)).';
comment on column posting.positions is 'Positions of the rows of disclosure.';
comment on column posting.chained_upto is 'The end of the batch that the rows are chained in.';
create index posting_by_record on posting (record_id, disclosed_at);
-- NOTE: without an index of its own, a page that a subject reads would read past every posting that it is not told of.
create index posting_told on posting (record_id, disclosed_at) where is_told;
create index posting_by_batch on posting (chained_upto);

create table posting_other partition of posting default;
do $$
declare
  part record;
begin
  for part in
    select replace(relname, 'disclosure_', 'posting_') as name, pg_get_expr(relpartbound, pg_class.oid) as bound
    from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'disclosure'::regclass and relname <> 'disclosure_other'
  loop
    execute format('create table %I partition of posting %s', part.name, part.bound);
    execute format(
      'create trigger never_emptied before truncate on %I for each statement execute function refuse_change()',
      part.name);
  end loop;
end
$$;

create function postings_of(first bigint, upto bigint)
  returns table (disclosed_at timestamptz, record_id text, is_told boolean, positions bigint[])
  language sql
  stable
as $$
  select date_trunc('second', e.disclosed_at), e.record_id,
    e.audience <> 'CBP' and e.purpose is distinct from 'ENFORCEMENT', array_agg(e.position)
  from ledger.entry e
  where e.written_in >= first and e.written_in < upto
  group by 1, 2, 3
$$;
comment on function postings_of is 'The postings of the rows of a batch, from its first transaction up to its end.';

create function post_batch() returns trigger
  language plpgsql
  security definer
  set search_path = ledger, pg_temp
as $$
begin
  insert into posting (disclosed_at, record_id, is_told, positions, chained_upto)
  select p.disclosed_at, p.record_id, p.is_told, p.positions, new.upto
  from postings_of(
    coalesce((select upto from batch where sequence < new.sequence order by sequence desc limit 1), 0), new.upto) p
  order by p.record_id;
  return null;
end
$$;
create trigger batch_is_posted after insert on batch
  for each row execute function post_batch();

insert into posting (disclosed_at, record_id, is_told, positions, chained_upto)
select p.disclosed_at, p.record_id, p.is_told, p.positions, b.upto
from (select coalesce(lag(upto) over (order by sequence), 0) as first, upto from batch) b
cross join lateral postings_of(b.first, b.upto) p;

create trigger posting_is_append_only before update or delete on posting
  for each row execute function refuse_change();
create trigger posting_is_never_emptied before truncate on posting
  for each statement execute function refuse_change();

create function chained_upto() returns bigint
  language sql
  stable
as $$
  select coalesce((select upto from ledger.batch order by sequence desc limit 1), 0)
$$;
comment on function chained_upto is 'Number of the first transaction whose rows are in no batch yet.';

create function entries_of(record text) returns setof entry
  language sql
  stable
as $$
  select d.request_id, d.disclosed_at, p.record_id, d.rule, d.authority, d.coordinates, d.relation, d.stage,
    d.audience, d.purpose, d.organization_id, d.written_in, d.position
  from ledger.posting p
  cross join lateral unnest(p.positions) posted (position)
  cross join lateral (
    select *
    from ledger.disclosure d
    where d.position = posted.position
      and d.disclosed_at >= p.disclosed_at
      and d.disclosed_at < p.disclosed_at + interval '1 second'
  ) d
  where p.record_id = record
  union all
  select d.request_id, d.disclosed_at, record, d.rule, d.authority, d.coordinates, d.relation, d.stage,
    d.audience, d.purpose, d.organization_id, d.written_in, d.position
  from ledger.disclosure d
  where d.written_in >= (select ledger.chained_upto())
    and d.written_in < 9223372036854775807 -- NOTE: a range is read by its index, a half of one is not.
    and (d.record_id = record or record = any (d.record_ids))
$$;
comment on function entries_of is 'The accounting of one record: what is posted, and what is not chained yet.';

create or replace function prepare_months(ahead integer) returns void
  language plpgsql
  security definer
  set search_path = ledger, pg_temp
as $$
declare
  first_day date;
  part text;
  name text;
begin
  for nth in 0 .. least(ahead, 24) loop
    first_day := date_trunc('month', now() at time zone 'UTC')::date + make_interval(months => nth);
    foreach part in array array['request', 'disclosure', 'posting'] loop
      name := part || '_' || to_char(first_day, 'YYYY_MM');
      continue when to_regclass(format('ledger.%I', name)) is not null;
      begin
        execute format(
          'create table %I partition of %I for values from (%L) to (%L)', name, part,
          first_day::timestamp at time zone 'UTC', (first_day + interval '1 month')::timestamp at time zone 'UTC');
        -- NOTE: partitions have the row triggers of their parent, but not those for statements.
        execute format(
          'create trigger never_emptied before truncate on %I for each statement execute function refuse_change()',
          name);
      exception when check_violation then
        raise warning 'rows of % came before their partition: they stay in the default one', first_day;
      end;
    end loop;
  end loop;
end
$$;

create or replace function archive_month(first_day date, requests bigint, disclosures bigint) returns void
  language plpgsql
  security definer
  set search_path = ledger, pg_temp
as $$
declare
  month text := to_char(first_day, 'YYYY_MM');
  from_at timestamptz := first_day::timestamp at time zone 'UTC';
  upto_at timestamptz := (first_day + interval '1 month')::timestamp at time zone 'UTC';
  part text;
  found_requests bigint;
  found_disclosures bigint;
  last_written bigint;
begin
  if first_day <> date_trunc('month', first_day)::date then
    raise exception 'expected the first day of a month, got %', first_day;
  end if;
  if (first_day + interval '1 month' + interval '5 years')::timestamp at time zone 'UTC' > now() then
    raise exception 'the accounting of % is within the five years of 5 USC 552a(c)(2)', to_char(first_day, 'YYYY-MM');
  end if;
  if exists (select from posting_other where disclosed_at >= from_at and disclosed_at < upto_at) then
    raise exception 'the postings of % are not in a table of their own', to_char(first_day, 'YYYY-MM');
  end if;
  foreach part in array array['request', 'disclosure', 'posting'] loop
    execute format('alter table %I detach partition %I', part, part || '_' || month);
  end loop;
  execute format('select count(*), max(written_in) from %I', 'request_' || month) into found_requests, last_written;
  execute format('select count(*), greatest(max(written_in), $1) from %I', 'disclosure_' || month)
    into found_disclosures, last_written using last_written;
  if found_requests <> requests or found_disclosures <> disclosures then
    raise exception 'the archive of % does not hold what the ledger holds', to_char(first_day, 'YYYY-MM');
  end if;
  if last_written >= (select coalesce(max(upto), 0) from batch) then
    raise exception 'the accounting of % is not chained to its end', to_char(first_day, 'YYYY-MM');
  end if;
  foreach part in array array['request', 'disclosure', 'posting'] loop
    execute format('drop table %I', part || '_' || month);
  end loop;
end
$$;

revoke insert (record_id) on disclosure from gs_ledger;
grant insert (record_ids) on disclosure to gs_ledger;
grant usage on sequence disclosure_position to gs_ledger;
grant select on posting, entry to gs_access;
revoke all on function post_batch() from public;
