create table threshold_decision (
  id           text primary key,
  nth          bigint generated always as identity,
  quarter      text collate "C" not null constraint quarter_is_written_in_full check (quarter ~ '^\d{4}-Q[1-4]$'),
  threshold    numeric(6, 3) not null constraint threshold_is_a_score check (threshold between 0 and 100),
  decided_on   date not null,
  basis        text not null,
  organization text,
  run_id       bigint references run,
  line         bigint,
  constraint decided_before_the_quarter_closed check (
    decided_on < make_date(left(quarter, 4)::int, (right(quarter, 1)::int - 1) * 3 + 1, 1) + interval '3 months')
);
comment on table threshold_decision is 'Minimum score of a quarter (EO 13904 § 5(a)), never changed: the latest before the quarter closed is the one that counts.';
comment on column threshold_decision.run_id is 'The feed that brought it; null where CBP decided it here.';
create index threshold_of_quarter on threshold_decision (quarter, decided_on, nth);

create table quarter_closing (
  id             text primary key,
  quarter        text collate "C" not null constraint quarter_is_written_in_full check (quarter ~ '^\d{4}-Q[1-4]$'),
  nth            integer not null constraint closings_are_counted_from_one check (nth > 0),
  metric_version text not null,
  threshold_id   text references threshold_decision,
  priors         jsonb not null,
  input_digest   text not null constraint digest_is_sha256 check (input_digest ~ '^[0-9a-f]{64}$'),
  caused_by      text collate "C" not null,
  posts          integer not null,
  compliant      integer not null,
  non_compliant  integer not null,
  undetermined   integer not null,
  organization   text,
  closed_at      timestamptz not null,
  unique (quarter, nth),
  constraint every_post_is_counted_once check (compliant + non_compliant + undetermined = posts)
);
comment on table quarter_closing is 'Each time a quarter was decided: the first closing, then its restatements. Never changed.';
comment on column quarter_closing.priors is 'Prior rate of each class as a fraction; fixed by the first closing, so that a restatement of one post moves no other.';
comment on column quarter_closing.input_digest is 'SHA-256 of all that decided it: closing again with the same changes nothing.';
comment on column quarter_closing.caused_by is 'The quarter that was closed: an earlier one where its restatement moved this one.';

create table post_score (
  closing_id           text not null references quarter_closing,
  post_id              text not null references post,
  quarter              text collate "C" not null,
  determination        text not null constraint determination_is_known
    check (determination in ('COMPLIANT', 'NON_COMPLIANT', 'UNDETERMINED')),
  undetermined_because text,
  score                text,
  score_told           double precision,
  score_low            double precision,
  score_high           double precision,
  is_marginal          boolean not null,
  threshold            double precision,
  violation_index      text,
  previous_index       text,
  factors              jsonb not null,
  inputs               jsonb,
  run_id               bigint,
  line                 bigint,
  primary key (closing_id, post_id)
);
comment on table post_score is 'What each closing decided of each post, and on what. Never changed.';
comment on column post_score.score is 'The exact fraction that was compared, as numerator/denominator.';
comment on column post_score.score_told is 'Rounded down to three places: below a threshold of three places exactly where the exact score is.';
comment on column post_score.inputs is 'The counts as they stood; the feed may restate them later.';

create function decided_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was decided is never changed';
end $$;
create trigger decided_is_kept before update or delete or truncate on threshold_decision
  for each statement execute function decided_is_kept();
create trigger decided_is_kept before update or delete or truncate on quarter_closing
  for each statement execute function decided_is_kept();
create trigger decided_is_kept before update or delete or truncate on post_score
  for each statement execute function decided_is_kept();

create table post_standing (
  id                   text primary key,
  post_id              text not null references post,
  quarter              text collate "C" not null,
  closing_id           text not null references quarter_closing,
  determination        text not null,
  undetermined_because text,
  run                  integer not null,
  display_run          integer not null,
  clean                integer not null,
  is_listed            boolean not null,
  probation            integer not null,
  open                 text[] not null,
  measures             text[] not null,
  undocumented_from    date,
  score                double precision,
  score_low            double precision,
  score_high           double precision,
  is_marginal          boolean not null,
  threshold            double precision,
  metric_version       text not null,
  closings             integer not null,
  closed_at            timestamptz not null,
  unique (post_id, quarter)
);
comment on table post_standing is 'The ladder folded from the latest decisions: recomputed whenever a quarter is closed or restated.';
comment on column post_standing.run is 'Consecutive quarters of non-compliance that end with this one.';
comment on column post_standing.display_run is 'As run, but for a quarter without determination: then the run that it cut short.';
comment on column post_standing.open is 'Measures that the run opens.';
comment on column post_standing.measures is 'Measures in force: what the run opens of itself, and what CBP ordered.';
comment on column post_standing.undocumented_from is 'First day on which information asked for under this standing was overdue.';
comment on column post_standing.score is 'As post_score.score_told.';
create index post_standing_of_quarter on post_standing (quarter, post_id);

create table ladder_correction (
  closing_id           text not null references quarter_closing,
  post_id              text not null references post,
  quarter              text collate "C" not null,
  determination_before text not null,
  determination_after  text not null,
  run_before           integer not null,
  run_after            integer not null,
  primary key (closing_id, post_id, quarter)
);
comment on table ladder_correction is 'Rungs that a restatement moved. Never changed.';
create trigger decided_is_kept before update or delete or truncate on ladder_correction
  for each statement execute function decided_is_kept();

create table closing_order (
  quarter   text collate "C" primary key,
  closed_on date not null,
  is_done   boolean not null default false,
  run_id    bigint not null references run,
  line      bigint not null
);
comment on table closing_order is 'Quarters that the feed quarter-closings closes, each as the mutation does.';
