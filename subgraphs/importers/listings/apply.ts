import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { modeColumn } from '../ingest/columns.ts';
import { nameKey } from '../name-key.ts';
import type {
  MutationApplyForTrustedListingArgs,
  MutationWithdrawTrustedListingArgs,
} from '../schema.generated.ts';
import { endListings, tellListing } from './end-listings.ts';
import { keepDecision } from './keep-decision.ts';

const LONGEST_NAME = 200;

/** The mode of a listing as it is written; null where none is given. */
export function readMode(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : wellFormed('mode', modeColumn(text));
}

/** The importer that asks applies. A pending application stays as it is. Null for any other importer. */
export function applyForListing(setting: LoaderSetting) {
  const { viewer, now, secret } = setting;
  return async (asked: MutationApplyForTrustedListingArgs): Promise<string | null> => {
    const name = asked.name == null ? null : writtenText('name', asked.name, LONGEST_NAME);
    const mode = readMode(asked.mode);
    return mutate(setting, {
      name: 'applyForTrustedListing',
      input: asked,
      work: async (tx) => {
        if (viewer.audience !== 'IMPORTER' || asked.importer !== viewer.subject) return null;
        const importer = asked.importer;
        const [held] = await statement<{ name: string }>(tx, IMPORTER)({ importer });
        if (held === undefined) return null;
        const [pending] = await statement<{ id: string }>(tx, PENDING)({ importer });
        if (pending !== undefined) return pending.id;
        const listed = name ?? held.name;
        const key = nameKey(listed);
        const [known] = await statement<object>(tx, KNOWN_NAME)({ importer, key });
        if (known === undefined)
          throw badInput('name: expected a name of the importer in the registry of importers');
        const id = recordId('tla', secret.ids, randomUUID());
        const by = { applied_by: viewer.actor, organization: viewer.organization?.id ?? null };
        await statement(tx, APPLY)({ id, importer, name: listed, key, mode, ...by, now });
        return id;
      },
    });
  };
}

/** The importer takes its application back and leaves the registry. Null where it never applied and is not listed. */
export function withdrawListing(setting: LoaderSetting) {
  const { viewer, now, secret } = setting;
  return async (asked: MutationWithdrawTrustedListingArgs): Promise<string | null> =>
    mutate(setting, {
      name: 'withdrawTrustedListing',
      input: asked,
      work: async (tx) => {
        if (viewer.audience !== 'IMPORTER' || asked.importer !== viewer.subject) return null;
        const importer = asked.importer;
        await statement(tx, IMPORTER)({ importer });
        const ended = await endListings(tx, setting, importer);
        const withdrawn = await statement<{ id: string }>(
          tx,
          WITHDRAW,
        )({ importer, ended: ended.map(({ id }) => id) });
        for (const { id } of withdrawn)
          await keepDecision(tx, setting, { record: id, decision: 'WITHDRAW', note: null });
        const [first] = withdrawn;
        const [listing] = ended;
        if (first === undefined && listing !== undefined) {
          const id = recordId('tla', secret.ids, randomUUID());
          const by = { applied_by: viewer.actor, organization: viewer.organization?.id ?? null };
          await statement(tx, LEAVE)({ id, importer, listing: listing.id, ...by, now });
          await keepDecision(tx, setting, { record: id, decision: 'WITHDRAW', note: null });
          await tellListing(tx, setting, importer);
          return id;
        }
        if (ended.length > 0) await tellListing(tx, setting, importer);
        if (first !== undefined) return first.id;
        const [latest] = await statement<{ id: string }>(tx, LATEST)({ importer });
        return latest?.id ?? null;
      },
    });
}

const IMPORTER = 'select name from importer where id = :importer for update';

const PENDING = `
  select application_id as id from listing_application where importer_id = :importer and state = 'APPLIED'`;

const KNOWN_NAME = 'select from importer_name where importer_id = :importer and key = :key';

const APPLY = `
  insert into listing_application (
    application_id, importer_id, name, name_key, mode, state, applied_by, organization, applied_at)
  values (:id, :importer, :name, :key, :mode, 'APPLIED', :applied_by, :organization, :now)`;

const WITHDRAW = `
  update listing_application
  set state = 'WITHDRAWN'
  where importer_id = :importer
    and (state = 'APPLIED' or (state = 'LISTED' and listing_id = any(:ended::text[])))
  returning application_id as id`;

/** One that CBP's own list brought has no application: that it was left is kept all the same. */
const LEAVE = `
  insert into listing_application (
    application_id, importer_id, name, name_key, mode, state, listing_id, applied_by, organization, applied_at)
  select :id, importer_id, name, name_key, mode, 'WITHDRAWN', id, :applied_by, :organization, :now
  from listing
  where id = :listing`;

const LATEST = `
  select application_id as id
  from listing_application
  where importer_id = :importer
  order by nth desc
  limit 1`;
