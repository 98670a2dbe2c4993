create table line (
  line_id bigint generated always as identity primary key,
  said    text not null
);
grant select, insert on line to gs_ledger;
