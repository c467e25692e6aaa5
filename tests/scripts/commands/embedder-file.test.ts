import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { embedderFile } from '../../../scripts/commands/embedder-file.ts';
import { runCommand } from '../../../scripts/commands/run.ts';
import { data } from '../../support/data.ts';

const folder = mkdtempSync(join(tmpdir(), 'embedder-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ours = fileURLToPath(new URL('../../../models/shop-embedder/shop-embedder.onnx', import.meta.url));
const reid = data('models/person-reid-retail-0248.onnx');
const fileOf = (given: string) => embedderFile(runCommand, given);

test('none are the colours people wear; ours goes by its name, and by its file', async () => {
  expect(await fileOf('none')).toBeNull();
  expect(await fileOf('shop-embedder')).toBe(ours);
  expect(await fileOf(ours)).toBe(ours);
});

test('what the app would take for a detector is refused, and so is what is not there', async () => {
  const other = join(folder, 'other.onnx');
  writeFileSync(other, 'no model');
  await expect(fileOf(other)).rejects.toThrow('--embedder: other.onnx is no embedder of the catalogue.');
  await expect(fileOf(join(folder, 'gone.onnx'))).rejects.toThrow('--embedder: there is no file');
  await expect(fileOf(folder)).rejects.toThrow('is a folder; expected a file');
});

test.skipIf(reid === null)('a re-identification network of the catalogue goes by its file', async () => {
  expect(await fileOf(reid!)).toBe(reid);
});
