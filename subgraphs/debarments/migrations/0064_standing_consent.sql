-- Consents of importers to platforms, as importers published them (EO 14411 § 2(d)).
create table standing_consent (
  consent_id     text primary key,
  platform       text not null,
  opens_standing boolean not null,
  from_on        date not null,
  until_on       date not null,
  revoked_at     timestamptz
);
comment on table standing_consent is 'Which consents a platform may name when it looks parties up. Of which importer each is, and what its standing is, importers keep.';
comment on column standing_consent.until_on is 'Last day in force.';
