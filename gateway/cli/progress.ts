import { SingleBar } from 'cli-progress';

/** How far a file is: a bar where a person watches, nothing where none does. */
export interface Progress {
  update(bytesRead: number, bytesTotal: number, rows: number): void;
  done(): void;
}

const MEBIBYTE = 1_048_576;

export function progress(name: string): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, done: () => undefined };
  const bar = new SingleBar({
    format: `${name} [{bar}] {percentage}% · {rows} rows`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0, { rows: 0 });
  const stop = () => bar.stop();
  process.once('exit', stop);
  return {
    update(bytesRead, bytesTotal, rows) {
      bar.setTotal(Math.max(1, bytesTotal / MEBIBYTE));
      bar.update(bytesRead / MEBIBYTE, { rows });
    },
    done() {
      process.off('exit', stop);
      stop();
    },
  };
}
