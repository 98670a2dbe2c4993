import { hash } from 'node:crypto';
import { type RecordId, recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { ImporterStub } from '@good-standing/kernel/relation/importer-stub.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import type { PartyFacts } from '../index/listed-party.ts';
import { REVIEW_FROM } from '../match/evidence-weights.ts';
import { explanationOf, type MatchFeature } from '../screening/explanation.ts';
import { heldImporters } from './held-importers.ts';

/** An importer of the registry that may be the party, and why. */
export interface ImporterCandidate {
  readonly id: RecordId<'rgc'>;
  readonly importer: ImporterStub;
  readonly score: number;
  readonly explanation: readonly MatchFeature[];
}

const MOST_CANDIDATES = 25;

/** What of the registry is like each party, the most alike first; of other audiences' questions nothing. */
export function importersLike({
  sql,
  viewer,
  secret,
}: LoaderSetting): DataLoader<PartyFacts, readonly ImporterCandidate[]> {
  return new DataLoader(async (parties) => {
    if (viewer.audience !== 'CBP') return parties.map(() => []);
    const found = await heldImporters(sql).find(parties, MOST_CANDIDATES);
    return found.map((each, nth) => {
      const asked = hash('sha256', JSON.stringify(parties[nth]));
      return each
        .filter(({ score }) => score >= REVIEW_FROM)
        .map((one) => ({
          id: recordId('rgc', secret.ids, `${one.key} ${asked}`),
          importer: { id: one.key, related: true },
          score: one.score,
          explanation: explanationOf([], one),
        }));
    });
  });
}
