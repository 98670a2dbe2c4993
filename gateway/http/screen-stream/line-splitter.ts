/** A line without its end; null: longer than is read. */
export type RawLine = Buffer | null;

export interface LineSplitter {
  /** The lines that this piece ends. */
  push(piece: Buffer): readonly RawLine[];
  /** The last line, where the text ends without one's end. */
  end(): readonly RawLine[];
  /** Bytes of a line that is too long and has not ended yet; 0: of none. */
  readonly passedOver: number;
}

const LINE_FEED = 0x0a;

/** Splits bytes into lines. Of a line longer than `longest` nothing is kept, and it is told as soon as it is known. */
export function lineSplitter(longest: number): LineSplitter {
  let begun: Buffer[] = [];
  let bytes = 0;
  let passedOver = 0;

  return {
    push(piece) {
      const lines: RawLine[] = [];
      let from = 0;
      while (from < piece.length) {
        const at = piece.indexOf(LINE_FEED, from);
        const to = at === -1 ? piece.length : at;
        if (passedOver > 0) passedOver += to - from;
        else keep(piece.subarray(from, to), lines);
        if (at === -1) break;
        if (passedOver > 0) passedOver = 0;
        else lines.push(taken());
        from = at + 1;
      }
      return lines;
    },
    end() {
      const hasLast = passedOver === 0 && bytes > 0;
      passedOver = 0;
      return hasLast ? [taken()] : [];
    },
    get passedOver() {
      return passedOver;
    },
  };

  function keep(part: Buffer, lines: RawLine[]): void {
    if (bytes + part.length > longest) {
      passedOver = bytes + part.length;
      begun = [];
      bytes = 0;
      lines.push(null);
    } else if (part.length > 0) {
      begun.push(part);
      bytes += part.length;
    }
  }

  function taken(): Buffer {
    const [only = EMPTY] = begun;
    const line = begun.length > 1 ? Buffer.concat(begun) : only;
    begun = [];
    bytes = 0;
    return line;
  }
}

const EMPTY = Buffer.alloc(0);
