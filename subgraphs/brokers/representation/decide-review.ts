import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { keepFinding } from '../broker-findings/open-finding.ts';
import { repeatedRepresentation } from '../rules/broker-record.ts';
import type { MutationDecideRepresentationReviewArgs, RepresentationDecision } from '../schema.generated.ts';
import { countedParams } from './representation.ts';
import { REPRESENTED } from './represented.ts';

/**
 * A person at CBP decides on a broker up for review (BR-003). The maximum penalty is
 * pursued by a finding, which the broker may answer: nothing follows of itself. Null
 * where there is no such broker.
 */
export function decideReview(setting: LoaderSetting) {
  const { viewer, today, now, secret } = setting;
  return async (asked: MutationDecideRepresentationReviewArgs): Promise<string | null> => {
    const { broker, decision } = asked;
    const note = writtenText('note', asked.note);
    return mutate(setting, {
      name: 'decideRepresentationReview',
      input: asked,
      work: async (tx) => {
        const [held] = await statement<object>(tx, BROKER)({ broker });
        if (held === undefined) return null;
        const [counted] = await statement<{ importers: readonly string[] }>(
          tx,
          COUNTED,
        )({ since: countedParams(setting).since, today, broker });
        const importers = counted?.importers ?? [];
        const [last] = await statement<LastReview>(tx, LAST)({ broker });
        const isDecided = importers.every((importer) => last?.importers.includes(importer));
        if (last !== undefined && isDecided && last.decision === decision) return last.id;
        if (importers.length < repeatedRepresentation.leastClients(today) || isDecided)
          throw badInput('broker: expected one that is up for review, this one is not');
        const findingId =
          decision === 'MAXIMUM_PENALTY'
            ? await keepFinding(tx, setting, {
                brokerId: broker,
                kind: 'REPEATED_REPRESENTATION',
                importerIds: importers,
                foundOn: today,
                basis: note,
              })
            : null;
        const id = recordId('rrv', secret.ids, randomUUID());
        const by = { decided_by: viewer.actor, organization: viewer.organization?.id ?? null };
        await statement(tx, KEEP)({ id, broker, importers, decision, note, finding: findingId, ...by, now });
        return id;
      },
    });
  };
}

interface LastReview {
  readonly id: string;
  readonly importers: readonly string[];
  readonly decision: RepresentationDecision;
}

const BROKER = 'select from broker where id = :broker for update';

const COUNTED = `
  select array_agg(distinct importer_id order by importer_id) as importers
  from (${REPRESENTED}) counted
  where broker_id = :broker`;

const LAST = `
  select review_id as id, importer_ids as importers, decision
  from representation_review
  where broker_id = :broker
  order by nth desc
  limit 1`;

const KEEP = `
  insert into representation_review (
    review_id, broker_id, importer_ids, decision, note, finding_id, decided_by, organization, decided_at)
  values (:id, :broker, :importers, :decision, :note, :finding, :decided_by, :organization, :now)`;
