import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { numberPictures } from '../../../scripts/inference/pictures.ts';

let room: string;
beforeEach(() => (room = mkdtempSync(join(tmpdir(), 'openaisle-pictures-'))));
afterEach(() => rmSync(room, { recursive: true }));

const numbered = (...files: readonly string[]) => {
  for (const file of files) writeFileSync(join(room, file), '');
  const { named, pictures } = numberPictures(room);
  return { named, ids: Object.fromEntries(pictures.map(({ file, id }) => [file, id])) };
};

test('pictures called as COCO calls them have the numbers in their names', () => {
  expect(numbered('000000000139.jpg', 'COCO_val2014_000000000042.jpg', 'readme.txt')).toEqual({
    named: true,
    ids: { '000000000139.jpg': 139, 'COCO_val2014_000000000042.jpg': 42 },
  });
});

test('one without a number, and all are counted from 1 by their names', () => {
  expect(numbered('7.png', 'shelf.JPEG')).toEqual({ named: false, ids: { '7.png': 1, 'shelf.JPEG': 2 } });
});

test('two with the same number are counted too', () => {
  expect(numbered('07.png', '7.png')).toEqual({ named: false, ids: { '07.png': 1, '7.png': 2 } });
});
