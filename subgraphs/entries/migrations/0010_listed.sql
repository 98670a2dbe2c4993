-- Lists are in order of a day that tells nothing of what is held; CBP's are in order of the event.
alter table seizure add column listed_on date not null generated always as (
  case
    when law_enforcement_hold or national_security_hold then date '0001-01-01'
    else coalesce(detained_on, seized_on, presented_on)
  end) stored;
comment on column seizure.listed_on is 'The event, or of what is held a day before all others: the place in a list would tell the day.';
create index seizure_listed_by_importer on seizure (importer_id, listed_on desc, id desc);

alter table seizure_line add column listed_on date;
comment on column seizure_line.listed_on is 'As of the seizure.';
update seizure_line set listed_on = seizure.listed_on from seizure where seizure.id = seizure_line.seizure_id;
alter table seizure_line alter column listed_on set not null;
create index seizure_line_listed_by_recordation on seizure_line (recordation_id, listed_on desc, seizure_id desc);
