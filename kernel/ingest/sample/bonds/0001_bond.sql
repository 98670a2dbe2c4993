create table bond (
  number       text primary key,
  surety       text not null,
  amount_cents bigint not null constraint bond_is_positive check (amount_cents > 0),
  ended        boolean not null default false,
  run_id       bigint not null references run,
  line         bigint not null,
  seen_run_id  bigint not null
);
-- Each merge of a row, to see that none is done twice.
create table bond_change (number text not null, run_id bigint not null);
