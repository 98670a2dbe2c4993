-- Where organisations hear of changes, and what they were told.
create table webhook (
  id               text primary key,
  organization_id  text not null references organization,
  audience         text not null,
  subject          text,
  agency           text,
  url              text not null,
  kinds            text[] not null constraint a_kind_is_wanted check (cardinality(kinds) > 0),
  registered_at    timestamptz not null,
  registered_by    text,
  failing_since    timestamptz,
  disabled_at      timestamptz,
  disabled_because text,
  constraint disabled_for_a_reason check ((disabled_at is null) = (disabled_because is null)),
  constraint a_reason_is_known check (disabled_because in ('OWNER', 'FAILING', 'GONE'))
);
comment on table webhook is 'An address of an organisation that hears of changes; it is told only while an agreement of the same audience, record and agency is in force.';
comment on column webhook.url is 'As the parser of URLs writes it. It may hold a token of its owner''s.';
comment on column webhook.failing_since is 'When an attempt first failed after the last that did not; null: the last did not.';
create index webhook_of_organization on webhook (organization_id, registered_at, id);
create index webhook_of_subject on webhook (subject) where disabled_at is null;
create index webhook_of_audience on webhook (audience) where disabled_at is null;

create table webhook_secret (
  webhook_id text not null references webhook,
  salt       text not null,
  made_at    timestamptz not null,
  ends_at    timestamptz,
  primary key (webhook_id, salt)
);
comment on table webhook_secret is 'Of each secret its salt alone: without the house''s key nobody can sign.';
comment on column webhook_secret.ends_at is 'First instant at which it signs no more; null: the one that holds.';

create table event (
  sequence    bigint generated always as identity primary key,
  id          text not null unique,
  kind        text not null,
  record_id   text not null,
  addressees  jsonb not null,
  occurred_at timestamptz not null,
  heard_at    timestamptz not null default now()
);
comment on table event is 'What was announced, in the order in which it is told. Ids alone, nothing of what changed.';

create table webhook_delivery (
  id            text primary key,
  webhook_id    text not null references webhook,
  sequence      bigint not null references event,
  record_id     text not null,
  state         text not null default 'PENDING',
  attempts      integer not null default 0,
  due_at        timestamptz not null default now(),
  last_status   integer,
  last_failure  text,
  last_tried_at timestamptz,
  settled_at    timestamptz,
  constraint an_event_once_a_webhook unique (webhook_id, sequence),
  constraint a_state_is_known check (state in ('PENDING', 'DELIVERED', 'DEAD', 'NOT_SENT')),
  constraint settled_or_pending check ((state = 'PENDING') = (settled_at is null))
);
comment on column webhook_delivery.due_at is 'Not tried before then.';
comment on column webhook_delivery.state is 'DEAD: given up, can be replayed. NOT_SENT: no agreement was in force, or the webhook was disabled.';
create index webhook_delivery_lane on webhook_delivery (webhook_id, record_id, sequence) where state = 'PENDING';
create index webhook_delivery_latest on webhook_delivery (webhook_id, sequence desc);
create index webhook_delivery_due on webhook_delivery (due_at) where state = 'PENDING';
create index webhook_delivery_settled on webhook_delivery (settled_at) where settled_at is not null;
create index webhook_delivery_of_event on webhook_delivery (sequence);
create index event_by_age on event (heard_at);
