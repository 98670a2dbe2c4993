-- What importers stated of standing, each statement as it was: standing on a day as it was known at an instant.
create table importer_standing_told (
  importer_id text not null,
  stated_at   timestamptz not null,
  spans       jsonb not null,
  primary key (importer_id, stated_at)
);
comment on table importer_standing_told is 'Every statement on the standing of an importer. The last until an instant is what was known then, whichever arrived last.';
comment on column importer_standing_told.spans is 'from, until (last day, null: open), status; earliest first.';
insert into importer_standing_told (importer_id, stated_at, spans)
select importer_id, stated_at, spans from importer_standing;
