import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { type DirectiveNode, Kind, parse, print, visit } from 'graphql';

/**
 * SDL in which every protected field is public and no argument is under a rule. Only
 * here can such a graph be made: no setting of the product takes its guard away.
 */
export function sdlWithoutRules(sdl: string): string {
  const isRule = ({ name }: DirectiveNode) => name.value === 'disclose';
  const isPublic: DirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'public' } };
  return print(
    visit(parse(sdl), {
      FieldDefinition: (node) => ({
        ...node,
        directives: node.directives?.map((each) => (isRule(each) ? isPublic : each)) ?? [],
      }),
      InputValueDefinition: (node) => ({
        ...node,
        directives: node.directives?.filter((each) => !isRule(each)) ?? [],
      }),
    }),
  );
}

/** The same rooms, with no decision and no note; rows stay those that the viewer may know of. */
export function withoutRules<Loaders>(definition: SubgraphDefinition<Loaders>): SubgraphDefinition<Loaders> {
  return { ...definition, typeDefs: sdlWithoutRules(definition.typeDefs), policy: {} };
}
