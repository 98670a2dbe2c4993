import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, getNamedType, isCompositeType, isObjectType } from 'graphql';
import type { Reply, TestHouse } from '../../world/house.ts';
import type { Situation } from '../cells.ts';
import { answerOf, judge, knows } from '../judge.ts';
import type { Kind } from '../read-matrix.ts';
import { TODAY } from '../today.ts';
import { type Asker, purposeOf } from './askers.ts';

/** One record as it can be asked for. */
export interface Probe {
  readonly kind: Kind;
  /** Where not of the kind's own name: a type that stands under the same tables. */
  readonly type?: string;
  /** A field of Query with its arguments: `importer(id: $id)`. */
  readonly root: string;
  readonly declared: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Fields from the root's answer to the record, with their arguments; a list is searched for the record that `picks`. */
  readonly path?: readonly string[];
  readonly picks?: Readonly<Record<string, unknown>>;
  readonly facts: Situation;
  /** Where not the asker's own: in which relation it stands to this record. */
  readonly relation?: (asker: Asker) => Asker['relation'];
}

/** What one question showed, beside what matrix.md says. */
export interface Seen {
  readonly requestId: string;
  /** The type whose fields were asked for. */
  readonly type: string;
  readonly cells: number;
  /** `Importer.name JURISDICTION` for each field disclosed. */
  readonly disclosed: readonly string[];
  readonly differences: readonly string[];
}

const schemas = new Map<string, GraphQLSchema>();

function schemaOf(audience: string): GraphQLSchema {
  const known = schemas.get(audience);
  if (known !== undefined) return known;
  const name = audience.toLowerCase().replace('_', '-');
  const file = new URL(`../../../schema/api/${name}.generated.graphql`, import.meta.url);
  const schema = buildSchema(readFileSync(file, 'utf8'), { assumeValidSDL: true });
  schemas.set(audience, schema);
  return schema;
}

/** Asks for the whole record, and compares cell by cell. */
export async function seen(house: TestHouse, asker: Asker, probe: Probe): Promise<Seen> {
  const { kind, type = kind.name, relation = (each: Asker) => each.relation } = probe;
  const situation: Situation = {
    ...probe.facts,
    audience: asker.audience,
    agreement: asker.agreement,
    purpose: asker.purpose,
    relation: kind.relatable.includes(asker.audience) ? relation(asker) : 'stranger',
    'known shipper grant': grantOf(asker),
  };
  const schema = schemaOf(asker.audience);
  const fields = fieldsOf(schema, type);
  const purpose = purposeOf(asker);
  const path = [...(probe.path ?? [])];
  const selection = path.reduceRight(
    (inner, step) => `{ ${step} ${inner} }`,
    selectionOf(schema, probe, fields),
  );
  const reply = await house.ask({
    ...(asker.as === null ? {} : { as: asker.as, of: asker.organization }),
    ...(purpose === undefined ? {} : { purpose }),
    query: `query (${probe.declared}) { root: ${probe.root} ${selection} }`,
    variables: probe.variables,
  });
  const record = recordIn(reply, probe);
  const at = `${JSON.stringify(situation)}`;
  if (!isInContract(schema, probe)) {
    const isRefused = reply.status === 400 && reply.data === undefined && reply.withheld.length === 0;
    const isRight = isRefused && !knows(kind)(situation);
    return { ...failed(reply, isRight ? null : `${at}: expected no such operation`), cells: 1 };
  }
  if (reply.status !== 200) return failed(reply, `${at}: ${reply.text.slice(0, 300)}`);
  if (!knows(kind)(situation)) {
    const isSilent = record === null && (probe.path !== undefined || reply.withheld.length === 0);
    return {
      ...failed(reply, isSilent ? null : `${at}: expected absent, got ${reply.text.slice(0, 300)}`),
      cells: 1,
    };
  }
  if (record === null) return failed(reply, `${at}: expected the record, got nothing`);
  return cellsOf({ kind, type, situation, fields, record, reply, at });
}

interface Answered {
  readonly kind: Kind;
  readonly type: string;
  readonly situation: Situation;
  /** Fields of the type in the contract of the asker's audience. */
  readonly fields: ReadonlySet<string>;
  readonly record: Readonly<Record<string, unknown>>;
  readonly reply: Reply;
  readonly at: string;
}

function cellsOf({ kind, type, situation, fields, record, reply, at }: Answered): Seen {
  const differences: string[] = [];
  const disclosed: string[] = [];
  let cells = 0;
  for (const table of kind.tables) {
    const row = judge(table)(situation);
    const expected = answerOf(row, situation);
    const isFor =
      situation.audience === 'CBP' || (table.audiences?.includes(situation.audience ?? '') ?? true);
    for (const coordinate of table.fields) {
      const [of = '', name = ''] = coordinate.split('.');
      if (of !== type) continue;
      cells += 1;
      if (fields.has(name) !== isFor)
        differences.push(`${coordinate}: in the contract of ${situation.audience}: ${fields.has(name)}`);
      if (!fields.has(name)) continue;
      const held = reply.withheld.filter((each) => each.coordinate === coordinate);
      const isNull = record[name] === null;
      const got = held.length === 0 ? 'disclose' : `withhold ${held.map(({ reason }) => reason).join()}`;
      if (expected.startsWith('disclose'))
        disclosed.push(`${coordinate} ${expected.slice('disclose '.length)}`);
      const isRight = got === 'disclose' ? expected.startsWith('disclose') : got === expected && isNull;
      if (!isRight)
        differences.push(`${coordinate} (matrix.md:${row.line}): expected ${expected}, got ${got}: ${at}`);
      if (got === 'disclose' && isNull && !MAY_BE_NULL.has(coordinate)) {
        differences.push(`${coordinate}: null and not explained: ${at}`);
      }
    }
  }
  return { requestId: reply.requestId, type, cells, disclosed, differences };
}

/** What the records of this world do not have, or the viewer may not know of. */
const MAY_BE_NULL: ReadonlySet<string> = new Set([
  'Seizure.penalty',
  'Seizure.abandonment',
  'Seizure.disposition',
  'SeizureLine.consent',
  'Entry.importerStandingAtFiling',
  'Importer.standing',
  'Importer.riskTier',
  'Importer.bondSufficiency',
  'Seizure.entry',
  'Importer.manifestConfidentiality',
  'Affiliation.importer',
  'Affiliation.country',
  'StandingConsent.revokedAt',
  'ConfidentialityCertification.withdrawnOn',
  'ConfidentialityCertification.renewal',
  'ConfidentialityCertification.reviewDueOn',
  'ConfidentialityCertification.underReviewSince',
  'PresentResponsibilityReferral.referredBy',
]);

function failed({ requestId }: Reply, difference: string | null): Seen {
  return {
    requestId,
    type: '',
    cells: 0,
    disclosed: [],
    differences: difference === null ? [] : [difference],
  };
}

function grantOf({ audience, agreement }: Asker): string {
  return agreement === 'granted' && audience !== 'PUBLIC' ? 'yes' : 'no';
}

/** Of a field with its arguments. */
function nameOf(field: string): string {
  return /^\w+/.exec(field)?.[0] ?? '';
}

/** Whether the operation of the probe, and the way from its answer to the record, are there for the audience. */
function isInContract(schema: GraphQLSchema, { root, path = [] }: Probe): boolean {
  let type: unknown = schema.getQueryType();
  for (const step of [root, ...path]) {
    const field = isObjectType(type) ? type.getFields()[nameOf(step)] : undefined;
    if (field === undefined) return false;
    type = getNamedType(field.type);
  }
  return true;
}

function fieldsOf(schema: GraphQLSchema, kind: string): ReadonlySet<string> {
  const type = schema.getType(kind);
  return new Set(isObjectType(type) ? Object.keys(type.getFields()) : []);
}

/** Arguments that a question may need, by name. */
const GIVEN: Readonly<Record<string, string>> = {
  on: `on: "${TODAY}"`,
  from: `from: "${TODAY}"`,
  to: `to: "${TODAY}"`,
  entryType: 'entryType: "01"',
};

function selectionOf(schema: GraphQLSchema, probe: Probe, fields: ReadonlySet<string>): string {
  const { kind, type: name = kind.name, picks } = probe;
  const type = schema.getType(name);
  if (!isObjectType(type)) return '{ __typename }';
  const asked = new Set([
    ...Object.keys(picks ?? {}),
    ...kind.tables.flatMap((table) =>
      table.fields.filter((field) => field.startsWith(`${name}.`)).map((field) => field.split('.')[1] ?? ''),
    ),
  ]);
  const selected = [...asked]
    .filter((field) => fields.has(field))
    .map((field) => {
      const definition = type.getFields()[field];
      const inner = getNamedType(definition?.type);
      const given = (definition?.args ?? [])
        .flatMap(({ name: argument }) => GIVEN[argument] ?? [])
        .join(', ');
      const withArguments = given === '' ? field : `${field}(${given})`;
      return isCompositeType(inner) ? `${withArguments} { __typename }` : field;
    });
  return `{ __typename ${selected.join(' ')} }`;
}

function recordIn({ data }: Reply, { path = [], picks }: Probe): Readonly<Record<string, unknown>> | null {
  let at: unknown = (data as { root?: unknown } | null | undefined)?.root ?? null;
  for (const step of path) at = (at as Readonly<Record<string, unknown>> | null)?.[nameOf(step)] ?? null;
  if (!Array.isArray(at)) return at as Readonly<Record<string, unknown>> | null;
  const wanted = Object.entries(picks ?? {});
  return at.find((each) => wanted.every(([name, value]) => each[name] === value)) ?? null;
}
