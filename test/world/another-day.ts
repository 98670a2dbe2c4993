import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { PERSONAS } from '@good-standing/gateway/authenticate/personas.ts';
import { openHouse } from '@good-standing/gateway/house/house.ts';
import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { askOver, type Reply, type TestHouse } from './house.ts';

/** The same house on another day: it answers from the same tables, and its tokens are of that day. */
export interface HouseOnAnotherDay {
  readonly url: string;
  readonly ask: TestHouse['ask'];
  readonly token: TestHouse['token'];
  /** Does what is due because time has passed. */
  sweep(): Promise<void>;
  /** Does at once what is done every night. */
  night(): Promise<void>;
  close(): Promise<void>;
}

export async function onAnotherDay({ database }: TestHouse, day: string): Promise<HouseOnAnotherDay> {
  const now = Temporal.Instant.from(`${day}T15:00:00Z`);
  const { keys } = database;
  const config = {
    isProduction: false,
    host: '127.0.0.1',
    keys,
    oidc: null,
    deadlineMs: 20_000,
    webhooksToLoopback: true,
  };
  const house = await openHouse({ config, database, clock: () => now, logFailure: () => undefined });
  const server = await listen(house.handler, { port: 0, host: '127.0.0.1' });
  const issuer = developmentIssuer(config);
  const token: TestHouse['token'] = (as, of) => {
    const { audience, organization } = PERSONAS[as];
    return issuer.issue({ audience, organization: of ?? organization }, now.epochMilliseconds);
  };
  return {
    url: `${server.url}/graphql`,
    token,
    async sweep() {
      await house.sweep();
      await settleQueue(house.pools);
    },
    night: house.night,
    ask: (question): Promise<Reply> => askOver(`${server.url}/graphql`, question, token),
    async close() {
      await server.close();
      await house.close();
    },
  };
}
