import { AURORA, CASCADE, CAST_SIZE, castNumber } from './cast.ts';
import { feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Custodians and forwarders for each importer of the world, at least a few. */
const PERSONS_AN_IMPORTER = 0.02;
const LEAST_PERSONS = 6;

const reference = (nth: number) => (nth % 2 === 0 ? `H${100 + nth}` : `OTI-${900_000 + nth}`);
const kind = (nth: number) => (nth % 2 === 0 ? 'CUSTODIAN' : 'FORWARDER');

/** Who conducts import activities beside importers and brokers, and the vettings of the last weeks (EO 14411 § 2(f)). */
export function vettingFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  const persons = Math.max(LEAST_PERSONS, Math.round(setting.size.importers * PERSONS_AN_IMPORTER));
  return [personFeed(setting, persons), vettingFeed(setting, persons)];
}

function personFeed(setting: WorldSetting, persons: number): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-vetted-persons.csv`, [
    'kind',
    'reference',
    'name',
    'from_on',
    'until_on',
  ]);
  const random = setting.stream('vetted persons');
  for (let nth = 0; nth < persons; nth += 1) {
    file.row([
      kind(nth),
      reference(nth),
      `INVENTED ${nth % 2 === 0 ? 'BONDED STORES' : 'FORWARDING'} ${nth}`,
      setting.days.ago(random.between(900, 4_000)),
      nth >= LEAST_PERSONS && random.chance(0.05) ? setting.days.ago(random.between(1, 300)) : '',
    ]);
  }
  return { feed: 'vetted-persons', file: file.path, rows: file.close() };
}

/** None is longer ago than the shortest time from one vetting to the next, so that nobody of the crowd is overdue. */
function vettingFeed(setting: WorldSetting, persons: number): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-vettings.csv`, [
    'vetting',
    'subject',
    'number',
    'reference',
    'completed_on',
    'result',
  ]);
  const random = setting.stream('vettings');
  file.row(['INV-V-00001', 'IMPORTER', AURORA, '', setting.days.ago(40), 'CLEAR']);
  file.row(['INV-V-00002', 'IMPORTER', CASCADE, '', setting.days.ago(20), 'ADVERSE']);
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    if (random.chance(0.6)) continue;
    file.row([
      `INV-V-${String(nth + 100).padStart(5, '0')}`,
      'IMPORTER',
      castNumber(nth),
      '',
      setting.days.ago(random.between(1, 80)),
      random.chance(0.95) ? 'CLEAR' : 'INCONCLUSIVE',
    ]);
  }
  for (let nth = 0; nth < persons; nth += 1) {
    file.row([
      `INV-VP-${String(nth).padStart(5, '0')}`,
      kind(nth),
      '',
      reference(nth),
      setting.days.ago(random.between(1, 80)),
      'CLEAR',
    ]);
  }
  return { feed: 'vettings', file: file.path, rows: file.close() };
}
