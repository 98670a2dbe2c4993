import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type DataLoader from 'dataloader';
import { MOST_NESTED } from '../loaders/most-nested.ts';
import { knownShipperMonths } from '../parameters.ts';
import { failedChecks } from '../rules/listing-vetting.ts';
import type { KnownShipperInput, MutationEndKnownShipperEnrollmentArgs } from '../schema.generated.ts';
import type { KnownShipperRecordRow } from '../tables.ts';
import { LISTING_IN_FORCE, predicateParams } from '../visibility.ts';
import { visibleListingRecord } from './applications.ts';
import { readMode } from './apply.ts';
import { lastDay } from './decide.ts';
import { keepDecision } from './keep-decision.ts';
import { vettingNow } from './vetting.ts';

/** CBP enrols an importer from today on. The same mode and last day in force already changes nothing. Null where there is no such importer. */
export function enrollShipper(setting: LoaderSetting) {
  const { today, now, secret } = setting;
  return async (input: KnownShipperInput): Promise<string | null> => {
    const note = writtenText('note', input.note);
    const mode = readMode(input.mode);
    const until = lastDay('until', input.until, today, knownShipperMonths.value);
    return mutate(setting, {
      name: 'enrollKnownShipper',
      input,
      work: async (tx) => {
        const { importer } = input;
        await statement(tx, 'select from importer where id = :importer for update')({ importer });
        const checks = await vettingNow(tx, setting, importer, null);
        if (checks === null) return null;
        const enrolment = { importer, mode, until: until.toString(), today: today.toString() };
        const [same] = await statement<{ id: string }>(tx, SAME)(enrolment);
        if (same !== undefined) return same.id;
        const failed = failedChecks(checks);
        if (failed.length > 0)
          throw badInput(`importer: expected one that passes vetting, this one fails ${failed.join(', ')}`);
        const id = recordId('lst', secret.ids, randomUUID());
        await statement(tx, ENROLL)({ ...enrolment, id, now });
        await keepDecision(tx, setting, { record: id, decision: 'ENROLL', note });
        return id;
      },
    });
  };
}

/** CBP ends an enrolment, or the importer its own. One that is over stays as it is. Null where there is none. */
export function endEnrolment(setting: LoaderSetting) {
  const { viewer, today } = setting;
  return async (asked: MutationEndKnownShipperEnrollmentArgs): Promise<string | null> => {
    const note = writtenText('note', asked.note);
    return mutate(setting, {
      name: 'endKnownShipperEnrollment',
      input: asked,
      work: async (tx) => {
        const held = statement<{ inForce: boolean }>(
          tx,
          `select ${LISTING_IN_FORCE} as "inForce"
           from listing l
           where l.id = :id and l.programme = 'KNOWN_SHIPPER' and ${visibleListingRecord(viewer, 'l.importer_id')}
           for update`,
        );
        const [enrolment] = await held({ ...predicateParams(viewer, today), id: asked.id });
        if (enrolment === undefined) return null;
        if (!enrolment.inForce) return asked.id;
        await statement(
          tx,
          'update listing set ended_on = :today::date where id = :id',
        )({ id: asked.id, today });
        await keepDecision(tx, setting, { record: asked.id, decision: 'END', note });
        return asked.id;
      },
    });
  };
}

const RECORD = `
  l.id, l.importer_id as "importerId", l.mode, l.listed_on as "from", l.until_on as until,
  least(l.ended_on, l.delisted_on) as "endedOn", ${LISTING_IN_FORCE} as "inForce", true as related`;

export interface KnownShipperLoaders {
  /** Null also where the viewer may not know of it. One statement a tick. */
  readonly enrolmentById: DataLoader<string, KnownShipperRecordRow | null>;
  /** Of each importer, latest first, at most 200. One statement a tick. */
  readonly enrolmentsOf: DataLoader<string, readonly KnownShipperRecordRow[]>;
}

export function knownShipperLoaders({ sql, viewer, today }: LoaderSetting): KnownShipperLoaders {
  const where = `l.programme = 'KNOWN_SHIPPER' and ${visibleListingRecord(viewer, 'l.importer_id')}`;
  const byIds = statement<KnownShipperRecordRow>(
    sql,
    `select ${RECORD} from listing l where l.id = any(:ids::text[]) and ${where}`,
  );
  const ofImporters = statement<KnownShipperRecordRow>(
    sql,
    `select enrolled.*
     from unnest(:ids::text[]) as i (id)
     cross join lateral (
       select ${RECORD}
       from listing l
       where l.importer_id = i.id and ${where}
       order by l.listed_on desc, l.id
       limit ${MOST_NESTED}
     ) enrolled
     order by enrolled."importerId", enrolled."from" desc, enrolled.id`,
  );
  const params = predicateParams(viewer, today);
  return {
    enrolmentById: byKey<string, KnownShipperRecordRow>(
      (ids) => byIds({ ...params, ids }),
      (row) => row.id,
    ),
    enrolmentsOf: manyByKey<string, KnownShipperRecordRow>(
      (ids) => ofImporters({ ...params, ids }),
      (row) => row.importerId,
    ),
  };
}

const SAME = `
  select l.id
  from listing l
  where l.importer_id = :importer and l.programme = 'KNOWN_SHIPPER' and l.mode is not distinct from :mode
    and l.until_on = :until::date and ${LISTING_IN_FORCE}
  limit 1`;

const ENROLL = `
  insert into listing (id, importer_id, programme, mode, listed_on, until_on, decided_at)
  values (:id, :importer, 'KNOWN_SHIPPER', :mode, :today::date, :until::date, :now)`;
