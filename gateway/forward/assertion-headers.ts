import type { KeyObject } from 'node:crypto';
import { ASSERTION_HEADER, signAssertion } from '@good-standing/kernel/viewer/assertion.ts';
import type { SubgraphRequest } from '../execute/source.ts';
import type { RequestFacts } from '../http/request-facts.ts';

/** Headers for `httpSource`: who asks, signed for this subgraph and this body alone. Nothing of the client's own headers goes on. */
export function assertionHeaders(
  privateKey: KeyObject,
  policyVersion: string,
): (request: SubgraphRequest<RequestFacts>, body: string) => Record<string, string> {
  return ({ subgraph, context }, body) => {
    const { viewer, requestId, now, notes } = context;
    const assertion = { viewer, requestId, now, policyVersion, ledgerAvailable: notes.ledgerAvailable };
    return {
      [ASSERTION_HEADER]: signAssertion(privateKey, assertion, { subgraph, body, sentAt: Date.now() }),
    };
  };
}
