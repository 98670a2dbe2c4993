-- The day that orders a list tells no more than the cells do: of goods that are only presented, the day of
-- presentation is told to nobody by asking for the stage, and to owners of rights not at all.
alter table seizure add column acted_on date not null generated always as (
  case
    when law_enforcement_hold or national_security_hold then date '0001-01-01'
    else coalesce(detained_on, seized_on, date '0001-01-01')
  end) stored;
comment on column seizure.acted_on is 'Detention, else seizure; of what is only presented, and of what is held, a day before all others.';

alter table seizure_line add column acted_on date;
comment on column seizure_line.acted_on is 'As of the seizure.';
update seizure_line set acted_on = seizure.acted_on from seizure where seizure.id = seizure_line.seizure_id;
alter table seizure_line alter column acted_on set not null;
create index seizure_line_acted_by_recordation on seizure_line (recordation_id, acted_on desc, seizure_id desc);
drop index seizure_line_listed_by_recordation;
