-- The queue itself is graphile-worker's, in its own schema, owned by the same role.
create table subscription (
  topic    text not null,
  consumer text not null,
  primary key (topic, consumer)
);
comment on table subscription is 'Which owner hears of which topic.';

create function publish(topic text, items jsonb) returns void
  language sql
  security definer
  set search_path = findings, pg_temp
as $$
  select graphile_worker.add_job(
    identifier => s.topic || ':' || s.consumer,
    payload    => json_build_object('message', gen_random_uuid(), 'items', publish.items),
    queue_name => s.topic || ':' || s.consumer
  )
  from subscription s
  where s.topic = publish.topic
$$;
comment on function publish is 'The one door into the queue: a message to each subscribed owner, in the caller''s transaction.';
revoke all on function publish from public;
