import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeTensors } from '../../../scripts/inference/write-tensors.ts';

let room: string;
beforeEach(() => (room = mkdtempSync(join(tmpdir(), 'openaisle-tensors-'))));
afterEach(() => rmSync(room, { recursive: true }));

const tensor = (name: string, ...values: readonly number[]) => ({
  name,
  shape: [1, values.length],
  base64: Buffer.from(Float32Array.from(values).buffer).toString('base64'),
});

test('each output is a file of its own name, and outputs.json says what they are', () => {
  const folder = join(room, 'new/folder');
  writeTensors(folder, [tensor('Identity:0', 1, -2.5), tensor('758', 3)]);
  expect(readdirSync(folder).toSorted()).toEqual(['758.f32', 'Identity:0.f32', 'outputs.json']);
  expect(readFileSync(join(folder, 'Identity:0.f32')).readFloatLE(4)).toBe(-2.5);
  expect(JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8'))).toEqual([
    { name: 'Identity:0', shape: [1, 2] },
    { name: '758', shape: [1, 1] },
  ]);
});

test.each([['a/b'], [''], ['../up'], ['x'.repeat(252)], ['nul\0']])(
  'an output called %j is refused, and nothing is written',
  (name) => {
    expect(() => writeTensors(room, [tensor('good', 1), tensor(name, 2)])).toThrow(
      expect.objectContaining({
        code: 'cli/unwritable',
        message: expect.stringContaining('Rename the output') as string,
      }),
    );
    expect(readdirSync(room)).toEqual([]);
  },
);

test('a folder that is a file is named, and the file stays', () => {
  const path = join(room, 'taken');
  writeFileSync(path, 'mine');
  expect(() => writeTensors(path, [tensor('a', 1)])).toThrow(expect.objectContaining({ code: 'cli/unwritable' }));
  expect(readFileSync(path, 'utf8')).toBe('mine');
});
