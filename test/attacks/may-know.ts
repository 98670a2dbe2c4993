import { AURORA } from '@good-standing/gateway/world/cast.ts';
import type { TestHouse } from '../world/house.ts';
import type { Asker } from './askers.ts';
import { KINDS, type Kind, type Sampled } from './sample-ids.ts';

/** Which of the sampled records an asker may know of: the rows of disclosure.md once more, over the administrator's tables. */
export async function mayKnow(
  { admin }: TestHouse,
  sampled: Sampled,
  asker: Asker,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const predicates = PREDICATES[asker] ?? {};
  const seen: Record<string, readonly string[]> = {};
  for (const kind of KINDS) {
    const { table, id } = TABLES[kind];
    const predicate = predicates[kind] ?? EVERYBODY[kind];
    const rows = await admin.unsafe<{ id: string }[]>(
      `select ${id} as id from ${table} t where ${id} = any($1) and (${predicate}) order by 1`,
      [sampled[kind] as string[]],
    );
    seen[kind] = rows.map((row) => row.id);
  }
  return seen;
}

const TABLES: Readonly<Record<Kind, { readonly table: string; readonly id: string }>> = {
  importer: { table: 'importers.importer', id: 'id' },
  entry: { table: 'entries.entry', id: 'id' },
  seizure: { table: 'entries.seizure', id: 'id' },
  broker: { table: 'brokers.broker', id: 'id' },
  exclusion: { table: 'debarments.exclusion', id: 'exclusion_id' },
};

const listed = (programmes: string) => `exists (
  select from importers.listing l where l.importer_id = t.id and l.programme in (${programmes})
    and l.listed_on <= '2026-11-02' and coalesce(l.until_on, '2026-11-02') >= '2026-11-02' and l.delisted_on is null
    and l.ended_on is null and (l.programme <> 'TRUSTED' or not exists (
      select from importers.assessment a
      where a.importer_id = l.importer_id and a.known_until is null and a.status in ('NOT_GOOD', 'INELIGIBLE')
        and a.valid_from <= '2026-11-02' and coalesce(a.valid_until, '2026-11-02') >= '2026-11-02')))`;
const TRUSTED = listed(`'TRUSTED'`);
const TRUSTED_OR_KNOWN_SHIPPER = listed(`'TRUSTED', 'KNOWN_SHIPPER'`);

const EVERYBODY: Readonly<Record<Kind, string>> = {
  importer: TRUSTED,
  entry: 'false',
  seizure: 'false',
  broker: 'true',
  exclusion: 'true',
};

function agency(code: string): Partial<Record<Kind, string>> {
  const onEntry = `exists (select from entries.entry_line n where n.entry_id = t.id and '${code}' = any(n.agencies))`;
  const onSeizure = `exists (select from entries.seizure_line n where n.seizure_id = t.id and '${code}' = any(n.agencies))`;
  const jurisdiction = `exists (select from importers.jurisdiction j where j.importer_id = t.id and j.agency = '${code}')`;
  return {
    importer: `${jurisdiction} or ${TRUSTED_OR_KNOWN_SHIPPER}`,
    entry: onEntry,
    seizure: onSeizure,
  };
}

const client = (importer: string) => `exists (
  select from brokers.engagement e join brokers.broker b on b.id = e.broker_id
  where b.license_number = '07001' and e.importer_id = ${importer}
    and e.from_on <= '2026-11-02' and coalesce(e.until_on, '2026-11-02') >= '2026-11-02')`;
const ownCode = (number: string) => `exists (
  select from brokers.filer_code f join brokers.broker b on b.id = f.broker_id
  where b.license_number = '07001' and f.code = left(${number}, 3))`;
const everything = 'true';
const owner = (key: string) => `
  exists (select from entries.seizure_line n join entries.recordation r on r.id = n.recordation_id
    where n.seizure_id = t.id and r.owner_id = (
      select a.subject from access.agreement a join access.organization o on o.id = a.organization_id
      where o.key = '${key}' limit 1)
      and r.effective_on <= n.event_on and r.expires_on + 90 >= '2026-11-02' and r.delisted_on is null)
  and least(t.detained_on, t.seized_on, t.redacted_released_on) <= '2026-11-02'`;

const PREDICATES: Readonly<Partial<Record<Asker, Partial<Record<Kind, string>>>>> = {
  cbp: { importer: everything, entry: everything, seizure: everything },
  fda: agency('FDA'),
  cpsc: agency('CPS'),
  aurora: {
    importer: `t.number = '${AURORA}' or ${TRUSTED}`,
    entry: `t.importer_id = (select id from importers.importer where number = '${AURORA}')`,
    seizure: `t.importer_id = (select id from importers.importer where number = '${AURORA}')`,
  },
  beacon: {
    importer: `${client('t.id')} or ${TRUSTED_OR_KNOWN_SHIPPER}`,
    entry: `${client('t.importer_id')} and ${ownCode('t.number')}`,
    seizure: `${client('t.importer_id')} and (t.entry_id is null or ${ownCode(
      '(select number from entries.entry n where n.id = t.entry_id)',
    )})`,
  },
  bazaar: { importer: TRUSTED_OR_KNOWN_SHIPPER },
  swift: { importer: TRUSTED_OR_KNOWN_SHIPPER },
  lumen: { seizure: owner('lumen') },
  meridian: { seizure: owner('meridian') },
};
