import { isForWarnedOnly, isImporterWarned } from './disclosure-warnings.ts';
import { type AbandonedFacts, areImagesDue, isReleasable } from './released.ts';
import { type OwnerItem, provision, type RightsFacts } from './rights-holder-matrix.ts';
import { type DetentionDates, type Phase, phaseOf } from './rights-holder-phase.ts';
import type { SeizureDates } from './seizure-stage.ts';

/** Under which paragraph, or why not: what the law says at this stage. */
export type Allowed = { readonly paragraph: string } | { readonly refused: string };

type Facts = SeizureDates &
  DetentionDates &
  RightsFacts &
  AbandonedFacts & { readonly imagesRequestedOn: Temporal.PlainDate | null };

interface Asked {
  /** For a sample: whether the owner has asked for it, under bond, and waits for an answer. */
  readonly hasOpenSample: boolean;
  readonly on: Temporal.PlainDate;
}

const PHASE_SAYS: Readonly<Record<Phase, string>> = {
  PRESENTED: 'while the goods are presented only',
  WINDOW_OPEN: 'before the importer has had its seven business days, or where its answer was sufficient',
  WINDOW_CLOSED: 'while the goods are detained',
  SEIZED: 'once the goods are seized',
  FORFEITED: 'once the goods are forfeited',
  ABANDONED: 'of goods abandoned before seizure',
  CLOSED: 'once the goods are let go or turned away',
};

/** Whether CBP may release an item to the owner of the right on this day. */
export function mayRelease(seizure: Facts, item: OwnerItem, asked: Asked): Allowed {
  const phase = phaseOf(seizure, asked.on);
  const law = provision(seizure, item, phase);
  if (law.cell === 'MUST') return { refused: `${law.paragraph} gives it without a release at this stage` };
  if (!isReleasable(law, seizure, asked.on)) {
    return { refused: `${law.paragraph} allows no release ${PHASE_SAYS[phase]}` };
  }
  if (isForWarnedOnly(seizure.basis, item, phase) && !isImporterWarned(seizure)) {
    return { refused: `${law.paragraph} with (b)(2)(i): the notice of detention carried no warnings` };
  }
  if (isSample(item) && !asked.hasOpenSample) {
    return { refused: `${law.paragraph}: the owner has asked for no such sample under bond` };
  }
  if (item === 'IMAGES' && !areImagesDue({ ...seizure, imagesReleasedOn: asked.on }, phase, asked.on)) {
    return { refused: `${law.paragraph}: the owner has not asked for images` };
  }
  return { paragraph: law.paragraph };
}

/** Whether CBP may refuse an item, or take a release of it back: all but what the law gives by itself. */
export function mayRefuse(seizure: Facts, item: OwnerItem, asked: Asked): Allowed {
  const law = provision(seizure, item, phaseOf(seizure, asked.on));
  if (law.cell === 'MUST')
    return { refused: `${law.paragraph} gives it at this stage: it cannot be refused` };
  if (isSample(item) && !asked.hasOpenSample) {
    return { refused: `${law.paragraph}: no request for such a sample waits for an answer` };
  }
  return { paragraph: law.paragraph };
}

/**
 * Whether an owner may ask for an item on this day. What the importer answered is not
 * its to know, so it may ask as if there were no answer.
 */
export function mayAsk(seizure: Facts, item: OwnerItem, on: Temporal.PlainDate): Allowed {
  const phase = phaseOf({ ...seizure, importerResponse: null }, on);
  const law = provision(seizure, item, phase);
  if (isReleasable(law, seizure, on)) return { paragraph: law.paragraph };
  return { refused: `${law.paragraph} has none to ask for ${PHASE_TOLD[phase] ?? PHASE_SAYS[phase]}` };
}

/** As owners are told. */
const PHASE_TOLD: Readonly<Partial<Record<Phase, string>>> = {
  WINDOW_OPEN: 'before the importer has had its seven business days',
};

function isSample(item: OwnerItem): boolean {
  return item === 'SAMPLE' || item === 'REDACTED_SAMPLE';
}
