import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { containers } from '../../../scripts/build/containers.ts';

const entry = createRequire(import.meta.url).resolve('mediabunny');
const modules = join(entry.slice(0, entry.lastIndexOf('mediabunny') + 'mediabunny'.length), 'dist/modules/src');
const { resolveId } = containers() as unknown as {
  readonly resolveId: (source: string, importer: string) => { readonly id: string } | null;
};
const resolved = (source: string, importer: string) =>
  resolveId(source, join(modules, importer))?.id.replace(`${dirname(modules)}/`, '');

test('who calls a few of the headers’ readers holds a copy of them; who writes video has them whole', () => {
  expect(resolved('./codec-data.js', 'codec.js')).toBe('src/codec-data.js?page');
  expect(resolved('../codec-data.js', 'isobmff/isobmff-demuxer.js')).toBe('src/codec-data.js?isobmff');
  expect(resolved('../../shared/mp3-misc.js', 'mpeg-ts/mpeg-ts-demuxer.js')).toBe('shared/mp3-misc.js?mpeg-ts');
  expect(resolved('../codec-data.js', 'matroska/matroska-muxer.js')).toBeUndefined();
  expect(resolved('./misc.js', 'codec.js')).toBeUndefined();
});
