import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { mayAsk } from '../rules/release-decision.ts';
import { phaseOf } from '../rules/rights-holder-phase.ts';
import type { ImageRequestInput } from '../schema.generated.ts';
import { ownerFacts } from './owner-facts.ts';

/**
 * 19 CFR 133.21(f). Keeps that the owner of a recordation asked for unredacted images of
 * goods seized. Asked once it stays asked. Gives the request, or null where the asker
 * knows of no such seizure under such a recordation of its own.
 */
export function requestImages(setting: LoaderSetting) {
  return async (input: ImageRequestInput): Promise<string | null> => {
    return mutate(setting, {
      name: 'requestImages',
      input,
      work: async (tx) => {
        const seizure = await ownerFacts(tx, setting, input);
        if (seizure === null || seizure.basis === null) return null;
        const phase = phaseOf(seizure, setting.today);
        if (phase !== 'SEIZED' && phase !== 'FORFEITED') {
          throw badInput('seizure: 19 CFR 133.21(f): images are asked for once the goods are seized');
        }
        const asked = mayAsk(seizure, 'IMAGES', setting.today);
        if ('refused' in asked) throw badInput(`seizure: ${asked.refused}`);
        const id = recordId('irq', setting.secret.ids, `${input.seizure}/${input.recordation}`);
        await statement(
          tx,
          KEEP,
        )({
          ...input,
          id,
          day: setting.today,
          organization: setting.viewer.organization?.id ?? null,
          actor: setting.viewer.actor,
        });
        return id;
      },
    });
  };
}

const KEEP = `
  insert into image_request (id, seizure_id, recordation_id, requested_on, organization, actor)
  values (:id, :seizure, :recordation, :day, :organization, :actor)
  on conflict (id) do nothing`;
