import { type OpenSubscription, subscribe } from '@good-standing/gateway/http/subscriber-under-test.ts';
import { type Receiver, receiver } from '@good-standing/kernel/webhook/receiver-under-test.ts';
import { StandingChangedDocument as OfBroker } from '@good-standing/schema/operations/broker/operations.generated.ts';
import { StandingChangedDocument as OfCbp } from '@good-standing/schema/operations/cbp/operations.generated.ts';
import { StandingChangedDocument as OfImporter } from '@good-standing/schema/operations/importer/operations.generated.ts';
import { StandingChangedDocument as OfAgency } from '@good-standing/schema/operations/pga/operations.generated.ts';
import { StandingChangedDocument as OfPlatform } from '@good-standing/schema/operations/platform/operations.generated.ts';
import { print } from 'graphql';
import { type Party, register } from './events-house.ts';
import type { TestHouse } from './house.ts';

const DOCUMENTS = {
  cbp: OfCbp,
  pga: OfAgency,
  importer: OfImporter,
  broker: OfBroker,
  platform: OfPlatform,
} as const;

export interface StandingParty extends Party {
  readonly as: keyof typeof DOCUMENTS;
}

/** An event of standing as a subscriber reads it. */
export interface HeardStanding {
  readonly event: string;
  readonly importerId: string;
  readonly importer: {
    readonly id: string;
    readonly standing: Readonly<Record<string, unknown>> | null;
  } | null;
}

/** An organisation that hears of standings both ways. */
export interface StandingListener {
  readonly stream: OpenSubscription;
  readonly hook: string;
  /** What came over the stream, of one importer. */
  heard(importer: string): readonly HeardStanding[];
  /** Ids of events that came by webhook, of one importer. */
  received(importer: string): readonly string[];
  /** Until so many of one importer came both ways. */
  until(importer: string, count: number): Promise<void>;
  /** Ids of answers in the ledger's words: the request of the nth event. */
  requestOf(event: string): string;
}

export interface Listening {
  readonly there: Receiver;
  listen(party: StandingParty): Promise<StandingListener>;
  close(): Promise<void>;
}

type Streamed = Pick<TestHouse, 'url' | 'token'>;

/** Opens a stream of standings at a house. */
export async function standingStream(house: Streamed, { as, of }: StandingParty): Promise<OpenSubscription> {
  return subscribe({ url: house.url, token: await house.token(as, of), query: print(DOCUMENTS[as]) });
}

export function heardOn(stream: OpenSubscription, importer: string): readonly HeardStanding[] {
  return stream.answers
    .map(({ data }) => (data as { readonly standingChanged: HeardStanding }).standingChanged)
    .filter(({ importerId }) => importerId === importer);
}

/** One receiver for all; each party has a path of its own. */
export async function listening(house: TestHouse): Promise<Listening> {
  const there = await receiver();
  const streams: OpenSubscription[] = [];
  return {
    there,
    async listen(party) {
      const path = `/in/${party.as}-${party.of ?? 'cast'}`;
      const { id } = await register(house, party, there.url.replace('/in', path), ['STANDING_CHANGED']);
      const stream = await standingStream(house, party);
      streams.push(stream);
      const received = (importer: string) =>
        there.received
          .filter((got) => got.path === path)
          .map(({ body }) => JSON.parse(body) as { data: { event: string; record: string } })
          .filter(({ data }) => data.record === importer)
          .map(({ data }) => data.event);
      const heard = (importer: string) => heardOn(stream, importer);
      return {
        stream,
        hook: id,
        heard,
        received,
        async until(importer, count) {
          while (heard(importer).length < count || received(importer).length < count) {
            await new Promise((later) => setTimeout(later, 20));
          }
        },
        requestOf: (event) =>
          stream.answers.find(
            ({ data }) => (data as { standingChanged: HeardStanding }).standingChanged.event === event,
          )?.extensions?.disclosure.requestId ?? '',
      };
    },
    async close() {
      for (const stream of streams) stream.leave();
      await there.close();
    },
  };
}
