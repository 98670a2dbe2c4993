import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Note, notes, type WithheldCount, withheldCounts } from '../disclosure/notes.ts';
import { letInstall, letPublish, letWake } from '../findings/grants.ts';
import { findingsOwner, installQueue, subscribe } from '../findings/queue.ts';
import type { IngestCounts } from '../ingest/feed.ts';
import { ingest } from '../ingest/ingest.ts';
import { disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import type { Owner } from '../postgres/owners.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { countStatements } from '../postgres/statement.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { HeardEvent } from '../webhook/announcement.ts';
import type { Secret, SubgraphDefinition } from './definition.ts';
import { type SubgraphAnswer, subgraph } from './subgraph.ts';

/** Keys of tests: ids of the cast are the same in every test. */
export const testSecret: Secret = { ids: Buffer.alloc(32, 'ids'), cursors: Buffer.alloc(32, 'cursors') };

/** One question's answer with everything that it left behind. */
export interface Asked extends SubgraphAnswer {
  readonly withheld: readonly WithheldCount[];
  readonly disclosed: readonly Note[];
  /** Statements that the loaders ran. */
  readonly statements: readonly string[];
}

export interface Question {
  readonly viewer: Viewer;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The instant of the request. */
  readonly now?: string;
  readonly ledgerAvailable?: boolean;
  /** The event that a subscription answers. */
  readonly event?: HeardEvent | null;
}

/** One owner alone on a database of its own, for tests: empty until it is fed. */
export interface DisposableSubgraph {
  /** The owner's own pool, under its own role. */
  readonly sql: Sql;
  ask(question: Question): Promise<Asked>;
  /** Ingests a file of these lines. @param fileName one without a day where absent. */
  feed(name: string, lines: readonly string[], fileName?: string): Promise<IngestCounts>;
  /** Items published on a topic so far, in order. */
  published(topic: string): Promise<readonly unknown[]>;
  drop(): Promise<void>;
}

export async function disposableSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
): Promise<DisposableSubgraph> {
  const database = await disposableDatabase();
  const owners = [findingsOwner, definition.owner];
  await provision(database.adminUrl, owners, database.roleSecret);
  const queueUrl = ownerUrl(database.adminUrl, findingsOwner, database.roleSecret);
  const url = ownerUrl(database.adminUrl, definition.owner, database.roleSecret);
  await mayInstall(database.adminUrl);
  await installQueue(queueUrl);
  for (const owner of owners) await migrate(database.adminUrl, owner);
  const queue = connect(queueUrl, { max: 1, applicationName: 'good-standing tests' });
  await listen(queue, definition.owner);
  const sql = connect(url, { max: 2, applicationName: 'good-standing tests' });
  const served = subgraph(definition, sql, testSecret);
  const end = served.begin();
  const feeds = definition.feeds(testSecret);
  const folder = await mkdtemp(join(tmpdir(), 'gs-feed-'));
  let files = 0;

  return {
    sql,
    async ask({
      viewer,
      document,
      variables = {},
      now = '2026-11-22T12:00:00Z',
      ledgerAvailable = true,
      event = null,
    }) {
      const noted = notes(ledgerAvailable);
      const call = {
        document,
        variables,
        viewer,
        requestId: 'req-test',
        now: Temporal.Instant.from(now),
        notes: noted,
        event,
      };
      const { result, statements } = await countStatements(() => served.execute(call));
      return { ...result, withheld: withheldCounts(noted), disclosed: noted.disclosed, statements };
    },
    async feed(name, lines, fileName) {
      const found = feeds.find((each) => each.name === name);
      if (found === undefined) throw new Error(`${definition.name} has no feed ${name}`);
      files += 1;
      const path = join(folder, fileName ?? `${name}-${files}.csv`);
      await writeFile(path, `${lines.join('\n')}\n`);
      return ingest(url, found, path);
    },
    async published(topic) {
      const rows = await queue.unsafe<{ items: unknown[] }[]>(
        `select payload->'items' as items
         from graphile_worker._private_jobs job
         join graphile_worker._private_tasks task on task.id = job.task_id
         where task.identifier = $1
         order by job.id`,
        [`${topic}:test`],
      );
      return rows.flatMap((row) => row.items);
    },
    async drop() {
      await end();
      await sql.end({ timeout: 1 });
      await queue.end({ timeout: 1 });
      await rm(folder, { recursive: true, force: true });
      await database.drop();
    },
  };
}

async function mayInstall(adminUrl: string): Promise<void> {
  const admin = connect(adminUrl, { max: 1, applicationName: 'good-standing tests' });
  try {
    await letInstall(admin);
  } finally {
    await admin.end({ timeout: 1 });
  }
}

/** A listener to every topic, which consumes nothing. */
async function listen(queue: Sql, owner: Owner): Promise<void> {
  const topics = [
    'finding',
    'importer-identity',
    'jurisdiction',
    'engagement',
    'filer-code',
    'broker-identity',
    'rule-looked-at',
    'import-activity',
    'broker-status',
    'importer-standing',
    'standing-due',
    'standing-consent',
    'what-if',
    'what-if-found',
    'announcement',
    'correction',
  ] as const;
  const consumers = topics.map((topic) => ({ topic, apply: async () => undefined }));
  await subscribe(queue, [{ name: 'test', consumers, sql: queue }]);
  await letPublish(queue, owner);
  await letWake(queue, owner);
}
