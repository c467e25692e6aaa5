import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MotEntry, type MotFrames, readMot, writeMot } from '#core/datasets/mot.ts';
import { data } from '../../support/data.ts';

const box = { x0: 10.5, y0: 20, x1: 40.5, y1: 100 };

describe('reading', () => {
  test.each([
    ['commas', '3,7,10.5,20,30,80,1,1,0.5'],
    ['commas and blanks', ' 3, 7, 10.5, 20, 30, 80, 1, 1, 0.5 '],
    ['blanks', '3 7 10.5  20 30 80 1 1 0.5'],
    ['tabs', '3\t7\t10.5\t20\t30\t80\t1\t1\t0.5'],
    ['Windows line ends', '3,7,10.5,20,30,80,1,1,0.5\r\n\r\n'],
    ['a byte order mark', '\uFEFF3,7,10.5,20,30,80,1,1,0.5\n'],
  ])('a line with %s', (_, text) => {
    expect([...readMot(text, 'gt.txt')]).toEqual([[3, [{ id: 7, box, conf: 1, classId: 1, visibility: 0.5 }]]]);
  });

  test.each([
    ['7 columns: a detection', '1,-1,10.5,20,30,80,0.9', { id: -1, conf: 0.9, classId: null, visibility: null }],
    ['8 columns', '1,7,10.5,20,30,80,0,12', { id: 7, conf: 0, classId: 12, visibility: null }],
    ['9 columns of nothing', '1,7,10.5,20,30,80,1,-1,-1', { id: 7, conf: 1, classId: null, visibility: null }],
    [
      '10 columns: metres, no class',
      '1,7,10.5,20,30,80,1,4.2,1.7,0',
      { id: 7, conf: 1, classId: null, visibility: null },
    ],
    ['13 columns', '1,7,10.5,20,30,80,1,0,0,0,0,0,0', { id: 7, conf: 1, classId: null, visibility: null }],
  ])('%s', (_, text, entry) => {
    expect(readMot(text, 'gt.txt').get(1)).toEqual([{ box, ...entry }]);
  });

  test('lines of one frame stay in the order of the file, wherever they stand', () => {
    const frames = readMot('2,1,0,0,1,1,1\n1,5,0,0,1,1,1\n2,3,0,0,1,1,1\n', 'gt.txt');
    expect(frames.get(2)!.map((entry) => entry.id)).toEqual([1, 3]);
  });

  test('nothing', () => {
    expect(readMot('\n\n', 'gt.txt').size).toBe(0);
  });

  test.each([
    ['1,2,3,4,5,6', 'it has 6 columns; expected 7 to 13: frame, id, left, top, width, height, conf, …'],
    ['1,2,3,4,5,6,1,1,1,1,1,1,1,1', 'it has 14 columns'],
    ['1,2,3,,5,6,1', 'column 4 (top) is “”; expected a number'],
    ['1,2,3,4,5,6,high', 'column 7 (conf) is “high”'],
    ['1,2,3,4,5,Infinity,1', 'column 6 (height) is “Infinity”'],
    ['0,2,3,4,5,6,1', 'column 1 (frame) is “0”; expected a whole number from 1'],
    ['1.5,2,3,4,5,6,1', 'column 1 (frame) is “1.5”'],
    ['1,2.5,3,4,5,6,1', 'column 2 (id) is “2.5”'],
    ['1,2,3,4,-5,6,1', 'column 5 (width) is “-5”; expected 0 or more'],
    ['1,2,3,4,5,6,1,1,1,1,1,x', 'column 12 is “x”'],
  ])('refuses %s, naming file, line and column', (line, problem) => {
    const text = `1,1,0,0,10,10,1\r\n\r\n${line}\r\n`;
    expect(() => readMot(text, 'run/MOT17-02.txt')).toThrow(
      expect.objectContaining({
        code: 'dataset/malformed',
        message: expect.stringContaining(`run/MOT17-02.txt:3 is not a MOT line: ${problem}`),
        details: expect.objectContaining({ file: 'run/MOT17-02.txt', line: 3 }),
      }),
    );
  });
});

describe('writing', () => {
  const entry: fc.Arbitrary<MotEntry> = fc
    .tuple(
      fc.integer({ min: 1, max: 99 }),
      fc.double({ min: -500, max: 4000, noNaN: true }),
      fc.double({ min: -500, max: 4000, noNaN: true }),
      fc.double({ min: 0, max: 2000, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([id, x0, y0, size, conf]) => ({
      id,
      box: { x0, y0, x1: x0 + size, y1: y0 + 2 * size },
      conf,
      classId: null,
      visibility: null,
    }));
  const frames: fc.Arbitrary<MotFrames> = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.array(entry, { minLength: 1, maxLength: 4 })), {
      selector: ([frame]) => frame,
      maxLength: 6,
    })
    .map((all) => new Map(all));

  test('what is written reads back within a tenth of a thousandth, and written again is the same text', () => {
    fc.assert(
      fc.property(frames, (before) => {
        const text = writeMot(before);
        const after = readMot(text, 'written.txt');
        expect(writeMot(after)).toBe(text);
        expect([...after.keys()]).toEqual([...before.keys()].toSorted((a, b) => a - b));
        for (const [frame, entries] of before) {
          entries.forEach((wanted, i) => {
            const got = after.get(frame)![i]!;
            expect(got.id).toBe(wanted.id);
            expect(Math.abs(got.conf - wanted.conf)).toBeLessThan(1e-4);
            for (const edge of ['x0', 'y0', 'x1', 'y1'] as const)
              expect(Math.abs(got.box[edge] - wanted.box[edge])).toBeLessThan(1.1e-4);
          });
        }
      }),
    );
  });

  test('ten columns, as MOTChallenge wants results', () => {
    const text = writeMot(new Map([[3, [{ id: 7, box, conf: 1, classId: null, visibility: null }]]]));
    expect(text).toBe('3,7,10.5,20,30,80,1,-1,-1,-1\n');
  });
});

const folder = data('mot15-small/det');
if (!folder) console.log('mot15-small is not in the data folder: no real MOT file is read');

test.skipIf(!folder)('reads every line of the 11 detection files of MOT15', () => {
  const entries = readdirSync(folder!).flatMap((name) => [
    ...readMot(readFileSync(join(folder!, name), 'utf8'), name).values(),
  ]);
  expect(entries.flat()).toHaveLength(35_147);
});
