-- The documents of a seizure speak of all its lines; who may know of some is told what they say of these.
alter table seizure_line
  add column description_at_entry text,
  add column description_at_detention text,
  add column description_at_seizure text,
  add column quantity_at_entry double precision,
  add column quantity_at_detention double precision,
  add column quantity_at_seizure double precision;
comment on column seizure_line.description_at_entry is 'As the entry has the line; null where it is not known to differ from description. So are the columns like it.';
