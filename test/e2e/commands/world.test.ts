import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { refusedWith, run } from './command.ts';
import { testFolder } from './data-folder.ts';

const folder = testFolder('world');
afterAll(() => folder.remove());

describe('world refuses in one line, and writes nothing', () => {
  test.each([
    [['--size', 'huge'], /^--size: expected one of small, medium, large, got "huge"\n$/],
    [['--seed', 'x'], /^--seed: expected a whole number of at most nine digits, got "x"\n$/],
    [['--seed', '-1'], /^[^\n]*--seed[^\n]*\n$/],
    [['--on', '2026-02-30'], /^--on: expected a day as YYYY-MM-DD, got "2026-02-30"\n$/],
    [['--on', 'tomorrow'], /^--on: expected a day as YYYY-MM-DD, got "tomorrow"\n$/],
    [['--colour', 'red'], /^[^\n]*'--colour'[^\n]*\n$/],
    [['medium'], /^[^\n]*'medium'[^\n]*--size[^\n]*\n$/],
  ])('%j', async (args, line) => {
    const out = `${folder.path}/never`;
    expect(await run('world', [...args, '--out', out], {})).toEqual(refusedWith(expect.stringMatching(line)));
    expect(existsSync(out)).toBe(false);
  });

  test('a folder that cannot be written', async () => {
    const file = `${folder.path}/file`;
    writeFileSync(file, '');
    const { code, stderr } = await run('world', ['--out', `${file}/x`], {});
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^[^\n]+\n$/) });
  });
});

test('without a folder named, the world is in the data folder, marked as invented', async () => {
  const { code, stderr } = await run('world', ['--on', '2026-11-02'], { DATA_DIR: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(readFileSync(`${folder.path}/world-small/INVENTED.txt`, 'utf8')).toMatch(/invented/);
});
