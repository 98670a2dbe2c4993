import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { Reason } from './assess.ts';

/**
 * What a viewer who may read a reason may know of what it rests on. CBP all. Others
 * nothing that is under a law-enforcement hold (5 USC 552(b)(7)), and of an affiliate,
 * whose record is another's, only exclusions, which are public.
 */
export function evidenceFor(viewer: Viewer, { evidence, via }: Pick<Reason, 'evidence' | 'via'>) {
  return evidence
    .filter(({ isHeld, kind }) => {
      if (viewer.audience === 'CBP') return true;
      return isHeld !== true && (via === null || kind === 'EXCLUSION');
    })
    .map(({ kind, record, observedOn }) => ({
      kind,
      record,
      observedOn: Temporal.PlainDate.from(observedOn),
    }));
}
