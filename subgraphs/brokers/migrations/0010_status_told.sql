create table unpublished_status (
  broker_id text not null,
  programme text not null,
  status    text not null,
  from_on   date not null,
  until_on  date
);
comment on table unpublished_status is 'As unpublished_engagement.';
