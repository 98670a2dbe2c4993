import { definition as entries } from '@good-standing/entries/subgraph';
import { type Cell, cells, decideCell, type Protected } from '@good-standing/kernel/disclosure/cells.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import type { Disclosure, Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import { type Audience, PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** Records of one request, and requests. */
const RECORDS = 1_000;
const REQUESTS = 300;

/**
 * Microseconds for one cell of a seizure, its decision and note included: each request
 * reads the same ten cells of a thousand records that it has not seen before.
 */
export function cellMicroseconds(audience: Audience): number {
  const viewer: Viewer = {
    ...PUBLIC_VIEWER,
    audience,
    organization: { id: 'org_bench', name: 'Benchmark (invented)', address: '' },
    rules: new Set(Object.keys(DISCLOSURE_RULES)),
    purposes: ['ENFORCEMENT'],
    purpose: 'ENFORCEMENT',
  };
  const today = Temporal.PlainDate.from('2026-11-02');
  const asked = seizureCells();
  let spent = 0;
  for (let request = 0; request < REQUESTS; request += 1) {
    const records = Array.from({ length: RECORDS }, (_, nth) => seizure(nth));
    const state = cells(viewer, today, notes(true));
    const begun = performance.now();
    for (const record of records) for (const cell of asked) tryCell(state, record, cell);
    // The first third warms up.
    if (request >= REQUESTS / 3) spent += performance.now() - begun;
  }
  return (spent * 1_000) / ((REQUESTS * 2) / 3) / RECORDS / asked.length;
}

function tryCell(state: ReturnType<typeof cells>, record: Protected, cell: Cell): void {
  try {
    decideCell(state, record, cell);
  } catch {
    // The first twenty withheld cells of a request are errors.
  }
}

/** As the guard makes them: one slot for each disclosure. */
function seizureCells(): readonly Cell[] {
  const slots = new Map<Disclosure<never>, string[]>();
  const seizures = Object.entries(entries.policy as Policy).filter(([coordinate]) =>
    coordinate.startsWith('Seizure.'),
  );
  return seizures.slice(0, 10).map(([coordinate, disclosure]) => {
    const coordinates = slots.get(disclosure) ?? [];
    slots.set(disclosure, coordinates);
    const bit = coordinates.push(coordinate) - 1;
    return { coordinate, slot: [...slots.keys()].indexOf(disclosure), bit, coordinates, disclosure };
  });
}

const days = new Map<string, Temporal.PlainDate>();

/** As the loaders give days: the same text is the same value. */
function day(text: string): Temporal.PlainDate {
  const known = days.get(text) ?? Temporal.PlainDate.from(text);
  days.set(text, known);
  return known;
}

/** Invented: detained or seized, some in gray market goods, some held. */
function seizure(nth: number): Protected {
  const facts = {
    id: `sei_${nth}`,
    basis: nth % 7 === 0 ? 'GRAY_MARKET' : 'TRADEMARK',
    eventOn: day('2026-09-03'),
    isEligiblePerson: false,
    isInjuredPerson: false,
    presentedOn: day('2026-09-01'),
    detainedOn: day('2026-09-03'),
    detentionNoticeOn: day('2026-09-04'),
    importerResponse: null,
    importerRespondedOn: null,
    seizedOn: nth % 3 === 0 ? day('2026-09-20') : null,
    seizureNoticeOn: nth % 3 === 0 ? day('2026-09-21') : null,
    forfeitedOn: null,
    abandonedOn: null,
    excludedOn: null,
    releasedOn: null,
    lawEnforcementHold: nth % 11 === 0,
    nationalSecurityHold: false,
    limitedReleasedOn: null,
    redactedReleasedOn: null,
    imagesReleasedOn: null,
    imagesRequestedOn: null,
    commissionerBeliefOn: null,
    abandonedGoodsTold: false,
  };
  return facts;
}
