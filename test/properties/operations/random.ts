import { limitsFor } from '@good-standing/gateway/limits/limits.ts';
import type { Random } from '@good-standing/gateway/world/random.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { DETERMINATIONS } from './determinations.ts';
import { type Known, randomValue } from './values.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Variables that stand for the cursor of a page, and where in the answer its `endCursor` is. */
  readonly pages: readonly Page[];
  /** Other values for the variables, as valid as the first. */
  otherVariables(): Readonly<Record<string, unknown>>;
}

export interface Page {
  readonly variable: string;
  readonly path: readonly string[];
}

export interface Setting {
  readonly schema: GraphQLSchema;
  readonly audience: Audience;
  readonly known: Known;
  /** Root fields that may be asked. */
  readonly roots: readonly string[];
  /** Every record says its id and its type, under these very names. */
  readonly identified: boolean;
}

/** An operation of the audience's own contract: aliases, fragments, conditions, variables and literals, pages. */
export function randomOperation(random: Random, setting: Setting): Operation {
  for (;;) {
    const operation = draw(random, setting);
    if (validate(setting.schema, parse(operation.query), specifiedRules).length === 0) return operation;
  }
}

interface Drawn {
  readonly variables: Record<string, unknown>;
  readonly sources: Record<string, () => unknown>;
  readonly definitions: string[];
  readonly fragments: string[];
  readonly pages: Page[];
  aliases: number;
  directives: number;
  selections: number;
}

function draw(random: Random, setting: Setting): Operation {
  const { schema, audience, known, identified } = setting;
  const limits = limitsFor(audience);
  const drawn: Drawn = {
    variables: {},
    sources: {},
    definitions: [],
    fragments: [],
    pages: [],
    aliases: Math.floor(limits.aliases / 2),
    directives: Math.min(limits.directives, 6),
    selections: 60,
  };
  const query = schema.getQueryType() as GraphQLObjectType;
  const roots = Object.values(query.getFields()).filter(({ name }) => setting.roots.includes(name));
  const count = random.between(1, Math.min(limits.rootFields, 3));
  const body = Array.from({ length: count }, () =>
    field(query, weighted(query, roots), Math.min(limits.depth, 8) - 1, [], true),
  ).join(' ');
  const introspection = random.chance(0.03) ? ' __schema { queryType { name } }' : '';
  const definitions = drawn.definitions.length === 0 ? '' : `(${drawn.definitions.join(', ')})`;
  const text = [`query${definitions} { ${body}${introspection} }`, ...drawn.fragments].join('\n');
  const { variables, sources, pages } = drawn;
  return {
    query: text,
    variables,
    pages,
    otherVariables: () => ({
      ...variables,
      ...Object.fromEntries(Object.entries(sources).map(([name, value]) => [name, value()])),
    }),
  };

  /** What takes arguments and gives objects is where things happen; of two fields the one that was asked less. */
  function weighted(
    parent: GraphQLObjectType,
    fields: readonly GraphQLField<unknown, unknown>[],
  ): GraphQLField<unknown, unknown> {
    const composite = fields.filter(({ type }) => isCompositeType(getNamedType(type)));
    const from = composite.length > 0 && random.chance(0.35) ? composite : fields;
    const any = () => from[random.between(0, from.length - 1)] as GraphQLField<unknown, unknown>;
    const uses = ({ name }: GraphQLField<unknown, unknown>) => known.uses.get(`${parent.name}.${name}`) ?? 0;
    const [one, other] = [any(), any()];
    const chosen = uses(one) <= uses(other) ? one : other;
    known.uses.set(`${parent.name}.${chosen.name}`, uses(chosen) + 1);
    return chosen;
  }

  function selectionSet(type: GraphQLObjectType, depth: number, path: readonly string[]): string {
    const fields = Object.values(type.getFields()).filter(
      (each) =>
        !DETERMINATIONS.has(`${type.name}.${each.name}`) &&
        (depth > 0 || !isCompositeType(getNamedType(each.type))),
    );
    if (fields.length === 0) return '{ __typename }';
    const own = identified ? ['__typename', ...('id' in type.getFields() ? ['id'] : [])] : [];
    const isPage = 'pageInfo' in type.getFields();
    const most = depth > 3 ? 5 : 3;
    const many = isPage ? random.between(1, 2) : random.between(1, most);
    const chosen = Array.from({ length: many }, () => selection(type, fields, depth, path));
    return `{ ${[...own, ...chosen].join(' ')} }`;
  }

  function selection(
    type: GraphQLObjectType,
    fields: readonly GraphQLField<unknown, unknown>[],
    depth: number,
    path: readonly string[],
  ): string {
    drawn.selections -= 1;
    if (random.chance(0.05)) return '__typename';
    if (depth > 1 && random.chance(0.08)) {
      const on = random.chance(0.7) ? ` on ${type.name}` : '';
      return `...${on}${condition()} ${selectionSet(type, depth - 1, path)}`;
    }
    if (depth > 1 && drawn.fragments.length < 3 && random.chance(0.08)) {
      const at = drawn.fragments.push('') - 1;
      drawn.fragments[at] = `fragment F${at} on ${type.name} ${selectionSet(type, depth - 1, path)}`;
      return `...F${at}${condition()}`;
    }
    const leaves = fields.filter((each) => !isCompositeType(getNamedType(each.type)));
    const from = drawn.selections < 0 && leaves.length > 0 ? leaves : fields;
    return field(type, weighted(type, from), depth, path, false);
  }

  function field(
    parent: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    depth: number,
    path: readonly string[],
    isRoot: boolean,
  ): string {
    const type = getNamedType(definition.type);
    const alias = aliasFor(parent, definition, isRoot);
    const at = [...path, alias ?? definition.name];
    const given = definition.args
      .filter(
        (argument) => isRequiredArgument(argument) || random.chance(argument.name === 'after' ? 0.25 : 0.5),
      )
      .map((argument) => argumentText(parent, definition, argument, at));
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    const set = isObjectType(type) ? ` ${within(type, depth - 1, at, given)}` : '';
    return `${alias === null ? '' : `${alias}: `}${definition.name}${args}${condition()}${set}`;
  }

  /** A list whose cursor is asked on must say where its page ends. */
  function within(
    type: GraphQLObjectType,
    depth: number,
    path: readonly string[],
    given: readonly string[],
  ): string {
    const set = selectionSet(type, depth, path);
    const isFollowed = given.some((text) => text.startsWith('after: $p'));
    return isFollowed ? set.replace('{', '{ pageInfo { hasNextPage endCursor }') : set;
  }

  function aliasFor(
    parent: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    isRoot: boolean,
  ): string | null {
    if (drawn.aliases <= 0 || !random.chance(isRoot ? 0.3 : 0.08)) return null;
    drawn.aliases -= 1;
    const others = Object.keys(parent.getFields()).filter((name) => !identified || name !== 'id');
    const names = [
      'x',
      'y',
      'z',
      `a${drawn.aliases}`,
      ...(identified ? [] : ['_entities', 'id', definition.name]),
      ...others,
    ];
    return names[random.between(0, names.length - 1)] ?? null;
  }

  function argumentText(
    parent: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    argument: GraphQLArgument,
    path: readonly string[],
  ): string {
    const coordinate = `${parent.name}.${definition.name}.${argument.name}`;
    if (argument.name === 'after' && random.chance(0.7)) {
      const variable = `p${drawn.definitions.length}`;
      drawn.definitions.push(`$${variable}: String`);
      drawn.variables[variable] = null;
      drawn.pages.push({ variable, path: [...path, 'pageInfo', 'endCursor'] });
      return `after: $${variable}`;
    }
    const drawValue = () => randomValue(random, known, argument.type, coordinate) ?? null;
    const value = drawValue();
    if (random.chance(0.6)) {
      const variable = `v${drawn.definitions.length}`;
      const isOptional = argument.defaultValue !== undefined && random.chance(0.2);
      drawn.definitions.push(`$${variable}: ${argument.type}`);
      if (!isOptional || isRequiredArgument(argument)) {
        drawn.variables[variable] = value;
        drawn.sources[variable] = drawValue;
      }
      return `${argument.name}: $${variable}`;
    }
    const node = astFromValue(value, argument.type);
    return `${argument.name}: ${node ? print(node) : 'null'}`;
  }

  function condition(): string {
    if (drawn.directives <= 0 || !random.chance(0.06)) return '';
    drawn.directives -= 1;
    const name = random.chance(0.5) ? 'include' : 'skip';
    const isTaken = random.chance(0.6) === (name === 'include');
    if (random.chance(0.4)) return ` @${name}(if: ${isTaken})`;
    const variable = `b${drawn.definitions.length}`;
    const isDefault = random.chance(0.4);
    drawn.definitions.push(`$${variable}: Boolean${isDefault ? ` = ${isTaken}` : '!'}`);
    if (!isDefault) drawn.variables[variable] = isTaken;
    return ` @${name}(if: $${variable})`;
  }
}
