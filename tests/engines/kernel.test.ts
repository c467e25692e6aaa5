import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SOURCE_SHA256 as HEAP } from '#engines/kernel/heap-wasm.ts';
import { SOURCE_SHA256 as RESIZE } from '#engines/kernel/resize-wasm.ts';

test.each([
  ['resize', RESIZE],
  ['heap', HEAP],
])('the loops of %s are compiled from the source beside them', (name, sha256) => {
  const source = readFileSync(new URL(`../../src/engines/kernel/${name}.as`, import.meta.url));
  expect(createHash('sha256').update(source).digest('hex')).toBe(sha256);
});
