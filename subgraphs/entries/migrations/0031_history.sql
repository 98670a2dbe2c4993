create table importer_month (
  importer_id text not null,
  month       date not null,
  filer_code  text not null,
  entry_type  text not null,
  is_released boolean not null,
  agencies    text[] not null,
  entries     integer not null,
  primary key (importer_id, month, filer_code, entry_type, is_released, agencies)
);
comment on table importer_month is 'How many entries of an importer were filed in a month, by all that decides who may count them. Kept with the entries themselves.';
comment on column importer_month.month is 'Its first day.';
comment on column importer_month.agencies is 'As of the entries.';

create table importer_month_line (
  importer_id text not null,
  month       date not null,
  filer_code  text not null,
  origin      text not null,
  agencies    text[] not null,
  lines       integer not null,
  primary key (importer_id, month, filer_code, origin, agencies)
);
comment on table importer_month_line is 'The same of the lines of those entries, by what a line alone has.';

insert into importer_month (importer_id, month, filer_code, entry_type, is_released, agencies, entries)
select importer_id, date_trunc('month', filed_on)::date, left(number, 3), entry_type, released_on is not null, agencies, count(*)
from entry
group by 1, 2, 3, 4, 5, 6;

insert into importer_month_line (importer_id, month, filer_code, origin, agencies, lines)
select entry.importer_id, date_trunc('month', entry.filed_on)::date, left(entry.number, 3), entry_line.origin, entry_line.agencies, count(*)
from entry
join entry_line on entry_line.filed_on = entry.filed_on and entry_line.entry_id = entry.id
group by 1, 2, 3, 4, 5;
