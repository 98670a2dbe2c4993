import type { HeardEvent } from '@good-standing/kernel/webhook/announcement.ts';
import type { WatchedChange } from './watched.ts';
import type { ChangeRow, WatchedRow } from './watched-row.ts';

interface Loading {
  readonly watchedById: { load(id: string): Promise<WatchedRow | null> };
  readonly changesOfWatched: { load(number: number): Promise<readonly WatchedChange[]> };
}

/** The event as a change of a party that the viewer's organisation watches; null where it is none. */
export async function watchedPartyChange(
  event: HeardEvent | null,
  { watchedById, changesOfWatched }: Loading,
): Promise<ChangeRow | null> {
  if (event?.kind !== 'WATCHED_PARTY_CHANGED') return null;
  const party = await watchedById.load(event.record);
  if (party === null) return null;
  const occurredAt = Temporal.Instant.from(event.occurredAt);
  const changes = await changesOfWatched.load(party.number);
  const change = changes.find((each) => Temporal.Instant.compare(each.occurredAt, occurredAt) === 0);
  return change === undefined ? null : { ...change, event: event.id, party };
}

/** Changes as they are read from their party. */
export async function changesOf(
  party: WatchedRow,
  { changesOfWatched }: Pick<Loading, 'changesOfWatched'>,
): Promise<readonly ChangeRow[]> {
  return (await changesOfWatched.load(party.number)).map((change) => ({ ...change, event: null, party }));
}
