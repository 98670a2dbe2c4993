create table told_finding (
  key          text primary key,
  rule         text not null,
  rule_version integer not null,
  subject      text not null,
  effect       text not null,
  valid_from   date not null,
  valid_until  date,
  evidence     jsonb not null,
  state        text not null constraint state_is_known check (state in ('OPEN', 'WITHDRAWN'))
);
comment on table told_finding is 'Findings of this owner''s rules as last published.';
comment on column told_finding.state is 'WITHDRAWN: the owner does not hold any more that it was so on any day.';
create index told_finding_of on told_finding (subject, rule);
