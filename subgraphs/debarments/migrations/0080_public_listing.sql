-- Persons on public lists other than the exclusions of SAM.
create table public_listing (
  id           text primary key,
  list         text not null constraint list_is_known check (list in ('UFLPA_ENTITY_LIST', 'SECTION_1592A_LIST', 'EAPA_DETERMINATIONS')),
  name         text not null,
  other_names  text[] not null,
  kind         text constraint kind_is_known check (kind in ('PERSON', 'ORGANIZATION')),
  address      text,
  city         text,
  region       text,
  postal_code  text,
  country      text,
  listed_on    date not null,
  ended_on     date,
  citation     text not null,
  delisted_on  date,
  run_id       bigint not null references run,
  line         bigint not null
);
comment on table public_listing is 'Entries of public lists. Rows are never deleted: what a snapshot no longer lists is delisted.';
comment on column public_listing.citation is 'Where it was published: a Federal Register citation or a case number.';
comment on column public_listing.ended_on is 'Last day on the list; null: until it is ended.';
comment on column public_listing.delisted_on is 'Day from which the file no longer listed it.';
