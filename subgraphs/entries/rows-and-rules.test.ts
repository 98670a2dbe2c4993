import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesWithCast, FILES, idOf, lumen, seizureFile, seizureRow } from './cast.ts';
import { comprehensiveInformation } from './disclosures/comprehensive-information.ts';
import { limitedImportationInformation } from './disclosures/limited-importation-information.ts';
import { redactedImages } from './disclosures/redacted-images.ts';
import type { SeizureFacts } from './disclosures/seizure-facts.ts';
import { unredactedImages } from './disclosures/unredacted-images.ts';
import type { RightsBasis } from './parameters.ts';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const COUNT = 300;

/** Of Lumen's: one on neither list of 19 CFR 133.47, one on each. */
const WORKS = { neither: 'COP 07-00021', eligible: 'COP 07-00022', injured: 'COP 07-00023' } as const;
type Listed = keyof typeof WORKS;

const someDay = fc.integer({ min: 0, max: 30 }).map((back) => TODAY.subtract({ days: back }));
const mayBe = fc.option(someDay, { freq: 2 });
/** Events of goods now, and of goods from before 89 FR 52364. */
const seizures = fc.record({
  basis: fc.constantFrom<RightsBasis>('TRADEMARK', 'GRAY_MARKET', 'COPYRIGHT', 'DMCA'),
  listed: fc.constantFrom<Listed>('neither', 'eligible', 'injured'),
  isOld: fc.boolean(),
  isHeld: fc.constantFrom(false, false, false, true),
  isSufficient: fc.boolean(),
  isWarned: fc.constantFrom(true, null, false),
  days: fc.record({
    detained_on: mayBe,
    detention_notice_on: mayBe,
    importer_responded_on: mayBe,
    seized_on: fc.option(someDay, { freq: 1 }),
    forfeited_on: fc.option(someDay, { freq: 1, nil: null }),
    abandoned_on: fc.option(someDay, { freq: 1 }),
    excluded_on: fc.option(someDay, { freq: 1 }),
    released_on: fc.option(someDay, { freq: 1 }),
    redacted_released_on: mayBe,
    images_released_on: mayBe,
    images_requested_on: mayBe,
  }),
});
type Drawn = ReturnType<typeof drawn>[number];

function drawn() {
  return fc.sample(seizures, { numRuns: COUNT, seed: 1 }).map((seizure, nth) => {
    const back = seizure.isOld ? 900 : 0;
    const shift = (day: Temporal.PlainDate | null) => day?.subtract({ days: back }) ?? null;
    const days = Object.fromEntries(Object.entries(seizure.days).map(([name, day]) => [name, shift(day)]));
    return {
      ...seizure,
      caseNumber: `2026-INV-${String(nth + 1).padStart(6, '0')}-09`,
      presentedOn: TODAY.subtract({ days: back + 31 }),
      days: days as Record<keyof typeof seizure.days, Temporal.PlainDate | null>,
    };
  });
}

const DRAWN = drawn();

function row({ basis, listed, isHeld, isSufficient, isWarned, days, caseNumber, presentedOn }: Drawn) {
  const isMark = basis === 'TRADEMARK' || basis === 'GRAY_MARKET';
  const texts = Object.entries(days).map(([name, day]) => [name, day?.toString() ?? '']);
  return seizureRow(caseNumber, {
    ...Object.fromEntries(texts),
    presented_on: presentedOn.toString(),
    importer_response:
      days.importer_responded_on === null ? '' : isSufficient ? 'SUFFICIENT' : 'INSUFFICIENT',
    disclosure_warnings: isWarned === null ? '' : isWarned ? 'Y' : 'N',
    recordation: isMark ? 'TMK 07-00001' : WORKS[listed],
    gray_market: basis === 'GRAY_MARKET' ? 'Y' : 'N',
    grounds: basis === 'DMCA' ? 'DMCA' : isMark ? 'IPR_TRADEMARK' : 'IPR_COPYRIGHT',
    law_enforcement_hold: isHeld ? 'Y' : 'N',
  });
}

/** As the loaders should find it. */
function facts({ basis, listed, isHeld, isSufficient, isWarned, days, presentedOn }: Drawn): SeizureFacts {
  return {
    id: 'sez_1',
    basis,
    eventOn: days.detained_on ?? days.seized_on ?? presentedOn,
    isEligiblePerson: basis === 'DMCA' && listed === 'eligible',
    isInjuredPerson: basis === 'DMCA' && listed === 'injured',
    presentedOn,
    detainedOn: days.detained_on,
    detentionNoticeOn: days.detention_notice_on,
    importerResponse:
      days.importer_responded_on === null ? null : isSufficient ? 'SUFFICIENT' : 'INSUFFICIENT',
    importerRespondedOn: days.importer_responded_on,
    containsDisclosureWarnings: isWarned,
    seizedOn: days.seized_on,
    seizureNoticeOn: null,
    forfeitedOn: days.forfeited_on,
    abandonedOn: days.abandoned_on,
    excludedOn: days.excluded_on,
    releasedOn: days.released_on,
    lawEnforcementHold: isHeld,
    nationalSecurityHold: false,
    limitedReleasedOn: null,
    redactedReleasedOn: days.redacted_released_on,
    imagesReleasedOn: days.images_released_on,
    imagesRequestedOn: days.images_requested_on,
    commissionerBeliefOn: null,
    abandonedGoodsTold: false,
  };
}

const RULES = {
  port: limitedImportationInformation,
  manufacturer: comprehensiveInformation,
  redactedImages,
  images: unredactedImages,
} as const;
type Field = keyof typeof RULES;
const FIELDS = Object.keys(RULES) as readonly Field[];

let entries: DisposableSubgraph;
beforeAll(async () => {
  const works = Object.values(WORKS).map(
    (number) => `${number},DRAWN (INVENTED WORK),IPRR-07001,LUMEN OPTICS,REGISTERED,2020-01-01,2041-01-01,N`,
  );
  entries = await entriesWithCast({
    ...FILES,
    recordations: [...(FILES.recordations ?? []), ...works],
    'dmca-persons': [
      'recordation,list,from_on,until_on',
      `${WORKS.eligible},ELIGIBLE,2020-01-01,`,
      `${WORKS.injured},INJURED,2020-01-01,`,
    ],
    seizures: seizureFile(DRAWN.map(row)),
  });
});
afterAll(() => entries?.drop());

/** Each seizure as its owner reads it: null where it is not there, else whether each field is told. */
async function read(): Promise<readonly (Readonly<Record<Field, boolean>> | null)[]> {
  const representations = DRAWN.map(({ caseNumber }) => ({
    __typename: 'Seizure',
    id: idOf('sez', caseNumber),
  }));
  const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Seizure { port manufacturer { name } redactedImages { kind } images { kind } } } }`;
  const { data } = await entries.ask({ viewer: lumen, document, variables: { representations } });
  return (data as { _entities: (Record<Field, unknown> | null)[] })._entities.map((seizure) =>
    seizure === null
      ? null
      : (Object.fromEntries(FIELDS.map((field) => [field, seizure[field] !== null])) as Record<
          Field,
          boolean
        >),
  );
}

const told = (seizure: Drawn) =>
  Object.fromEntries(
    FIELDS.map((field) => [field, RULES[field].decide(lumen, facts(seizure), TODAY).outcome === 'DISCLOSE']),
  );

test('what the rules tell of a seizure the rows bring: every cell of every seizure that is there', async () => {
  const found = await read();
  const differs = DRAWN.flatMap((seizure, nth) => {
    const seen = found[nth] ?? null;
    return seen !== null && JSON.stringify(seen) !== JSON.stringify(told(seizure))
      ? [{ seizure: row(seizure), seen, expected: told(seizure) }]
      : [];
  });
  expect(differs).toEqual([]);
  expect(found.filter((seen) => seen !== null).length).toBeGreaterThan(COUNT / 3);
});

test('a seizure of which the rules tell anything is there, whoever holds it', async () => {
  const found = await read();
  const missing = DRAWN.filter(
    (seizure, nth) =>
      found[nth] === null && Object.values(told({ ...seizure, isHeld: false })).some((isTold) => isTold),
  );
  expect(missing.map(row)).toEqual([]);
});

test('a seizure that is there is one that was detained, seized or released to its owner', async () => {
  const found = await read();
  const strays = DRAWN.filter(({ days, basis, listed, isOld }, nth) => {
    if (found[nth] === null) return false;
    if (basis === 'DMCA' && (listed === 'neither' || isOld)) return true;
    return [days.detained_on, days.seized_on, days.forfeited_on, days.redacted_released_on].every(
      (day) => day === null,
    );
  });
  expect(strays.map(row)).toEqual([]);
});
