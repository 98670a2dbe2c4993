import { OPERATIONS } from '../gateway/operations.ts';

/** Who asks, and with what. */
export interface Asker {
  readonly name: string;
  readonly audience: 'CBP' | 'PGA' | 'RIGHTS_HOLDER';
  readonly organization: string;
  /** Asks for ids that this viewer may know of, and says where in the answer they are. */
  readonly ids: { readonly query: string; readonly pattern: RegExp };
  readonly operations: Readonly<Record<string, string>>;
}

const IMPORTERS = {
  query: '{ importers(first: 200) { nodes { id } } }',
  pattern: /"id":"(imp_[a-z0-9]+)"/g,
};

/** A rights holder has no importers in its graph: one record, a list, hops and a wide page of its own seizures instead. */
const SEIZURES = {
  q1: 'query One($id: ID!) { seizure(id: $id) { id stage grounds importedOn port description } }',
  q2: `query WithLines($id: ID!) {
    seizure(id: $id) { id importedOn quantity { amount unit } lines { description quantity { amount unit } recordation { id number } } }
  }`,
  q3: `query Hops($id: ID!) {
    seizure(id: $id) {
      stage
      importedOn
      port
      countryOfOrigin
      manufacturer { name }
      exporter { name }
      importerParty { name }
      recordations { number title status seizures(first: 10) { nodes { id stage importedOn port } } }
    }
  }`,
  q4: `query Wide {
    myRecordations(first: 50) {
      nodes { number title status seizures(first: 25) { nodes { id stage importedOn port description manufacturer { name } } } }
    }
  }`,
} as const;

export const ASKERS: readonly Asker[] = [
  { name: 'CBP', audience: 'CBP', organization: 'cbp', ids: IMPORTERS, operations: OPERATIONS },
  { name: 'PGA (FDA)', audience: 'PGA', organization: 'fda', ids: IMPORTERS, operations: OPERATIONS },
  {
    name: 'rights holder (Lumen)',
    audience: 'RIGHTS_HOLDER',
    organization: 'lumen',
    ids: {
      query: '{ myRecordations(first: 50) { nodes { seizures(first: 50) { nodes { id } } } } }',
      pattern: /"id":"([a-z]+_[a-z0-9]+)"/g,
    },
    operations: SEIZURES,
  },
];

const KINDS = ['CORPORATION', 'LLC', 'PARTNERSHIP'] as const;

/** Another record for every request, as far as the operation asks for one. */
export function variablesFor(
  query: string,
  ids: readonly string[],
  nth: number,
): Readonly<Record<string, unknown>> {
  if (query.includes('$kind')) return { kind: KINDS[nth % KINDS.length] };
  return query.includes('$id') ? { id: ids[(nth * 7_919) % ids.length] } : {};
}
