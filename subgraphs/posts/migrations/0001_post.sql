create table post (
  id                  text primary key,
  code                text collate "C" not null unique constraint code_is_an_operator_code check (code ~ '^[A-Z0-9]{3}$'),
  name                text not null constraint name_is_given check (name <> ''),
  country             text not null constraint country_is_a_code check (country ~ '^[A-Z]{2}$'),
  designated_operator boolean not null,
  delisted_on         date,
  run_id              bigint not null references run,
  line                bigint not null,
  seen_run_id         bigint not null references run
);
comment on table post is 'Foreign postal operators. Who they are is public record.';
comment on column post.id is 'From the code: every owner derives the same id.';
comment on column post.country is 'ISO 3166-1 alpha-2, user-assigned codes included.';
comment on column post.delisted_on is 'Day on which a snapshot was received that no longer lists it.';
comment on column post.run_id is 'The run whose line last changed the row.';
comment on column post.seen_run_id is 'The last snapshot that lists it.';

create table quarter_inputs (
  post_id            text not null,
  quarter            text collate "C" not null constraint quarter_is_written_in_full check (quarter ~ '^\d{4}-Q[1-4]$'),
  items              integer not null,
  aed_exempt         boolean not null,
  targeted_items     integer not null,
  targeted_inspected integer not null,
  targeted_narcotics integer not null,
  targeted_ipr       integer not null,
  targeted_other     integer not null,
  random_inspected   integer not null,
  random_narcotics   integer not null,
  random_ipr         integer not null,
  random_other       integer not null,
  aed_required       integer not null,
  aed_compliant      integer not null,
  aed_quality        double precision,
  requests_made      integer not null,
  requests_answered  integer not null,
  returns_requested  integer not null,
  returns_honoured   integer not null,
  blocked_senders    integer not null,
  blocked_repeats    integer not null,
  run_id             bigint not null references run,
  line               bigint not null,
  primary key (post_id, quarter),
  constraint targeted_is_part_of_items check (targeted_items between 0 and items),
  constraint inspected_is_part_of_targeted check (targeted_inspected between 0 and targeted_items),
  constraint random_is_part_of_the_rest check (random_inspected between 0 and items - targeted_items),
  constraint compliant_is_part_of_required check (aed_compliant between 0 and aed_required and aed_required <= items),
  constraint quality_is_a_share check (aed_quality between 0 and 1)
);
comment on table quarter_inputs is 'Inputs of the mail non-compliance metric as furnished, one row a post and quarter. A post not yet listed may already have some.';
