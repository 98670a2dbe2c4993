import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { random } from '@good-standing/gateway/world/random.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { Pool } from 'undici';
import { start } from './contestant.ts';
import { benchKeys } from './gateway/setting.ts';
import { loadSmallWorld } from './small-world.ts';
import { HOLLOW, hold, QUESTIONS, type Question } from './timing/questions.ts';
import { rankSum } from './timing/rank-sum.ts';

/**
 * `npm run bench -- timing [samples]`: whether a record that may not be known of can be told by
 * the clock from one that is not there, and what is withheld with something behind it from what
 * is withheld with nothing behind it. One connection, one request at a time, the kinds in turns in
 * an order drawn anew for every turn, so that whatever else the machine does falls on all alike.
 */
const SAMPLES = Number(process.argv[2] ?? 2_000);
const WARM = 200;
const PORT = 4_760;

type Kind = 'absent' | 'also absent' | 'invisible' | 'withheld' | 'withheld, nothing behind it';

/** With what each kind is compared: the first pair says what the method itself makes of no difference. */
const COMPARED: readonly (readonly [Kind, Kind])[] = [
  ['also absent', 'absent'],
  ['invisible', 'absent'],
  ['withheld, nothing behind it', 'withheld'],
];

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
const admin = connect(database.adminUrl, { max: 1, applicationName: 'bench' });
const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys: database.keys });
const tokens = new Map<string, string>();
let stop: (() => void) | null = null;
try {
  console.log('loading the small world …');
  await loadSmallWorld(database, join(folder, 'world'));
  await hold(admin);
  const server = await start('../disclosure/variant-server.ts', {
    BENCH_DATABASE: database.adminUrl,
    BENCH_PORT: String(PORT),
    BENCH_VARIANT: 'whole',
  });
  stop = server.stop;
  const client = new Pool(`http://127.0.0.1:${PORT}`, { connections: 1 });
  const rows: string[] = [];
  for (const question of QUESTIONS) rows.push(...(await measured(client, question)));
  await client.close();
  console.log(
    [
      '',
      `${SAMPLES} of each kind, milliseconds. "slower" is how likely one of this kind takes longer than one of the`,
      'kind that it is compared with (0.5: alike); p is of Mann and Whitney, two-sided.',
      '',
      '| question | kind | median | p90 | compared with | slower | p |',
      '|---|---|---:|---:|---|---:|---:|',
      ...rows,
    ].join('\n'),
  );
} finally {
  stop?.();
  await admin.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measured(client: Pool, question: Question): Promise<readonly string[]> {
  const keys = await keysOf(client, question);
  const kinds = [...keys.keys()];
  const draw = random(`timing ${question.name}`);
  const samples = new Map(kinds.map((kind) => [kind, [] as number[]]));
  for (let turn = -WARM; turn < SAMPLES; turn += 1) {
    for (const kind of shuffled(kinds, draw.between)) {
      const named = keys.get(kind) ?? [];
      const key = named[(turn + WARM) % named.length] ?? '';
      const body = await bodyOf(question, key);
      const begun = performance.now();
      await ask(client, body);
      const took = performance.now() - begun;
      if (turn >= 0) samples.get(kind)?.push(took);
    }
  }
  return COMPARED.flatMap(([kind, other]) => {
    const [one, two] = [samples.get(other) ?? [], samples.get(kind) ?? []];
    if (one.length === 0 || two.length === 0) return [];
    const { isGreater, p } = rankSum(one, two);
    const row = (name: Kind, times: readonly number[], told: string) =>
      `| ${question.name} | ${name} | ${at(times, 0.5)} | ${at(times, 0.9)} | ${told} |`;
    const isBase = other !== 'absent' || kind === 'also absent';
    return [
      ...(isBase ? [row(other, one, ' | | ')] : []),
      row(kind, two, `${other} | ${isGreater.toFixed(3)} | ${p.toFixed(4)}`),
    ];
  });
}

/** What names the records of each kind that this viewer can ask for; each name as often as there are others. */
async function keysOf(client: Pool, question: Question): Promise<ReadonlyMap<Kind, readonly string[]>> {
  const there = (await admin.unsafe<{ key: string }[]>(question.all)).map(({ key }) => key);
  const hollow = new Set((await admin.unsafe<{ key: string }[]>(HOLLOW)).map(({ key }) => key));
  const found: Record<Kind, string[]> = {
    absent: there.map((_key, nth) => question.absent(nth)),
    'also absent': there.map((_key, nth) => question.absent(there.length + nth)),
    invisible: [],
    withheld: [],
    'withheld, nothing behind it': [],
  };
  for (const key of there.slice(0, 2_000)) {
    const text = await ask(client, await bodyOf(question, key));
    if (/^\{"data":\{"\w+":(null|\{"nodes":\[\]\})\}/.test(text)) found.invisible.push(key);
    else if (text.includes('"NOT_AUTHORIZED"'))
      found[hollow.has(key) ? 'withheld, nothing behind it' : 'withheld'].push(key);
  }
  return new Map((Object.entries(found) as [Kind, string[]][]).filter(([, keys]) => keys.length > 0));
}

interface Asking {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

async function bodyOf({ as, query }: Question, key: string): Promise<Asking> {
  const headers = { 'content-type': 'application/json', ...(await credentials(as)) };
  return { headers, text: JSON.stringify({ query, variables: { key } }) };
}

async function credentials(as: Question['as']): Promise<Readonly<Record<string, string>>> {
  if (as === null) return {};
  const token = tokens.get(as.organization) ?? (await issuer.issue(as, Date.now()));
  tokens.set(as.organization, token);
  return { authorization: `Bearer ${token}` };
}

async function ask(client: Pool, { headers, text }: Asking): Promise<string> {
  const { statusCode, body } = await client.request({
    method: 'POST',
    path: '/graphql',
    headers,
    body: text,
  });
  const told = await body.text();
  if (statusCode !== 200) throw new Error(`${statusCode}: ${told.slice(0, 300)}`);
  return told;
}

function shuffled<Item>(
  items: readonly Item[],
  between: (from: number, to: number) => number,
): readonly Item[] {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = between(0, at);
    [left[at], left[other]] = [left[other] as Item, left[at] as Item];
  }
  return left;
}

function at(times: readonly number[], share: number): string {
  const sorted = [...times].sort((one, other) => one - other);
  return (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(3);
}
