import type postgres from 'postgres';
import { readArray, writeArray } from './array-text.ts';

/** What a tagged statement takes besides text, numbers and booleans. */
export type HouseTypes = { day: Temporal.PlainDate; instant: Temporal.Instant };

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 beyond 2^53 came from the database');
  return value;
}

const MOST_REMEMBERED = 4_096;

/** The same few days and instants come again and again; reading one takes longer than finding it. */
function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const value = read(text);
    if (known.size === MOST_REMEMBERED) known.clear();
    known.set(text, value);
    return value;
  };
}

const readText = (text: string) => text;
const readBoolean = (text: string) => text === 't';
const readDay = remembering((text) => Temporal.PlainDate.from(text));
const readInstant = remembering((text) => Temporal.Instant.from(text));
const readJson = (text: string): unknown => JSON.parse(text);

/** NOTE: a text given for one of these is taken as Postgres' own form of it; `statement` relies on that. */
const scalars = {
  int8: { to: 20, from: [20], serialize: String, parse: safeInteger },
  boolean: {
    to: 16,
    from: [16],
    serialize: (value: unknown) => (value === true || value === 't' ? 't' : 'f'),
    parse: readBoolean,
  },
  day: { to: 1082, from: [1082], serialize: String, parse: readDay },
  instant: { to: 1184, from: [1184], serialize: writeInstant, parse: readInstant },
  json: {
    to: 3802,
    from: [114, 3802],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: readJson,
  },
};

function writeInstant(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Array types by their fixed numbers, so that no connection has to ask for them. */
const arrays = Object.fromEntries(
  (
    [
      ['bool[]', 1000, readBoolean],
      ['int2[]', 1005, Number],
      ['int4[]', 1007, Number],
      ['int8[]', 1016, safeInteger],
      ['float8[]', 1022, Number],
      ['text[]', 1009, readText],
      ['varchar[]', 1015, readText],
      ['bpchar[]', 1014, readText],
      ['uuid[]', 2951, readText],
      ['date[]', 1182, readDay],
      ['timestamptz[]', 1185, readInstant],
      ['numeric[]', 1231, readText],
      ['jsonb[]', 3807, readJson],
    ] as const
  ).map(([name, oid, element]) => [
    name,
    {
      to: oid,
      from: [oid],
      serialize: writeArrayParameter,
      parse: (text: string) => readArray<unknown>(text, element),
    },
  ]),
);

function writeArrayParameter(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return writeArray(
    value.map((element) =>
      element === null ? null : element === true ? 't' : element === false ? 'f' : String(element),
    ),
  );
}

type HouseParsers = { [Name in keyof HouseTypes]: postgres.PostgresType<HouseTypes[Name]> };

/** How values go to Postgres and come back, by type number. */
export const houseParsers = { ...scalars, ...arrays } as unknown as HouseParsers;
