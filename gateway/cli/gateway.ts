import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Router, startRouter } from '../router/router.ts';

export { startRouter } from '../router/router.ts';

const usage = 'npm run gateway -- --supergraph FILE --port N [--host ADDRESS]';

interface Arguments {
  readonly supergraph: string;
  readonly port: number;
  readonly host: string;
}

/** What the command line asks for, or the line that says what it should have been. */
export function readArguments(given: readonly string[]): Arguments | { readonly refusal: string } {
  let values: { supergraph?: string; port?: string; host?: string };
  try {
    ({ values } = parseArgs({
      args: [...given],
      options: { supergraph: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
    }));
  } catch (error) {
    return { refusal: `${firstLine(error)} Usage: ${usage}` };
  }
  const { supergraph, port, host = '127.0.0.1' } = values;
  if (supergraph === undefined) return { refusal: `expected --supergraph. Usage: ${usage}` };
  if (port === undefined) return { refusal: `expected --port. Usage: ${usage}` };
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return { refusal: `expected --port from 0 to 65535, got "${port}"` };
  return { supergraph, port: Number(port), host };
}

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if ('refusal' in asked) return fail(asked.refusal);
  let router: Router;
  try {
    const supergraphSdl = readFileSync(asked.supergraph, 'utf8');
    router = await startRouter({ ...asked, supergraphSdl, log: (line) => console.error(line) });
  } catch (error) {
    return fail(`cannot serve ${asked.supergraph}: ${firstLine(error)}`);
  }
  console.log(`Serving ${asked.supergraph} at ${router.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
      void router.close().then(() => process.exit(0));
    });
}

/** How long requests in flight may take to end. */
const SHUTDOWN_MS = 10_000;

function fail(line: string): void {
  console.error(`gateway: ${line}`);
  process.exitCode = 1;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

if (import.meta.main) await main();
