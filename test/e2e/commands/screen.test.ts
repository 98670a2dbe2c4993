import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin, endAll, refusedWith, run } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'gs-screen-command-'));
const file = (name: string) => join(folder, name);
const SELLERS = 30_000;
const OWN =
  'id,name,aliases,kind,country,address,city,region,postalCode,phone,email\n1,"ACME ORCHARD, INC.",,ORGANIZATION,US,9 Example Boulevard,Testerton,NJ,07001,,\n';

beforeAll(() => {
  writeFileSync(file('own.csv'), OWN);
  const rows = Array.from({ length: SELLERS }, (_, nth) =>
    nth % 10 === 0
      ? `${nth},Acme Orchard,9 Example Blvd,07001`
      : `${nth},Invented Seller ${nth.toString(36)},,`,
  );
  writeFileSync(file('sellers.csv'), `reference,name,address,postalCode\n${rows.join('\n')}\n`);
  writeFileSync(file('few.csv'), 'reference,name\na,Acme Orchard\nb,Nobody In Particular\n');
});
afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true });
});

const against = (out: string, ...more: readonly string[]) => [
  file('sellers.csv'),
  '--out',
  file(out),
  '--list',
  file('own.csv'),
  ...more,
];

describe('screen on a list of the caller’s own, for which no house is needed', () => {
  test('killed on its way it leaves no results; the same command goes on, and they are whole', async () => {
    const first = begin('screen', against('results.csv'), {});
    for (let looked = 0; looked < 10_000 && !hasBegun(); looked += 1) await new Promise(setImmediate);
    while (!hasBegun()) await new Promise((later) => setTimeout(later, 2));
    first.send('SIGKILL');
    await first.ended;
    expect(existsSync(file('results.csv'))).toBe(false);
    const { code, stdout } = await run('screen', against('results.csv'), {});
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^30000 read, [1-9]\d* of them by a run before, 30000 screened, 3000 with candidates; /,
      ),
    });
    const whole = await run('screen', against('whole.csv', '--threads', '1'), {});
    expect(whole.stdout).toMatch(/^30000 read, 30000 screened, 3000 with candidates; /);
    expect(readFileSync(file('results.csv'), 'utf8')).toBe(readFileSync(file('whole.csv'), 'utf8'));
  });

  function hasBegun(): boolean {
    return existsSync(`${file('results.csv')}.checkpoint`);
  }

  test.each([
    ['no file', []],
    ['no --out', ['sellers.csv']],
    ['a file that is not there', ['nowhere.csv', '--out', 'results.csv']],
    ['no threads', [file('few.csv'), '--out', file('none.csv'), '--threads', '0']],
  ])('%s is refused in one line', async (_case, args) => {
    expect(await run('screen', args, {})).toEqual(
      refusedWith(expect.stringMatching(/^[^\n]*expected[^\n]*\n$/)),
    );
  });
});

test('where no list was ever received nobody is clear', async () => {
  const { code } = await run('screen', [file('few.csv'), '--out', file('unavailable.csv')], {
    DATA_DIR: file('data'),
  });
  expect(code).toBe(0);
  const [, ...rows] = readFileSync(file('unavailable.csv'), 'utf8').trim().split('\r\n');
  expect(rows.map((row) => row.split(',').slice(0, 2).join())).toEqual(['a,UNAVAILABLE', 'b,UNAVAILABLE']);
  expect(rows.every((row) => row.includes('never received'))).toBe(true);
}, 120_000);
