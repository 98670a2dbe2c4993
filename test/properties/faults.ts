import { definition as brokers } from '@good-standing/brokers/subgraph';
import { definition as entries } from '@good-standing/entries/subgraph';
import { definition as importers } from '@good-standing/importers/subgraph';
import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import type { Disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

/** A house that is wrong in one way, for the properties to find. */
export interface Fault {
  readonly says: string;
  /** Whose questions show it. */
  readonly to: readonly string[];
  /** Root fields that lead to it. */
  readonly roots: readonly string[];
  /** Puts it into the definitions of the subgraphs, for houses opened from now on. */
  inject(admin: Sql): void;
}

type Resolver = (parent: never, args: never, context: unknown, info: unknown) => unknown;
type Fields = Record<string, Resolver>;
type Inner = Resolver | undefined;

interface Open {
  readonly resolvers: Record<string, Fields>;
  readonly policy: Record<string, Disclosure<never>>;
}

const open = (definition: unknown) => definition as Open;

/** What stands in the definitions before any fault. */
const WHOLE = [brokers, entries, importers].map((definition) => {
  const { resolvers, policy } = open(definition);
  const fields = Object.entries(resolvers).map(([type, own]) => [type, { ...own }] as const);
  return { definition: open(definition), fields, policy: { ...policy } };
});

/** Definitions as they are written. */
export function withoutFault(): void {
  for (const { definition, fields, policy } of WHOLE) {
    for (const [type, own] of fields) {
      const target = definition.resolvers[type] ?? {};
      for (const name of Object.keys(target)) if (!(name in own)) delete target[name];
      Object.assign(target, own);
    }
    Object.assign(definition.policy, policy);
  }
}

/** Another resolver of a field, made of the one that is there. */
function resolving(definition: unknown, type: string, field: string, wrap: (inner: Inner) => Resolver): void {
  const fields = open(definition).resolvers[type];
  if (fields === undefined) throw new Error(`no resolvers of ${type}`);
  fields[field] = wrap(fields[field]);
}

/** Another decision of a coordinate under its own rule. */
function deciding(
  coordinate: string,
  decide: (facts: Record<string, unknown>) => ReturnType<Disclosure<never>['decide']>,
): void {
  const { policy } = open(importers);
  const rule = policy[coordinate];
  if (rule === undefined) throw new Error(`no rule of ${coordinate}`);
  policy[coordinate] = { ...rule, withoutAgreement: true, decide: (_viewer, facts) => decide(facts) };
}

const STRANGERS = ['nobody', 'bazaar', 'swift', 'usps', 'qumar'];

export const FAULTS: readonly Fault[] = [
  {
    says: 'a filter that ranges over names nobody here may read',
    to: STRANGERS,
    roots: ['importers'],
    inject: (admin) =>
      resolving(importers, 'Query', 'importers', (inner) => async (parent, args, context, info) => {
        const page = (await inner?.(parent, args, context, info)) as { pageInfo: object };
        const { filter } = args as { filter?: { name?: string } | null };
        if (filter?.name === undefined || filter.name === null) return page;
        const [row] = await admin.unsafe<{ any: boolean }[]>(
          'select exists (select from importers.importer_name where key ^@ upper($1)) as any',
          [filter.name],
        );
        return { ...page, pageInfo: { ...page.pageInfo, hasNextPage: row?.any === true } };
      }),
  },
  {
    says: 'a count of what is hidden',
    to: STRANGERS,
    roots: ['broker', 'brokers'],
    inject: (admin) =>
      resolving(brokers, 'Broker', 'name', () => async ({ id, name }: { id: string; name: string }) => {
        const [row] = await admin.unsafe<{ clients: number }[]>(
          'select count(*)::int as clients from brokers.engagement where broker_id = $1',
          [id],
        );
        return `${name} (${row?.clients})`;
      }),
  },
  {
    says: 'an order by what is hidden',
    to: STRANGERS,
    roots: ['brokers'],
    inject: (admin) =>
      resolving(brokers, 'Query', 'brokers', (inner) => async (parent, args, context, info) => {
        const page = (await inner?.(parent, args, context, info)) as { nodes: readonly { id: string }[] };
        const rows = await admin.unsafe<{ id: string }[]>(
          'select broker_id as id from brokers.engagement group by broker_id order by count(*), min(importer_id)',
        );
        const place = new Map(rows.map(({ id }, nth) => [id, nth]));
        const nodes = page.nodes.toSorted(
          (one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0),
        );
        return {
          ...page,
          pageInfo: undefined,
          nodes,
          edges: nodes.map((node) => ({ node, cursor: node.id })),
        };
      }),
  },
  {
    says: 'an error that tells a hidden record from none',
    to: ['lumen', 'meridian'],
    roots: ['seizure', 'myRecordations'],
    inject: (admin) =>
      resolving(entries, 'Query', 'seizure', (inner) => async (parent, args, context, info) => {
        const found = await inner?.(parent, args, context, info);
        if (found !== null) return found;
        const { id } = args as { id: string };
        const rows = await admin.unsafe('select from entries.seizure where id = $1', [id]);
        if (rows.length > 0) throw badInput('This seizure is not for you.');
        return null;
      }),
  },
  {
    says: 'a cell that a rule lets through',
    to: ['aurora', 'borealis'],
    roots: ['importer', 'importers', 'trustedImporters'],
    inject: () => deciding('Importer.profile', () => disclose('PUBLIC_RECORD')),
  },
  {
    says: 'a reason that hangs on what is withheld',
    to: ['aurora', 'borealis'],
    roots: ['importer', 'importers', 'trustedImporters'],
    inject: () => {
      for (const coordinate of ['Importer.lastUsedOn', 'Importer.addresses', 'Importer.bonds'])
        deciding(coordinate, ({ lastUsedOn, yearOrganized, businessDescription }) => {
          const held = Buffer.from(`${lastUsedOn}${yearOrganized}${businessDescription}`);
          return withhold(held.reduce((sum, byte) => sum + byte, 0) % 2 === 0 ? 'RELATION' : 'CONDITION');
        });
    },
  },
  {
    says: 'a line of the ledger that tells what is withheld',
    to: STRANGERS,
    roots: ['importer', 'importers', 'trustedImporters'],
    inject: () =>
      deciding('Importer.name', ({ registryStatus }) => disclose('PUBLIC_RECORD', String(registryStatus))),
  },
];
