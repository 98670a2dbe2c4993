-- Every importer is told anew with the next file: leads rest on addresses, owners and websites too.
insert into identity_change (importer_id)
select id from importer;
