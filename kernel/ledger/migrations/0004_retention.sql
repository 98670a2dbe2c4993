-- Months to come are made ahead; months past retention leave for a signed archive, and nothing sooner.
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
    foreach part in array array['request', 'disclosure'] loop
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

create function archive_month(first_day date, requests bigint, disclosures bigint) returns void
  language plpgsql
  security definer
  set search_path = ledger, pg_temp
as $$
declare
  request_part text := 'request_' || to_char(first_day, 'YYYY_MM');
  disclosure_part text := 'disclosure_' || to_char(first_day, 'YYYY_MM');
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
  execute format('alter table request detach partition %I', request_part);
  execute format('alter table disclosure detach partition %I', disclosure_part);
  execute format('select count(*), max(written_in) from %I', request_part) into found_requests, last_written;
  execute format('select count(*), greatest(max(written_in), $1) from %I', disclosure_part)
    into found_disclosures, last_written using last_written;
  if found_requests <> requests or found_disclosures <> disclosures then
    raise exception 'the archive of % does not hold what the ledger holds', to_char(first_day, 'YYYY-MM');
  end if;
  if last_written >= (select coalesce(max(upto), 0) from batch) then
    raise exception 'the accounting of % is not chained to its end', to_char(first_day, 'YYYY-MM');
  end if;
  execute format('drop table %I', request_part);
  execute format('drop table %I', disclosure_part);
end
$$;
comment on function archive_month is 'Lets go of a month of which the caller has archived so many rows. Refuses one within retention, one that holds other rows, and one that is not chained.';
-- No login role of the house may call it: an administrator's command does.
revoke all on function archive_month(date, bigint, bigint) from public;
