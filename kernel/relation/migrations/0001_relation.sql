-- Who stands in which relation to an importer, as the owners of the facts published it.
-- Applied to each owner that decides by jurisdiction or by broker engagement.
create table jurisdiction (
  importer_id text not null,
  agency      text not null,
  first_on    date not null,
  last_on     date not null,
  primary key (importer_id, agency)
);
comment on table jurisdiction is 'Importers with an entry line flagged to an agency. Published by entries.';
create index jurisdiction_by_agency on jurisdiction (agency, importer_id);

create table engagement (
  broker_id   text not null,
  importer_id text not null,
  from_on     date not null,
  until_on    date,
  primary key (broker_id, importer_id, from_on)
);
comment on table engagement is 'Powers of attorney of importers to brokers. Published by brokers.';
comment on column engagement.until_on is 'Last day in force; null: until revoked.';
create index engagement_by_importer on engagement (importer_id, broker_id);
