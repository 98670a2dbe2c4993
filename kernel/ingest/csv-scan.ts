/** Scanning of one CSV record (RFC 4180) at a place in a text that may end anywhere. */

/** More text is needed to tell where the record ends. */
export const NEED_MORE = -1;
/** The text at this place is no record of RFC 4180: `reason` says why. */
export const BROKEN = -2;

export interface Breach {
  readonly expected: string;
  readonly got: string;
}

const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;
const SHOWN = 40;

export interface CsvScanner {
  /** The fields of the record last scanned. */
  fields: string[];
  breach: Breach | null;
  /**
   * Scans one record. Gives where the next begins, or `NEED_MORE`, or `BROKEN`.
   *
   * @param isWhole whether the text ends where the file does.
   */
  scan(text: string, start: number, isWhole: boolean): number;
}

export function csvScanner(): CsvScanner {
  const scanner: CsvScanner = { fields: [], breach: null, scan };
  return scanner;

  function broken(expected: string, text: string, at: number): number {
    scanner.breach = { expected, got: shapeOf(text.slice(Math.max(0, at - SHOWN / 2), at + SHOWN / 2)) };
    return BROKEN;
  }

  function scan(text: string, start: number, isWhole: boolean): number {
    const fields: string[] = [];
    scanner.fields = fields;
    const { length } = text;
    let at = start;
    for (;;) {
      if (text.charCodeAt(at) !== QUOTE) {
        let comma = text.indexOf(',', at);
        const newline = text.indexOf('\n', at);
        if (newline === -1 && !isWhole) return NEED_MORE;
        const lineEnd = newline === -1 ? length : newline;
        const next = newline === -1 ? length : newline + 1;
        while (comma !== -1 && comma < lineEnd) {
          const field = text.slice(at, comma);
          if (field.includes('"')) return broken('quotes only around a whole field', text, at);
          fields.push(field);
          at = comma + 1;
          if (text.charCodeAt(at) === QUOTE) break;
          comma = text.indexOf(',', at);
        }
        if (at < length && text.charCodeAt(at) === QUOTE && at < lineEnd) continue;
        const end = text.charCodeAt(lineEnd - 1) === RETURN && lineEnd > at ? lineEnd - 1 : lineEnd;
        const field = text.slice(at, end);
        if (field.includes('"')) return broken('quotes only around a whole field', text, at);
        fields.push(field);
        return next;
      }

      const opened = at + 1;
      let closing = text.indexOf('"', opened);
      let hasDoubled = false;
      while (closing !== -1 && text.charCodeAt(closing + 1) === QUOTE) {
        hasDoubled = true;
        closing = text.indexOf('"', closing + 2);
      }
      if (closing === -1) return isWhole ? broken('a closing quote', text, at) : NEED_MORE;
      const after = closing + 1;
      if (after >= length && !isWhole) return NEED_MORE;
      const field = text.slice(opened, closing);
      fields.push(hasDoubled ? field.replaceAll('""', '"') : field);
      if (after >= length) return length;
      const character = text.charCodeAt(after);
      if (character === COMMA) {
        at = after + 1;
        if (at >= length && !isWhole) return NEED_MORE;
        continue;
      }
      if (character === NEWLINE) return after + 1;
      if (character === RETURN) {
        if (after + 1 >= length) return isWhole ? length : NEED_MORE;
        if (text.charCodeAt(after + 1) === NEWLINE) return after + 2;
      }
      return broken('a comma or the end of the row after a closing quote', text, after);
    }
  }
}

/** What stands there without saying it: a reader cannot know which columns are secret. */
function shapeOf(text: string): string {
  return text.replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '9');
}
