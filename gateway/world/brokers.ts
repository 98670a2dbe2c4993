import { AURORA, BEACON, BOREALIS, CASCADE, CAST_SIZE, COMPASS, castNumber, DUNE } from './cast.ts';
import { feedFile } from './feed-file.ts';
import { PORTS } from './goods.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

interface CastBroker {
  readonly license: string;
  readonly name: string;
  readonly filerCodes: readonly [string, ...string[]];
  readonly licenseStatus: string;
  readonly ctpat: string;
  /** Absent: the source gives none. */
  readonly uei?: string;
}

const CAST: readonly CastBroker[] = [
  {
    license: BEACON,
    name: 'BEACON CUSTOMS BROKERAGE',
    filerCodes: ['B7Q', 'B8Q'],
    licenseStatus: 'ACTIVE',
    ctpat: 'VALIDATED',
    uei: 'BEACNCUST234',
  },
  {
    license: COMPASS,
    name: 'COMPASS CLEARANCE',
    filerCodes: ['C3K'],
    licenseStatus: 'SUSPENDED',
    ctpat: 'CERTIFIED',
  },
];

/** Broker of the cast or the crowd; the crowd's licences are 08000 and on. */
export function brokerOf(nth: number): CastBroker {
  return (
    CAST[nth] ?? {
      license: String(8_000 + nth).padStart(5, '0'),
      name: `INVENTED BROKERAGE ${nth}`,
      filerCodes: [
        `${String.fromCharCode(65 + (Math.floor(nth / 100) % 26))}${String(nth % 100).padStart(2, '0')}`,
      ],
      licenseStatus: 'ACTIVE',
      ctpat: nth % 3 === 0 ? 'VALIDATED' : nth % 3 === 1 ? 'CERTIFIED' : 'NOT_ENROLLED',
    }
  );
}

/** The broker that an importer of the world files through, by rank; every tenth files for itself with none. */
export function brokerFor(importer: number, brokers: number): number {
  const fixed = [0, 1, 0, 0, 1][importer];
  return fixed ?? importer % brokers;
}

export function brokerFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  return [register(setting), statuses(setting), permits(setting), clients(setting), vettings(setting)];
}

function register(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-brokers.csv`, [
    'license_number',
    'name',
    'filer_codes',
    'ctpat_consent',
    'uei',
    'cage',
  ]);
  for (let nth = 0; nth < setting.size.brokers; nth += 1) {
    const broker = brokerOf(nth);
    file.row([
      broker.license,
      broker.name,
      broker.filerCodes.join(';'),
      nth % 2 === 0 ? 'Y' : 'N',
      broker.uei ?? '',
      '',
    ]);
  }
  return { feed: 'brokers', file: file.path, rows: file.close() };
}

function statuses(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-broker-statuses.csv`, [
    'license_number',
    'programme',
    'status',
    'from_on',
    'until_on',
  ]);
  const random = setting.stream('broker statuses');
  for (let nth = 0; nth < setting.size.brokers; nth += 1) {
    const broker = brokerOf(nth);
    const changed = setting.days.ago(random.between(30, 90));
    const suspended = broker.licenseStatus === 'SUSPENDED';
    file.row([
      broker.license,
      'LICENSE',
      'ACTIVE',
      setting.days.ago(3_000),
      suspended ? changed.subtract({ days: 1 }) : '',
    ]);
    if (suspended) file.row([broker.license, 'LICENSE', 'SUSPENDED', changed, '']);
    if (broker.ctpat !== 'NOT_ENROLLED')
      file.row([broker.license, 'CTPAT', broker.ctpat, setting.days.ago(1_000), '']);
  }
  return { feed: 'broker-statuses', file: file.path, rows: file.close() };
}

function permits(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-broker-permits.csv`, [
    'license_number',
    'permit_number',
    'kind',
    'port',
    'issued_on',
    'ended_on',
  ]);
  const random = setting.stream('permits');
  for (let nth = 0; nth < setting.size.brokers; nth += 1) {
    const { license } = brokerOf(nth);
    file.row([license, `N-${license}`, 'NATIONAL', '', setting.days.ago(2_500), '']);
    if (random.chance(0.5))
      file.row([license, `D-${license}`, 'DISTRICT', random.pick(PORTS), setting.days.ago(2_000), '']);
  }
  return { feed: 'broker-permits', file: file.path, rows: file.close() };
}

function clients(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-broker-clients.csv`, [
    'license_number',
    'importer_number',
    'from_on',
    'until_on',
  ]);
  const random = setting.stream('clients');
  const since = setting.days.ago(1_000);
  file.row([BEACON, AURORA, since, '']);
  file.row([COMPASS, BOREALIS, since, '']);
  file.row([BEACON, CASCADE, since, '']);
  file.row([BEACON, DUNE, since, setting.days.ago(100)]);
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    const ended = random.chance(0.05) ? setting.days.ago(random.between(1, 300)) : '';
    file.row([brokerOf(brokerFor(nth, setting.size.brokers)).license, castNumber(nth), since, ended]);
  }
  return { feed: 'broker-clients', file: file.path, rows: file.close() };
}

/** Of the last weeks: nobody of the crowd is overdue. */
function vettings(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-broker-vettings.csv`, [
    'vetting',
    'license_number',
    'completed_on',
    'result',
  ]);
  const random = setting.stream('broker vettings');
  file.row(['INV-BV-00001', BEACON, setting.days.ago(50), 'CLEAR']);
  file.row(['INV-BV-00002', COMPASS, setting.days.ago(30), 'ADVERSE']);
  for (let nth = 2; nth < setting.size.brokers; nth += 1) {
    if (random.chance(0.3)) continue;
    file.row([
      `INV-BV-${String(nth + 100).padStart(5, '0')}`,
      brokerOf(nth).license,
      setting.days.ago(random.between(1, 300)),
      'CLEAR',
    ]);
  }
  return { feed: 'broker-vettings', file: file.path, rows: file.close() };
}
