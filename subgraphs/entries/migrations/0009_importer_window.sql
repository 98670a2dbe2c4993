alter table seizure add column importer_window_ends_on date;
comment on column seizure.importer_window_ends_on is 'Seventh business day after the notice of detention, as the rule has it (19 CFR 133.21(b)(2)(ii)); the rows ask by it.';
