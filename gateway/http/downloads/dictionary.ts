import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Column, Dataset } from './dataset.ts';
import { DATASETS } from './datasets.ts';

/** What a column is: its own words, or those of the field that it is of, so that they cannot differ. */
function saysOf({ of, says, name }: Column, contract: GraphQLSchema): string {
  if (of === undefined) return says ?? '';
  const [type = '', field = ''] = of.split('.');
  const found = contract.getType(type);
  const described = isObjectType(found) ? found.getFields()[field]?.description : undefined;
  if (described == null) throw new Error(`column ${name}: nobody can ask for ${of}`);
  return described.replaceAll(/\s+/g, ' ').trim();
}

/** The data dictionary of a dataset, as CSV on the Web (W3C Recommendation of 17 December 2015) has it. */
export function dictionary(dataset: Dataset, contract: GraphQLSchema): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: `${dataset.name}.csv`,
    'dc:title': dataset.title,
    'dc:description': dataset.says,
    'dc:source': dataset.source,
    'dc:provenance': `Published under ${dataset.authority}.`,
    dialect: { encoding: 'utf-8', header: true, lineTerminators: ['\r\n'] },
    notes: [
      'A text that a spreadsheet would take for a formula has an apostrophe before it. Dollars are decimal numbers of US dollars. An empty cell has no value.',
    ],
    tableSchema: {
      columns: dataset.columns.map((column) => ({
        name: column.name,
        titles: column.name,
        'dc:description': saysOf(column, contract),
        datatype: column.datatype,
        ...(column.separator === undefined ? {} : { separator: column.separator }),
      })),
    },
  };
}

/** Everything that can be had, and how. */
export function catalogue(): object {
  return {
    title: 'Downloads',
    says: 'Everything public as a whole, in CSV and JSON, without a token; nobody is recorded. Each has a data dictionary.',
    datasets: DATASETS.map(({ name, title, says, authority, source, parameters, state }) => ({
      name,
      title,
      says,
      authority,
      source,
      csv: `/downloads/${name}.csv`,
      json: `/downloads/${name}.json`,
      dictionary: `/downloads/${name}.csv-metadata.json`,
      parameters: Object.entries(parameters).map(([parameter, form]) => ({ parameter, form: form.source })),
      reproducible: state !== undefined,
    })),
  };
}
