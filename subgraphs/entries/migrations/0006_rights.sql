alter table seizure
  add column importer_response text constraint response_is_known check (importer_response in ('SUFFICIENT', 'INSUFFICIENT')),
  add column importer_responded_on date,
  add column images_requested_on date,
  add column commissioner_belief_on date;
comment on column seizure.importer_response is 'The importer''s answer to the notice of detention (19 CFR 133.21(b)(2)(ii)); null while there is none.';
comment on column seizure.images_requested_on is 'Day on which the owner of the right asked CBP for unredacted images outside this house (19 CFR 133.21(f)).';
comment on column seizure.commissioner_belief_on is 'Day on which CBP recorded that it believes goods since abandoned to infringe (EO 13785 section 4(b)(ii)).';

alter table seizure_line
  add column basis text constraint basis_is_known check (basis in ('GRAY_MARKET', 'DMCA', 'COPYRIGHT', 'TRADEMARK'));
comment on column seizure_line.basis is 'What it was held for; null where it was held under no right. The text of law follows from it and event_on.';
update seizure_line
set basis = case
  when seizure_line.gray_market or 'GRAY_MARKET' = all(seizure.grounds) then 'GRAY_MARKET'
  when not seizure.grounds && array['IPR_TRADEMARK', 'IPR_COPYRIGHT'] then null
  when recordation.number like 'TMK%' then 'TRADEMARK'
  else 'COPYRIGHT'
end
from seizure, recordation
where seizure.id = seizure_line.seizure_id and recordation.id = seizure_line.recordation_id;

create table recordation_agent (
  recordation_id text not null,
  agent_id       text not null,
  from_on        date not null,
  until_on       date,
  run_id         bigint not null references run,
  line           bigint not null,
  seen_run_id    bigint not null references run,
  primary key (recordation_id, agent_id, from_on)
);
comment on table recordation_agent is 'Agents of owners of recordations, whom CBP has verified: while one is in force it has what the owner has for that recordation.';
comment on column recordation_agent.agent_id is 'From the agent''s reference, as agreements name it.';
comment on column recordation_agent.until_on is 'Last day in force; null while open.';
create index recordation_agent_by_agent on recordation_agent (agent_id);

create table dmca_person (
  recordation_id text not null,
  list           text not null constraint list_is_known check (list in ('ELIGIBLE', 'INJURED')),
  from_on        date not null,
  until_on       date,
  run_id         bigint not null references run,
  line           bigint not null,
  seen_run_id    bigint not null references run,
  primary key (recordation_id, list, from_on)
);
comment on table dmca_person is 'Recorded works whose owner is an eligible or an injured person (19 CFR 133.47).';

create table dated_parameter (
  name         text not null,
  effective_on date not null,
  is_on        boolean not null,
  basis        text not null,
  primary key (name, effective_on)
);
comment on table dated_parameter is 'Choices of parameters.ts as decided since: from its day on a row prevails over what stands there.';

alter table penalty add column party_name text;
comment on column penalty.party_name is 'The party in violation as the case names it (19 CFR 103.32); null where the source does not say.';
create index penalty_closed on penalty (id) where closed_on is not null;
