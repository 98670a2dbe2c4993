create table importer (importer_id text primary key, legal_name text not null);
insert into importer values ('imp_invented', 'Invented Imports');
