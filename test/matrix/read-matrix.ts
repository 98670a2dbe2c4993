import { readFileSync } from 'node:fs';

/** One fact of viewers or of a kind of record, and all that it can be. */
export interface Fact {
  readonly name: string;
  readonly values: readonly string[];
}

/** What a row asks of one fact; `values` in the order written. */
export interface Condition {
  readonly fact: string;
  readonly isNot: boolean;
  readonly values: readonly string[];
}

export interface Row {
  /** Where it stands on the page, for messages. */
  readonly line: number;
  readonly conditions: readonly Condition[];
  readonly answer: string;
}

/** The table of one rule for one kind of record, or of who may know of the record. */
export interface Table {
  readonly kind: string;
  readonly rule: string | null;
  readonly fields: readonly string[];
  /** Audiences for which the rule exists, CBP apart; null: everyone. */
  readonly audiences: readonly string[] | null;
  readonly isPublicRecord: boolean;
  readonly rows: readonly Row[];
}

export interface Kind {
  readonly name: string;
  /** Audiences that can stand in relation to such a record. */
  readonly relatable: readonly string[];
  readonly facts: readonly Fact[];
  readonly knownTo: Table;
  readonly tables: readonly Table[];
}

export interface Matrix {
  readonly viewer: readonly Fact[];
  readonly kinds: readonly Kind[];
}

interface Section {
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly number: number }[];
}

const ANSWER = /^(present|absent|disclose( [A-Z_]+)?|withhold [A-Z_]+)$/;

/** matrix.md, which says itself how it is read. */
export function readMatrix(): Matrix {
  const text = readFileSync(new URL('./matrix.md', import.meta.url), 'utf8');
  const lines = text.split('\n').map((line, nth) => ({ text: line, number: nth + 1 }));
  const [, , viewer, ...kinds] = sections(lines, '## ');
  if (viewer?.title !== 'Viewer') throw new Error('matrix.md: expected the viewer first');
  const facts = factsOf(viewer);
  return { viewer: facts, kinds: kinds.map((section) => kindOf(section, facts)) };
}

function sections(lines: Section['lines'], mark: string): Section[] {
  const found: { title: string; lines: Section['lines'][number][] }[] = [{ title: '', lines: [] }];
  for (const line of lines) {
    if (line.text.startsWith(mark)) found.push({ title: line.text.slice(mark.length).trim(), lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found;
}

function kindOf(section: Section, viewer: readonly Fact[]): Kind {
  const [head, first, ...rest] = sections(section.lines, '### ');
  if (head === undefined || first?.title !== 'Known to') {
    throw new Error(`matrix.md: ${section.title}: expected first who may know of it`);
  }
  const facts = factsOf(head);
  const known = new Map([...viewer, ...facts].map((fact) => [fact.name, fact]));
  return {
    name: section.title,
    relatable: (said(head, 'Related') ?? '').match(/\b[A-Z]{3,}(_[A-Z]+)*\b(?=, )/g) ?? [],
    facts,
    knownTo: tableOf(section.title, first, known),
    tables: rest.map((each) => tableOf(section.title, each, known)),
  };
}

function tableOf(kind: string, section: Section, known: ReadonlyMap<string, Fact>): Table {
  const audiences = said(section, 'For');
  const [head, ...rows] = cellsOf(section);
  if (head === undefined) throw new Error(`matrix.md: ${kind}, ${section.title}: expected a table`);
  return {
    kind,
    rule: section.title === 'Known to' ? null : (section.title.split(' ')[0] ?? ''),
    fields: listed(said(section, 'Fields') ?? ''),
    audiences: audiences === null || audiences === 'everyone' ? null : listed(audiences),
    isPublicRecord: section.lines.some(({ text }) => text === 'Public record'),
    rows: rows.map(({ cells, number }) => rowOf(head.cells, cells, number, known)),
  };
}

function rowOf(
  head: readonly string[],
  cells: readonly string[],
  line: number,
  known: ReadonlyMap<string, Fact>,
): Row {
  const conditions: Condition[] = [];
  let answer = '';
  head.forEach((column, nth) => {
    const cell = cells[nth] ?? '';
    if (column === 'answer') answer = cell;
    if (column === 'answer' || column === 'why' || cell === '') return;
    const fact = known.get(column);
    if (fact === undefined) throw new Error(`matrix.md:${line}: nothing is said of "${column}"`);
    const isNot = cell.startsWith('not ') && !fact.values.includes(cell);
    const values = listed(isNot ? cell.slice('not '.length) : cell);
    const stray = values.find((value) => !fact.values.includes(value));
    if (stray !== undefined) throw new Error(`matrix.md:${line}: "${column}" is never "${stray}"`);
    conditions.push({ fact: column, isNot, values });
  });
  if (!ANSWER.test(answer)) throw new Error(`matrix.md:${line}: "${answer}" is no answer`);
  return { line, conditions, answer };
}

function factsOf(section: Section): readonly Fact[] {
  const [, ...rows] = cellsOf(section);
  return rows.map(({ cells: [name = '', values = ''] }) => ({ name, values: listed(values) }));
}

/** The cells of the first table of a section, its header first. */
function cellsOf(section: Section) {
  return section.lines
    .filter(({ text }) => text.startsWith('|') && !/^\|[-| ]+\|$/.test(text))
    .map(({ text, number }) => ({
      number,
      cells: text
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    }));
}

function said(section: Section, what: string): string | null {
  const line = section.lines.find(({ text }) => text.startsWith(`${what}: `));
  return line === undefined ? null : line.text.slice(what.length + 2);
}

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
