import { parse } from 'graphql';
import {
  type DisclosedRecords,
  disclosedRecords,
  notes,
  type WithheldByRecord,
  withheldByRecord,
} from '../disclosure/notes.ts';
import { disclosedIn } from '../ledger/accounting.ts';
import { type Ledger, LedgerUnavailable } from '../ledger/ledger.ts';
import type { Assertion } from '../viewer/assertion.ts';
import type { Subgraph } from './subgraph.ts';

/** One sub-operation as a gateway in another process sends it. */
export interface SubOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the gateway merges over its subgraphs: the records let it count each once. */
export interface DisclosureExtension {
  readonly withheld: readonly WithheldByRecord[];
  /** Only for a gateway that keeps the accounting. */
  readonly disclosed?: readonly DisclosedRecords[];
}

/**
 * The answer to one sub-operation as JSON text. It is given only once what it
 * discloses is durable in the ledger, or to a gateway that has signed that it
 * records it before its own answer leaves. Where the ledger cannot be written, a
 * query is answered again with every protected cell withheld; a mutation is not
 * done twice and answers with an error.
 */
export async function accountedAnswer(
  served: Subgraph,
  ledger: Ledger,
  assertion: Assertion,
  operation: SubOperation,
): Promise<string> {
  const asked = { served, ledger, assertion, operation };
  try {
    const byGateway = assertion.accountedBy === 'GATEWAY';
    return await answered(asked, assertion.ledgerAvailable && (byGateway || ledger.available()));
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error;
    if (isMutation(operation.query)) return NOT_RECORDED;
    return answered(asked, false);
  }
}

const NOT_RECORDED = JSON.stringify({
  data: null,
  errors: [{ message: 'The answer could not be recorded.', extensions: { code: 'LEDGER_UNAVAILABLE' } }],
});

interface Asked {
  readonly served: Subgraph;
  readonly ledger: Ledger;
  readonly assertion: Assertion;
  readonly operation: SubOperation;
}

async function answered(
  { served, ledger, assertion, operation }: Asked,
  ledgerAvailable: boolean,
): Promise<string> {
  const { viewer, requestId, now, accountedBy, event } = assertion;
  const { query, variables } = operation;
  const noted = notes(ledgerAvailable);
  const call = { document: query, variables, viewer, requestId, now, notes: noted, event: event ?? null };
  const { data = null, errors } = await served.execute(call);
  const text = JSON.stringify(data);
  const byGateway = accountedBy === 'GATEWAY';
  if (!byGateway && noted.disclosed.length > 0) {
    await ledger.record({
      requestId,
      at: now,
      subgraph: served.name,
      viewer,
      policyVersion: served.policyVersion,
      answer: text,
      disclosed: disclosedIn(noted.disclosed),
    });
  }
  const disclosure: DisclosureExtension = {
    withheld: withheldByRecord(noted),
    ...(byGateway ? { disclosed: disclosedRecords(noted) } : {}),
  };
  const told = errors === undefined ? '' : `,"errors":${JSON.stringify(errors)}`;
  return `{"data":${text}${told},"extensions":${JSON.stringify({ disclosure })}}`;
}

function isMutation(document: string): boolean {
  return parse(document).definitions.some(
    (definition) => definition.kind === 'OperationDefinition' && definition.operation === 'mutation',
  );
}
