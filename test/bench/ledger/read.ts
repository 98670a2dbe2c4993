import { randomUUID } from 'node:crypto';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import type { Subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** Reads of one kind. */
export interface Reads {
  readonly what: string;
  readonly entries: number;
  /** Milliseconds of each read, in their order. */
  readonly took: readonly number[];
}

const PAGE = `query($record: ID!, $first: Int!, $after: String) {
  disclosures(record: $record, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      disclosedAt requestId coordinates rule authority stage relation purpose audience recipientName recipientAddress
    }
  }
}`;

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly unknown[];
}

/** Every page of a record, one after the other to its end, as the subgraph answers it. */
export async function everyPage(
  access: Subgraph,
  what: string,
  viewer: Viewer,
  record: string,
  first: number,
): Promise<Reads> {
  const took: number[] = [];
  let entries = 0;
  for (let after: string | null = null; ; ) {
    const { page, ms } = await read(access, viewer, { record, first, after });
    took.push(ms);
    entries += page.nodes.length;
    if (!page.pageInfo.hasNextPage) return { what, entries, took };
    after = page.pageInfo.endCursor;
  }
}

/** The first page of each record. */
export async function firstPages(
  access: Subgraph,
  what: string,
  viewerOf: (record: string) => Viewer,
  records: readonly string[],
): Promise<Reads> {
  const took: number[] = [];
  let entries = 0;
  for (const record of records) {
    const { page, ms } = await read(access, viewerOf(record), { record, first: 25, after: null });
    took.push(ms);
    entries += page.nodes.length;
  }
  return { what, entries, took };
}

async function read(access: Subgraph, viewer: Viewer, variables: Readonly<Record<string, unknown>>) {
  const started = performance.now();
  const { data, errors } = await access.execute({
    document: PAGE,
    variables,
    viewer,
    requestId: randomUUID(),
    now: Temporal.Now.instant(),
    notes: notes(true),
  });
  const ms = performance.now() - started;
  if (errors !== undefined) throw new Error(errors[0]?.message);
  return { page: data?.disclosures as Page, ms };
}

/** One read of each hundred took longer. */
export function p99({ took }: Reads): number {
  return quantile(took, 0.99);
}

function quantile(took: readonly number[], part: number): number {
  const sorted = took.toSorted((one, other) => one - other);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
}

/** One line of the table. */
export function line({ what, entries, took }: Reads): string {
  const at = (part: number) => quantile(took, part).toFixed(1);
  return `| ${what} | ${took.length} | ${entries} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${(took.at(-1) ?? 0).toFixed(1)} |`;
}
