import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { nameKey } from '../name-key.ts';

const MOST_NAMES = 50;
const LONGEST_NAME = 200;

/** The names of a certification as CBP will match them, letter by letter: trimmed, each once, in the order given. */
export function readCertifiedNames(names: readonly string[]): readonly string[] {
  if (names.length < 1 || names.length > MOST_NAMES) {
    throw badInput(`names: expected 1 to ${MOST_NAMES} names, got ${names.length}`);
  }
  const written = names.map((name) => name.trim());
  for (const name of written) {
    if (name.length >= 1 && name.length <= LONGEST_NAME && nameKey(name) !== '') continue;
    throw badInput(`names: expected names of 1 to ${LONGEST_NAME} characters with a letter or digit in each`);
  }
  return [...new Set(written)];
}

/** A certification that leaves out the name it would keep keeps nothing: the certifier is told. */
export function demandLegalName(names: readonly string[], legalName: string): void {
  const legal = nameKey(legalName);
  if (names.some((name) => nameKey(name) === legal)) return;
  throw badInput('names: expected the legal name of the importer among them, and every variant on manifests');
}
