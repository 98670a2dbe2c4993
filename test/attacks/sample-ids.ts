import type { TestHouse } from '../world/house.ts';

/** Ids that are well formed and name nothing. */
export const ABSENT = {
  importer: 'imp_00000000000000000000',
  entry: 'ent_00000000000000000000',
  seizure: 'sez_00000000000000000000',
  broker: 'brk_00000000000000000000',
  exclusion: 'exc_00000000000000000000',
} as const;
export type Kind = keyof typeof ABSENT;
export const KINDS = Object.keys(ABSENT) as readonly Kind[];

/** Ids of the house as only its administrator reads them: some of each kind, and one of every other. */
export interface Sampled extends Readonly<Record<Kind, readonly string[]>> {
  readonly others: readonly string[];
}

export async function sampleIds({ admin }: TestHouse): Promise<Sampled> {
  const of = async (query: string) => (await admin.unsafe<{ id: string }[]>(query)).map(({ id }) => id);
  const others = await of(`
    (select link_id as id from debarments.exclusion_link limit 1)
    union all (select id from entries.recordation limit 1)
    union all (select id from entries.violation limit 1)
    union all (select id from entries.penalty limit 1)
    union all (select id from entries.bill limit 1)
    union all (select id from importers.bond limit 1)
    union all (select id from importers.listing limit 1)
    union all (select id from importers.confidentiality_certification limit 1)
    union all (select id from importers.importer_disclosure limit 1)
    union all (select id from posts.post limit 1)
    union all (select id from access.organization limit 1)
    union all (select id from access.agreement limit 1)`);
  return {
    importer: await of('select id from importers.importer order by id limit 10'),
    entry: await of('select id from entries.entry order by id limit 6'),
    seizure: await of('select id from entries.seizure order by id limit 10'),
    broker: await of('select id from brokers.broker order by id limit 2'),
    exclusion: await of('select exclusion_id as id from debarments.exclusion order by 1 limit 2'),
    others,
  };
}
