/** Postgres' text form of arrays: `{a,"b c",NULL}`. One dimension, comma-separated. */

const needsQuotes = /[{}",\\\s]|^$|^null$/i;

export function writeArray(values: readonly (string | null)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) text += ',';
    const value = values[i];
    if (value === null || value === undefined) text += 'NULL';
    else text += needsQuotes.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  }
  return `${text}}`;
}

export function readArray<Element>(text: string, element: (text: string) => Element): (Element | null)[] {
  const values: (Element | null)[] = [];
  let at = text.indexOf('{') + 1;
  if (!text.includes('"')) {
    if (at === text.length - 1) return values;
    for (const value of text.slice(at, -1).split(',')) values.push(value === 'NULL' ? null : element(value));
    return values;
  }
  while (at < text.length && text[at] !== '}') {
    if (text[at] === '"') {
      let value = '';
      at += 1;
      while (text[at] !== '"') {
        if (text[at] === '\\') at += 1;
        value += text[at];
        at += 1;
      }
      at += 1;
      values.push(element(value));
    } else {
      let end = at;
      while (text[end] !== ',' && text[end] !== '}') end += 1;
      const value = text.slice(at, end);
      values.push(value === 'NULL' ? null : element(value));
      at = end;
    }
    if (text[at] === ',') at += 1;
  }
  return values;
}
