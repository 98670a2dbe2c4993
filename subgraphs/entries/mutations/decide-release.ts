import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { isHeld, type SeizureFacts } from '../disclosures/seizure-facts.ts';
import { type Allowed, mayRefuse, mayRelease } from '../rules/release-decision.ts';
import { seizureStage } from '../rules/seizure-stage.ts';
import type { SeizureReleaseInput } from '../schema.generated.ts';
import { ownerFacts } from './owner-facts.ts';
import { readText } from './read-input.ts';
import { moveSample } from './sample-steps.ts';

const LONGEST_NOTE = 2_000;

const SAMPLE_OF = { REDACTED_SAMPLE: 'REDACTED', SAMPLE: 'UNREDACTED' } as const;

/**
 * Keeps what CBP decided to release to the owner of a recordation, or to refuse or take
 * back, with day, officer and paragraph. The latest decision on an item counts; one that
 * stands already changes nothing. A decision on a sample settles the open request for
 * it. Gives the decision, or null where there is no such seizure or recordation.
 */
export function decideRelease(setting: LoaderSetting) {
  return async (input: SeizureReleaseInput): Promise<string | null> => {
    const note = readText('note', input.note, LONGEST_NOTE);
    return mutate(setting, {
      name: 'decideSeizureRelease',
      input,
      work: async (tx) => {
        const seizure = await ownerFacts(tx, setting, input);
        if (seizure === null) return null;
        const open = await openSample(tx, input);
        const current = await statement<Current>(tx, CURRENT)({ ...input });
        const standing = current.find(({ stands }) => stands);
        if (standing?.decision === input.decision && open === null) return standing.id;
        const { paragraph } = allowed(seizure, input, { hasOpenSample: open !== null, on: setting.today });
        const nth = current.length + 1;
        const id = recordId(
          'rel',
          setting.secret.ids,
          `${input.seizure}/${input.recordation}/${input.item}/${nth}`,
        );
        await statement(tx, SUPERSEDE)({ ...input });
        await statement(
          tx,
          KEEP,
        )({
          ...input,
          id,
          note,
          paragraph,
          stage: seizureStage(seizure, setting.today),
          day: setting.today,
          at: setting.now,
          organization: setting.viewer.organization?.id ?? null,
          actor: setting.viewer.actor,
        });
        if (open !== null) {
          const status = input.decision === 'RELEASE' ? 'RELEASED' : 'REFUSED';
          await moveSample(tx, setting, { id: open, status, note, paragraph });
        }
        return id;
      },
    });
  };
}

interface Current {
  readonly id: string;
  readonly decision: 'RELEASE' | 'REFUSE';
  readonly stands: boolean;
}

function allowed(
  seizure: SeizureFacts,
  { item, decision }: SeizureReleaseInput,
  asked: { readonly hasOpenSample: boolean; readonly on: Temporal.PlainDate },
): Extract<Allowed, { paragraph: string }> {
  if (seizure.basis === null) {
    throw badInput(
      'recordation: expected one that a line of the seizure is held under, in force on the day of the event and today',
    );
  }
  if (decision === 'RELEASE' && isHeld(seizure)) {
    throw badInput('item: 19 USC 1628a(d): nothing is released while a hold is in force');
  }
  const verdict = decision === 'RELEASE' ? mayRelease(seizure, item, asked) : mayRefuse(seizure, item, asked);
  if ('refused' in verdict) throw badInput(`item: ${verdict.refused}`);
  return verdict;
}

async function openSample(tx: TransactionSql, input: SeizureReleaseInput): Promise<string | null> {
  if (input.item !== 'SAMPLE' && input.item !== 'REDACTED_SAMPLE') return null;
  const [open] = await statement<{ readonly id: string }>(
    tx,
    `select id
     from sample_request
     where seizure_id = :seizure and recordation_id = :recordation and kind = :kind and status = 'REQUESTED'`,
  )({ ...input, kind: SAMPLE_OF[input.item] });
  return open?.id ?? null;
}

const OF_THE_ITEM = 'seizure_id = :seizure and recordation_id = :recordation and item = :item';

const CURRENT = `
  select id, decision, is_current as stands
  from seizure_release
  where ${OF_THE_ITEM}`;

const SUPERSEDE = `
  update seizure_release
  set is_current = false
  where ${OF_THE_ITEM} and is_current`;

const KEEP = `
  insert into seizure_release (
    id, seizure_id, recordation_id, item, decision, paragraph, note, stage,
    decided_on, decided_at, organization, actor, is_current)
  values (
    :id, :seizure, :recordation, :item, :decision, :paragraph, :note, :stage,
    :day, :at, :organization, :actor, true)`;
