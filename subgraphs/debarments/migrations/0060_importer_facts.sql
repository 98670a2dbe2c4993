create sequence importer_heard as bigint;
comment on sequence importer_heard is 'Taken under the lock of links, so that a lower number is never committed after a higher one.';

alter table importer_identity
  add column names text[] not null default '{}',
  add column is_person boolean,
  add column addresses jsonb not null default '[]',
  add column phones text[] not null default '{}',
  add column websites text[] not null default '{}',
  add column uei text,
  add column cage text,
  add column heard bigint not null default nextval('importer_heard');
comment on table importer_identity is 'Who an importer is, as importers published it (18 USC 1905): for matching with exclusions, and for CBP''s search of the registry.';
comment on column importer_identity.names is 'As given, legal name first. To CBP alone.';
comment on column importer_identity.heard is 'Raised whenever what is searched by changes: for those who hold the registry in memory.';
create index importer_identity_by_heard on importer_identity (heard);

alter table importer_trace drop constraint kind_is_known;
alter table importer_trace add constraint kind_is_known
  check (kind in ('ADDRESS', 'PRINCIPAL', 'PHONE', 'DOMAIN', 'BANK_ACCOUNT', 'NAME'));

-- Addresses are read in more notations: exclusions are traced anew at the end of the next list.
update traced_exclusion set entry_digest = '';
