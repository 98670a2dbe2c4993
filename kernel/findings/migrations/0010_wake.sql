create function wake(task text, lane text, queue text, due_at timestamptz) returns void
  language sql
  security definer
  set search_path = findings, pg_temp
as $$
  select graphile_worker.add_job(
    identifier   => wake.task,
    payload      => json_build_object('lane', wake.lane),
    queue_name   => wake.queue,
    run_at       => coalesce(wake.due_at, now()),
    job_key      => wake.task || ':' || wake.lane,
    job_key_mode => case when wake.due_at is null then 'preserve_run_at' else 'replace' end
  )
$$;
comment on function wake is 'Work on one lane, in the caller''s transaction: one job a lane, at the time given; where none is given at once, or when it was due already. Of one queue one job at a time is done.';
revoke all on function wake from public;
