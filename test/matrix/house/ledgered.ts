import type { TestHouse } from '../../world/house.ts';
import type { Seen } from './probe.ts';

/** What the ledger holds of each question, of the type that was asked for: `Importer.name JURISDICTION, …`. */
export async function disclosedIn(
  { admin }: TestHouse,
  all: readonly Seen[],
): Promise<(question: Seen) => string> {
  const rows = await admin.unsafe<
    {
      readonly request: string;
      readonly coordinates: string;
      readonly relation: string;
      readonly stage: string | null;
    }[]
  >(
    `select request_id as request, coordinates, relation, stage
     from ledger.entry where request_id = any($1)`,
    [all.map(({ requestId }) => requestId)],
  );
  const byRequest = Map.groupBy(rows, ({ request }) => request);
  return ({ requestId, type }) => {
    const told = (byRequest.get(requestId) ?? []).flatMap(({ coordinates, relation, stage }) =>
      coordinates
        .split(' ')
        .filter((coordinate) => coordinate.startsWith(`${type}.`))
        .map((coordinate) => `${coordinate} ${relation}${stage === null ? '' : ` at ${stage}`}`),
    );
    return [...new Set(told)].sort().join(', ');
  };
}
