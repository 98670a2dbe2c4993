const PART_BYTES = 256 * 1024;
/** Free parts that are kept: as much as a chunk is likely to need. */
const MOST_FREE = 64;

/** COPY data as it grows, encoded, in parts of one size. */
export interface CopyData {
  readonly parts: Part[];
}

interface Part {
  readonly bytes: Buffer;
  length: number;
}

const free: Buffer[] = [];

export function emptyCopyData(): CopyData {
  return { parts: [] };
}

/** Adds text as UTF-8. A text is never split over two parts. */
export function appendText(data: CopyData, text: string): void {
  if (text === '') return;
  const longest = text.length * 3;
  let part = data.parts.at(-1);
  if (part === undefined || part.length + longest > part.bytes.length) {
    part = { bytes: partOf(longest), length: 0 };
    data.parts.push(part);
  }
  part.length += part.bytes.write(text, part.length, 'utf8');
}

export function writtenParts(data: CopyData): readonly Uint8Array[] {
  return data.parts.map(({ bytes, length }) => bytes.subarray(0, length));
}

/** Gives the memory back. What `writtenParts` gave is no longer to be read. */
export function recycle(data: CopyData): void {
  for (const { bytes } of data.parts) {
    if (bytes.length === PART_BYTES && free.length < MOST_FREE) free.push(bytes);
  }
  data.parts.length = 0;
}

function partOf(longest: number): Buffer {
  if (longest > PART_BYTES) return Buffer.allocUnsafeSlow(longest);
  return free.pop() ?? Buffer.allocUnsafeSlow(PART_BYTES);
}
