-- The integrity of the accounting: every row knows the transaction that wrote it, and batches chain them.
create sequence request_position;

-- NOTE: a transaction's number is below that of whatever is still under way once it is finished; so the rows below
-- a snapshot's xmin are complete, in whatever order their transactions committed.
alter table request
  add column position bigint not null default nextval('ledger.request_position'),
  add column written_in bigint not null default (pg_current_xact_id()::text::bigint);
alter table disclosure
  add column written_in bigint not null default (pg_current_xact_id()::text::bigint);
alter sequence request_position owned by request.position;
comment on column request.position is 'Ascending; numbers of transactions that failed are left out.';
comment on column request.written_in is 'Number of the transaction that wrote the row (xid8).';
comment on column disclosure.written_in is 'Number of the transaction that wrote the row (xid8).';

create index request_by_transaction on request (written_in);
create index disclosure_by_transaction on disclosure (written_in);

create table batch (
  sequence     bigint      primary key check (sequence > 0),
  upto         bigint      not null,
  chained_at   timestamptz not null,
  request_ids  uuid[]      not null,
  leaf_counts  integer[]   not null,
  leaves       bytea       not null,
  merkle_root  bytea       not null check (length(merkle_root) = 32),
  chained_root bytea       not null check (length(chained_root) = 32)
);
comment on table batch is 'Rows of the ledger that were chained together: those written from the transaction the batch before ends at, up to its own.';
comment on column batch.upto is 'Number of the first transaction that is no longer in the batch.';
comment on column batch.request_ids is 'Its requests, in the order of their positions.';
comment on column batch.leaf_counts is 'Rows of each of them: the request and its disclosures.';
comment on column batch.leaves is 'SHA-256 of each row, 32 bytes each, in the same order: says which row is not as it was.';
comment on column batch.merkle_root is 'RFC 6962 § 2.1 root of the leaves.';
comment on column batch.chained_root is 'SHA-256 of the chained root before, and all the rest of this row.';

create trigger batch_is_append_only before update or delete on batch
  for each row execute function refuse_change();
create trigger batch_is_never_emptied before truncate on batch
  for each statement execute function refuse_change();

-- The writer of entries does not say itself when it wrote them.
revoke insert on request, disclosure from gs_ledger;
grant insert (
  request_id, disclosed_at, subgraph, audience, actor, organization_id, recipient_name, recipient_address,
  agreement_id, purpose, policy_version, digest
) on request to gs_ledger;
grant insert (
  request_id, disclosed_at, record_id, rule, authority, coordinates, relation, stage
) on disclosure to gs_ledger;
grant usage on sequence request_position to gs_ledger;
grant insert on batch to gs_ledger;
grant select on batch to gs_access;
