import { AURORA, CASCADE, CAST_SIZE, castNumber } from './cast.ts';
import { castEntryNumber } from './entries.ts';
import { type Cell, type FeedFile, feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Importers with a case of each kind, of a thousand. */
const ACCUSED = 0.002;

const EVASION = [
  'case_number',
  'importer_number',
  'order_number',
  'merchandise',
  'received_on',
  'initiated_on',
  'interim',
  'interim_on',
  'notified_on',
  'extended',
  'determination',
  'determined_on',
  'determination_notice_on',
  'review_asked_on',
  'review',
  'reviewed_on',
  'agencies',
] as const;
const FORCED_LABOR = [
  'detention_number',
  'importer_number',
  'entry_number',
  'basis',
  'order_reference',
  'merchandise',
  'origin',
  'imported_on',
  'presented_on',
  'detained_on',
  'notice_on',
  'proof_on',
  'outcome',
  'decided_on',
  'protested_on',
  'protest',
  'protest_decided_on',
  'agencies',
] as const;
const CLAIM = [
  'claim_number',
  'importer_number',
  'entry_number',
  'bond_number',
  'breach',
  'assessed_usd',
  'mitigated_usd',
  'paid_usd',
  'noticed_on',
  'petitioned_on',
  'closed_on',
  'agencies',
] as const;

/** Cases beside penalties: of evasion, of forced labor, against bonds. */
export function caseFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  const { folder } = setting;
  const evasion = feedFile(`${folder}/invented-evasion-cases.csv`, EVASION);
  const detentions = feedFile(`${folder}/invented-forced-labor-detentions.csv`, FORCED_LABOR);
  const claims = feedFile(`${folder}/invented-liquidated-damages.csv`, CLAIM);
  const evade = rowsOf(evasion, EVASION);
  const detain = rowsOf(detentions, FORCED_LABOR);
  const claim = rowsOf(claims, CLAIM);
  writeCast(setting, { evade, detain, claim });
  writeCrowd(setting, { evade, detain, claim });
  return [
    { feed: 'evasion-cases', file: evasion.path, rows: evasion.close() },
    { feed: 'forced-labor-detentions', file: detentions.path, rows: detentions.close() },
    { feed: 'liquidated-damages', file: claims.path, rows: claims.close() },
  ];
}

type Write = (row: Readonly<Record<string, Cell>>) => void;

interface Writers {
  readonly evade: Write;
  readonly detain: Write;
  readonly claim: Write;
}

/** A column without a cell is written empty. */
function rowsOf(file: FeedFile, columns: readonly string[]): Write {
  return (row) => file.row(columns.map((column) => row[column] ?? ''));
}

/** Nothing final: what these cases are known to say bears on nobody's standing. */
function writeCast({ days: { ago } }: WorldSetting, { evade, detain, claim }: Writers): void {
  evade({
    case_number: 'EAPA-INV-0001',
    importer_number: CASCADE,
    order_number: 'A-999-001',
    merchandise: 'INVENTED SWEETENERS',
    received_on: ago(110),
    initiated_on: ago(92),
    extended: 'N',
    agencies: 'FDA',
  });
  evade({
    case_number: 'EAPA-INV-0002',
    importer_number: AURORA,
    order_number: 'A-999-002',
    merchandise: 'INVENTED TABLEWARE',
    received_on: ago(420),
    initiated_on: ago(400),
    interim: 'NONE',
    interim_on: ago(312),
    notified_on: ago(308),
    extended: 'N',
    determination: 'NEGATIVE',
    determined_on: ago(105),
    determination_notice_on: ago(103),
  });
  detain({
    detention_number: 'INV-FL-0001',
    importer_number: AURORA,
    entry_number: castEntryNumber(0, 3),
    basis: 'UFLPA',
    order_reference: 'UFLPA LISTING INV-7',
    merchandise: 'INVENTED COTTON TOWELS',
    origin: 'XA',
    imported_on: ago(20),
    presented_on: ago(18),
    detained_on: ago(15),
    notice_on: ago(12),
    agencies: 'FDA',
  });
  claim({
    claim_number: 'INV-LD-0001',
    importer_number: AURORA,
    bond_number: '990001',
    breach: 'LATE_FILING',
    assessed_usd: '3000.00',
    noticed_on: ago(30),
  });
}

function writeCrowd(setting: WorldSetting, { evade, detain, claim }: Writers): void {
  const random = setting.stream('cases');
  const { ago } = setting.days;
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    const number = castNumber(nth);
    if (random.chance(ACCUSED)) {
      const received = random.between(430, 900);
      evade({
        case_number: `EAPA-INX-${nth}`,
        importer_number: number,
        order_number: `A-999-${String(random.between(100, 999))}`,
        merchandise: 'INVENTED MERCHANDISE',
        received_on: ago(received),
        initiated_on: ago(received - 18),
        interim: 'MEASURES',
        interim_on: ago(received - 100),
        notified_on: ago(received - 104),
        extended: 'N',
        determination: random.pick(['AFFIRMATIVE', 'NEGATIVE']),
        determined_on: ago(received - 310),
        determination_notice_on: ago(received - 313),
      });
    }
    if (random.chance(ACCUSED)) {
      const presented = random.between(60, 700);
      const outcome = random.pick(['RELEASED', 'EXCLUDED', 'EXPORTED']);
      detain({
        detention_number: `INX-FL-${nth}`,
        importer_number: number,
        basis: random.pick(['UFLPA', 'WITHHOLD_RELEASE_ORDER']),
        order_reference: 'INVENTED ORDER',
        merchandise: 'INVENTED MERCHANDISE',
        origin: 'XA',
        imported_on: ago(presented + 2),
        presented_on: ago(presented),
        detained_on: ago(presented - 3),
        notice_on: ago(presented - 6),
        outcome,
        decided_on: ago(presented - 28),
      });
    }
    if (random.chance(ACCUSED * 4)) {
      const noticed = random.between(30, 600);
      claim({
        claim_number: `INX-LD-${nth}`,
        importer_number: number,
        breach: random.pick(['LATE_FILING', 'FAILURE_TO_REDELIVER', 'LATE_PAYMENT']),
        assessed_usd: `${random.between(5, 900) * 100}.00`,
        noticed_on: ago(noticed),
        petitioned_on: random.chance(0.5) ? ago(noticed - 20) : '',
      });
    }
  }
}
