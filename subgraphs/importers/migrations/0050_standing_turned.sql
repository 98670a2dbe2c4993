-- How far standings that a day brings by itself have been announced.
create table standing_turned (
  is_one           boolean primary key default true constraint there_is_one check (is_one),
  through_on       date not null,
  through_importer text not null
);
comment on table standing_turned is 'All days before through_on are announced, and of it the importers up to and with through_importer.';

create index assessment_by_turn on assessment (valid_from, importer_id)
  where known_until is null and valid_from > '2020-01-31';
comment on index assessment_by_turn is 'Days on which a standing becomes another; the first day of all standing is none.';
