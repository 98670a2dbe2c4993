import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { ASSERTION_HEADER } from '@good-standing/kernel/subgraph/server.ts';
import type { Subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { signAssertion } from '@good-standing/kernel/viewer/assertion.ts';
import { SUBGRAPHS } from '@good-standing/schema/compose.ts';
import type { Source } from '../execute/source.ts';
import { type HttpSource, httpSource } from '../forward/http.ts';
import { noteRemote } from '../forward/remote-notes.ts';
import type { HouseKeys } from '../house-keys.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { ROOMS } from './owners.ts';
import type { Pools } from './pools.ts';

export interface HouseSources {
  readonly sources: Readonly<Record<string, Source<RequestFacts>>>;
  /** Policy version of every subgraph, in one text: what stands in the ledger. */
  readonly policyVersion: string;
  close(): Promise<void>;
}

/** Every subgraph in this process: called with the viewer itself, no HTTP, no JSON, no signature. */
export function sourcesHere(pools: Pools, secret: Secret, rooms = ROOMS): HouseSources {
  const opened = rooms.map((room) => room.open(pools.of(room), secret));
  return {
    sources: Object.fromEntries(opened.map((subgraph) => [subgraph.name, here(subgraph)])),
    policyVersion: versions(opened),
    close: begin(opened),
  };
}

/** Answers what ends them all. */
function begin(subgraphs: readonly Subgraph[]): () => Promise<void> {
  const begun = subgraphs.map((subgraph) => subgraph.begin());
  return async () => void (await Promise.all(begun.map((end) => end())));
}

function here(subgraph: Subgraph): Source<RequestFacts> {
  return ({ document, variables, context }) => subgraph.execute({ document, variables, ...context });
}

/** Each subgraph of `urls` in a process of its own there; the others, of which the gateway's own is one, here. */
export function sourcesElsewhere(
  pools: Pools,
  keys: HouseKeys,
  urls: ReadonlyMap<string, string>,
  rooms = ROOMS,
): HouseSources {
  const opened = rooms.map((room) => room.open(pools.of(room), keys));
  const remote: HttpSource<RequestFacts>[] = [];
  const endThese = begin(opened.filter(({ name }) => !urls.has(name)));
  const entries = opened.map((subgraph) => {
    const url = urls.get(subgraph.name);
    if (url === undefined) return [subgraph.name, here(subgraph)] as const;
    const source = httpSource<RequestFacts>({ url, headers: asserted(subgraph, keys) });
    remote.push(source);
    return [subgraph.name, noting(source)] as const;
  });
  return {
    sources: Object.fromEntries(entries),
    policyVersion: versions(opened),
    async close() {
      await Promise.all([endThese(), ...remote.map((source) => source.close())]);
    },
  };
}

/** What a subgraph elsewhere disclosed and withheld stands in the notes of the request, as if it were here. */
function noting(source: Source<RequestFacts>): Source<RequestFacts> {
  return async (request) => {
    const result = await source(request);
    if (result.data !== undefined && result.data !== null)
      noteRemote(request.context.notes, result.extensions);
    return result;
  };
}

/** Where each subgraph listens when it runs alone on this machine. */
export function urlsAlone(): ReadonlyMap<string, string> {
  return new Map(
    SUBGRAPHS.filter(({ name }) => name !== 'access').map(({ name, port }) => [
      name,
      `http://127.0.0.1:${port}/graphql`,
    ]),
  );
}

function asserted({ name, policyVersion }: Subgraph, { assertion }: HouseKeys) {
  return ({ context }: { readonly context: RequestFacts }, body: string) => {
    const { viewer, requestId, now, notes, event = null } = context;
    const { ledgerAvailable } = notes;
    const claims = {
      viewer,
      requestId,
      now,
      policyVersion,
      ledgerAvailable,
      accountedBy: 'GATEWAY',
      event,
    } as const;
    return {
      [ASSERTION_HEADER]: signAssertion(assertion.privateKey, claims, {
        subgraph: name,
        body,
        sentAt: Date.now(),
      }),
    };
  };
}

function versions(subgraphs: readonly Subgraph[]): string {
  return subgraphs.map(({ policyVersion }) => policyVersion).join(' ');
}
