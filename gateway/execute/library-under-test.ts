import { graphUnderTest } from './graph-under-test.ts';

/**
 * An invented library whose every field is resolved from the same objects, by the
 * subgraphs as by one schema without any: so the two must agree.
 */
interface Size {
  readonly h: number;
  readonly w: number | null;
}

interface Work {
  readonly __typename: 'Book' | 'Film';
  readonly id: string;
  readonly title: string | null;
  readonly weight: number;
  readonly size: Size | null;
  readonly pages?: number;
  readonly minutes?: number;
  readonly kind: string;
  price(args: { currency?: string | null }): number | null;
  readonly inStock: boolean | null;
  shipping(): number;
  label(): string;
  reviews(args: { first?: number | null }): readonly Review[];
  similar(): readonly (Work | null)[];
}

interface Reader {
  readonly __typename: 'Reader';
  readonly id: string;
  readonly name: string | null;
  readonly tags: readonly (string | null)[] | null;
  readonly address: { readonly city: string | null; readonly lines: readonly (readonly string[])[] };
  friends(): readonly Reader[];
  favourite(): Work | Reader | null;
  reviews(args: { first?: number | null }): readonly Review[];
}

interface Review {
  readonly __typename: 'Review';
  readonly id: string;
  readonly stars: number;
  readonly text: string | null;
  author(): Reader;
  work(): Work;
}

const works: readonly Work[] = Array.from({ length: 6 }, (_, index): Work => {
  const isBook = index % 2 === 0;
  return {
    __typename: isBook ? 'Book' : 'Film',
    id: `w${index}`,
    title: index === 3 ? null : `Work "${index}" – ünïcode`,
    weight: index * 3,
    size: index === 4 ? null : { h: index, w: index === 2 ? null : index * 2 },
    ...(isBook ? { pages: 100 + index } : { minutes: 90 + index }),
    kind: index % 3 === 0 ? 'RARE' : 'COMMON',
    price: ({ currency }) => (index === 5 ? null : (currency === 'EUR' ? 2 : 1) * (index + 0.5)),
    inStock: index === 1 ? null : index % 2 === 0,
    shipping: () => shippingOf({ weight: index * 3, size: index === 4 ? null : { h: index } }),
    label: () => labelOf({ title: index === 3 ? null : `Work "${index}" – ünïcode` }),
    reviews: ({ first }) => reviews.filter((review) => review.work().id === `w${index}`).slice(0, first ?? 9),
    similar: () => [works[(index + 1) % 6] ?? null, null, works[(index + 3) % 6] ?? null],
  };
});

const readers: readonly Reader[] = Array.from({ length: 4 }, (_, index) => ({
  __typename: 'Reader' as const,
  id: `r${index}`,
  name: index === 2 ? null : `Reader ${index}`,
  tags: index === 3 ? null : ['a', null, `t${index}`],
  address: { city: index === 1 ? null : 'Sampleville', lines: [[`${index} Example Way`], []] },
  friends: () => readers.filter((_reader, other) => other !== index),
  favourite: () => (index === 0 ? null : index === 1 ? (readers[0] ?? null) : (works[index] ?? null)),
  reviews: ({ first }) => reviews.filter((review) => review.author().id === `r${index}`).slice(0, first ?? 9),
}));

const reviews: readonly Review[] = Array.from({ length: 9 }, (_, index) => ({
  __typename: 'Review' as const,
  id: `v${index}`,
  stars: index % 5,
  text: index % 4 === 0 ? null : `Line\n${index}`,
  author: () => readers[index % 4] as Reader,
  work: () => works[index % 6] as Work,
}));

function shippingOf({ weight, size }: { weight: number; size: { h: number } | null }): number {
  return weight * 10 + (size?.h ?? 1000);
}

function labelOf({ title }: { title: string | null }): string {
  return `[${title}]`;
}

const everything = [...works, ...readers, ...reviews];
const byId = ({ id }: { id: string }) => everything.find((each) => each.id === id) ?? null;
const typed = { __resolveType: (value: { __typename: string }) => value.__typename };

/** The fields of Query, Mutation-free: what a schema without subgraphs resolves from. */
export const root = {
  works: ({ kind, first }: { kind?: string | null; first?: number | null }) =>
    works.filter((work) => !kind || work.kind === kind).slice(0, first ?? 9),
  work: ({ id }: { id: string }) => works.find((work) => work.id === id) ?? null,
  readers: () => readers,
  reader: ({ id }: { id: string }) => readers.find((reader) => reader.id === id) ?? null,
  search: ({ filter }: { filter: { text: string; limit: number } }) =>
    [...works, ...readers].filter(({ id }) => id.includes(filter.text)).slice(0, filter.limit),
  latest: () => reviews.slice(0, 3),
  nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => byId({ id })),
};

const queries = (...names: (keyof typeof root)[]) =>
  Object.fromEntries(
    names.map((name) => {
      const resolve: (given: never) => unknown = root[name];
      return [name, (_: unknown, given: Record<string, unknown>) => resolve(given as never)];
    }),
  );

const workFields = 'id: ID! title: String kind: Kind! price(currency: String): Float similar: [Work]';

export const library = graphUnderTest({
  catalogue: {
    typeDefs: `
      type Query {
        works(kind: Kind, first: Int): [Work!]!
        work(id: ID!): Work
        search(filter: Filter!): [Found]
        nodes(ids: [ID!]!): [Node]
      }
      input Filter { text: String! limit: Int! = 4 }
      enum Kind { RARE COMMON }
      interface Node { id: ID! }
      interface Work implements Node { ${workFields} }
      type Book implements Work & Node @key(fields: "id") { ${workFields} weight: Int size: Size pages: Int }
      type Film implements Work & Node @key(fields: "id") { ${workFields} weight: Int size: Size minutes: Int }
      type Size { h: Int w: Int }
      type Reader implements Node @key(fields: "id") { id: ID! }
      type Review implements Node @key(fields: "id") { id: ID! }
      union Found = Book | Film | Reader`,
    resolvers: {
      Query: queries('works', 'work', 'search', 'nodes'),
      Node: typed,
      Work: typed,
      Found: typed,
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  },
  readers: {
    typeDefs: `
      type Query { readers: [Reader!]! reader(id: ID!): Reader }
      type Reader @key(fields: "id") { id: ID! name: String tags: [String] address: Address! friends: [Reader!]! favourite: Favourite }
      type Address { city: String lines: [[String!]!]! }
      type Book @key(fields: "id") { id: ID! }
      type Film @key(fields: "id") { id: ID! }
      union Favourite = Book | Film | Reader`,
    resolvers: {
      Query: queries('readers', 'reader'),
      Favourite: typed,
      Reader: { __resolveReference: byId },
    },
  },
  reviews: {
    typeDefs: `
      type Query { latest: [Review!]! }
      type Review @key(fields: "id") { id: ID! stars: Int! text: String author: Reader! work: Reviewed! }
      interface Reviewed { reviews(first: Int): [Review!]! }
      type Reader @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! }
      type Book implements Reviewed @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! }
      type Film implements Reviewed @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! }`,
    resolvers: {
      Query: queries('latest'),
      Reviewed: typed,
      Review: { __resolveReference: byId },
      Reader: { __resolveReference: byId },
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  },
  warehouse: {
    typeDefs: `
      type Book @key(fields: "id") {
        id: ID! inStock: Boolean weight: Int @external size: Size @external title: String @external
        shipping: Int @requires(fields: "weight size { h }") label: String @requires(fields: "title")
      }
      type Film @key(fields: "id") {
        id: ID! inStock: Boolean weight: Int @external size: Size @external
        shipping: Int @requires(fields: "weight size { h }")
      }
      type Size @external { h: Int }`,
    resolvers: {
      Book: {
        __resolveReference: (given: { id: string }) => ({ ...given, inStock: (byId(given) as Work).inStock }),
        shipping: shippingOf,
        label: labelOf,
      },
      Film: {
        __resolveReference: (given: { id: string }) => ({ ...given, inStock: (byId(given) as Work).inStock }),
        shipping: shippingOf,
      },
    },
  },
});
