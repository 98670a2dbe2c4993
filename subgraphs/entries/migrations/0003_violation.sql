create table violation (
  id             text primary key,
  finding_number text not null,
  importer_id    text not null,
  entry_id       text,
  kind           text not null,
  culpability    text,
  statute        text not null,
  found_on       date not null,
  final_on       date,
  status         text not null,
  agencies       text[] not null,
  run_id         bigint not null references run,
  line           bigint not null
);
comment on table violation is 'Findings that an importer broke a law CBP enforces.';
create index violation_by_importer on violation (importer_id, found_on desc, id desc);

create table penalty (
  id                    text primary key,
  case_number           text not null,
  seizure_id            text not null,
  violation_id          text,
  importer_id           text not null,
  statute               text not null,
  assessed_cents        bigint not null,
  loss_of_revenue_cents bigint,
  mitigated_cents       bigint,
  paid_cents            bigint,
  assessed_on           date not null,
  closed_on             date,
  run_id                bigint not null references run,
  line                  bigint not null
);
comment on table penalty is 'Penalty cases (19 USC 1592 and others).';
comment on column penalty.seizure_id is 'Id of the seizure of the same case number, whether or not there is one.';
comment on column penalty.closed_on is 'Day the case was closed; null while it is open (19 CFR 103.32).';
create index penalty_by_seizure on penalty (seizure_id);
create index penalty_by_violation on penalty (violation_id);

create table bill (
  id           text primary key,
  bill_number  text not null,
  importer_id  text not null,
  entry_id     text,
  kind         text not null,
  amount_cents bigint not null,
  issued_on    date not null,
  due_on       date not null,
  protested    boolean not null,
  run_id       bigint not null references run,
  line         bigint not null
);
comment on table bill is 'Duties, taxes, fees, penalties and damages billed to importers.';
create index bill_by_importer on bill (importer_id, issued_on desc, id desc);

create table payment (
  id           text primary key,
  bill_id      text not null,
  amount_cents bigint not null,
  paid_on      date not null,
  run_id       bigint not null references run,
  line         bigint not null
);
comment on table payment is 'Payments on bills. A payment may come before its bill.';
create index payment_by_bill on payment (bill_id);
