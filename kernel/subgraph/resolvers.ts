import type { GraphQLResolveInfo, GraphQLScalarType } from 'graphql';
import type { RequestContext } from './context.ts';

type Resolver<Loaders> = (
  parent: never,
  args: never,
  context: RequestContext<Loaders>,
  info: GraphQLResolveInfo,
) => unknown;

/** Resolvers by type and field; the generated types of each subgraph say which. */
export type IResolvers<Loaders> = Readonly<
  Record<string, GraphQLScalarType | Readonly<Record<string, Resolver<Loaders> | undefined>>>
>;
