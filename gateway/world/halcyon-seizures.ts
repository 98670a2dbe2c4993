import { EVERGLADE } from './cast.ts';
import { castCase, GLASSES } from './cast-seizures.ts';
import { recordationNumber } from './recordations.ts';
import { ofOneLine, type SeizureRow } from './seizure-row.ts';
import type { WorldSetting } from './setting.ts';

const MARK = 'TMK 07-00005';
const WORK = 'COP 07-00006';

/** A seizure for each phase and each text of law that the owner of a right is told by. Of Everglade, without an entry. */
export function halcyonSeizures({ days: { ago } }: WorldSetting): readonly SeizureRow[] {
  const tools = ofOneLine({
    ...GLASSES,
    importer_number: EVERGLADE,
    importer_name: 'EVERGLADE IMPORTS',
    environment: 'EXPRESS',
    recordation: MARK,
    agencies: '',
    description_at_entry: 'HARDWARE',
    description_at_detention: 'DRILLS BEARING A MARK',
    description_at_seizure: 'COUNTERFEIT DRILLS',
    line_description: 'DRILLS',
    imported_on: ago(24),
    presented_on: ago(20),
  });
  const windowOpen: SeizureRow = { detained_on: ago(4), detention_notice_on: ago(2) };
  const windowClosed: SeizureRow = { detained_on: ago(19), detention_notice_on: ago(18) };
  const seized: SeizureRow = { ...windowClosed, seized_on: ago(6), seizure_notice_on: ago(5) };
  const ofTwoMarks: SeizureRow = {
    ...seized,
    description_at_detention: 'DRILLS AND DRILL BITS BEARING MARKS',
    description_at_seizure: 'COUNTERFEIT DRILLS AND DRILL BITS',
    quantity_at_entry: 510,
    quantity_at_detention: 489,
    quantity_at_seizure: 487,
  };
  const row = (nth: number, ...over: readonly SeizureRow[]): SeizureRow =>
    Object.assign({}, tools, ...over, { case_number: castCase(nth) });
  return [
    row(11),
    row(12, { redacted_released_on: ago(10) }),
    row(13, windowOpen, { images_released_on: ago(1) }),
    row(14, windowClosed, { images_released_on: ago(1) }),
    row(15, windowClosed, {
      images_released_on: ago(1),
      importer_response: 'SUFFICIENT',
      importer_responded_on: ago(12),
    }),
    row(16, seized),
    row(17, ofTwoMarks),
    row(17, ofTwoMarks, {
      line: 2,
      recordation: recordationNumber(0),
      line_description: 'DRILL BITS',
      line_quantity: 9,
      line_description_at_detention: 'DRILL BITS BEARING A MARK',
      line_description_at_seizure: 'COUNTERFEIT DRILL BITS',
      line_quantity_at_entry: 10,
      line_quantity_at_detention: 9,
      line_quantity_at_seizure: 9,
    }),
    row(18, windowClosed, {
      redacted_released_on: ago(8),
      images_released_on: ago(8),
      excluded_on: ago(2),
    }),
    row(19, windowClosed, { abandoned_on: ago(3), commissioner_belief_on: ago(3) }),
    row(20, seized, {
      gray_market: 'Y',
      grounds: 'GRAY_MARKET',
      redacted_released_on: ago(8),
      images_released_on: ago(4),
    }),
    row(21, {
      recordation: WORK,
      grounds: 'IPR_COPYRIGHT',
      imported_on: ago(1_220),
      presented_on: ago(1_215),
      detained_on: ago(1_212),
      detention_notice_on: ago(1_210),
      seized_on: ago(1_200),
      seizure_notice_on: ago(1_198),
      redacted_released_on: ago(1_205),
      images_released_on: ago(1_190),
    }),
    row(22, windowClosed, { recordation: WORK, grounds: 'DMCA', images_released_on: ago(1) }),
    row(23, seized, { recordation: WORK, grounds: 'DMCA' }),
    row(24, seized, { national_security_hold: 'Y' }),
    row(25, {
      recordation: WORK,
      grounds: 'IPR_COPYRIGHT',
      imported_on: ago(130),
      presented_on: ago(125),
      seized_on: ago(120),
      seizure_notice_on: ago(118),
      forfeited_on: ago(30),
      images_requested_on: ago(100),
      images_released_on: ago(90),
    }),
  ];
}
