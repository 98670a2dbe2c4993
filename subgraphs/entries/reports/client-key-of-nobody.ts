import { readClientKey } from '@good-standing/kernel/mutation/client-key.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { SHORTEST_KEY_OF_NOBODY } from './parameters.ts';

/**
 * The key under which a report may be sent again. Keys are an organisation's; all
 * who have none share one room, so that theirs must be such as nobody guesses.
 */
export function readKeyOfReporter(viewer: Viewer, text: string | null | undefined): string | null {
  const key = readClientKey(text);
  if (key === null || viewer.organization !== null || key.length >= SHORTEST_KEY_OF_NOBODY) return key;
  throw badInput(
    `clientMutationKey: expected ${SHORTEST_KEY_OF_NOBODY} to 64 visible ASCII characters at random, from who has no account`,
  );
}
