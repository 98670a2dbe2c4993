alter table correction add column readers text[];
comment on column correction.readers is 'Who reads the corrected values where not everybody does who reads the record, as the topic has it; null: everybody.';
