import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { definition } from '../subgraph.ts';

/** What was announced of one watched party. */
export interface Announced {
  readonly kind: string;
  readonly record: string;
  readonly to: readonly object[];
  readonly occurredAt: string;
}

export interface WatchingHouse extends DisposableSubgraph {
  /** Everything that is due at this instant. */
  sweep(now?: Temporal.Instant): Promise<void>;
  /** What was announced since this was last asked. */
  announced(): Promise<readonly Announced[]>;
}

/** The owner of exclusions alone, with its sweeps. */
export async function watchingHouse(): Promise<WatchingHouse> {
  const debarments = await disposableSubgraph(definition);
  let heard = 0;
  return {
    ...debarments,
    async sweep(now = NOW) {
      for (const { run } of definition.sweeps ?? []) while (await run({ sql: debarments.sql, now })) {}
    },
    async announced() {
      const all = (await debarments.published('announcement')) as readonly Announced[];
      const fresh = all.slice(heard);
      heard = all.length;
      return fresh;
    },
  };
}

export const NOW = Temporal.Now.instant();

export const organization = (id: string, audience: Viewer['audience'] = 'PLATFORM'): Viewer => ({
  ...PUBLIC_VIEWER,
  audience,
  organization: { id, name: `Invented ${id}`, address: 'Testerton' },
  actor: 'officer of invention',
  agreementId: `agr_${id}`,
  purposes: ['SELLER_SCREENING'],
  purpose: 'SELLER_SCREENING',
});

export const WATCH = `mutation ($parties: [PartyInput!]!, $key: String) {
  watchParties(parties: $parties, clientMutationKey: $key) {
    answers {
      reference error watched { id reference name until changedAt result { verdict candidates { exclusion { name } } } }
    }
  }
}`;

export interface Watched {
  readonly reference: string | null;
  readonly error: string | null;
  readonly watched: {
    readonly id: string;
    readonly result: { readonly verdict: string };
  } | null;
}

export async function watch(
  house: WatchingHouse,
  viewer: Viewer,
  parties: readonly object[],
  key: string | null = null,
): Promise<readonly Watched[]> {
  const { data, errors } = await house.ask({
    viewer,
    document: WATCH,
    variables: { parties, key },
    now: NOW.toString(),
  });
  if (errors !== undefined) throw new Error(errors[0]?.message);
  const { answers } = (data?.watchParties ?? { answers: [] }) as { readonly answers: readonly Watched[] };
  return answers;
}
