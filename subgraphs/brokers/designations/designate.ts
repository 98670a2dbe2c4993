import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { announceDesignation } from '../changes/announce-record.ts';
import { statusOn } from '../loaders/statuses.ts';
import { designationDeniedBy } from '../rules/designation.ts';
import type { DesignationInput, MutationEndBrokerDesignationArgs } from '../schema.generated.ts';
import { gateClosed } from './designations.ts';
import { publishFindings } from './publish-findings.ts';

/**
 * The importer designates a broker, and the gate decides (GS-900, EF-006): what it denies
 * is kept as denied. GS-020 is evaluated in the same transaction. Null where the broker
 * does not act for the importer.
 */
export function designate(setting: LoaderSetting) {
  const { viewer, today, now, secret } = setting;
  return async (input: DesignationInput): Promise<string | null> => {
    const from = input.from ?? today;
    const until = input.until ?? null;
    if (Temporal.PlainDate.compare(from, today) < 0)
      throw badInput(`from: expected ${today} or a day after, got ${from}`);
    if (until !== null && Temporal.PlainDate.compare(until, from) < 0)
      throw badInput(`until: expected ${from} or a day after, got ${until}`);
    return mutate(setting, {
      name: 'designateBrokerAsImporterOfRecord',
      input,
      work: async (tx) => {
        if (viewer.audience !== 'IMPORTER' || viewer.subject === null) return null;
        const asked = { importer: viewer.subject, broker: input.broker };
        await statement(tx, ONE_AT_A_TIME)(asked);
        const [acting] = await statement<Acting>(tx, ACTING)({ ...asked, today, from });
        if (acting === undefined) return null;
        const denied = designationDeniedBy(acting);
        const made = { ...asked, from, until, denied };
        const [same] = await statement<{ id: string }>(tx, SAME)({ ...made, today });
        if (same !== undefined) return same.id;
        const id = recordId('dsg', secret.ids, randomUUID());
        const by = { designated_by: viewer.actor, organization: viewer.organization?.id ?? null };
        await statement(tx, KEEP)({ ...made, ...by, id, now });
        await publishFindings(tx, { importers: [viewer.subject] });
        await announceDesignation(tx, { id, ...asked }, now);
        return id;
      },
    });
  };
}

/** The importer takes it back from today on; one that is over stays as it is. */
export function endDesignation(setting: LoaderSetting) {
  const { viewer, today, now } = setting;
  return async (asked: MutationEndBrokerDesignationArgs): Promise<string | null> =>
    mutate(setting, {
      name: 'endBrokerDesignation',
      input: asked,
      work: async (tx) => {
        if (viewer.audience !== 'IMPORTER' || viewer.subject === null) return null;
        const own = { id: asked.id, importer: viewer.subject };
        const [held] = await statement<object>(tx, OWN)(own);
        if (held === undefined) return null;
        const [ended] = await statement<{ broker: string }>(tx, END)({ ...own, today });
        if (ended === undefined) return asked.id;
        await publishFindings(tx, { importers: [viewer.subject] });
        await announceDesignation(tx, { ...own, broker: ended.broker }, now);
        return asked.id;
      },
    });
}

interface Acting {
  readonly isLicensed: boolean;
  readonly isGateClosed: boolean;
}

const ONE_AT_A_TIME = `select pg_advisory_xact_lock(hashtextextended('designation ' || :importer || ' ' || :broker, 0))`;

/** The gate is asked of the day of the asking, and of the first day where that is to come. */
const ACTING = `
  select
    coalesce(${statusOn('engagement.broker_id', `'LICENSE'`, ':today::date')}, '') = 'ACTIVE' as "isLicensed",
    ${gateClosed('engagement.importer_id', ':today::date')}
      or ${gateClosed('engagement.importer_id', ':from::date')} as "isGateClosed"
  from engagement
  join broker on broker.id = engagement.broker_id
  where engagement.broker_id = :broker and engagement.importer_id = :importer
    and engagement.from_on <= :today::date and (engagement.until_on is null or engagement.until_on >= :today::date)
  limit 1`;

const SAME = `
  select designation_id as id
  from designation
  where importer_id = :importer and broker_id = :broker and until_on is not distinct from :until::date
    and denied_by = :denied::text[]
    and case when denied_by = '{}' then ended_on is null and from_on <= :from::date
                and (from_on = :from::date or from_on <= :today::date) and (until_on is null or until_on >= :today::date)
             else from_on = :from::date end
  order by nth desc
  limit 1`;

const KEEP = `
  insert into designation (
    designation_id, importer_id, broker_id, from_on, until_on, denied_by, designated_by, organization, designated_at)
  values (:id, :importer, :broker, :from, :until, :denied, :designated_by, :organization, :now)`;

const OWN = 'select from designation where designation_id = :id and importer_id = :importer for update';

const END = `
  update designation
  set ended_on = :today::date
  where designation_id = :id and importer_id = :importer and denied_by = '{}' and ended_on is null
    and (until_on is null or until_on >= :today::date)
  returning broker_id as broker`;
