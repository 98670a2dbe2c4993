import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readArguments } from './gateway.ts';

describe('the arguments of the gateway command', () => {
  test('are a supergraph and a port', () => {
    expect(readArguments(['--supergraph', 'file', '--port', '4000'])).toEqual({
      supergraph: 'file',
      port: 4000,
      host: '127.0.0.1',
    });
  });

  test.each([
    [['--port', '1'], /expected --supergraph/],
    [['--supergraph', 'file'], /expected --port/],
    [['--supergraph', 'file', '--port', '70000'], /from 0 to 65535, got "70000"/],
    [['--supergraph', 'file', '--port', 'x'], /got "x"/],
    [['--other'], /--other/],
  ])('%j is refused', (given, refusal) => {
    expect(readArguments(given)).toEqual({ refusal: expect.stringMatching(refusal) });
  });

  test.each([
    [
      ['--port', '0', '--supergraph', '/nonexistent.graphql'],
      /^gateway: cannot serve \/nonexistent.graphql: ENOENT.*\n$/,
    ],
    [['--port', '0', '--supergraph', fileURLToPath(import.meta.url)], /^gateway: cannot serve .*\n$/],
  ])('%j ends with one line and status 1', (given, line) => {
    const { status, stderr } = spawnSync(
      'node',
      [fileURLToPath(new URL('gateway.ts', import.meta.url)), ...given],
      { encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(line);
  });
});
