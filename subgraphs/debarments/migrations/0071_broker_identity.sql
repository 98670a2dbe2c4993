create table broker_key (
  value     text not null,
  scheme    text not null constraint scheme_is_known check (scheme in ('UEI', 'CAGE')),
  broker_id text not null,
  primary key (broker_id, scheme)
);
comment on table broker_key is 'Identifiers of brokers, as brokers published them: only for matching with exclusions.';
