import { quarterDays, readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { writtenText } from '../measures/written.ts';
import type { ThresholdInput } from '../schema.generated.ts';
import { isThreshold } from './threshold.ts';

/** CBP decides the minimum score of a quarter (EO 13904 § 5(a)), while the quarter lasts or before it begins: never afterwards. */
export function decideThreshold(setting: LoaderSetting) {
  return (input: ThresholdInput): Promise<string | null> =>
    mutate(setting, {
      name: 'decideThreshold',
      input,
      work: async (tx) => {
        const quarter = wellFormed('quarter', readQuarter(input.quarter));
        const basis = writtenText('basis', input.basis);
        const threshold = String(input.threshold);
        if (!isThreshold(threshold)) throw badInput('threshold: expected 0 to 100 with at most three places');
        const { end } = quarterDays(quarter);
        if (Temporal.PlainDate.compare(setting.today, end) > 0) {
          throw badInput(`quarter: ${quarter} ended on ${end}; its threshold is decided before it closes`);
        }
        const [latest] = await statement<{ id: string; isSame: boolean }>(tx, LATEST)({ quarter, threshold });
        if (latest?.isSame) return latest.id;
        const id = recordId('thr', setting.secret.ids, `${quarter} ${threshold} ${setting.requestId}`);
        const organization = setting.viewer.organization?.id ?? null;
        await statement(tx, DECIDE)({ id, quarter, threshold, basis, organization, on: setting.today });
        return id;
      },
    });
}

const LATEST = `
  select id, threshold = :threshold::numeric as "isSame"
  from threshold_decision
  where quarter = :quarter
  order by decided_on desc, nth desc
  limit 1`;

const DECIDE = `
  insert into threshold_decision (id, quarter, threshold, decided_on, basis, organization)
  values (:id, :quarter, :threshold::numeric, :on, :basis, :organization)`;
