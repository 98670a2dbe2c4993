-- What passes with a day although nobody files anything: noted by the sweep of the night.
create table night (
  swept_on    date primary key,
  since_on    date not null,
  through     text not null default '',
  importers   bigint not null default 0,
  due         bigint not null default 0,
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  constraint a_night_is_of_days check (since_on < swept_on)
);
comment on table night is 'Sweeps of the registry, each of the days after since_on up to and with swept_on.';
comment on column night.through is 'How far it has come: all importers up to and with this one are swept.';
comment on column night.due is 'Importers found to be assessed anew: never assessed, or under another ruleset.';

create table passing (
  swept_on    date not null,
  importer_id text not null,
  kind        text not null constraint kind_is_known check (kind in (
    'NUMBER_INACTIVE', 'BOND_ENDED', 'CERTIFICATION_ENDED', 'LISTING_ENDED', 'STANDING_CHANGED')),
  record      text not null,
  passed_on   date not null,
  was         text,
  becomes     text,
  primary key (importer_id, kind, record, passed_on)
);
comment on table passing is 'What became so on a day by itself. Once for each day, however often it is swept.';
comment on column passing.record is 'What ended; for a number or a standing the importer itself.';
comment on column passing.passed_on is 'First day on which it is so.';
comment on column passing.was is 'For a standing: its status before; becomes: its status since.';
create index passing_by_night on passing (swept_on, importer_id, kind, record, passed_on);
