-- What the pages of the accounting are found by, however many entries a record has.
alter table disclosure
  add column audience text,
  add column purpose text,
  add column organization_id text;

alter table disclosure disable trigger disclosure_is_append_only;
update disclosure d
  set audience = r.audience, purpose = r.purpose, organization_id = r.organization_id
  from request r
  where r.request_id = d.request_id and r.disclosed_at = d.disclosed_at;
alter table disclosure enable trigger disclosure_is_append_only;

-- NOTE: these three repeat the row of the request and are no part of what is hashed; whoever verifies compares them.
comment on column disclosure.audience is 'As in the request: what the recipient was treated as.';
comment on column disclosure.purpose is 'As in the request.';
comment on column disclosure.organization_id is 'As in the request: the recipient.';
grant insert (audience, purpose, organization_id) on disclosure to gs_ledger;

-- NOTE: the condition is the one of the pages that a subject reads; without an index of its own, such a page
-- reads past every entry that the subject is not told of.
create index disclosure_told on disclosure (record_id, disclosed_at)
  where audience <> 'CBP' and purpose is distinct from 'ENFORCEMENT';
