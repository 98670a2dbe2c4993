/** The four operations: one record; a list with its brokers; three hops and more; fifty records wide. */
export const OPERATIONS = {
  q1: `query One($id: ID!) { importer(id: $id) { id name kind registryStatus lastUsedOn } }`,
  q2: `query WithEntries($id: ID!) {
    importer(id: $id) { name entries(first: 20) { nodes { id number filedOn broker { id name } } } }
  }`,
  q3: `query Hops($id: ID!) {
    importer(id: $id) {
      name
      exclusionLinks { status exclusion { name } }
      entries(first: 10) {
        nodes {
          number
          filedOn
          broker { name licenseStatus permits { number } }
          post { name country }
          seizures { stage grounds recordations { number title } }
        }
      }
    }
  }`,
  q4: `query Wide($kind: ImporterKind!) {
    importers(filter: { kind: $kind }, first: 50) {
      nodes { id name registryStatus brokers { name licenseStatus } bonds { amount } exclusionLinks { status } }
    }
  }`,
} as const;
export type OperationName = keyof typeof OPERATIONS;

const KINDS = ['CORPORATION', 'LLC', 'PARTNERSHIP'] as const;

/** Another importer, or another kind of importers, for every request. */
export function variablesOf(
  name: OperationName,
  ids: readonly string[],
  nth: number,
): Readonly<Record<string, unknown>> {
  if (name === 'q4') return { kind: KINDS[nth % KINDS.length] };
  return { id: ids[(nth * 7_919) % ids.length] };
}
