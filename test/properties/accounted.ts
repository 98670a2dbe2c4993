import { readFileSync } from 'node:fs';
import { marksOf } from '@good-standing/schema/contract/directives.ts';
import { type GraphQLSchema, parse } from 'graphql';
import { type Cell, cellsOf } from './answers/cells.ts';
import type { Asked, Body } from './answers/exchange.ts';
import type { LedgerLine } from './answers/ledger.ts';

/** One answer with all that was said of it: what was asked, what came, what the ledger holds. */
export interface Account {
  readonly schema: GraphQLSchema;
  readonly asked: Pick<Asked, 'query' | 'variables'>;
  readonly body: Body;
  readonly lines: readonly LedgerLine[];
}

/** What is wrong with an answer's account, in words; or what has still to be asked before one can say. */
export interface Examined {
  readonly faults: readonly string[];
  /**
   * Importers whose cells are neither disclosed nor withheld: right where the registry does
   * not show the importer at all, so that another owner's mention of it is all there is.
   */
  readonly absent: ReadonlySet<string>;
}

const MARKS = marksOf(
  parse(readFileSync(new URL('../../schema/supergraph.generated.graphql', import.meta.url), 'utf8')),
);
const MOST_ERRORS = 20;
const WITHHELD = 'FIELD_WITHHELD';

/**
 * Accounting: every protected cell of the data is in the ledger, and nothing else is.
 * Explained: every protected cell that is null stands once among the withheld or was
 * disclosed as nothing, or stands under an error of its own; nothing else is among them; each error of what
 * is withheld stands at a cell that is.
 */
export function examine({ schema, asked, body, lines }: Account): Examined {
  const { data, errors = [], extensions } = body;
  if (data === undefined || data === null) {
    const told = extensions?.disclosure?.withheld ?? [];
    const isQuiet = lines.length === 0 && told.length === 0;
    const faults = isQuiet
      ? []
      : [`no data, ${lines.length} lines in the ledger, ${told.length} told as withheld`];
    return { faults, absent: new Set() };
  }
  const cells = cellsOf(schema, asked, data).filter(isProtected);
  const disclosed = new Set(
    lines.flatMap(({ record, coordinates }) => coordinates.split(' ').map((each) => `${each} ${record}`)),
  );
  const named = cells.filter(({ record }) => record !== null);
  const keys = new Set(named.map(keyOf));
  const anonymous = new Set(
    cells.filter(({ record }) => record === null).map(({ coordinate }) => coordinate),
  );
  const hasFailed = errors.some(({ extensions: told }) => told?.code !== WITHHELD);
  const faults = [
    ...named
      .filter((cell) => cell.value !== null && !disclosed.has(keyOf(cell)))
      .map((cell) => `disclosed and not in the ledger: ${keyOf(cell)}`),
    ...[...disclosed]
      .filter((key) => !hasFailed && !keys.has(key) && !anonymous.has(key.split(' ')[0] ?? ''))
      .map((key) => `in the ledger and not disclosed: ${key}`),
  ];
  const failedAt = new Set(
    errors.filter(({ extensions: told }) => told?.code !== WITHHELD).map(({ path }) => JSON.stringify(path)),
  );
  const kept = named.filter(
    (cell) => cell.value === null && !disclosed.has(keyOf(cell)) && !failedAt.has(JSON.stringify(cell.path)),
  );
  const absent = new Set<string>();
  const withheld = extensions?.disclosure?.withheld ?? [];
  const byCoordinate = Map.groupBy(withheld, ({ coordinate }) => coordinate);
  const keptBy = Map.groupBy(kept, ({ coordinate }) => coordinate);
  for (const coordinate of new Set([...byCoordinate.keys(), ...keptBy.keys()])) {
    if (anonymous.has(coordinate)) continue;
    const told = (byCoordinate.get(coordinate) ?? []).reduce((sum, { count }) => sum + count, 0);
    const records = new Set((keptBy.get(coordinate) ?? []).map(({ record }) => record ?? ''));
    if (told === records.size) continue;
    if (told < records.size && coordinate.startsWith('Importer.')) {
      for (const record of records) absent.add(record);
    } else faults.push(`${coordinate}: ${records.size} records withheld, ${told} told`);
  }
  const reasons = withheld.map(({ coordinate, reason }) => `${coordinate} ${reason}`);
  if (new Set(reasons).size < reasons.length) faults.push('a coordinate and reason are told twice');
  return { faults: [...faults, ...errorFaults(errors, cells, disclosed)], absent };
}

function errorFaults(
  errors: NonNullable<Body['errors']>,
  cells: readonly Cell[],
  disclosed: ReadonlySet<string>,
): readonly string[] {
  const told = errors.filter(({ extensions }) => extensions?.code === WITHHELD);
  const byPath = new Map(cells.map((cell) => [JSON.stringify(cell.path), cell]));
  const faults = told.flatMap(({ path, extensions }) => {
    const cell = byPath.get(JSON.stringify(path));
    const isRight =
      cell !== undefined &&
      cell.value === null &&
      cell.coordinate === extensions?.coordinate &&
      !disclosed.has(keyOf(cell));
    return isRight ? [] : [`an error where nothing is withheld: ${JSON.stringify(path)}`];
  });
  const paths = new Set(told.map(({ path }) => JSON.stringify(path)));
  if (paths.size < told.length) faults.push('one place has two errors');
  if (told.length > MOST_ERRORS) faults.push(`${told.length} errors of what is withheld`);
  return faults;
}

export function isProtected({ coordinate }: Pick<Cell, 'coordinate'>): boolean {
  return (MARKS.get(coordinate)?.rules.length ?? 0) > 0;
}

function keyOf({ coordinate, record }: Cell): string {
  return `${coordinate} ${record}`;
}
