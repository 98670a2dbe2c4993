create table correction (
  change_id   bigint generated always as identity primary key,
  record_id   text   not null,
  coordinates text[] not null
);
comment on table correction is 'Protected values that this transaction changed: published and emptied before it commits (5 USC 552a(c)(4)).';
