import { agreements } from '@good-standing/gateway/access/agreements.ts';
import { authentication, isRefusal } from '@good-standing/gateway/authenticate/authenticate.ts';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { tokenVerifier } from '@good-standing/kernel/viewer/token.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { isObjectType } from 'graphql';
import { ALONE, directly, policyVersionsOf, type SubgraphAlone, serveAlone } from '../../attacks/served.ts';
import { NOW, type OpenWorld } from '../worlds/open.ts';
import type { Party } from '../worlds/parties.ts';

/** Fields without arguments of one record, asked of the subgraph that has them, past the gateway. */
export interface Direct {
  readonly to: SubgraphAlone;
  readonly type: string;
  readonly id: string;
  readonly fields: readonly string[];
}

/** The subgraphs of a world as processes of their own would be, asked with assertions as the gateway signs them. */
export interface DirectWorld {
  /** The subgraph that resolves a field of an entity by reference; null: none does. */
  ownerOf(type: string, field: string): SubgraphAlone | null;
  viewerOf(party: Party, purpose: string | null): Promise<Viewer>;
  /** The fields' values; of a record that is not there, each null. */
  ask(viewer: Viewer, direct: Direct): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export async function serveDirectly(world: OpenWorld): Promise<DirectWorld> {
  const served = await serveAlone(world);
  const ask = directly(world, served, policyVersionsOf(world));
  const schemas = ALONE.map((name) => {
    const room = ROOMS.find((each) => each.name === name);
    if (room === undefined) throw new Error(`no room ${name}`);
    return [name, room.open(world.pools.of(room), world.database.keys).schema] as const;
  });
  const { keys } = world.database;
  const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys });
  const authenticate = authentication(
    tokenVerifier(issuer.trusted),
    agreements(world.pools.of({ name: 'access' })),
  );
  return {
    ownerOf(type, field) {
      const found = schemas.find(([, schema]) => {
        const object = schema.getType(type);
        return isObjectType(object) && field in object.getFields();
      });
      return found?.[0] ?? null;
    },
    async viewerOf(party, purpose) {
      const token = await world.tokenOf(party);
      const authorization = token === null ? undefined : `Bearer ${token}`;
      const viewer = await authenticate({ authorization, purpose: purpose ?? undefined }, NOW);
      if (isRefusal(viewer)) throw new Error(`${party.name} is not let in: ${viewer.reason}`);
      return viewer;
    },
    async ask(viewer, { to, type, id, fields }) {
      const { data } = await ask({
        to,
        viewer,
        query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields.join(' ')} } } }`,
        variables: { of: [{ __typename: type, id }] },
      });
      const [found] = (data?._entities ?? []) as readonly (Readonly<Record<string, unknown>> | null)[];
      return found ?? Object.fromEntries(fields.map((field) => [field, null]));
    },
    close: served.close,
  };
}
