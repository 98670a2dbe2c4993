import type { SubgraphResult } from '../execute/source.ts';
import { SubgraphUnavailable } from './unavailable.ts';

/** A GraphQL answer is one whatever its status; anything else names only its status. */
export function readResult(text: string, status: number | undefined): SubgraphResult {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw new SubgraphUnavailable('not-graphql', `status ${status}, expected JSON`, cause);
  }
  if (!isResult(answer))
    throw new SubgraphUnavailable('not-graphql', `status ${status}, expected an object with data or errors`);
  return answer;
}

function isResult(answer: unknown): answer is SubgraphResult {
  if (typeof answer !== 'object' || answer === null) return false;
  const { data, errors }: { data?: unknown; errors?: unknown } = answer;
  const isData = typeof data === 'object' && !Array.isArray(data);
  const areErrors =
    Array.isArray(errors) && errors.every((error) => typeof error === 'object' && error !== null);
  return (
    (isData || (data === undefined && areErrors)) && (errors === undefined || errors === null || areErrors)
  );
}
