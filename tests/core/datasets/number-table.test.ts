import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RowShape, readNumberTable } from '#core/datasets/number-table.ts';

const shape: RowShape = { what: 'a place', names: ['frame', 'x', 'y'], fewest: 2, most: 4 };
const rowsOf = (text: string) => {
  const { columns, rows } = readNumberTable(text, 'places.txt', shape);
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column[row]));
};

describe('reads', () => {
  test.each([
    ['commas', '1,2,3\n4,5,6\n'],
    ['blanks', '1 2 3\n4  5\t6'],
    ['both', ' 1 , 2, 3 \n 4,5 ,6,\n'.replace('6,', '6')],
    ['now this, now that', '1,2,3\n4 5 6\n'],
    ['Windows line ends', '1,2,3\r\n\r\n4,5,6\r\n'],
    ['a byte order mark', '\uFEFF1,2,3\n4,5,6'],
    ['signs and points', '+1,2.,3.0\n4.00,+5,6e0\n'],
  ])('%s', (_, text) => {
    expect(rowsOf(text)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  test('every number to the last bit, however it is written', () => {
    const written = fc
      .tuple(
        fc.double({ min: -1e300, max: 1e300, noNaN: true }),
        fc.constantFrom('', 'fixed', 'exponential', 'precise'),
      )
      .map(([value, how]) => {
        if (how === 'fixed' && Math.abs(value) < 1e21) return value.toFixed(Math.abs(value) < 1e9 ? 12 : 0);
        if (how === 'exponential') return value.toExponential(9);
        return how === 'precise' ? value.toPrecision(17) : String(value);
      });
    fc.assert(
      fc.property(fc.array(fc.tuple(written, written), { minLength: 1, maxLength: 20 }), (lines) => {
        for (const separator of [',', ' ']) {
          const text = lines.map((line) => line.join(separator)).join('\n');
          expect(rowsOf(text)).toEqual(lines.map((line) => line.map(Number)));
        }
      }),
    );
  });

  test('where each row stands in the file', () => {
    expect([...readNumberTable('\n1,2\n\n\n3,4\n', 'places.txt', shape).line]).toEqual([2, 5]);
  });

  test('a file of nothing', () => {
    expect(readNumberTable('\r\n \n', 'places.txt', shape)).toMatchObject({ rows: 0, columns: [] });
  });
});

describe('refuses, naming file, line and column', () => {
  test.each([
    ['1', 'it has 1 columns; expected 2 to 4: frame, x, …'],
    ['1,2,3,4,5', 'it has 5 columns; expected 2 to 4'],
    ['1,2,3,4', 'it has 4 columns; the rows before have 3'],
    ['1,,3', 'column 2 (x) is “”; expected a number'],
    ['1,2,', 'column 3 (y) is “”; expected a number'],
    ['1,2,NaN', 'column 3 (y) is “NaN”'],
    ['1,Infinity,3', 'column 2 (x) is “Infinity”'],
    ['1,1e999,3', 'column 2 (x) is “1e999”'],
    ['1,0x10,3', 'column 2 (x) is “0x10”'],
    ['1,2.5.6,3', 'column 2 (x) is “2.5.6”'],
    ['1,--2,3', 'column 2 (x) is “--2”'],
    ['1,2 3,3', 'column 2 (x) is “2 3”'],
    ['1;2;3', 'it has 1 columns'],
    ['{"images":[],"annotations":[]}', 'column 1 (frame) is “{"images":[]”'],
  ])('%s', (line, why) => {
    expect(() => readNumberTable(`0,0,0\n${line}\n`, 'run/places.txt', shape)).toThrow(
      expect.objectContaining({
        code: 'dataset/malformed',
        message: expect.stringContaining(`run/places.txt:2 is not a place: ${why}`),
        details: expect.objectContaining({ file: 'run/places.txt', line: 2 }),
      }),
    );
  });
});
