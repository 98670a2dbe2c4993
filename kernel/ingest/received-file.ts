import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FileFacts, UnreadableFile } from './feed.ts';

const READ_BYTES = 256 * 1024;

/** Reads the whole file once, for its hash. */
export async function fileFacts(path: string): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const { mtime } = await stat(path);
    for await (const part of readBytes(path)) {
      hash.update(part);
      bytes += part.length;
    }
    return {
      name: basename(path),
      bytes,
      sha256: hash.digest('hex'),
      receivedAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(mtime.getTime())),
    };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new UnreadableFile(
      `${path} cannot be read (${code === 'ENOENT' ? 'there is no such file' : code})`,
    );
  }
}

export async function* readBytes(path: string, onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: READ_BYTES });
  for await (const part of stream as AsyncIterable<Buffer>) {
    onRead?.(part.length);
    yield part;
  }
}
