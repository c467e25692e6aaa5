import { expect, test } from 'vitest';
import { guessBenchmark } from '#core/metrics/guess-benchmark.ts';

test.each([
  [['MOT17-02', 'MOT17-04-SDP'], '1,1,0,0,9,9,1,1,1', 'mot17', 'name'],
  [['MOT16-09'], '1,1,0,0,9,9,1,1,1', 'mot17', 'name'],
  [['MOT20-01'], '1,1,0,0,9,9,1,1,1', 'mot20', 'name'],
  [['MOT20-01', 'aisle'], '1,1,0,0,9,9,1,1,1', 'mot17', 'classes'],
  [['aisle'], '1 1 0 0 9 9 1 1 1', 'mot17', 'classes'],
  [['TUD-Campus'], '1,1,0,0,9,9,1,-1,-1,-1', 'mot15', 'no-classes'],
  [['aisle'], '1,1,0,0,9,9,1', 'mot15', 'no-classes'],
])('%j with the row %j is scored as %s, by its %s', (sequences, row, benchmark, because) => {
  expect(guessBenchmark(sequences, row)).toEqual({ benchmark, because });
});
