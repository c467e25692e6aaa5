import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAllWhole } from '../../../scripts/files/write-whole.ts';

let room: string;
beforeEach(() => (room = mkdtempSync(join(tmpdir(), 'openaisle-whole-'))));
afterEach(() => rmSync(room, { recursive: true }));

test('when one of several cannot be written, all that were there before are still there and nothing else is', () => {
  const first = join(room, 'a.json');
  writeFileSync(first, 'before');
  const second = join(room, 'missing/b.json');
  expect(() =>
    writeAllWhole([
      { path: first, content: 'after' },
      { path: second, content: 'after' },
    ]),
  ).toThrow('missing');
  expect(readdirSync(room)).toEqual(['a.json']);
  expect(readFileSync(first, 'utf8')).toBe('before');

  mkdirSync(join(room, 'missing'));
  writeAllWhole([
    { path: first, content: 'after' },
    { path: second, content: 'after' },
  ]);
  expect([readFileSync(first, 'utf8'), readFileSync(second, 'utf8')]).toEqual(['after', 'after']);
});
