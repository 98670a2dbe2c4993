-- What standing rests on, as entries tells it to importers.
create index penalty_by_importer on penalty (importer_id);
create index violation_by_entry on violation (entry_id) where entry_id is not null;

create table activity_due (
  importer_id text primary key
);
comment on table activity_due is 'Importers whose entries or payments the file at hand changed: told and emptied at its end.';

create table importer_standing (
  importer_id text primary key,
  stated_at   timestamptz not null,
  spans       jsonb not null
);
comment on table importer_standing is 'Standing of importers by day, as importers published it.';
comment on column importer_standing.spans is 'from, until (last day, null: open), status; earliest first.';
