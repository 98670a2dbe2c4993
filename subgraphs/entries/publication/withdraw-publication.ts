import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { readPlainText } from '../reports/plain-text.ts';
import type { WithdrawSeizurePublicationInput } from '../schema.generated.ts';
import { WITHDRAW } from './publish-seizure.ts';

/** CBP takes back what it published. What is withdrawn already keeps its day and reason. */
export function withdrawPublication(setting: LoaderSetting) {
  return async (input: WithdrawSeizurePublicationInput): Promise<string | null> => {
    const note = readPlainText('note', input.note, { longest: 1_000, hasLines: true });
    return mutate(setting, {
      name: 'withdrawSeizurePublication',
      input,
      work: async (tx) => {
        const [standing] = await statement<{ id: string; isWithdrawn: boolean }>(
          tx,
          `select id, withdrawn_on is not null as "isWithdrawn"
           from seizure_publication
           where id = :id
           for update`,
        )({ id: input.publication });
        if (standing === undefined) return null;
        const { viewer, today } = setting;
        const by = { organization: viewer.organization?.id ?? null, actor: viewer.actor };
        if (!standing.isWithdrawn)
          await statement(tx, WITHDRAW)({ id: standing.id, today, note, ...by, isSuperseded: false });
        return standing.id;
      },
    });
  };
}
