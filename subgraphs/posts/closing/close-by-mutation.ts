import { type Quarter, quarterDays, readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type { MutationCloseQuarterArgs } from '../schema.generated.ts';
import { closeQuarters } from './close-quarter.ts';
import { FIRST_QUARTER } from './first-quarter.ts';

/** CBP closes a quarter that is over, or restates one that was closed. */
export function closeByMutation(setting: LoaderSetting) {
  return (input: MutationCloseQuarterArgs): Promise<string | null> =>
    mutate(setting, {
      name: 'closeQuarter',
      input,
      work: async (tx) => {
        const quarter = overQuarter(input.quarter, setting.today);
        const { secret, viewer, now } = setting;
        const organization = viewer.organization?.id ?? null;
        const closings = await closeQuarters(tx, [quarter], { secret, organization, at: now });
        return closings.get(quarter) ?? null;
      },
    });
}

function overQuarter(text: string, today: Temporal.PlainDate): Quarter {
  const quarter = wellFormed('quarter', readQuarter(text));
  if (quarter < FIRST_QUARTER) {
    throw badInput(`quarter: expected ${FIRST_QUARTER} or a later one, got ${quarter}`);
  }
  const { end } = quarterDays(quarter);
  if (Temporal.PlainDate.compare(end, today) < 0) return quarter;
  throw badInput(`quarter: ${quarter} lasts until ${end} and is closed after it`);
}
