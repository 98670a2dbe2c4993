import type { Quarter } from '@good-standing/kernel/calendar/quarter.ts';
import { pagesByParent, perArguments } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { PostStanding, QuarterScore } from '../schema.generated.ts';
import type { PostStandingRow, QuarterScoreRow } from '../tables.ts';
import { visibleScores } from '../visibility.ts';

/** A page of the closed quarters of a post; of each the properties that the fields of these names read. */
export type HistoryOf<Row> = (
  post: { readonly id: string },
  page: PageArguments,
  fields: ReadonlySet<string>,
) => Promise<Connection<Row>>;

/** Properties of the rows, by the expression that gives each. Lists are told as text with blanks: an array of arrays has one length. */
const COLUMNS = {
  id: 'id',
  quarter: 'quarter',
  determination: 'determination',
  undeterminedBecause: 'undetermined_because',
  score: 'score',
  scoreLow: 'score_low',
  scoreHigh: 'score_high',
  marginal: 'is_marginal',
  threshold: 'threshold',
  closings: 'closings',
  closedAt: 'closed_at',
  metricVersion: 'metric_version',
  run: 'run',
  displayRun: 'display_run',
  isListed: 'is_listed',
  probation: 'probation',
  open: `array_to_string(open, ' ')`,
  ordered: `array_to_string(measures, ' ')`,
  undocumentedFrom: 'undocumented_from',
} satisfies Partial<Record<keyof PostStandingRow | keyof QuarterScoreRow, string>>;

type Column = keyof typeof COLUMNS;
type Reads<Type> = Readonly<Record<Exclude<keyof Type, '__typename'>, readonly Column[]>>;

/** What the resolver of each field reads, and its rule. The post of a row is known without a column. */
const SCORE_READS: Reads<QuarterScore> = {
  id: ['id'],
  quarter: ['quarter'],
  startsOn: ['quarter'],
  endsOn: ['quarter'],
  score: ['score'],
  interval: ['scoreLow', 'scoreHigh'],
  marginal: ['marginal'],
  threshold: ['threshold'],
  determination: ['determination'],
  undeterminedBecause: ['undeterminedBecause'],
  metricVersion: ['metricVersion'],
  closedAt: ['closedAt'],
  restatements: ['closings'],
  factors: ['id'],
};

/** As {@link SCORE_READS}; what is protected of a standing is noted by its id. */
const STANDING_READS: Reads<PostStanding> = {
  id: ['id'],
  post: [],
  quarter: ['quarter'],
  compliant: ['determination'],
  determination: ['determination'],
  undeterminedBecause: ['undeterminedBecause'],
  consecutiveNonCompliantQuarters: ['run'],
  interruptedRun: ['run', 'displayRun'],
  listed: ['isListed'],
  onProbation: ['probation'],
  measures: ['ordered', 'undocumentedFrom'],
  openMeasures: ['open'],
  threshold: ['threshold'],
  closedAt: ['closedAt'],
  restatements: ['closings'],
  score: ['id', 'score'],
  interval: ['id', 'scoreLow', 'scoreHigh'],
  marginal: ['id', 'marginal'],
  factors: ['id'],
};

/** Latest quarter first. One statement a tick for all posts of one selection, whatever the size of the pages. */
export function standingsOf(setting: LoaderSetting): HistoryOf<PostStandingRow> {
  return historyOf<PostStandingRow>(setting, {
    coordinate: 'InternationalPost.standings',
    reads: STANDING_READS,
    visible: 'true',
  });
}

/** Latest quarter first. One statement a tick for all posts of one selection, whatever the size of the pages. */
export function scoresOf(setting: LoaderSetting): HistoryOf<QuarterScoreRow> {
  return historyOf<QuarterScoreRow>(setting, {
    coordinate: 'InternationalPost.scores',
    reads: SCORE_READS,
    visible: visibleScores(setting.viewer, 'post_id'),
  });
}

interface History {
  readonly coordinate: string;
  readonly reads: Readonly<Record<string, readonly Column[]>>;
  /** The row predicate of the viewer. */
  readonly visible: string;
}

function historyOf<Row extends { readonly quarter: Quarter }>(
  setting: LoaderSetting,
  { coordinate, reads, visible }: History,
): HistoryOf<Row> {
  const { subject } = viewerParams(setting.viewer, setting.today);
  const pagesWith = perArguments(({ columns }: { readonly columns: readonly Column[] }) => {
    const packed = packedQuarters(setting, columns, visible);
    return pagesByParent<string, Row & { readonly ordinal: number }>(
      1,
      async ({ parents, takes, afters: [quarters = []] }) => {
        const pages = await packed({ parents, takes, after_quarter: quarters, subject });
        return pages.flatMap((page) => unpacked<Row>(page, columns, parents[page.ordinal - 1] ?? ''));
      },
    );
  });
  return async (post, args, fields) => {
    const cursors = listCursors(setting, coordinate, { post: post.id });
    const page = readPage(args, cursors);
    const found = await pagesWith({ columns: columnsOf(fields, reads) }).load({ ...page, parent: post.id });
    return connection<Row>(found, page.first, cursors, (row) => [row.quarter]);
  };
}

/** In the order of {@link COLUMNS}, so that the same columns are one statement; the quarter always: cursors are made of it. */
function columnsOf(fields: ReadonlySet<string>, reads: History['reads']): readonly Column[] {
  const read = new Set<Column>(['quarter', ...[...fields].flatMap((field) => reads[field] ?? [])]);
  return (Object.keys(COLUMNS) as Column[]).filter((column) => read.has(column));
}

/** The quarters of one page, each column an array over them; null where the page is empty. */
type Packed = Readonly<Record<Column, readonly unknown[] | null>> & { readonly ordinal: number };

/** Selections whose statements every connection keeps prepared; clients may choose among some thousand. */
const MOST_KEPT = 32;
const kept = new Set<string>();

function isKept(columns: readonly Column[]): boolean {
  const selection = columns.join();
  if (kept.size < MOST_KEPT) kept.add(selection);
  return kept.has(selection);
}

/**
 * A row for each page in place of one for each quarter: reading some thousand rows of a dozen
 * columns takes longer than finding them.
 */
function packedQuarters(setting: LoaderSetting, columns: readonly Column[], visible: string) {
  const arrays = columns.map(
    (column) => `array_agg(${COLUMNS[column]} order by quarter desc) as "${column}"`,
  );
  return statement<Packed>(
    setting.sql,
    `select page.ordinal::int, history.*
     from unnest(:parents::text[], :takes::int[], :after_quarter::text[])
       with ordinality as page (post_id, take, after_quarter, ordinal)
     cross join lateral (
       select ${arrays.join(', ')}
       from (
         select *
         from post_standing
         where post_id = page.post_id
           and ${visible}
           and (page.after_quarter is null or quarter < page.after_quarter)
         order by quarter desc
         limit page.take
       ) closed
     ) history`,
    { isKept: isKept(columns) },
  );
}

/** NOTE: a row has the columns that were asked for and no others; nothing but what {@link History.reads} names may be read of it. */
function unpacked<Row>(
  page: Packed,
  columns: readonly Column[],
  postId: string,
): readonly (Row & { readonly ordinal: number })[] {
  const { ordinal } = page;
  const read = columns.map((column) => [column, valuesOf(page, column)] as const);
  return (page.quarter ?? []).map((_quarter, nth) => {
    const row: Record<string, unknown> = { ordinal, postId };
    for (const [column, values] of read) row[column] = values[nth];
    return row as Row & { readonly ordinal: number };
  });
}

function valuesOf(page: Packed, column: Column): readonly unknown[] {
  const values = page[column] ?? [];
  return column === 'open' || column === 'ordered' ? values.map((steps) => stepsOf(String(steps))) : values;
}

const stepsByText = new Map<string, readonly string[]>([['', []]]);

/** The few lists that there are, each once. */
function stepsOf(text: string): readonly string[] {
  const known = stepsByText.get(text);
  if (known !== undefined) return known;
  const steps = text.split(' ');
  stepsByText.set(text, steps);
  return steps;
}
