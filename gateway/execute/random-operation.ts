import * as fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

export interface RandomOperation {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

const VARIABLES = ['$yes: Boolean!', '$no: Boolean = false', '$one: Int', '$id: ID!', '$text: String = "w"'];

/** Aliases that are fields of the graph, of the plan or of JavaScript are as good as any. */
const ALIASES = ['id', 'title', 'x', 'y', 'reviews', '__typename', 'constructor', '__proto__', '_entities'];

const CONDITIONS = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  ' @include(if: $yes)',
  ' @skip(if: $no)',
  ' @skip(if: $yes)',
  ' @include(if: true)',
  ' @include(if: $no) @skip(if: $no)',
];

/**
 * Operations valid against a schema, of aliases, arguments, variables, fragments and
 * conditions.
 *
 * @param argumentTexts the values to choose from for each argument, by name
 */
export function randomOperation(
  schema: GraphQLSchema,
  argumentTexts: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<RandomOperation> {
  return fc
    .tuple(fc.array(fc.nat(1000), { minLength: 20, maxLength: 200 }), fc.boolean(), fc.boolean())
    .map(([dice, yes, no]) => ({
      document: operationText(schema, argumentTexts, dice),
      variables: { yes, no, one: 1, id: 'w2', text: 'r' },
    }))
    .filter(({ document }) => validate(schema, parse(document), specifiedRules).length === 0);
}

/** Dice that have run out fall on 0, so fewer of them make a smaller operation. */
function operationText(
  schema: GraphQLSchema,
  argumentTexts: Readonly<Record<string, readonly string[]>>,
  dice: readonly number[],
): string {
  let thrown = 0;
  const throwDie = (sides: number): number => (dice[thrown++] ?? 0) % sides;
  const oneOf = <Item>(items: readonly Item[]): Item => items[throwDie(items.length)] as Item;

  const fragments: string[] = [];
  const selections = selectionSet(schema.getQueryType() as GraphQLObjectType, 5);
  const body = [selections, ...fragments].join('\n');
  const definitions = VARIABLES.filter((definition) => uses(body, definition));
  return `query${definitions.length > 0 ? `(${definitions.join(', ')})` : ''} ${body}`;

  function selectionSet(type: GraphQLNamedType, depth: number): string {
    const count = 1 + throwDie(4);
    return `{ ${Array.from({ length: count }, () => selection(type, depth)).join(' ')} }`;
  }

  function selection(type: GraphQLNamedType, depth: number): string {
    const chance = throwDie(10);
    if (depth > 0 && (chance === 9 || (isAbstractType(type) && chance > 4))) {
      const on = oneOf(conditionsWithin(type));
      return `... on ${on.name}${oneOf(CONDITIONS)} ${selectionSet(on, depth - 1)}`;
    }
    if (depth > 0 && chance === 8 && fragments.length < 3) {
      const on = oneOf(conditionsWithin(type));
      const at = fragments.push('') - 1;
      fragments[at] = `fragment F${at} on ${on.name} ${selectionSet(on, depth - 1)}`;
      return `...F${at}${oneOf(CONDITIONS)}`;
    }
    if (chance === 7 || !(isObjectType(type) || isInterfaceType(type)))
      return oneOf(['__typename', 't: __typename']);
    return field(oneOf(Object.values(type.getFields())), depth);
  }

  function conditionsWithin(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (isAbstractType(type)) return [...schema.getPossibleTypes(type), type];
    return isObjectType(type) ? [type, ...type.getInterfaces()] : [type];
  }

  function field(definition: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(definition.type);
    if (isCompositeType(type) && depth === 0) return '__typename';
    const given = definition.args
      .filter((argument) => isRequiredArgument(argument) || throwDie(2) === 1)
      .map(({ name }) => `${name}: ${oneOf(argumentTexts[name] ?? ['null'])}`);
    const alias = throwDie(4) === 3 ? `${oneOf(ALIASES)}: ` : '';
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    const below = isCompositeType(type) ? ` ${selectionSet(type, depth - 1)}` : '';
    return `${alias}${definition.name}${args}${oneOf(CONDITIONS)}${below}`;
  }
}

function uses(body: string, definition: string): boolean {
  return new RegExp(`\\${definition.split(':', 1)[0]}\\b`).test(body);
}
