create table exclusion (
  exclusion_id     text primary key,
  sam_number       text,
  classification   text not null constraint classification_is_of_sam
    check (classification in ('INDIVIDUAL', 'FIRM', 'VESSEL', 'SPECIAL_ENTITY_DESIGNATION')),
  name             text not null,
  other_names      text[] not null,
  uei              text,
  cage             text,
  npi              text,
  address_lines    text[] not null,
  city             text,
  region           text,
  postal_code      text,
  country          text not null,
  other_addresses  jsonb not null,
  postal_keys      text[] not null,
  program          text not null,
  excluding_agency text,
  exclusion_type   text not null,
  proceeding       text not null,
  ct_code          text,
  comments         text,
  active_on        date not null,
  active_on_basis  text not null,
  terminates_on    date,
  active_ons       date[] not null,
  terminates_ons   date[] not null,
  published_on     date not null,
  by_cbp_as        text,
  trade_related    boolean not null,
  defects          text[] not null,
  raw              text not null,
  entry_digest     text not null,
  first_listed_on  date not null,
  listed_on        date not null,
  delisted_ons     date[] not null default '{}',
  relisted_ons     date[] not null default '{}',
  run_id           bigint not null references run,
  line             bigint not null,
  seen_run_id      bigint not null,
  constraint every_period_has_both_ends check (cardinality(active_ons) = cardinality(terminates_ons) and cardinality(active_ons) > 0),
  constraint an_absence_begins_before_it_ends check (cardinality(delisted_ons) - cardinality(relisted_ons) between 0 and 1)
) with (fillfactor = 85);
comment on table exclusion is 'One entry of the SAM exclusions list. Rows are never deleted: an entry that leaves the list is delisted.';
comment on column exclusion.sam_number is 'Not unique: one row for each program and address. The v4 extract has none.';
comment on column exclusion.country is 'ISO 3166-1 alpha-2; ZZ where SAM does not say.';
comment on column exclusion.postal_keys is 'Postal codes of all its addresses, for comparing.';
comment on column exclusion.active_on is 'Of the latest period. Blank in a third of the published rows: then active_on_basis says what stands here.';
comment on column exclusion.terminates_on is 'Last day in force of the latest period; null: indefinite.';
comment on column exclusion.terminates_ons is 'Last day of each period of active_ons, null: indefinite.';
comment on column exclusion.by_cbp_as is 'The configured agency string that matched; null: not by CBP.';
comment on column exclusion.raw is 'The published row by column name, or the JSON element, as it came.';
comment on column exclusion.entry_digest is 'Of the published row: changes whenever the entry does.';
comment on column exclusion.listed_on is 'Day of the newest list that named it.';
comment on column exclusion.delisted_ons is 'Days of the lists that no longer named it; relisted_ons those that did again, one for each absence that ended.';

create index exclusion_by_name on exclusion (upper(name) collate "C", exclusion_id);
create index exclusion_by_agency on exclusion (upper(excluding_agency));
create index cbp_exclusion_by_publication on exclusion (published_on, exclusion_id) where by_cbp_as is not null;

create table exclusion_key (
  value        text not null,
  scheme       text not null constraint scheme_is_known
    check (scheme in ('UEI', 'CAGE', 'NPI', 'DUNS', 'SAM_NUMBER', 'NAME', 'SHORT_NAME', 'OTHER_NAME')),
  exclusion_id text not null,
  primary key (value, scheme, exclusion_id)
);
comment on table exclusion_key is 'Written with the exclusions themselves, and checked by nothing else: by what an exclusion is found: identifiers, and names normalised; SHORT_NAME is a person''s first and last name.';
create index exclusion_key_of on exclusion_key (exclusion_id);

create table list (
  run_id    bigint primary key references run,
  listed_on date not null,
  is_dated  boolean not null
);
comment on table list is 'Each received exclusions list that named anyone.';
comment on column list.listed_on is 'Day in the file''s name, else the day of receipt.';

create function exclusion_status(
  active_ons date[], terminates_ons date[], delisted_ons date[], relisted_ons date[], day date
) returns text
  language sql
  immutable
  parallel safe
as $$
  select case
    when exists (
      select from unnest(active_ons, terminates_ons) as period (first_on, last_on)
      where first_on <= day and (last_on is null or last_on >= day)
    ) then case
      when exists (
        select from unnest(delisted_ons, relisted_ons) as absence (left_on, back_on)
        where left_on <= day and (back_on is null or back_on > day)
      ) then 'REMOVED'
      else 'ACTIVE'
    end
    when exists (select from unnest(active_ons) as period (first_on) where first_on <= day) then 'TERMINATED'
    else 'NOT_YET_ACTIVE'
  end
$$;
comment on function exclusion_status is 'As rules/status.ts.';
