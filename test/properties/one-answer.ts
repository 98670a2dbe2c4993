import type { Random } from '@good-standing/gateway/world/random.ts';
import type { GraphQLSchema } from 'graphql';
import { type Cell, cellsOf } from './answers/cells.ts';
import type { DirectWorld } from './answers/direct.ts';
import { type Answer, type Asked, type Body, exchange } from './answers/exchange.ts';
import type { OpenWorld } from './worlds/open.ts';

/** Two answers to one viewer that say two things of one cell. */
export interface Contradiction {
  readonly place: string;
  readonly one: string;
  readonly other: string;
}

/** What one world has said so far, to each viewer for each purpose. */
export interface Said {
  /** Nothing that contradicts what was said before; null: it is remembered. */
  hear(asked: Asked, schema: GraphQLSchema, answer: Answer): Contradiction | null;
  /** The same records again: by id, twice under aliases, and past the gateway by reference. */
  again(asked: Asked, schema: GraphQLSchema, answer: Answer, random: Random): Promise<Contradiction | null>;
}

/** Root fields that give one record by its id. */
const BY_ID: Readonly<Record<string, string>> = {
  Importer: 'importer',
  Entry: 'entry',
  Seizure: 'seizure',
  Broker: 'broker',
  Exclusion: 'exclusion',
};
const BY_REFERENCE: ReadonlySet<string> = new Set([...Object.keys(BY_ID), 'Recordation', 'ExclusionLink']);
const MOST_AGAIN = 2;

export function saidBy(world: OpenWorld, direct: DirectWorld): Said {
  const said = new Map<string, string>();

  function contradicted(asked: Asked, place: string, value: unknown): Contradiction | null {
    const key = `${asked.party.name} ${asked.purpose} ${place}`;
    const text = JSON.stringify(value);
    const before = said.get(key);
    if (before === undefined) said.set(key, text);
    return before === undefined || before === text ? null : { place: key, one: before, other: text };
  }

  function hear(asked: Asked, schema: GraphQLSchema, answer: Answer): Contradiction | null {
    for (const { place, value } of toldCells(schema, asked, answer.body)) {
      const found = contradicted(asked, place, value);
      if (found !== null) return found;
    }
    return null;
  }

  return {
    hear,
    async again(asked, schema, answer, random) {
      const leaves = toldCells(schema, asked, answer.body).filter(isOwnLeaf);
      const records = [...Map.groupBy(leaves, ({ record, coordinate }) => `${typeOf(coordinate)} ${record}`)];
      for (let nth = 0; nth < Math.min(MOST_AGAIN, records.length); nth += 1) {
        const [key, cells] = records[random.between(0, records.length - 1)] ?? ['', []];
        const [type = '', id = ''] = key.split(' ');
        const fields = [...new Set(cells.map(({ coordinate }) => coordinate.split('.')[1] ?? ''))];
        const found =
          (await twice(asked, schema, { type, id, fields })) ??
          (await byReference(asked, { type, id, fields }));
        if (found !== null) return found;
      }
      return null;
    },
  };

  async function twice(asked: Asked, schema: GraphQLSchema, { type, id, fields }: Again) {
    const root = BY_ID[type];
    if (root === undefined || schema.getQueryType()?.getFields()[root] === undefined) return null;
    const selection = `${root}(id: $id) { __typename id ...Again }`;
    const query = `query ($id: ID!) { a: ${selection} b: ${selection} }
      fragment Again on ${type} { ${fields.join(' ')} }`;
    const repeated = { ...asked, query, variables: { id } };
    return hear(repeated, schema, await exchange(world, repeated));
  }

  async function byReference(asked: Asked, { type, id, fields }: Again): Promise<Contradiction | null> {
    if (!BY_REFERENCE.has(type)) return null;
    const viewer = await direct.viewerOf(asked.party, asked.purpose);
    const owned = Map.groupBy(fields, (field) => direct.ownerOf(type, field));
    for (const [to, those] of owned) {
      if (to === null) continue;
      const found = await direct.ask(viewer, { to, type, id, fields: those });
      for (const field of those) {
        const contradiction = contradicted(asked, `${type} ${id}.${field}`, found[field] ?? null);
        if (contradiction !== null) return contradiction;
      }
    }
    return null;
  }
}

interface Again {
  readonly type: string;
  readonly id: string;
  readonly fields: readonly string[];
}

/**
 * Cells that were answered. One whose resolver failed says nothing, nor does one that is null
 * because something that cannot be null failed below it: a cursor of another list empties the post.
 */
export function toldCells(
  schema: GraphQLSchema,
  asked: Pick<Asked, 'query' | 'variables'>,
  body: Body,
): readonly Cell[] {
  if (body.data === undefined || body.data === null) return [];
  const failed = (body.errors ?? [])
    .filter(({ extensions }) => extensions?.code !== 'FIELD_WITHHELD')
    .map(({ path = [] }) => path);
  return cellsOf(schema, asked, body.data).filter(({ record, path, value }) => {
    const isToldAt = (wrong: readonly unknown[]) =>
      !isWithin(path, wrong) && !(value === null && isWithin(wrong, path));
    return record !== null && failed.every(isToldAt);
  });
}

/** Whether a path is another, or goes on from it. */
function isWithin(path: readonly unknown[], other: readonly unknown[]): boolean {
  return other.every((step, nth) => path[nth] === step);
}

function isOwnLeaf({ isLeaf, place, record, coordinate, args }: Cell): boolean {
  const isOwn = place === `${typeOf(coordinate)} ${record}.${coordinate.split('.')[1]}`;
  return isLeaf && isOwn && Object.keys(args).length === 0 && !coordinate.endsWith('.id');
}

function typeOf(coordinate: string): string {
  return coordinate.split('.')[0] ?? '';
}
