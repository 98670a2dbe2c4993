import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { isAbandonedBeforeSeizure } from '../rules/disposition.ts';
import { hasCome } from '../rules/seizure-stage.ts';
import type { AbandonmentBeliefInput } from '../schema.generated.ts';
import { readText } from './read-input.ts';

const LONGEST_BASIS = 2_000;

/**
 * EO 13785 § 4(b)(ii). Keeps whether CBP believes that goods abandoned before seizure would have
 * violated the trade laws, from today on: nothing is told of such goods to the owner of a right without
 * it. The latest word counts, and prevails over the feed's; one that stands already changes nothing.
 * Gives the seizure, or null where there is none.
 */
export function recordBelief(setting: LoaderSetting) {
  return async (input: AbandonmentBeliefInput): Promise<string | null> => {
    const basis = readText('basis', input.basis, LONGEST_BASIS);
    return mutate(setting, {
      name: 'recordAbandonmentBelief',
      input,
      work: async (tx) => {
        const [seizure] = await statement<Held>(tx, HELD)({ seizure: input.seizure });
        if (seizure === undefined) return null;
        if (seizure.recorded === input.believes) return input.seizure;
        if (!hasCome(seizure.abandonedOn, setting.today) || !isAbandonedBeforeSeizure(seizure)) {
          throw badInput(
            'seizure: EO 13785 § 4(b)(ii): CBP records its belief of goods voluntarily abandoned before seizure',
          );
        }
        const recorded = { seizure: input.seizure, believes: input.believes, basis, day: setting.today };
        await statement(tx, RECORD)(recorded);
        await statement(
          tx,
          KEEP,
        )({
          ...recorded,
          at: setting.now,
          organization: setting.viewer.organization?.id ?? null,
          actor: setting.viewer.actor,
        });
        return input.seizure;
      },
    });
  };
}

interface Held {
  readonly abandonedOn: Temporal.PlainDate | null;
  readonly seizedOn: Temporal.PlainDate | null;
  readonly recorded: boolean | null;
}

const HELD = `
  select abandoned_on as "abandonedOn", seized_on as "seizedOn", recorded_belief as recorded
  from seizure
  where id = :seizure
  for update`;

const RECORD = `
  update seizure
  set recorded_belief = :believes, recorded_belief_on = :day, recorded_belief_basis = :basis
  where id = :seizure`;

const KEEP = `
  insert into abandonment_belief (seizure_id, nth, believes, basis, recorded_on, recorded_at, organization, actor)
  select :seizure, count(*) + 1, :believes, :basis, :day, :at, :organization, :actor
  from abandonment_belief
  where seizure_id = :seizure`;
