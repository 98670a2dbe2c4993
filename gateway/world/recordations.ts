import { HALCYON, LUMEN, MERIDIAN, VIGIL } from './cast.ts';
import { feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Recordation of the crowd by rank: year 08 and on, five digits. */
export function recordationNumber(nth: number): string {
  return `TMK ${String(8 + Math.floor(nth / 90_000)).padStart(2, '0')}-${String(nth + 1_000).padStart(5, '0')}`;
}

export function recordationFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-recordations.csv`, [
    'number',
    'title',
    'owner_reference',
    'owner_name',
    'basis',
    'effective_on',
    'expires_on',
    'gray_market',
  ]);
  const random = setting.stream('recordations');
  const { ago, ahead } = setting.days;
  file.row([
    'TMK 07-00001',
    'LUMEN (INVENTED MARK)',
    LUMEN,
    'LUMEN OPTICS',
    'REGISTERED',
    ago(2_000),
    ahead(1_600),
    'Y',
  ]);
  file.row([
    'COP 07-00002',
    'LUMEN CATALOGUE (INVENTED WORK)',
    LUMEN,
    'LUMEN OPTICS',
    'REGISTERED',
    ago(1_500),
    ahead(5_000),
    'N',
  ]);
  file.row([
    'TMK 07-00003',
    'MERIDIAN (INVENTED MARK)',
    MERIDIAN,
    'MERIDIAN FOOTWEAR',
    'REGISTERED',
    ago(1_800),
    ahead(1_800),
    'N',
  ]);
  file.row([
    'TMK 07-00004',
    'MERIDIAN OLD (INVENTED MARK)',
    MERIDIAN,
    'MERIDIAN FOOTWEAR',
    'REGISTERED',
    ago(6_000),
    ago(900),
    'N',
  ]);
  file.row([
    'TMK 07-00005',
    'HALCYON (INVENTED MARK)',
    HALCYON,
    'HALCYON TOOLS',
    'REGISTERED',
    ago(2_000),
    ahead(1_500),
    'Y',
  ]);
  file.row([
    'COP 07-00006',
    'HALCYON FIRMWARE (INVENTED WORK)',
    HALCYON,
    'HALCYON TOOLS',
    'REGISTERED',
    ago(1_900),
    ahead(5_000),
    'N',
  ]);
  for (let nth = 0; nth < setting.size.recordations; nth += 1) {
    const owner = Math.floor(nth / 2);
    file.row([
      recordationNumber(nth),
      `INVENTED MARK ${nth}`,
      `IPRR-${String(10_000 + owner)}`,
      `INVENTED OWNER ${owner}`,
      'REGISTERED',
      ago(random.between(900, 3_000)),
      random.chance(0.95) ? ahead(random.between(10, 3_000)) : ago(random.between(1, 600)),
      'N',
    ]);
  }
  return { feed: 'recordations', file: file.path, rows: file.close() };
}

/** Who is agent for which recordation: Vigil for Halcyon's mark, and until 100 days ago for Meridian's. */
export function recordationAgentFeed({ folder, days: { ago } }: WorldSetting): WrittenFeed {
  const file = feedFile(`${folder}/invented-recordation-agents.csv`, [
    'recordation',
    'agent_reference',
    'from_on',
    'until_on',
  ]);
  file.row(['TMK 07-00005', VIGIL, ago(400), '']);
  file.row(['TMK 07-00003', VIGIL, ago(500), ago(100)]);
  return { feed: 'recordation-agents', file: file.path, rows: file.close() };
}

/** Whose recorded work is under a copyright protection measure. */
export function dmcaPersonFeed({ folder, days: { ago } }: WorldSetting): WrittenFeed {
  const file = feedFile(`${folder}/invented-dmca-persons.csv`, [
    'recordation',
    'list',
    'from_on',
    'until_on',
  ]);
  file.row(['COP 07-00006', 'ELIGIBLE', ago(700), '']);
  file.row(['COP 07-00006', 'INJURED', ago(700), '']);
  return { feed: 'dmca-persons', file: file.path, rows: file.close() };
}
