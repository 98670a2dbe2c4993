alter table broker
  add column uei  text,
  add column cage text;
comment on column broker.uei is 'Unique Entity Identifier of SAM; null where the source gives none.';

create table unpublished_identity (
  broker_id text not null,
  uei       text,
  cage      text
);
comment on table unpublished_identity is 'As unpublished_engagement.';
