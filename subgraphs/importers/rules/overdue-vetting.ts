import type { Rule } from '@good-standing/kernel/rule/rule.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';

/** A vetting of an importer that is or was overdue. Days are ISO texts. */
export interface OverdueVetting {
  readonly id: string;
  /** The last day in time. */
  readonly dueOn: string;
  /** Day on which it was done, or was not to be done any more; null: it is still due. */
  readonly overOn: string | null;
}

/**
 * GS-017. From the day after it was due until the day before it was done. Said once it is
 * overdue and not before: when an importer is to be vetted is not for it to know. An
 * adverse result is for a person to weigh, and nothing here.
 */
export const overdueVetting: Rule<readonly OverdueVetting[]> = {
  ...STANDING_RULES['GS-017'],
  finds: (vettings) =>
    vettings.flatMap(({ id, dueOn, overOn }) => {
      const from = Temporal.PlainDate.from(dueOn).add({ days: 1 });
      const until = overOn === null ? null : Temporal.PlainDate.from(overOn).subtract({ days: 1 });
      if (until !== null && Temporal.PlainDate.compare(until, from) < 0) return [];
      const evidence = [{ kind: 'VETTING', record: id, observedOn: from }];
      return [{ about: id, effect: 'WATCH' as const, from, until, evidence }];
    }),
};
