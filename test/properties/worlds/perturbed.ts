import type { Random } from '@good-standing/gateway/world/random.ts';
import { type Facts, factsOf } from './facts.ts';
import { type Row, rowsOf, type World, withRows } from './feeds.ts';
import { entryNumber, newRows } from './hidden-rows.ts';
import { OTHER_VALUES, RECORDS } from './other-values.ts';
import type { Party } from './parties.ts';
import { readable } from './readable.ts';

export interface Perturbation {
  readonly world: World;
  /** Cells that are other, rows that are new, by feed. */
  readonly changed: Readonly<Record<string, number>>;
}

const CHANGES = 0.7;
const RENAMES = 0.3;
const NEW_RECORDS = 40;
const NEW_LINES = 0.4;

/**
 * Another world that the parties cannot tell from this one: every cell that none of
 * them may read is likely another, records none of them may know of have other
 * numbers, and some are new. Lines keep their places, which provenance tells.
 *
 * What is thrown as another value may touch what is readable by way of a relation;
 * so both worlds are read at the end, and a record that any party reads otherwise is
 * as it was: in its lines, and where that is not enough as a whole.
 */
export function perturbed(
  world: World,
  parties: readonly Party[],
  random: Random,
  today: string,
): Perturbation {
  const before = factsOf(world, today);
  const readBefore = readAll(world, parties, before);
  let changed = new Map(Object.keys(OTHER_VALUES).map((feed) => [feed, otherRows(feed)]));
  for (let round = 0; ; round += 1) {
    const other = [...changed].reduce((into, [feed, rows]) => withRows(into, feed, rows), world);
    const differing = differences(readBefore, readAll(other, parties, factsOf(other, today)));
    if (differing.size === 0) return withNewRows(other);
    if (round > 20) throw new Error(`what is readable hangs on what is not: ${[...differing].slice(0, 3)}`);
    const back = round === 0 ? linesAsBefore : asBefore;
    changed = new Map([...changed].map(([feed, rows]) => [feed, back(feed, rows, differing)] as const));
  }

  function otherRows(feed: string): readonly Row[] {
    const rows = rowsOf(world, feed);
    const record = RECORDS[feed];
    const keyOf = (row: Row, nth: number) => (record === undefined ? String(nth) : (row[record.key] ?? ''));
    const places = Map.groupBy([...rows.keys()], (nth) => keyOf(rows[nth] ?? {}, nth));
    const others = [...rows];
    for (const group of places.values()) {
      const lines = group.map((nth) => rows[nth] ?? {});
      otherRecord(feed, lines).forEach((row, at) => {
        others[group[at] ?? -1] = row;
      });
    }
    return others;
  }

  function otherRecord(feed: string, lines: readonly Row[]): readonly Row[] {
    const record = RECORDS[feed];
    const isRead = (column: string, rows: readonly Row[]) =>
      rows.some((row) => parties.some((party) => column in readable(feed, party, row, before)));
    const [first = {}] = lines;
    const header: Record<string, string> = {};
    const isHidden = Object.keys(first).every((column) => !isRead(column, lines));
    if (record !== undefined && isHidden && random.chance(RENAMES))
      header[record.key] = otherKey(feed, first[record.key] ?? '');
    for (const [column, other] of Object.entries(OTHER_VALUES[feed] ?? {})) {
      if (record?.perLine.includes(column) || isRead(column, lines)) continue;
      if ((first[column] !== '' || isHidden) && random.chance(CHANGES)) header[column] = other(random, first);
    }
    return lines.map((line) => {
      const own = Object.entries(OTHER_VALUES[feed] ?? {}).filter(
        ([column]) => record?.perLine.includes(column) && (column === 'agencies' || !isRead(column, [line])),
      );
      const cells = own.flatMap(([column, other]) =>
        random.chance(CHANGES) ? [[column, other(random, line)] as const] : [],
      );
      return { ...line, ...header, ...Object.fromEntries(cells) };
    });
  }

  function otherKey(feed: string, key: string): string {
    const serial = random.between(800_000, 899_999);
    return feed === 'entries' ? entryNumber(key.slice(0, 3), serial) : `2026-OTH-0${serial}-01`;
  }

  /** What all lines repeat stays other. */
  function linesAsBefore(feed: string, rows: readonly Row[], differing: ReadonlySet<string>): readonly Row[] {
    const perLine = RECORDS[feed]?.perLine ?? [];
    const originals = rowsOf(world, feed);
    return asBefore(feed, rows, differing).map((row, nth) => {
      const [was, is] = [originals[nth], rows[nth]];
      if (row !== was || was === undefined || is === undefined || perLine.length === 0) return row;
      return { ...is, ...Object.fromEntries(perLine.map((column) => [column, was[column] ?? ''])) };
    });
  }

  function asBefore(feed: string, rows: readonly Row[], differing: ReadonlySet<string>): readonly Row[] {
    const originals = rowsOf(world, feed);
    const record = RECORDS[feed];
    const keyOf = (nth: number) => originals[nth]?.[record?.key ?? ''] ?? '';
    const differs = (nth: number) =>
      [originals, rows].some((either) => differing.has(lineOf(feed, either[nth] ?? {}, nth)));
    const keys = new Set([...originals.keys()].filter(differs).map(keyOf));
    return rows.map((row, nth) => {
      const isBack = differs(nth) || (record !== undefined && keys.has(keyOf(nth)));
      return isBack ? (originals[nth] ?? row) : row;
    });
  }

  function withNewRows(other: World): Perturbation {
    let grown = other;
    for (let nth = 0; nth < NEW_RECORDS; nth += 1) {
      const added = newRows(world, random, nth);
      const next = [...added].reduce(
        (into, [feed, rows]) => withRows(into, feed, [...rowsOf(into, feed), ...rows]),
        grown,
      );
      const facts = factsOf(next, today);
      const isSeen = [...added].some(([feed, rows]) =>
        rows.some((row) =>
          parties.some((party) => Object.keys(readable(feed, party, row, facts)).length > 0),
        ),
      );
      if (!isSeen && differences(readBefore, readAll(next, parties, facts)).size === 0) grown = next;
    }
    const cases = [...factsOf(grown, today).seizures.keys()].filter(() => random.chance(NEW_LINES));
    for (const number of cases) {
      const next = withRows(grown, 'seizures', withLine(rowsOf(grown, 'seizures'), number, random));
      if (differences(readBefore, readAll(next, parties, factsOf(next, today))).size === 0) grown = next;
    }
    return { world: grown, changed: counted(world, grown) };
  }
}

/** One more product in a seizure, flagged to whomever and under any mark, behind its others. */
function withLine(rows: readonly Row[], number: string, random: Random): readonly Row[] {
  const last = rows.findLastIndex((row) => row.case_number === number);
  const like = rows[last];
  if (like === undefined) return rows;
  const others = OTHER_VALUES.seizures ?? {};
  const own = (RECORDS.seizures?.perLine ?? []).flatMap((column) => {
    const other = others[column];
    return other === undefined ? [] : [[column, other(random, like)] as const];
  });
  return rows.toSpliced(last + 1, 0, {
    ...like,
    ...Object.fromEntries(own),
    line: String(Number(like.line) + 1),
  });
}

/** A line by its place in the file, which provenance tells; of seizures it does not. */
function lineOf(feed: string, row: Row, nth: number): string {
  return feed === 'seizures' ? `${feed} ${row.case_number} ${row.line}` : `${feed} ${nth}`;
}

/** What each party reads of each line, as one text for each line of each feed. */
function readAll(world: World, parties: readonly Party[], facts: Facts): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const feed of Object.keys(OTHER_VALUES)) {
    rowsOf(world, feed).forEach((row, nth) => {
      const cells = parties.map((party) => readable(feed, party, row, facts));
      if (cells.some((each) => Object.keys(each).length > 0))
        read.set(lineOf(feed, row, nth), JSON.stringify(cells));
    });
  }
  return read;
}

/** Lines that the parties read otherwise; those of either world. */
function differences(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const lines = new Set([...one.keys(), ...other.keys()]);
  return new Set([...lines].filter((line) => one.get(line) !== other.get(line)));
}

function counted(world: World, other: World): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.keys(OTHER_VALUES).map((feed) => {
      const rows = rowsOf(world, feed);
      const cells = rowsOf(other, feed).map((row, nth) => {
        const before = rows[nth];
        if (before === undefined) return 1;
        return Object.keys(row).filter((column) => row[column] !== before[column]).length;
      });
      return [feed, cells.reduce((sum, count) => sum + count, 0)];
    }),
  );
}
