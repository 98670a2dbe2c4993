-- What the registry said of an importer before (19 USC 4320(b)): a row for each restatement, to its last day.
create table registration (
  importer_id          text not null,
  until_on             date not null,
  name                 text not null,
  other_names          text[] not null,
  kind                 text not null,
  registry_status      text not null,
  year_organized       integer,
  organized_in         text,
  mailing_lines        text[] not null,
  mailing_city         text,
  mailing_region       text,
  mailing_postal_code  text,
  mailing_country      text not null,
  physical_lines       text[],
  physical_city        text,
  physical_region      text,
  physical_postal_code text,
  physical_country     text,
  primary key (importer_id, until_on)
);
comment on table registration is 'Names, legal form, addresses and status of an importer as they were; what holds stands in importer.';
comment on column registration.until_on is 'Last day; the first is the day after the one before.';

alter table importer add column anticipated_duties_cents bigint
  constraint anticipated_duties_are_not_negative check (anticipated_duties_cents >= 0);
comment on column importer.anticipated_duties_cents is 'Duties, taxes and fees that the importer expects to pay in a year.';

-- Numbers that may be one person's.
create index importer_by_uei on importer (uei) where uei is not null;
create index importer_by_duns on importer (duns) where duns is not null;
create index importer_by_lei on importer (lei) where lei is not null;
create index importer_by_account on importer using gin (bank_accounts) where bank_accounts <> '{}';
