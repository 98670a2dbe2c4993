-- An invented table of fifteen columns with two indexes, as wide as an entry summary line.
create table line (
  entry_number text   not null,
  line_number  int    not null,
  filer_code   text   not null,
  importer     text   not null,
  port         text   not null,
  entry_type   text   not null,
  entered_on   date   not null,
  origin       text   not null,
  hts          text   not null,
  value_cents  bigint not null,
  duty_cents   bigint not null,
  quantity     int    not null,
  maker        text   not null,
  mode         text   not null,
  broker       text,
  run_id       bigint not null,
  line         bigint not null,
  seen_run_id  bigint not null,
  primary key (entry_number, line_number)
);
create index on line (importer, entered_on desc);
