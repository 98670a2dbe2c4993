-- Messages of other owners that this one has applied: what makes consuming exactly once.
create table received (
  message     uuid primary key,
  received_at timestamptz not null default now()
);
