alter table importer_identity
  add column trusted_suspended jsonb not null default '[]';
comment on column importer_identity.trusted_suspended is 'Days on which the listing is suspended: from and until, the last day, null where it lasts.';
