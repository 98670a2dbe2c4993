import type { Random } from '@good-standing/gateway/world/random.ts';
import { type RecordPrefix, recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import { rowsOf, type World } from '../worlds/feeds.ts';
import type { OpenWorld } from '../worlds/open.ts';

/** What arguments are drawn from: what is there, what is hidden, what is only in the other world, and what is nowhere. */
export interface Known {
  /** Ids of records by their prefix. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Cursors and ids that answers have given so far, to anyone. */
  readonly cursors: string[];
  readonly seen: Map<string, string[]>;
  /** How often each field was asked for. */
  readonly uses: Map<string, number>;
}

const MOST_SEEN = 300;

/** Remembers the ids of an answer: what is asked for by an id that someone reads is likelier to be there. */
export function remember({ seen }: Known, text: string): void {
  for (const [id, prefix = ''] of text.matchAll(/\b([a-z]{3})_[0-9a-z]{20}\b/g)) {
    const ids = seen.get(prefix) ?? [];
    seen.set(prefix, ids);
    if (ids.length < MOST_SEEN && !ids.includes(id)) ids.push(id);
  }
}

export async function knownOf(worlds: readonly World[], { admin, database }: OpenWorld): Promise<Known> {
  const id = (prefix: RecordPrefix) => (natural: string) => recordId(prefix, database.keys.ids, natural);
  const all = (feed: string, column: string) => [
    ...new Set(worlds.flatMap((world) => rowsOf(world, feed).map((row) => row[column] ?? ''))),
  ];
  const exclusions = await admin.unsafe<{ id: string }[]>(
    'select exclusion_id as id from debarments.exclusion order by 1',
  );
  const links = await admin.unsafe<{ id: string }[]>(
    'select link_id as id from debarments.exclusion_link order by 1',
  );
  const names = [...all('importers', 'name'), 'NORTHWIND TRADERS, INC.', 'Nobody At All'];
  return {
    ids: {
      imp: all('importers', 'number').map(id('imp')),
      ent: all('entries', 'entry_number').map(id('ent')),
      sez: all('seizures', 'case_number').map(id('sez')),
      brk: all('brokers', 'license_number').map(id('brk')),
      rec: all('recordations', 'number').map(id('rec')),
      exc: exclusions.map((row) => row.id),
      xln: links.map((row) => row.id),
      none: ['imp_00000000000000000000', 'sez_00000000000000000000', 'nothing', ''],
    },
    texts: {
      importerNumber: [...all('importers', 'number'), '07-999999900', 'nothing'],
      entryNumber: [...all('entries', 'entry_number'), 'B7Q-0002001-2'],
      recordation: [...all('recordations', 'number'), 'TMK 99-99999', 'nothing'],
      filerCode: ['B7Q', 'C3K', 'A02', 'ZZZ', '?'],
      postCode: ['QMA', 'XAA', 'QMB', 'ZZZ'],
      name: names,
      prefix: [...new Set(names.map((name) => name.slice(0, 3))), 'CHA', 'NOR', 'ZZZ', 'A'],
      day: ['2025-06-01', '2026-01-01', '2026-10-02', '2026-10-31', '2026-11-02', '2026-12-01'],
      country: ['US', 'CA', 'QM', 'DE'],
      port: ['2704', '4701', '0101'],
      uei: ['CSCDNUT7K2L4', 'NRTHWND4T5R6', 'NVNT22223333', 'ZZZZZZZZZZZ1'],
      samNumber: ['S4INV0001', 'S4INV0002', 'S4INV9999'],
      code: ['01', '11', '03', '99'],
      program: ['Reciprocal', 'Procurement'],
      agency: ['DHS-CBP', 'HHS', 'Nobody'],
      mode: ['MAIL', 'EXPRESS', 'SHIP'],
      word: ['INVENTED', 'a', ''],
    },
    cursors: [],
    seen: new Map(),
    uses: new Map(),
  };
}

/** Which list of texts an argument or input field is drawn from, by where it stands or by its name. */
const TEXTS: Readonly<Record<string, string>> = {
  'Query.importerByNumber.number': 'importerNumber',
  'Query.entryByNumber.number': 'entryNumber',
  'Query.recordation.number': 'recordation',
  'Query.brokerByFilerCode.code': 'filerCode',
  'Query.post.code': 'postCode',
  'ImporterFilter.name': 'prefix',
  'EntryFilter.type': 'code',
  namePrefix: 'prefix',
  name: 'name',
  names: 'name',
  otherNames: 'name',
  search: 'prefix',
  country: 'country',
  port: 'port',
  uei: 'uei',
  samNumber: 'samNumber',
  filerCode: 'filerCode',
  program: 'program',
  excludingAgency: 'agency',
  mode: 'mode',
  value: 'uei',
};

const PREFIXES: Readonly<Record<string, string>> = {
  'Query.importer.id': 'imp',
  'Query.entry.id': 'ent',
  'Query.seizure.id': 'sez',
  'Query.broker.id': 'brk',
  'Query.exclusion.id': 'exc',
  'Mutation.decideExclusionLink.id': 'xln',
  'Query.reestablishmentNotice.id': 'rsn',
};

/** A value of an input type as JSON, or undefined: not given. */
export function randomValue(
  random: Random,
  known: Known,
  type: GraphQLInputType,
  coordinate: string,
  depth = 0,
): unknown {
  const bare = getNullableType(type);
  if (bare === type && random.chance(0.05)) return null;
  if (isListType(bare)) {
    const count = random.between(depth > 1 ? 0 : 1, 3);
    return Array.from({ length: count }, () =>
      randomValue(random, known, bare.ofType, coordinate, depth + 1),
    );
  }
  if (isEnumType(bare))
    return anyOf(
      random,
      bare.getValues().map(({ name }) => name),
    );
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields()).filter(
      (field) => isRequiredInputField(field) || random.chance(depth > 1 ? 0.1 : 0.35),
    );
    return Object.fromEntries(
      fields.map((field) => [
        field.name,
        randomValue(random, known, field.type, `${bare.name}.${field.name}`, depth + 1),
      ]),
    );
  }
  return randomScalar(random, known, bare.name, coordinate);
}

function randomScalar(random: Random, known: Known, type: string, coordinate: string): unknown {
  const name = coordinate.split('.').at(-1) ?? '';
  if (type === 'Int') return name === 'first' ? random.between(1, 6) : random.between(1, 3);
  if (type === 'Float') return random.between(0, 100);
  if (type === 'Boolean') return random.chance(0.5);
  if (type === 'Date') return anyOf(random, known.texts.day ?? []);
  if (name === 'after') return anyOf(random, [...known.cursors.slice(-40), 'nothing']);
  if (type === 'ID') {
    const prefix = PREFIXES[coordinate] ?? 'imp';
    const seen = known.seen.get(prefix) ?? [];
    if (seen.length > 0 && random.chance(0.6)) return anyOf(random, seen);
    const likely = known.ids[prefix] ?? [];
    return anyOf(random, random.chance(0.9) ? likely : Object.values(known.ids).flat());
  }
  return anyOf(random, known.texts[TEXTS[coordinate] ?? TEXTS[name] ?? 'word'] ?? []);
}

function anyOf<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[random.between(0, items.length - 1)];
}
