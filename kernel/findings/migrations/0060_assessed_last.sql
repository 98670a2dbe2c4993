-- Assessments wait for what else is due: whoever is assessed while findings still come is assessed again.
create or replace function publish(topic text, items jsonb) returns void
  language sql
  security definer
  set search_path = findings, pg_temp
as $$
  select graphile_worker.add_job(
    identifier => s.topic || ':' || s.consumer,
    payload    => json_build_object('message', gen_random_uuid(), 'items', publish.items),
    queue_name => s.topic || ':' || s.consumer,
    priority   => case s.topic when 'standing-due' then 10 else 0 end
  )
  from subscription s
  where s.topic = publish.topic
$$;
