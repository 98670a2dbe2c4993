import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { lastDayInForce } from '../rules/certification-validity.ts';
import type { FileConfidentialityInput } from '../schema.generated.ts';
import { demandLegalName, readCertifiedNames } from './certified-names.ts';

/**
 * Receives a certification of the importer that asks, today: it is in force at
 * once, beside one that it renews. The same names again on the same day are the
 * same certification. Null where the registry does not know the importer.
 */
export function fileCertification(setting: LoaderSetting) {
  const { viewer, today, now, secret } = setting;
  return async (input: FileConfidentialityInput): Promise<string | null> => {
    const names = readCertifiedNames(input.names);
    const work: MutationAsked['work'] = async (tx) => {
      const certifier = { importer: viewer.subject, today };
      const [importer] = await statement<{ name: string }>(tx, CERTIFIER)({ importer: viewer.subject });
      if (importer === undefined) return null;
      demandLegalName(names, importer.name);
      const [filed] = await statement<{ id: string }>(tx, FILED)({ ...certifier, names });
      if (filed !== undefined) return filed.id;
      const id = recordId('cnf', secret.ids, randomUUID());
      await statement(tx, FILE)({ ...certifier, id, names, until: lastDayInForce(today), now });
      return id;
    };
    return mutate(setting, { name: 'fileConfidentialityCertification', input, work });
  };
}

/** Locked, so that of two filings at once the later sees the earlier. */
const CERTIFIER = 'select name from importer where id = :importer for update';

const FILED = `
  select id from confidentiality_certification
  where importer_id = :importer and received_on = :today::date and filed_at is not null and ended_on is null
    and names = :names::text[]`;

const FILE = `
  insert into confidentiality_certification (id, importer_id, received_on, last_in_force_on, names, filed_at)
  values (:id, :importer, :today, :until, :names, :now)`;
