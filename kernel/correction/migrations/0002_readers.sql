alter table correction add column readers text[];
comment on column correction.readers is 'Who reads the values where not everybody does who reads the record: agency codes, ids of owners of rights and their agents, OTHERS for every other relation. Null: everybody.';
