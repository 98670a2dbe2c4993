-- Entry summaries and their lines, partitioned by month of filing. Neither table has foreign keys:
-- they are brought by the million.
create table entry (
  id                  text not null,
  filed_on            date not null,
  number              text not null,
  entry_type          text not null,
  environment         text not null constraint environment_is_known check (environment in ('MAIL', 'EXPRESS', 'CARGO', 'OTHER')),
  mode_of_transport   text,
  port                text not null,
  released_on         date,
  importer_id         text not null,
  post_code           text,
  entered_value_cents bigint,
  duties_owed_cents   bigint,
  duties_paid_cents   bigint,
  bond_type           text,
  surety_code         text,
  agencies            text[] not null,
  run_id              bigint not null,
  line                bigint not null,
  primary key (filed_on, id)
) partition by range (filed_on);
comment on table entry is 'One entry summary as last restated.';
comment on column entry.id is 'From the entry number: every owner derives the same id.';
comment on column entry.number is 'XXX-NNNNNNN-N; its first three characters are the filer code.';
comment on column entry.agencies is 'Partner agencies that at least one line is flagged to, in order.';
comment on column entry.run_id is 'The run whose line last changed the row.';
create index entry_by_importer on entry (importer_id, filed_on desc, id desc);
create table entry_other_months partition of entry default;

create table entry_line (
  filed_on    date not null,
  entry_id    text not null,
  number      integer not null,
  hts         text not null,
  description text,
  origin      text not null,
  value_cents bigint,
  duty_cents  bigint,
  quantity    double precision,
  unit        text,
  mid         text,
  agencies    text[] not null,
  run_id      bigint not null,
  line        bigint not null,
  primary key (filed_on, entry_id, number)
) partition by range (filed_on);
comment on table entry_line is 'Lines of entries, in the partition of their entry.';
comment on column entry_line.mid is 'Manufacturer identification code as filed; names nobody uniquely.';
create table entry_line_other_months partition of entry_line default;

create table entry_day (
  id       text primary key,
  filed_on date not null
);
comment on table entry_day is 'In which partition an entry lies: makes an entry number unique over all of them.';

create function make_months(days date[]) returns void
  language plpgsql
as $$
declare
  first_on date;
  suffix   text;
begin
  for first_on in
    select distinct date_trunc('month', day)::date
    from unnest(days) as day
    where day between date '2000-01-01' and date '2049-12-31'
  loop
    suffix := to_char(first_on, 'YYYY_MM');
    continue when to_regclass('entry_' || suffix) is not null;
    execute format('create table %I (like entry including all)', 'entry_' || suffix);
    execute format('create table %I (like entry_line including all)', 'entry_line_' || suffix);
    execute format(
      'alter table entry attach partition %I for values from (%L) to (%L)',
      'entry_' || suffix, first_on, (first_on + interval '1 month')::date);
    execute format(
      'alter table entry_line attach partition %I for values from (%L) to (%L)',
      'entry_line_' || suffix, first_on, (first_on + interval '1 month')::date);
  end loop;
end
$$;
comment on function make_months is 'Makes the partitions of the months that these days lie in. Days before 2000 or after 2049 stay in the default ones.';

create table filer_code (
  code      text primary key,
  broker_id text not null
);
comment on table filer_code is 'Which broker files under which code. Published by brokers.';
create index filer_code_by_broker on filer_code (broker_id, code);
