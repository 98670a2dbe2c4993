import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import { type Ownership, ownershipOf } from './ownership.ts';

/** The composed graph as it is between the subgraphs, inaccessible parts included. */
export interface Supergraph {
  readonly schema: GraphQLSchema;
  readonly ownership: Ownership;
  /** URL by subgraph name, as `@join__graph` gives them; empty where composition had none. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** Whether an object of this type answers to `... on condition`. */
  satisfies(typename: string, condition: string): boolean;
  /** False for interfaces, which stand in for the type where a subgraph has an interface object. */
  isObjectType(typename: string): boolean;
  /** Whether any type has a field of this name. */
  hasFieldNamed(name: string): boolean;
}

export function readSupergraph(supergraphSdl: string): Supergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const members = new Map<string, Set<string>>();
  const objectTypes = new Set<string>();
  const fieldNames = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) objectTypes.add(type.name);
    if (isObjectType(type) || isInterfaceType(type))
      for (const name of Object.keys(type.getFields())) fieldNames.add(name);
    if (!isAbstractType(type)) continue;
    const names = new Set(schema.getPossibleTypes(type).map((member) => member.name));
    if (isInterfaceType(type))
      for (const below of schema.getImplementations(type).interfaces) names.add(below.name);
    members.set(type.name, names);
  }
  return {
    schema,
    ownership: ownershipOf(schema),
    subgraphs: subgraphUrls(document),
    satisfies: (typename, condition) =>
      typename === condition || members.get(condition)?.has(typename) === true,
    isObjectType: (typename) => objectTypes.has(typename),
    hasFieldNamed: (name) => fieldNames.has(name),
  };
}

function subgraphUrls(document: DocumentNode): Map<string, string> {
  const urls = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      const argument = (name: string) => {
        const node = graph?.arguments?.find((each) => each.name.value === name)?.value;
        return node?.kind === Kind.STRING ? node.value : '';
      };
      urls.set(argument('name'), argument('url'));
    }
  }
  return urls;
}
