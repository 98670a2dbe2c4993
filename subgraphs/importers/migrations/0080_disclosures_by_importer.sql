-- What an importer ever disclosed is read as of any day: what is no longer listed too.
create index importer_disclosure_of on importer_disclosure (importer_id, kind);
drop index importer_disclosure_by_importer;
