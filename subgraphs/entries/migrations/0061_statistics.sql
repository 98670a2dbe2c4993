create table statistics_snapshot (
  id           text primary key,
  through      text not null unique,
  taken_on     date not null,
  taken_at     timestamptz not null,
  note         text,
  smallest_cell integer not null,
  organization text,
  actor        text
);
comment on table statistics_snapshot is 'What is published of statistics, through a quarter. A quarter is counted in the first snapshot that reaches it and never again.';
comment on column statistics_snapshot.through is 'The last quarter counted: 2026-Q3.';
comment on column statistics_snapshot.actor is 'The officer or system; never a personal name. Null: by a feed.';

create table snapshot_digest (
  snapshot_id text primary key references statistics_snapshot,
  digest      text not null
);
comment on table snapshot_digest is 'SHA-256 of what a snapshot publishes, lower case hex.';

create table counted_quarter (
  quarter              text primary key,
  snapshot_id          text not null references statistics_snapshot,
  counted_on           date not null,
  seizures             bigint not null,
  lines                bigint not null,
  is_published         boolean not null,
  clocks_due           bigint not null,
  clocks_kept          bigint not null,
  penalties_closed     bigint not null,
  assessed_cents       bigint not null,
  loss_of_revenue_cents bigint not null,
  mitigated_cents      bigint not null,
  paid_cents           bigint not null,
  published            bigint not null,
  published_repeats    bigint not null,
  withdrawn            bigint not null
);
comment on table counted_quarter is 'What a quarter was when it was counted. What is not published stands here too and leaves by no statement of a request.';
comment on column counted_quarter.mitigated_cents is 'Assessed amount where a case was not mitigated.';

create table counted_column (
  quarter         text not null references counted_quarter,
  grouping        text not null,
  is_hidden_whole boolean not null,
  primary key (quarter, grouping)
);

create table counted_cell (
  quarter      text not null,
  grouping     text not null,
  value        text not null,
  seizures     bigint not null,
  lines        bigint not null,
  is_published boolean not null,
  primary key (quarter, grouping, value),
  foreign key (quarter, grouping) references counted_column
);
comment on table counted_cell is 'Seizures of a quarter by one value of one grouping; is_published as statistics/protect-cells.ts decides, once.';

create table parcel_account (
  quarter      text not null,
  environment  text not null constraint environment_is_known check (environment in ('MAIL', 'EXPRESS', 'CARGO', 'OTHER')),
  kind         text not null constraint kind_is_known check (kind in ('FEE', 'PROCESSING', 'INSPECTION', 'COLLECTION')),
  item         text not null,
  authority    text not null,
  amount_cents bigint not null,
  run_id       bigint not null references run,
  line         bigint not null,
  primary key (quarter, environment, kind, item)
);
comment on table parcel_account is 'Fees collected on parcels, and what processing, inspecting and collecting on them cost (EO 13904 section 7), as last received.';

create table counted_account (like parcel_account including all);
alter table counted_account drop column run_id, drop column line;
comment on table counted_account is 'The same as it was when its quarter was counted.';

create table performance_target (
  measure       text not null,
  year          integer not null,
  target_tenths bigint not null,
  baseline_year integer not null,
  basis         text not null,
  decided_on    date not null,
  run_id        bigint not null references run,
  line          bigint not null,
  primary key (measure, year)
);
comment on table performance_target is 'What CBP aims at in a fiscal year, and the year it is measured against (E-Commerce Strategy, Measuring Success), as last received.';

create table snapshot_target (
  snapshot_id   text not null references statistics_snapshot,
  measure       text not null,
  year          integer not null,
  target_tenths bigint not null,
  baseline_year integer not null,
  basis         text not null,
  decided_on    date not null,
  primary key (snapshot_id, measure, year)
);
comment on table snapshot_target is 'The same as it was when a snapshot was taken.';

create table snapshot_order (
  through  text primary key,
  taken_on date not null,
  is_done  boolean not null default false,
  run_id   bigint not null references run,
  line     bigint not null
);
comment on table snapshot_order is 'Snapshots that CBP ordered elsewhere, as received.';

create trigger kept before update or delete or truncate on statistics_snapshot for each statement execute function row_is_kept();
create trigger kept before update or delete or truncate on snapshot_digest for each statement execute function row_is_kept();
create trigger kept before update or delete or truncate on counted_quarter for each statement execute function row_is_kept();
create trigger kept before update or delete or truncate on counted_column for each statement execute function row_is_kept();
create trigger kept before update or delete or truncate on counted_cell for each statement execute function row_is_kept();
create trigger kept before update or delete or truncate on counted_account for each statement execute function row_is_kept();
create trigger kept before update or delete or truncate on snapshot_target for each statement execute function row_is_kept();

create index seizure_by_seized_on on seizure (seized_on) where seized_on is not null;
create index penalty_by_closed_on on penalty (closed_on) where closed_on is not null;
