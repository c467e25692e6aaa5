import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SOURCE_SHA256 } from '#engines/kernel/resize-wasm.ts';

test('the pixel loops are compiled from the source beside them', () => {
  const source = readFileSync(new URL('../../src/engines/kernel/resize.as', import.meta.url));
  expect(createHash('sha256').update(source).digest('hex')).toBe(SOURCE_SHA256);
});
