-- Consents of importers to platforms (EO 14411 § 2(d)).
create table standing_consent (
  id          text primary key,
  importer_id text not null references importer,
  platform    text not null,
  scopes      text[] not null constraint a_scope_is_known
    check (cardinality(scopes) > 0 and scopes <@ array['IMPORTER_NAME', 'STANDING_STATUS']),
  granted_on  date not null,
  until_on    date not null,
  granted_at  timestamptz not null,
  revoked_at  timestamptz,
  constraint a_consent_ends check (until_on >= granted_on),
  constraint one_consent_at_a_time
    exclude using gist (importer_id with =, platform with =, daterange(granted_on, until_on, '[]') with &&)
    where (revoked_at is null)
);
comment on table standing_consent is 'What an importer lets one platform see, from when to when.';
comment on column standing_consent.platform is 'Id of the organisation.';
comment on column standing_consent.scopes is 'The rules of disclosure that it opens.';
comment on column standing_consent.until_on is 'Last day in force.';
comment on column standing_consent.revoked_at is 'Not in force from then, also where another consent took its place.';
create index standing_consent_by_importer on standing_consent (importer_id, granted_at desc);
