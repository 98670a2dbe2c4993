create table run (
  run_id          bigint generated always as identity primary key,
  feed            text not null,
  source          text not null,
  file            text not null,
  sha256          text not null,
  received_at     timestamptz not null,
  state           text not null constraint run_state_is_known check (state in ('RUNNING', 'DONE', 'ABANDONED')),
  next_record     bigint not null default 0 constraint checkpoint_is_not_negative check (next_record >= 0),
  accepted        bigint not null default 0,
  rejected        bigint not null default 0,
  closed          bigint not null default 0,
  finished_at     timestamptz,
  constraint a_record_is_accepted_or_rejected check (next_record = accepted + rejected),
  constraint running_has_no_end check ((state = 'RUNNING') = (finished_at is null))
);
comment on table run is 'One received file of one feed, read once. A row''s run_id and line are its provenance.';
comment on column run.file is 'The file''s name as received, without its folder.';
comment on column run.sha256 is 'Of the whole file, lower case hex.';
comment on column run.next_record is 'The checkpoint: records before it are in the tables or in quarantine.';
comment on column run.state is 'ABANDONED: another file of the feed was begun before this one was done; to be read again from its start.';
comment on column run.closed is 'What a snapshot no longer listed.';

create unique index one_unfinished_run_of_a_file on run (feed, sha256) where state = 'RUNNING';
create index run_of_a_feed on run (feed, run_id);

create table quarantine (
  run_id    bigint not null references run,
  record    bigint not null,
  line      bigint not null,
  field     text not null,
  expected  text not null,
  got       text not null constraint got_is_bounded check (length(got) <= 200),
  primary key (run_id, record)
);
comment on table quarantine is 'Records that were not taken, with what was expected and what came. The run went on without them.';
comment on column quarantine.record is 'The record''s place in the file, from 0.';
comment on column quarantine.line is 'The line its text starts on, from 1.';
