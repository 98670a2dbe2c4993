create table importer_trace (
  value       text not null,
  kind        text not null constraint kind_is_known check (kind in ('ADDRESS', 'PRINCIPAL', 'PHONE', 'DOMAIN', 'NAME')),
  importer_id text not null references importer_identity,
  shown       text not null,
  head        text not null,
  primary key (value, kind, importer_id)
);
comment on table importer_trace is 'What an importer may have in common with an excluded person (18 USC 1905; 5 USC 552a): for CBP''s leads alone.';
comment on column importer_trace.value is 'As it is compared.';
comment on column importer_trace.head is 'First word of the importer''s name: tells unlike names apart.';
create index importer_trace_of on importer_trace (importer_id);

alter table importer_identity add column organized_in integer;
comment on column importer_identity.organized_in is 'Year in which the importer was organised; null where it does not say.';

create table exclusion_trace (
  value        text not null,
  kind         text not null constraint kind_is_known check (kind in ('ADDRESS', 'PRINCIPAL', 'NAME')),
  exclusion_id text not null references exclusion,
  shown        text not null,
  head         text not null,
  primary key (value, kind, exclusion_id)
);
comment on table exclusion_trace is 'The same of the exclusions by CBP, from the list.';
create index exclusion_trace_of on exclusion_trace (exclusion_id);

create table traced_exclusion (
  exclusion_id text primary key references exclusion,
  entry_digest text not null,
  is_listed    boolean not null
);
comment on table traced_exclusion is 'Exclusions by CBP as leads were last looked for: what differs is looked at again.';

create table notice_trace (
  value     text not null,
  kind      text not null constraint kind_is_known check (kind in ('ADDRESS', 'PHONE', 'DOMAIN', 'NAME')),
  notice_id text not null references reestablishment_notice,
  shown     text not null,
  primary key (value, kind, notice_id)
);
create index notice_trace_of on notice_trace (notice_id);

create view excluded_trace as
  select exclusion_id, kind, value, shown, 'LIST' as source, null::text as source_record
  from exclusion_trace
  union all
  select l.exclusion_id, t.kind, t.value, t.shown, 'LINKED_IMPORTER', l.importer_id
  from exclusion_link l
  join traced_exclusion using (exclusion_id)
  join importer_trace t using (importer_id)
  where l.status = 'CONFIRMED'
  union all
  select n.exclusion_id, t.kind, t.value, t.shown, 'NOTICE', n.notice_id
  from reestablishment_notice n
  join notice_trace t using (notice_id)
  where n.decision is distinct from 'DISMISS';
comment on view excluded_trace is 'All that is known to be an excluded person''s: from the list, from importers that it is, from notices not dismissed.';

create table reestablishment_lead (
  lead_id         text primary key,
  exclusion_id    text not null references exclusion,
  importer_id     text not null,
  status          text not null constraint status_is_known
    check (status in ('OPEN', 'CONFIRMED', 'DISMISSED', 'WITHDRAWN')),
  score           numeric(5, 4) not null,
  evidence        jsonb not null,
  evidence_digest text not null,
  found_at        timestamptz not null,
  changed_at      timestamptz not null,
  decision        text constraint decision_is_known check (decision in ('CONFIRM', 'DISMISS')),
  decided_digest  text,
  decided_at      timestamptz,
  constraint one_lead_of_a_pair unique (exclusion_id, importer_id)
);
comment on table reestablishment_lead is 'Importers that may be a person whom CBP excluded, under another name or address.';
comment on column reestablishment_lead.decided_digest is 'The evidence as CBP saw it: a dismissed lead opens again when it changes.';
create index reestablishment_lead_by_score on reestablishment_lead (status, score desc, lead_id);

create view held_exclusion as
  select importer_id, exclusion_id, status as link, null::jsonb as confirmed_by
  from exclusion_link
  union all
  select
    importer_id, exclusion_id, 'REESTABLISHED',
    jsonb_agg(
      jsonb_build_object(
        'kind', kind, 'record', record, 'observedOn', to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD'))
      order by kind, record)
  from (
    select importer_id, exclusion_id, 'REESTABLISHMENT_LEAD' as kind, lead_id as record, decided_at
    from reestablishment_lead
    where decision = 'CONFIRM'
    union all
    select importer_id, exclusion_id, 'REESTABLISHMENT_NOTICE', notice_id, decided_at
    from reestablishment_notice
    where decision = 'CONFIRM' and importer_id is not null
  ) confirmed
  group by importer_id, exclusion_id;
comment on view held_exclusion is 'Exclusions as they are held against importers: links, and what CBP confirmed of re-establishment.';
