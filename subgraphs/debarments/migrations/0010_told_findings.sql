-- What was told before keeps its key; exclusions with more than one term have one more for each further one.
insert into told_finding (key, rule, rule_version, subject, effect, valid_from, valid_until, evidence, state)
select
  finding_key, rule, rule_version, importer_id, effect, valid_from, valid_until,
  jsonb_build_array(jsonb_build_object('kind', 'EXCLUSION', 'record', exclusion_id, 'observedOn', valid_from)),
  'OPEN'
from published_finding;
drop table published_finding;
