create table entry (
  entry_id    text primary key,
  importer_id text not null,
  entered_on  date not null,
  open        daterange not null,
  constraint one_open_period_at_a_time exclude using gist (importer_id with =, open with &&)
);
