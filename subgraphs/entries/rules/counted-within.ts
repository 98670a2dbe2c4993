import type { Found, FoundEvidence } from '@good-standing/kernel/rule/rule.ts';

/** Something final that counts for some months from its day. */
export interface Counted {
  readonly finalOn: Temporal.PlainDate;
  readonly isGrave: boolean;
  readonly evidence: FoundEvidence;
}

/**
 * What a rule that counts finds: for each stretch of days with the same things
 * within the look-back, what so many of them amount to. A thing counts from its day
 * until the day before the look-back has passed.
 */
export function countedWithin(
  months: number,
  things: readonly Counted[],
  amountsTo: (counted: readonly Counted[]) => Found['effect'] | null,
): readonly Found[] {
  const lasting = things.map((thing) => ({ ...thing, endOn: thing.finalOn.add({ months }) }));
  const turns = [
    ...new Set(lasting.flatMap(({ finalOn, endOn }) => [finalOn.toString(), endOn.toString()])),
  ].sort();
  return turns.flatMap((turn, nth): readonly Found[] => {
    const from = Temporal.PlainDate.from(turn);
    const within = lasting.filter(
      ({ finalOn, endOn }) =>
        Temporal.PlainDate.compare(finalOn, from) <= 0 && Temporal.PlainDate.compare(from, endOn) < 0,
    );
    const effect = within.length === 0 ? null : amountsTo(within);
    const next = turns[nth + 1];
    if (effect === null || next === undefined) return [];
    const until = Temporal.PlainDate.from(next).subtract({ days: 1 });
    return [
      {
        about: `counted from ${turn}`,
        effect,
        from,
        until,
        evidence: within.map(({ evidence }) => evidence),
      },
    ];
  });
}
