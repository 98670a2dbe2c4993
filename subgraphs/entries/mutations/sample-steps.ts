import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { certificationOf, mayFollow, statusAfter } from '../rules/sample-lifecycle.ts';
import type { SampleStatus, SampleStepInput } from '../schema.generated.ts';
import { readText } from './read-input.ts';

const LONGEST_NOTE = 2_000;
const LONGEST_DESCRIPTION = 500;

interface Step {
  readonly id: string;
  readonly status: SampleStatus;
  readonly note: string | null;
}

/**
 * Keeps what became of a sample that was released: demanded back, returned, or certified
 * by its holder as damaged, destroyed or lost. A step that was the last one already
 * changes nothing. Gives the request, or null where there is none.
 */
export function recordSampleStep(setting: LoaderSetting) {
  return async (input: SampleStepInput): Promise<string | null> => {
    const note = readText('note', input.note, LONGEST_NOTE);
    const status = statusAfter(input.step);
    const description = readDescription(input);
    return mutate(setting, {
      name: 'recordSampleStep',
      input,
      work: async (tx) => {
        const [sample] = await statement<Held>(tx, HELD)({ sample: input.sample });
        if (sample === undefined) return null;
        if (sample.status === status) return input.sample;
        if (!mayFollow(sample.status, status) || sample.paragraph === null) {
          throw badInput(`step: a sample that is ${sample.status} cannot become ${status}`);
        }
        const certification =
          description === null ? null : certificationOf(input.step, description, sample.paragraph);
        await moveSample(tx, setting, { id: input.sample, status, note, certification });
        return input.sample;
      },
    });
  };
}

/** Of a certification, and of nothing else. */
function readDescription({ step, description }: SampleStepInput): string | null {
  const isCertified = statusAfter(step) === 'CERTIFIED_DAMAGED_DESTROYED_LOST';
  if (!isCertified) {
    if (description === null || description === undefined) return null;
    throw badInput('description: expected none but with a certification');
  }
  return readText('description', description ?? '', LONGEST_DESCRIPTION);
}

interface Held {
  readonly status: SampleStatus;
  readonly paragraph: string | null;
}

const HELD = 'select status, paragraph from sample_request where id = :sample for update';

interface Moved extends Step {
  readonly paragraph?: string;
  readonly certification?: string | null;
}

/** Moves a sample on, with the step that says so. */
export async function moveSample(tx: TransactionSql, setting: LoaderSetting, moved: Moved): Promise<void> {
  const { id, status, paragraph, certification } = moved;
  await statement(
    tx,
    `update sample_request
     set status = :status,
         paragraph = case when :status = 'REFUSED' then null else coalesce(paragraph, :paragraph) end,
         certification = :certification
     where id = :id`,
  )({ id, status, paragraph: paragraph ?? null, certification: certification ?? null });
  await keepStep(tx, setting, moved);
}

/** Adds a step to what happened to a sample. */
export async function keepStep(tx: TransactionSql, setting: LoaderSetting, step: Step): Promise<void> {
  await statement(
    tx,
    `insert into sample_step (sample_id, nth, status, happened_on, note, organization, actor)
     select :id, count(*) + 1, :status, :day, :note, :organization, :actor
     from sample_step
     where sample_id = :id`,
  )({
    id: step.id,
    status: step.status,
    note: step.note,
    day: setting.today,
    organization: setting.viewer.organization?.id ?? null,
    actor: setting.viewer.actor,
  });
}
