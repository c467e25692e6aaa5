import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReadingsCsv, writeReadingsCsv } from '#core/datasets/readings-csv.ts';

const read = (text: string) => {
  const { times, values } = readReadingsCsv(text, 'readings/p1.csv');
  return { times: [...times], values: [...values] };
};

test('rows are kept in the order of the file, doubled and out of order as they are', () => {
  expect(read('time_us,grams\n0,4512.5\n33333,4513\n16667,-3\n16667,-3\n')).toEqual({
    times: [0, 33333, 16667, 16667],
    values: [4512.5, 4513, -3, -3],
  });
});

test('Windows line ends, blank lines and a missing last line end are fine', () => {
  expect(read('time_us,grams\r\n0,1\r\n\r\n5,2.5')).toEqual({ times: [0, 5], values: [1, 2.5] });
});

test('a table without rows is an empty series', () => {
  expect(read('time_us,grams\n')).toEqual({ times: [], values: [] });
  expect(read('time_us,grams')).toEqual({ times: [], values: [] });
});

describe('a row that cannot be read stays, as NaN', () => {
  test.each([
    ['no value', '5,', 5],
    ['a word', '5,heavy', 5],
    ['NaN itself', '5,NaN', 5],
    ['more than a number', '5,12 g', 5],
    ['no end of grams', '5,Infinity', 5],
    ['a third cell', '5,1,2', 5],
    ['no comma', '5', 1],
    ['no time', ',7', 1],
    ['a time that is a word', 'soon,7', 1],
  ])('%s', (_, row, time) => {
    expect(read(`time_us,grams\n1,100\n${row}\n9,101\n`)).toEqual({ times: [1, time, 9], values: [100, NaN, 101] });
  });
});

describe('a file that is something else is refused with its line', () => {
  test.each([
    ['{"a":1}', 'readings/p1.csv:1: expected the header "time_us,grams".'],
    ['', 'readings/p1.csv:1: expected the header "time_us,grams".'],
    ['1580250245.19951,4512.48\n1580250245.2161,4513.2\n', 'readings/p1.csv:1: expected the header'],
    ['time_us,grams\n<html>\n</html>\n', 'readings/p1.csv:2: expected a time in µs, a comma and a weight in grams.'],
  ])('%j', (text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'project/malformed',
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
  });
});

test('what is written is read again, to the milligram', () => {
  const sample = fc.tuple(
    fc.nat(2 ** 40),
    fc.oneof(fc.constant(NaN), fc.float({ min: -20_000, max: 20_000, noNaN: true })),
  );
  fc.assert(
    fc.property(fc.array(sample), (samples) => {
      const times = Float64Array.from(samples, ([time]) => time);
      const values = Float32Array.from(samples, ([, grams]) => grams);
      const again = read(writeReadingsCsv({ times, values }));
      expect(again.times).toEqual([...times]);
      for (const [i, value] of values.entries()) {
        if (Number.isNaN(value)) expect(again.values[i]).toBeNaN();
        else expect(Math.abs(again.values[i]! - value)).toBeLessThan(0.002);
      }
    }),
  );
});
