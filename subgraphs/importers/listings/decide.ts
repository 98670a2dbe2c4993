import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { listingMonths } from '../parameters.ts';
import { failedChecks } from '../rules/listing-vetting.ts';
import type { MutationDecideTrustedListingArgs } from '../schema.generated.ts';
import { endListings, tellListing } from './end-listings.ts';
import { keepDecision } from './keep-decision.ts';
import { vettingNow } from './vetting.ts';

/** CBP lists who applied and passes vetting, refuses, or takes off the registry. Null where there is no such importer. */
export function decideListing(setting: LoaderSetting) {
  return async (asked: MutationDecideTrustedListingArgs): Promise<string | null> => {
    const note = writtenText('note', asked.note);
    const until = lastDay('until', asked.until, setting.today, listingMonths.value);
    return mutate(setting, {
      name: 'decideTrustedListing',
      input: asked,
      work: async (tx) => {
        const { importer, listed } = asked;
        const [held] = await statement<object>(tx, IMPORTER)({ importer });
        if (held === undefined) return null;
        const [application] = await statement<Application>(tx, LATEST)({ importer });
        if (application?.state === 'APPLIED') {
          return listed
            ? list(tx, setting, { importer, application, until, note })
            : refuse(tx, setting, { importer, application, note });
        }
        return listed ? stands(application) : delist(tx, setting, { importer, application, note });
      },
    });
  };
}

/** The last day that is asked for, or the last that may be. */
export function lastDay(
  argument: string,
  asked: Temporal.PlainDate | null | undefined,
  today: Temporal.PlainDate,
  months: number,
): Temporal.PlainDate {
  const last = today.add({ months });
  if (asked === null || asked === undefined) return last;
  const { compare } = Temporal.PlainDate;
  if (compare(asked, today) >= 0 && compare(asked, last) <= 0) return asked;
  throw badInput(`${argument}: expected a day from ${today} to ${last}, got ${asked}`);
}

interface Application {
  readonly id: string;
  readonly state: string;
  readonly nameKey: string;
}

interface Decided {
  readonly importer: string;
  readonly application: Application;
  readonly note: string;
}

async function list(
  tx: TransactionSql,
  setting: LoaderSetting,
  { importer, application, until, note }: Decided & { readonly until: Temporal.PlainDate },
): Promise<string> {
  const checks = (await vettingNow(tx, setting, importer, application.nameKey)) ?? [];
  const failed = failedChecks(checks);
  if (failed.length > 0)
    throw badInput(`listed: expected an importer that passes vetting, this one fails ${failed.join(', ')}`);
  const ended = await endListings(tx, setting, importer);
  await statement(tx, REPLACED)({ importer, ended: ended.map(({ id }) => id) });
  const listing = recordId('lst', setting.secret.ids, randomUUID());
  const { today, now } = setting;
  await statement(tx, KEEP_LISTING)({ listing, id: application.id, today, until, now });
  await statement(tx, DECIDE)({ id: application.id, state: 'LISTED', listing, vetting: { json: checks } });
  await keepDecision(tx, setting, { record: application.id, decision: 'LIST', note });
  await tellListing(tx, setting, importer);
  return application.id;
}

async function refuse(
  tx: TransactionSql,
  setting: LoaderSetting,
  { importer, application, note }: Decided,
): Promise<string> {
  const checks = (await vettingNow(tx, setting, importer, application.nameKey)) ?? [];
  await statement(
    tx,
    DECIDE,
  )({ id: application.id, state: 'REFUSED', listing: null, vetting: { json: checks } });
  await keepDecision(tx, setting, { record: application.id, decision: 'REFUSE', note });
  return application.id;
}

/** Nobody is listed but by its own choice; the same decision again changes nothing. */
function stands(application: Application | undefined): string {
  if (application?.state === 'LISTED') return application.id;
  throw badInput('listed: expected an importer that has applied, this one has no application pending');
}

/** One that CBP's own list brought has no application: that it was taken off is kept all the same. */
async function delist(
  tx: TransactionSql,
  setting: LoaderSetting,
  {
    importer,
    application,
    note,
  }: Omit<Decided, 'application'> & { readonly application: Application | undefined },
): Promise<string> {
  const [listing] = await endListings(tx, setting, importer);
  if (listing === undefined) {
    if (application !== undefined) return application.id;
    throw badInput('listed: expected an importer that has applied or is listed, this one is neither');
  }
  const [taken] = await statement<{ id: string }>(tx, TAKE_OFF)({ listing: listing.id });
  const id = taken?.id ?? recordId('tla', setting.secret.ids, randomUUID());
  if (taken === undefined) await statement(tx, TAKE_OFF_LIST)({ id, listing: listing.id, now: setting.now });
  await keepDecision(tx, setting, { record: id, decision: 'DELIST', note });
  await tellListing(tx, setting, importer);
  return id;
}

const IMPORTER = 'select from importer where id = :importer for update';

const LATEST = `
  select application_id as id, state, name_key as "nameKey"
  from listing_application
  where importer_id = :importer
  order by nth desc
  limit 1`;

const REPLACED = `
  update listing_application
  set state = 'ENDED'
  where importer_id = :importer and state = 'LISTED' and listing_id = any(:ended::text[])`;

const KEEP_LISTING = `
  insert into listing (id, importer_id, programme, name, name_key, mode, listed_on, until_on, decided_at)
  select :listing, importer_id, 'TRUSTED', name, name_key, mode, :today, :until, :now
  from listing_application
  where application_id = :id`;

const DECIDE = `
  update listing_application
  set state = :state, listing_id = :listing, vetting = :vetting::text::jsonb
  where application_id = :id`;

const TAKE_OFF = `
  update listing_application
  set state = 'ENDED'
  where state = 'LISTED' and listing_id = :listing
  returning application_id as id`;

const TAKE_OFF_LIST = `
  insert into listing_application (application_id, importer_id, name, name_key, mode, state, listing_id, applied_at)
  select :id, importer_id, name, name_key, mode, 'ENDED', id, :now
  from listing
  where id = :listing`;
