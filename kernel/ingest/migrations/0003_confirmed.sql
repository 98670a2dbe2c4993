alter table run
  add column confirmed_at   timestamptz,
  add column confirmed_file text,
  add constraint confirmed_under_a_name check ((confirmed_at is null) = (confirmed_file is null));
comment on column run.confirmed_at is 'When the same bytes were last received again while this was the feed''s latest run: a snapshot is as of then. Null: never.';
comment on column run.confirmed_file is 'The file''s name on that receipt.';
