import { parseArgs } from 'node:util';
import { leaveOnSignal } from './signals.ts';

/** A command line that cannot be carried out: one line that says what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

/**
 * Positional arguments and options; an unknown option is a `UsageError`, and so is
 * a word where the command takes none.
 */
export function readArguments(usage: string, options: NonNullable<Options>, allowPositionals = true) {
  try {
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals, strict: true });
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message.split('\n')[0] : 'unreadable arguments'} ${usage}`,
    );
  }
}

/** Runs a command: an expected failure is one line on standard error and exit code 1, never a stack trace. */
export async function command(work: () => Promise<void>): Promise<void> {
  leaveOnSignal();
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message.split('\n')[0] : 'failed');
    if (process.env.DEBUG !== undefined && error instanceof Error) console.error(error.stack);
    process.exitCode = 1;
  }
}
