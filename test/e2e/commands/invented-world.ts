import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { run } from './command.ts';

/** The feed files of the small invented world, written by the command. */
export async function inventedWorld(folder: string): Promise<(feed: string) => string> {
  const { code, stderr } = await run('world', ['--on', '2026-11-02', '--out', folder], {});
  if (code !== 0) throw new Error(stderr);
  const sam = readdirSync(folder).find((name) => name.endsWith('.CSV'));
  return (feed) => `${folder}/${feed === 'sam-exclusions' ? sam : `invented-${feed}.csv`}`;
}

/** A file of the same name with other lines in it; the first is the header. */
export function changedFile(
  file: string,
  folder: string,
  change: (lines: readonly string[]) => readonly string[],
): string {
  mkdirSync(folder, { recursive: true });
  const changed = `${folder}/${basename(file)}`;
  writeFileSync(changed, `${change(linesOf(file)).join('\n')}\n`);
  return changed;
}

/** Its lines, the header first. No field of the invented world has a line break in it. */
export function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
}
