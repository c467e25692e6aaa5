import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataRenderCommand } from '../../../scripts/commands/data-render.ts';
import { runProgram } from '../../support/run-cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openaisle-render-'));
  writeFileSync(join(folder, 'file'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const out = (name: string) => ['--out', join(folder, name)];
const set = (...more: readonly string[]) => [...out('set'), '--count', '4', ...more];

test.each([
  ['an option it does not have', () => set('--foo'), 'there is no option --foo'],
  ['no folder', () => ['--count', '4'], '--out is missing'],
  ['a file for a folder', () => [...out('file/set'), '--count', '4'], 'file is a file; name a new folder'],
  ['no number of pictures', () => out('set'), '--count is missing'],
  ['half a picture', () => set('--count', '4.5'), '--count is “4.5”; expected a whole number from 0 to 1000000'],
  ['a seed below 0', () => set('--seed=-1'), '--seed is “-1”; expected a whole number from 0 to 4294967295'],
  ['a store without pictures', () => set('--a-store', '0'), '--a-store is “0”; expected a whole number from 1 to 1000'],
  [
    'products that are no number',
    () => set('--products', 'ten'),
    '--products is “ten”; expected a whole number from 0',
  ],
  ['half a size', () => set('--size', '640'), '--size is “640”; expected width x height as in 640x360, 32 to 4096 px'],
])('%s is named, and nothing is written', async (_, words, sentence) => {
  const refused = dataRenderCommand.run(words());
  await expect(refused).rejects.toMatchObject({ code: 'cli/usage', message: expect.stringContaining(sentence) });
  await expect(refused).rejects.toThrow('Usage: npm run -s data:render -- --out DIR --count N [--seed N]');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('a list that cannot be written is told before a browser is started', async () => {
  // Nobody, root neither, writes a file where a folder lies.
  mkdirSync(join(folder, 'set/annotations.json/in-the-way'), { recursive: true });
  await expect(dataRenderCommand.run(set())).rejects.toMatchObject({
    code: 'cli/unwritable',
    message: expect.stringContaining(`${join(folder, 'set/annotations.json')} cannot be written`),
  });
});

test('a set that is whole is left as it is', async () => {
  await dataRenderCommand.run([...out('set'), '--count', '0']);
  expect(readdirSync(join(folder, 'set'))).toEqual(['annotations.json']);
});

test('what it says is a sentence on stderr, without the story of a program', async () => {
  const { status, stdout, stderr } = await runProgram('data-render', ['--foo']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
