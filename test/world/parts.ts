import { buildSubgraphSchema } from '@apollo/subgraph';
import { definition as brokers } from '@good-standing/brokers/subgraph';
import { definition as debarments } from '@good-standing/debarments/subgraph';
import { definition as entries } from '@good-standing/entries/subgraph';
import { definition as access } from '@good-standing/gateway/access/subgraph.ts';
import { definition as importers } from '@good-standing/importers/subgraph';
import { cells } from '@good-standing/kernel/disclosure/cells.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import type { Owner } from '@good-standing/kernel/postgres/owners.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { Secret, SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { guardedSchema } from '@good-standing/kernel/subgraph/subgraph.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { definition as posts } from '@good-standing/posts/subgraph';
import { parse } from 'graphql';
import type { MonolithPart, Reference } from './monolith.ts';

/** A subgraph's resolvers for a monolith, and the context of one request in it. */
export interface Part extends MonolithPart {
  readonly owner: Owner;
  context(sql: Sql, viewer: Viewer, secret: Secret, now: Temporal.Instant): RequestContext;
}

/** @param guarded false: the resolvers bare, with no decision and no note. */
export function parts(guarded: boolean): readonly Part[] {
  return [
    part(importers, guarded),
    part(entries, guarded),
    part(debarments, guarded),
    part(posts, guarded),
    part(brokers, guarded),
    part(access, guarded),
  ];
}

function part<Loaders>(definition: SubgraphDefinition<Loaders>, guarded: boolean): Part {
  const { name, owner, typeDefs, resolvers } = definition;
  const bare = () => buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]);
  return {
    name,
    owner,
    schema: guarded ? guardedSchema(definition) : bare(),
    reference: (type) =>
      (resolvers as unknown as Record<string, { __resolveReference?: Reference }>)[type]?.__resolveReference,
    context: (sql, viewer, secret, now) => {
      const today = now.toZonedDateTimeISO('UTC').toPlainDate();
      return {
        viewer,
        requestId: 'bench',
        now,
        today,
        cells: cells(viewer, today, notes(true)),
        event: null,
        load: definition.loaders({ sql, viewer, requestId: 'bench', today, now, secret }),
      };
    },
  };
}
