import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { detectCommand } from '../../../scripts/commands/detect.ts';
import { modelFiles } from '../../../scripts/commands/model-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'model-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A GraphModel of two shards, whose bytes are holes. */
function graphModel(...bytes: readonly number[]): void {
  const paths = bytes.map((_, i) => `shard${i}.bin`);
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ weightsManifest: [{ paths }] }));
  for (const [i, size] of bytes.entries()) {
    writeFileSync(join(folder, paths[i]!), '');
    truncateSync(join(folder, paths[i]!), size);
  }
}

test('a model in several files is all of them, what describes it first', () => {
  graphModel(100, 200);
  const names = ['model.json', 'shard0.bin', 'shard1.bin'];
  expect(modelFiles(detectCommand, folder)).toEqual(names.map((name) => join(folder, name)));
});

test('shards that are too large together are not read, though none of them is alone', () => {
  graphModel(300_000_000, 300_000_000);
  expect(() => modelFiles(detectCommand, folder)).toThrow('model.json is 600 MB large; 400 MB is the most.');
});
