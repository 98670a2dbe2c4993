create table measure_order (
  id                text primary key,
  post_id           text not null references post,
  measure           text not null constraint measure_is_ordered check (measure in ('ADDITIONAL_INFORMATION', 'PROTECTIVE_MEASURES')),
  basis_quarter     text collate "C" not null,
  legal_basis       text not null,
  usps_consulted_on date not null,
  approved_by       text not null,
  note              text not null,
  ordered_on        date not null,
  ended_on          date,
  ended_quarter     text collate "C",
  end_reason        text constraint end_reason_is_known check (end_reason in ('RUN_BROKEN', 'REMOVED', 'LIFTED')),
  end_note          text,
  constraint an_end_has_a_day_and_a_reason check (
    (ended_on is null) = (end_reason is null) and (ended_on is null) = (ended_quarter is null))
);
comment on table measure_order is 'Measures that CBP decided to take against a post (EO 13904 § 5(c), (d)). None is ever taken by itself.';
comment on column measure_order.basis_quarter is 'The standing it rests on.';
comment on column measure_order.approved_by is 'Office, never a personal name.';
comment on column measure_order.ended_quarter is 'First standing under which it is no longer in force.';
create unique index one_order_in_force on measure_order (post_id, measure) where ended_on is null;
create index measure_order_of_post on measure_order (post_id, ordered_on desc, id desc);

create table measure_review (
  id         text primary key,
  nth        bigint generated always as identity,
  post_id    text not null references post,
  measure    text not null,
  quarter    text collate "C" not null,
  closing_id text not null references quarter_closing,
  order_id   text references measure_order,
  status     text not null default 'OPEN' constraint status_is_known check (status in ('OPEN', 'UPHELD', 'LIFTED')),
  note       text,
  opened_on  date not null,
  decided_on date,
  constraint a_decision_has_a_day_and_a_note check (
    (status = 'OPEN') = (decided_on is null) and (status = 'OPEN') = (note is null))
);
comment on table measure_review is 'Measures that a restatement left without the standing they rested on: CBP decides, nothing is lifted silently.';
create unique index one_open_review on measure_review (post_id, measure, quarter) where status = 'OPEN';
create index measure_review_by_nth on measure_review (nth);

create table removal_request (
  id           text primary key,
  nth          bigint generated always as identity,
  post_id      text not null references post,
  grounds      text not null,
  requested_on date not null,
  status       text not null default 'PENDING' constraint status_is_known
    check (status in ('PENDING', 'GRANTED', 'GRANTED_WITH_PROBATION', 'DENIED')),
  after_quarter text collate "C",
  note         text,
  decided_on   date,
  constraint a_decision_has_a_day_and_a_note check (
    (status = 'PENDING') = (decided_on is null) and (status = 'PENDING') = (note is null)),
  constraint a_grant_names_a_quarter check ((status like 'GRANTED%') = (after_quarter is not null))
);
comment on table removal_request is 'Requests of posts to leave the list of the non-compliant (EO 13904 § 5(e)).';
create unique index one_request_pending on removal_request (post_id) where status = 'PENDING';
create index removal_request_of_post on removal_request (post_id, nth desc);

create table additional_information (
  id            text primary key,
  post_id       text not null references post,
  order_id      text not null references measure_order,
  item          text collate "C" not null constraint item_is_written_as_s10 check (item ~ '^[A-Z]{2}\d{9}[A-Z]{2}$'),
  basis_quarter text collate "C" not null,
  requested     text[] not null constraint something_is_asked check (cardinality(requested) > 0),
  requested_on  date not null,
  due_on        date not null,
  furnished     text[] not null default '{}',
  furnished_on  date,
  unique (post_id, item)
);
comment on table additional_information is 'Information required for one shipment (EO 13904 § 5(c)).';
comment on column additional_information.basis_quarter is 'The standing under which it was asked for.';
comment on column additional_information.furnished_on is 'Day on which the last of what was asked for came; null while any is missing.';
create index additional_information_of_post on additional_information (post_id, requested_on desc, id desc);

create table post_instrument (
  id                           text primary key,
  post_id                      text not null references post,
  reference                    text collate "C" not null,
  kind                         text not null constraint kind_is_known check (kind in ('CONTRACT', 'CIRCULAR')),
  concluded_on                 date not null,
  includes_importer_provisions boolean not null,
  circular_reference           text,
  organization                 text,
  recorded_at                  timestamptz not null,
  unique (post_id, reference)
);
comment on table post_instrument is 'Contracts of USPS with posts, and circulars to them (EO 13904 § 4(a)).';
create index post_instrument_by_day on post_instrument (concluded_on desc, id desc);
