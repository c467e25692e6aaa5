import { expect, test } from 'vitest';
import { findGraphModel } from '#storage/graph-model-files.ts';
import { kindOfZip } from '#storage/kind-of-zip.ts';
import type { ZipEntry } from '#storage/zip-entry.ts';
import { writeZip } from '#storage/write-zip.ts';

const json = (paths: readonly string[]): string => JSON.stringify({ modelTopology: {}, weightsManifest: [{ paths }] });

function files(contents: Readonly<Record<string, string>>): readonly ZipEntry[] {
  return Object.entries(contents).map(([path, text]) => {
    const blob = new Blob([text]);
    return { path, size: blob.size, blob: () => Promise.resolve(blob), text: () => blob.text() };
  });
}

test('a model is its description and the shards that it names, from where it lies, and nothing else', async () => {
  const description = json(['group1-shard1of1', 'more/group2-shard1of1']);
  const given = files({
    'net/README.md': 'x',
    'net/labels.json': '["person"]',
    'net/model.json': description,
    'net/group1-shard1of1': 'abc',
    'net/more/group2-shard1of1': 'de',
  });
  const found = await findGraphModel(given, 'net');
  expect([...found!.files.keys()]).toEqual(['model.json', 'group1-shard1of1', 'more/group2-shard1of1']);
  expect(found!.bytes).toBe(description.length + 5);
});

test('a shard of the same name in another folder is not it', async () => {
  const given = files({ 'a/model.json': json(['group1-shard1of1']), 'b/group1-shard1of1': 'abc' });
  await expect(findGraphModel(given, 'a')).rejects.toMatchObject({
    code: 'model/missing-file',
    details: { file: 'a', path: 'group1-shard1of1' },
  });
});

test('shards alone lack their description; other files are no model', async () => {
  await expect(findGraphModel(files({ 'group1-shard1of5.bin': 'x' }), 'x')).rejects.toMatchObject({
    code: 'model/missing-file',
    details: { path: 'model.json' },
  });
  expect(await findGraphModel(files({ 'clip.webm': 'x', 'notes.json': '{"a":1}', 'bad.json': '{' }), 'x')).toBeNull();
});

test('a .zip with a model in it is a model; with a project beside it, a project', async () => {
  const zip = (contents: Readonly<Record<string, string>>) =>
    writeZip(Object.entries(contents).map(([path, data]) => ({ path, data })));
  expect(await kindOfZip(await zip({ 'net/model.json': '{}' }), 'a.zip')).toBe('model');
  expect(await kindOfZip(await zip({ 'net/model.json': '{}', 'project.json': '{}' }), 'a.zip')).toBe('project');
  expect(await kindOfZip(await zip({ 'readme.txt': '' }), 'a.zip')).toBe('project');
  expect(await kindOfZip(await zip({ 'manifest.json': '{"format":"openaisle-session"}' }), 'a.zip')).toBe('session');
});
