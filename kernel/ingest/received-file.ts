import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FileFacts, UnreadableFile } from './feed.ts';

const READ_BYTES = 256 * 1024;

/** Reads the whole file once, for its hash. */
export async function fileFacts(path: string): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const part of readBytes(path)) {
      hash.update(part);
      bytes += part.length;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new UnreadableFile(
      `${path} cannot be read (${code === 'ENOENT' ? 'there is no such file' : code})`,
    );
  }
  return {
    name: basename(path),
    bytes,
    sha256: hash.digest('hex'),
    receivedAt: Temporal.Now.instant(),
  };
}

/**
 * The file's bytes in parts. Each part lies in the same memory as the one before:
 * it is to be used up before the next is asked for.
 */
export async function* readBytes(path: string, onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES, null);
      if (bytesRead === 0) return;
      onRead?.(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
