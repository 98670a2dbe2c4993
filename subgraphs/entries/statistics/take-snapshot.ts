import { quarterDays, readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { readPlainText } from '../reports/plain-text.ts';
import type { StatisticsSnapshotInput } from '../schema.generated.ts';
import { takeSnapshot } from './count-quarters.ts';
import { countedAfterDays } from './parameters.ts';

/** CBP counts what may be counted by today. */
export function takeByMutation(setting: LoaderSetting) {
  return async (input: StatisticsSnapshotInput): Promise<string | null> => {
    const through = wellFormed('through', readQuarter(input.through));
    const note = readPlainText('note', input.note, { longest: 1_000, hasLines: true });
    const { today, viewer, secret, now } = setting;
    const from = countableFrom(through);
    if (Temporal.PlainDate.compare(today, from) < 0)
      throw badInput(`through: ${through} is counted from ${from} on`);
    return mutate(setting, {
      name: 'takeStatisticsSnapshot',
      input,
      work: async (tx) => {
        const by = { organization: viewer.organization?.id ?? null, actor: viewer.actor };
        const taken = await takeSnapshot(tx, { through, note, by, secret, at: now, today });
        if ('refused' in taken) throw badInput(taken.refused);
        return taken.id;
      },
    });
  };
}

/** First day on which a quarter may be counted. */
export function countableFrom(quarter: Parameters<typeof quarterDays>[0]): Temporal.PlainDate {
  return quarterDays(quarter).end.add({ days: countedAfterDays.value });
}
