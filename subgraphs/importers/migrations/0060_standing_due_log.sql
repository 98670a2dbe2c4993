-- Who is due is a log: whoever changes something adds lines and waits for nobody, and nobody takes a line out before it is committed.
alter table standing_due drop constraint standing_due_pkey;
alter table standing_due alter column importer_id drop not null;
alter table standing_due add column with_affiliates boolean not null default false;
alter table standing_due add column nth bigint generated always as identity primary key;
create index standing_due_of on standing_due (importer_id, nth);
comment on table standing_due is 'Importers to be assessed anew, as they were said to be: of one there may be several lines. They are taken out in the transaction that assesses it.';
comment on column standing_due.importer_id is 'Null: everyone who has a standing, which is looked up when it is taken.';
comment on column standing_due.with_affiliates is 'Its affiliates too: who they are is looked up when it is taken.';

alter table importer add column first_received_on date;
alter table importer alter column first_received_on set default current_date;
comment on column importer.first_received_on is 'Null: before this was noted.';
