import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { type Holds, isHeld, type SeizureFacts, toOwner, whereNotHeld } from './seizure-facts.ts';

/**
 * 19 CFR 133.21(b)(2)(ii), (b)(5), (c), (f). What CBP released: to the owner of the
 * right what was decided for it, to the importer as the notice that it is owed.
 */
export const releasesOfSeizure = disclosure<SeizureFacts>({
  rule: 'SEIZURE_RELEASES',
  decide: (viewer, seizure, on) => {
    if (viewer.audience !== 'RIGHTS_HOLDER') return whereNotHeld(viewer, seizure);
    return isHeld(seizure) ? withhold('NOT_AUTHORIZED') : toOwner(seizure, on);
  },
});

interface Facts extends Holds {
  readonly id: string;
}

/** 19 CFR 113.70. The bond of a sample: to who asked for it, not to the importer. */
export const bondOfSample = disclosure<Facts>({
  rule: 'SEIZURE_RELEASES',
  decide: (viewer, sample) => {
    if (isHeld(sample)) return withhold('NOT_AUTHORIZED');
    return viewer.audience === 'RIGHTS_HOLDER' ? disclose('RECORDATION') : withhold('RELATION');
  },
});

/** 5 USC 552(b)(7). Who of CBP decided: to CBP alone. */
export const officerOfRelease = disclosure<Facts>({
  rule: 'SEIZURE_CASE',
  decide: (_viewer, release) => withhold(isHeld(release) ? 'NOT_AUTHORIZED' : 'RELATION'),
});
