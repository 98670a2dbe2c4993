import { type RecordPrefix, recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TestHouse } from './house.ts';

interface Newcomer {
  /** As tokens name it. */
  readonly key: string;
  /** Whose agreement it has a copy of, for the same audience. */
  readonly as: string;
  /** Its own record, where its audience has one. */
  readonly subject?: string;
}

/** Gives another organisation an agreement like that of one of the cast. @returns its id. */
export async function newcomer(house: TestHouse, { key, as, subject }: Newcomer): Promise<string> {
  const id = (prefix: RecordPrefix) => recordId(prefix, house.database.keys.ids, key);
  await house.admin.unsafe(
    `insert into access.organization (id, key, name, address, run_id, line)
     select $1, $2, $2 || ' (invented)', address, run_id, line from access.organization where key = $3`,
    [id('org'), key, as],
  );
  await house.admin.unsafe(
    `insert into access.agreement (id, organization_id, number, audience, subject, agency, authority, rules,
       purposes, effective_on, expires_on, revoked_on, run_id, line, seen_run_id)
     select $1, $2, 'INV-NEW-' || $3, a.audience, $4, a.agency, a.authority, a.rules,
       a.purposes, a.effective_on, a.expires_on, a.revoked_on, a.run_id, a.line, a.seen_run_id
     from access.agreement a join access.organization o on o.id = a.organization_id
     where o.key = $5`,
    [id('agr'), id('org'), key, subject ?? null, as],
  );
  return id('org');
}
