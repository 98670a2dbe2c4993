import { caseClock, inDays } from './case-clock.ts';
import type { Clock } from './statutory-clocks.ts';

/** 19 CFR 172.3(b). What is paid or closed is petitioned no more. */
export function clocksOfLiquidatedDamages(claim: {
  readonly assessedOn: Temporal.PlainDate;
  readonly petitionedOn: Temporal.PlainDate | null;
  readonly closedOn: Temporal.PlainDate | null;
}): readonly Clock[] {
  return [
    caseClock('PETITION', '19 CFR 172.3(b)', {
      from: claim.assessedOn,
      due: inDays(60),
      endings: [claim.petitionedOn, claim.closedOn],
    }),
  ];
}
