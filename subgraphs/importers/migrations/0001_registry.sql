-- Who importers are. The importer number is stored here and in no other schema.
create table importer (
  id                     text primary key,
  number                 text not null unique,
  former_numbers         text[] not null,
  former_until           date[] not null,
  name                   text not null constraint name_is_given check (name <> ''),
  other_names            text[] not null,
  other_name_kinds       text[] not null,
  kind                   text not null,
  mailing_lines          text[] not null,
  mailing_city           text,
  mailing_region         text,
  mailing_postal_code    text,
  mailing_country        text not null constraint mailing_country_is_a_code check (mailing_country ~ '^[A-Z]{2}$'),
  physical_lines         text[],
  physical_city          text,
  physical_region        text,
  physical_postal_code   text,
  physical_country       text constraint physical_country_is_a_code check (physical_country ~ '^[A-Z]{2}$'),
  registry_status        text not null
    constraint status_is_known check (registry_status in ('ACTIVE', 'INACTIVE', 'VOIDED', 'REMOVED')),
  last_used_on           date,
  year_organized         integer,
  organized_in           text,
  naics                  text,
  business_description   text,
  website                text,
  entries_per_year       text,
  anticipated_value_cents bigint constraint anticipated_value_is_not_negative check (anticipated_value_cents >= 0),
  uei                    text,
  cage                   text,
  duns                   text,
  lei                    text,
  run_id                 bigint not null references run,
  line                   bigint not null,
  constraint a_former_number_has_its_last_day check (cardinality(former_numbers) = cardinality(former_until)),
  constraint an_other_name_has_its_kind check (cardinality(other_names) = cardinality(other_name_kinds)),
  constraint physical_address_is_whole check ((physical_lines is null) = (physical_country is null))
);
comment on table importer is 'Importers of record as CBP Form 5106 has them (19 CFR 24.5).';
comment on column importer.id is 'From the number: every owner derives the same id.';
comment on column importer.number is 'May be a Social Security number.';
comment on column importer.former_until is 'Last day of each former number, in the order of former_numbers.';
comment on column importer.registry_status is 'REMOVED also where the registry no longer lists it.';
comment on column importer.run_id is 'The last snapshot that lists it.';
create index importer_by_country on importer (mailing_country, id);

create table importer_name (
  key         text collate "C" not null,
  importer_id text not null,
  primary key (importer_id, key)
);
comment on table importer_name is 'Names to search by, legal and other: upper case, without accents and punctuation.';
create index importer_name_by_key on importer_name (key, importer_id);

create table importer_disclosure (
  id          text primary key,
  importer_id text not null,
  kind        text not null constraint disclosure_kind_is_known check (kind in ('OWNER', 'AFFILIATE', 'ASSET')),
  name        text,
  related_id  text,
  country     text,
  percent     double precision constraint percent_is_a_share check (percent between 0 and 100),
  basis       text,
  controlling boolean,
  value_cents bigint,
  from_on     date,
  until_on    date,
  description text,
  delisted_on date,
  run_id      bigint not null references run,
  line        bigint not null,
  constraint an_affiliate_has_a_basis check (kind <> 'AFFILIATE' or basis is not null),
  constraint an_asset_is_described check (kind <> 'ASSET' or description is not null),
  constraint a_person_is_named check (kind = 'ASSET' or name is not null)
);
comment on table importer_disclosure is 'Owners, affiliates and assets as importers disclosed them (EO 14411 § 2(a)(iii)).';
comment on column importer_disclosure.related_id is 'The affiliate as an importer, registered or not; null where it has no importer number.';
comment on column importer_disclosure.delisted_on is 'Day on which a snapshot was received that no longer lists it.';
create index importer_disclosure_by_importer on importer_disclosure (importer_id, kind) where delisted_on is null;
create index importer_disclosure_by_related on importer_disclosure (related_id) where delisted_on is null;

create table bond (
  id            text primary key,
  importer_id   text not null,
  bond_number   text not null,
  bond_type     text not null constraint bond_type_is_known check (bond_type in ('CONTINUOUS', 'SINGLE')),
  activity      text not null,
  surety_code   text not null,
  amount_cents  bigint not null constraint bond_is_positive check (amount_cents > 0),
  effective_on  date not null,
  terminated_on date,
  delisted_on   date,
  run_id        bigint not null references run,
  line          bigint not null
);
comment on table bond is 'Customs bonds (19 CFR part 113).';
comment on column bond.terminated_on is 'Not in force on this day.';
comment on column bond.delisted_on is 'Day on which a snapshot was received that no longer lists it; not in force from then.';
create index bond_by_importer on bond (importer_id);

create table confidentiality_certification (
  id               text primary key,
  importer_id      text not null,
  received_on      date not null,
  last_in_force_on date not null,
  names            text[] not null,
  withdrawn_on     date,
  run_id           bigint not null references run,
  line             bigint not null,
  constraint certification_ends_after_receipt check (last_in_force_on > received_on)
);
comment on table confidentiality_certification is 'Certifications of manifest confidentiality (19 CFR 103.31(d)).';
comment on column confidentiality_certification.last_in_force_on is 'CF-001: the second anniversary of the receipt is still in force.';
comment on column confidentiality_certification.withdrawn_on is 'Day on which a snapshot was received that no longer lists it; not in force from then.';
create index confidentiality_by_importer on confidentiality_certification (importer_id, last_in_force_on);

create table listing (
  id          text primary key,
  importer_id text not null,
  programme   text not null constraint programme_is_known check (programme in ('TRUSTED', 'KNOWN_SHIPPER')),
  name        text,
  name_key    text collate "C",
  mode        text,
  listed_on   date not null,
  until_on    date,
  delisted_on date,
  run_id      bigint not null references run,
  line        bigint not null,
  constraint a_trusted_importer_is_named check (programme <> 'TRUSTED' or (name is not null and name_key is not null))
);
comment on table listing is 'Trusted importers, public record, and known shippers, which are not.';
comment on column listing.until_on is 'Last day on the list; null: until removed.';
comment on column listing.delisted_on is 'Day on which a snapshot was received that no longer lists it; not in force from then.';
create index listing_by_importer on listing (importer_id, programme);
create index trusted_listing_by_name on listing (name_key, id) where programme = 'TRUSTED';

create table identity_change (
  change_id   bigint generated always as identity primary key,
  importer_id text not null
);
comment on table identity_change is 'Importers whose identity this transaction changed: published and emptied before it commits.';
