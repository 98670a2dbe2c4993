import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A file of gateway/cli. */
export type CommandName =
  | 'start'
  | 'token'
  | 'world'
  | 'ingest'
  | 'screen'
  | 'subgraph'
  | 'gateway'
  | 'ledger';

/** What the command finds set; PATH, HOME and TMPDIR come from the tests' own environment, nothing else does. */
export type Setting = Readonly<Record<string, string>>;

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way, as a person has it in a terminal. */
export interface Running {
  /** What it has said on standard output so far. */
  said(): string;
  /** The first match of what it says on standard output; fails where it ends without saying it. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  send(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

const ROOT = new URL('../../../', import.meta.url);
/** Many short commands run here: what Node compiled for one serves the next. */
const COMPILED = fileURLToPath(new URL('node_modules/.cache/compiled/', ROOT));

const SAYS_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 5;

const running = new Set<ChildProcess>();

export function begin(name: CommandName, args: readonly string[], setting: Setting): Running {
  const script = fileURLToPath(new URL(`gateway/cli/${name}.ts`, ROOT));
  const child = spawn(process.execPath, [script, ...args], {
    env: environment(setting),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return followed(child, name, (signal) => void child.kill(signal));
}

/**
 * As a person types it, without the install before it. A signal goes to npm and all
 * that it started, as Ctrl-C does.
 */
export function beginByNpm(name: CommandName, args: readonly string[], setting: Setting): Running {
  const child = spawn('npm', ['run', '--silent', '--ignore-scripts', name, '--', ...args], {
    cwd: ROOT,
    env: environment(setting),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  return followed(child, name, (signal) => {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  });
}

function environment(setting: Setting): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    NODE_COMPILE_CACHE: COMPILED,
    ...setting,
  };
}

function followed(
  child: ChildProcessByStdio<null, Readable, Readable>,
  name: string,
  send: Running['send'],
): Running {
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  let result: Ended | null = null;
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      result = { code, signal, stdout, stderr };
      resolve(result);
    });
  });
  return {
    said: () => stdout,
    ended,
    send,
    async until(pattern) {
      const deadline = Date.now() + SAYS_WITHIN_MS;
      for (;;) {
        const match = pattern.exec(stdout);
        if (match !== null) return match;
        if (result !== null || Date.now() > deadline) {
          throw new Error(`${name} did not say ${pattern}, but:\n${stdout}\n${stderr}`);
        }
        await new Promise((later) => setTimeout(later, LOOK_EVERY_MS));
      }
    },
  };
}

/** The command from its beginning to its end. */
export function run(name: CommandName, args: readonly string[], setting: Setting): Promise<Ended> {
  return begin(name, args, setting).ended;
}

/** For afterAll: what a failed test left running does not outlive it. */
export async function endAll(): Promise<void> {
  const closing = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(closing);
}

/** An expected failure: one line for a person, exit code 1, no stack trace. */
export function refusedWith(line: string | RegExp, stdout = ''): object {
  return { code: 1, signal: null, stdout, stderr: line };
}
