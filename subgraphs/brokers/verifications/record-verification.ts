import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { dayThatHasCome, writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { engagedOn } from '../engaged-on.ts';
import type { IdentityElement, IdentityVerificationInput } from '../schema.generated.ts';

const LONGEST_REFERENCE = 100;

/**
 * The broker that asks verified a client of today (19 USC 1641(i)). The same again is the
 * same record. Null where the importer is no client of it.
 */
export function recordVerification(setting: LoaderSetting) {
  const { viewer, today, now, secret } = setting;
  return async (input: IdentityVerificationInput): Promise<string | null> => {
    const verified = {
      broker: viewer.subject,
      importer: input.importer,
      verified_on: dayThatHasCome('verifiedOn', input.verifiedOn, today),
      elements: readElements(input.elements),
      reference:
        input.reference == null ? null : writtenText('reference', input.reference, LONGEST_REFERENCE),
    };
    return mutate(setting, {
      name: 'recordIdentityVerification',
      input,
      work: async (tx) => {
        if (!(await engagedOn(tx, viewer, input.importer, today))) return null;
        const [same] = await statement<{ id: string }>(tx, SAME)(verified);
        if (same !== undefined) return same.id;
        const id = recordId('idv', secret.ids, randomUUID());
        const by = { recorded_by: viewer.actor, organization: viewer.organization?.id ?? null };
        await statement(tx, KEEP)({ ...verified, ...by, id, now });
        return id;
      },
    });
  };
}

/** In one order, each once. */
function readElements(elements: readonly IdentityElement[]): readonly IdentityElement[] {
  if (elements.length === 0) throw badInput('elements: expected at least one, got none');
  return [...new Set(elements)].sort();
}

const SAME = `
  select verification_id as id
  from identity_verification
  where broker_id = :broker and importer_id = :importer and verified_on = :verified_on::date
    and elements = :elements::text[] and reference is not distinct from :reference
  limit 1`;

const KEEP = `
  insert into identity_verification (
    verification_id, broker_id, importer_id, verified_on, elements, reference, recorded_by, organization, recorded_at)
  values (
    :id, :broker, :importer, :verified_on, :elements, :reference, :recorded_by, :organization, :now)`;
