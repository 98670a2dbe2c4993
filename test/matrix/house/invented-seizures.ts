import { ofOneLine, type SeizureRow } from '@good-standing/gateway/world/seizure-row.ts';
import type { Situation } from '../cells.ts';
import { BEFORE_2024_TEXT, releasedOn, SEIZURE_DAYS } from '../seizure-days.ts';
import { TODAY } from '../today.ts';

/** A seizure of the matrix's world, and what matrix.md says that it is. */
export interface InventedSeizure {
  readonly caseNumber: string;
  readonly facts: Situation;
}

const STAGES = Object.keys(SEIZURE_DAYS);
const PLAIN = {
  hold: 'none',
  basis: 'trademark',
  person: 'none',
  recordation: 'active',
  limited: 'none',
  redacted: 'none',
  images: 'none',
  asked: 'no',
  'importer warned': 'yes',
  'told of abandoned': 'no',
};
const RELEASED = { redacted: 'released', images: 'released', asked: 'yes' };

/** Nothing of it bears on owners of rights alone. */
export function isPlain(facts: Situation): boolean {
  return Object.entries(PLAIN).every(([name, value]) => name === 'hold' || facts[name] === value);
}

/**
 * At every stage: of a trademark every release with every other; of every other basis,
 * under every hold and in every state of the recordation nothing released, and all.
 */
export function inventedSeizures(): readonly InventedSeizure[] {
  return STAGES.flatMap((stage) => atStage(stage).map((facts) => ({ ...PLAIN, stage, ...facts }))).map(
    (facts, nth) => ({ caseNumber: `2026-MTX-${String(nth).padStart(6, '0')}-01`, facts }),
  );
}

function atStage(stage: string): readonly Situation[] {
  const either = (facts: Situation) => [facts, { ...facts, ...RELEASED }];
  const releases = ['none', 'released'].flatMap((redacted) =>
    ['none', 'released early', 'released'].flatMap((images) =>
      ['no', 'yes'].map((asked) => ({ redacted, images, asked })),
    ),
  );
  const isBefore = stage === 'PRESENTED' || stage.startsWith('DETAINED');
  return [
    ...releases,
    ...['copyright', 'copyright before 2024-08-23', 'gray market'].flatMap((basis) => either({ basis })),
    ...['law enforcement', 'national security'].flatMap((hold) => either({ hold })),
    ...['grace', 'expired', 'not yet'].flatMap((recordation) => either({ recordation })),
    ...['none', 'eligible', 'injured'].map((person) => ({ basis: 'DMCA', person })),
    ...(isBefore ? [{ basis: 'DMCA', person: 'eligible', limited: 'released' }] : []),
    ...(stage === 'DETAINED window closed'
      ? [{ basis: 'DMCA', person: 'eligible', images: 'released' }]
      : []),
    ...(SEIZURE_DAYS[stage]?.notice === undefined ? [] : unwarned()),
    ...(stage === 'PRESENTED'
      ? [{ limited: 'released' }, { basis: 'gray market', limited: 'released' }]
      : []),
  ];
}

/** A notice of detention that did not tell the importer what may go to the owner. */
function unwarned(): readonly Situation[] {
  const released = { ...RELEASED, 'importer warned': 'no' };
  return [
    released,
    { ...released, asked: 'no' },
    { ...released, basis: 'copyright', asked: 'no' },
    { basis: 'DMCA', person: 'eligible', images: 'released', 'importer warned': 'no' },
  ];
}

/** Recordations of the owner by what is recorded, its state, and the list of 19 CFR 133.47 that the owner is on. */
export function recordationOf({ basis = '', recordation = '', person = '' }: Situation): string {
  if (basis === 'DMCA') return `COP 09-0001${['none', 'eligible', 'injured'].indexOf(person)}`;
  if (basis.startsWith('copyright')) return 'COP 09-00001';
  return `TMK 09-0000${['active', 'grace', 'expired', 'not yet'].indexOf(recordation) + 1}`;
}

const GROUNDS: Readonly<Record<string, string>> = {
  trademark: 'IPR_TRADEMARK',
  copyright: 'IPR_COPYRIGHT',
  'copyright before 2024-08-23': 'IPR_COPYRIGHT',
  'gray market': 'GRAY_MARKET',
  DMCA: 'DMCA',
};

export function seizureRow(
  { caseNumber, facts }: InventedSeizure,
  importer: string,
  entry: string,
): SeizureRow & { readonly disclosure_warnings: string } {
  const days = SEIZURE_DAYS[facts.stage ?? ''];
  if (days === undefined) throw new Error(`no days are known of the stage ${facts.stage}`);
  const { basis = '' } = facts;
  const further = basis === 'copyright before 2024-08-23' ? BEFORE_2024_TEXT : 0;
  const on = (ago: number | undefined) => (ago === undefined ? '' : TODAY.subtract({ days: ago + further }));
  const isGray = basis === 'gray market';
  const line = ofOneLine({
    case_number: caseNumber,
    line: 1,
    entry_number: entry,
    importer_number: importer,
    environment: 'CARGO',
    port: '2704',
    grounds: GROUNDS[basis] ?? '',
    presented_on: on(days.presented),
    detained_on: on(days.detained),
    detention_notice_on: on(days.notice),
    seized_on: on(days.seized),
    seizure_notice_on: on(days.seized),
    forfeited_on: on(days.forfeited),
    abandoned_on: on(days.abandoned),
    excluded_on: on(days.excluded),
    released_on: on(days.released),
    imported_on: on(days.presented + 1),
    description_at_entry: 'AS ENTERED',
    description_at_detention: 'AS DETAINED',
    description_at_seizure: 'AS SEIZED',
    quantity_at_entry: 10,
    quantity_at_detention: 9,
    quantity_at_seizure: 8,
    unit: 'NO',
    origin: 'QM',
    manufacturer_name: 'INVENTED WORKS',
    manufacturer_address: '1 FACTORY RD, NOWHERE',
    exporter_name: 'INVENTED EXPORTS',
    exporter_address: '2 QUAY ST, NOWHERE',
    importer_name: 'MATRIX IMPORTER',
    importer_address: '3 SAMPLE ST, INVENTION WA',
    domestic_value_usd: '1000.00',
    recordation: recordationOf(facts),
    agencies: 'FDA',
    gray_market: isGray ? 'Y' : 'N',
    redacted_images: 'IMG-R1',
    images: 'IMG-1',
    redacted_released_on: facts.redacted === 'released' ? on(releasedOn(days, true)) : '',
    images_released_on:
      facts.images === 'none' ? '' : on(releasedOn(days, facts.images === 'released early')),
    images_requested_on: facts.asked === 'yes' ? on(0) : '',
    importer_response: days.answered === undefined ? '' : 'SUFFICIENT',
    importer_responded_on: on(days.answered),
    law_enforcement_hold: facts.hold === 'law enforcement' ? 'Y' : 'N',
    national_security_hold: facts.hold === 'national security' ? 'Y' : 'N',
    line_description: 'GOODS',
    line_quantity: 8,
    line_value_usd: '1000.00',
  });
  return { ...line, disclosure_warnings: facts['importer warned'] === 'no' ? 'N' : '' };
}
