create table list_renewal (
  run_id      bigint not null references list,
  listed_on   date not null,
  is_dated    boolean not null,
  received_at timestamptz not null,
  primary key (run_id, listed_on)
);
comment on table list_renewal is 'A list that was received again with the same bytes: nothing in it changed until then.';
comment on column list_renewal.listed_on is 'As list.listed_on, from the name and the day of that receipt.';
