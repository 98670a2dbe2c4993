import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** Rules whose grant changes a row predicate. */
const GRANTS = ['IMPORTER_NAME', 'STANDING_STATUS', 'KNOWN_SHIPPER'];

const written = new Map<string, string>();

/**
 * The text of a statement for viewers of one kind, written once for all their
 * requests. Row predicates differ by nothing but what is in the key.
 *
 * @param name of the statement, with whatever else its text depends on.
 */
export function preparedText(viewer: Viewer, name: string, write: () => string): string {
  const grants = GRANTS.map((rule) => viewer.rules.has(rule));
  const key = `${name} ${viewer.audience} ${grants} ${viewer.purpose === 'IDENTITY'}`;
  let text = written.get(key);
  if (text === undefined) {
    text = write();
    written.set(key, text);
  }
  return text;
}
