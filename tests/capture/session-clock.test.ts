import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrivalTimes, pace } from '#capture/session-clock.ts';
import { micros } from '#core/time/micros.ts';

test('a frame’s time is when it arrived, in whole milliseconds as a file keeps it', () => {
  const clock = [1000.4, 1066.6, 1133.5].values();
  const time = arrivalTimes(1000, () => clock.next().value!);
  expect([time(), time(), time()]).toEqual([0, 67_000, 134_000]);
});

test('no two frames of a camera have one time, however close they come', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 3, noNaN: true })), (gaps) => {
      let now = 0;
      const time = arrivalTimes(0, () => now);
      const times = gaps.map((gap) => ((now += gap), time()));
      expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
      expect(times.every((each) => each % 1000 === 0)).toBe(true);
    }),
  );
});

test.each([
  [30, 15],
  [15, 15],
  [60, 15],
  [10, 10],
])('of a camera that sends %i frames a second, %i go on', (sent, kept) => {
  const onTime = pace(15);
  // A camera's frames come up to 3 ms early or late.
  const times = Array.from({ length: sent * 10 }, (_, i) =>
    micros(Math.round((i * 1e6) / sent) + ((i % 3) - 1) * 3000),
  );
  expect(times.filter((time) => onTime(time)).length / 10).toBeCloseTo(kept, 0);
});
