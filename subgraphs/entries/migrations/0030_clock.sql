alter table seizure_line
  add column limited_disclosed_on date,
  add column comprehensive_disclosed_on date;
comment on column seizure_line.limited_disclosed_on is 'Day CBP disclosed the limited information to the owner of the right (19 CFR 133.21(b)(4), 133.25), as its record has it.';
comment on column seizure_line.comprehensive_disclosed_on is 'Day CBP disclosed the comprehensive information to the owner of the right (19 CFR 133.21(e)), as its record has it.';

create table seizure_clock (
  id             text primary key,
  seizure_id     text not null,
  kind           text not null constraint kind_is_known check (kind in (
    'RELEASE_OR_DETAIN', 'DETENTION_NOTICE', 'IMPORTER_RESPONSE', 'MAXIMUM_DETENTION',
    'LIMITED_INFORMATION', 'COMPREHENSIVE_INFORMATION')),
  recordation_id text,
  authority      text not null,
  from_on        date,
  due_on         date,
  met_on         date,
  constraint due_once_it_runs check ((from_on is null) = (due_on is null))
);
comment on table seizure_clock is 'Statutory clocks of seizures, as rules/statutory-clocks.ts reckons them when the seizure is brought.';
comment on column seizure_clock.recordation_id is 'Whose owner it is owed to; null for the clocks of the goods.';
comment on column seizure_clock.from_on is 'Day 0, not counted; null while what starts it has not happened.';
comment on column seizure_clock.met_on is 'Day on which it was done, or on which there was nothing left to do; null while it is owed.';
create index seizure_clock_by_seizure on seizure_clock (seizure_id);
-- What CBP still owes, by day: due lists read their page off the one index or the other.
create index seizure_clock_owed on seizure_clock (due_on, id)
  where met_on is null and kind <> 'IMPORTER_RESPONSE';
create index seizure_clock_owed_by_kind on seizure_clock (kind, due_on, id)
  where met_on is null and kind <> 'IMPORTER_RESPONSE';
