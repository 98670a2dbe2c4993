-- Repeat offenses are counted for every seizure of a quarter at once: off an index that holds all that is asked of a case.
create index seizure_offense_by_importer on seizure (importer_id, seized_on)
  include (id, grounds, case_ended_on, law_enforcement_hold, national_security_hold) where case_ended_on is not null;
create index seizure_offense_by_exporter on seizure (exporter_name, exporter_address, seized_on)
  include (id, grounds, case_ended_on, law_enforcement_hold, national_security_hold) where case_ended_on is not null;
drop index seizure_ended_by_importer;
drop index seizure_ended_by_exporter;
