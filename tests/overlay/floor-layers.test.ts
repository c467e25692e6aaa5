import { describe, expect, test } from 'vitest';
import { dwellColour, dwellLevel, dwellLimits } from '#overlay/dwell-scale.ts';
import { gridRuns } from '#overlay/grid-runs.ts';
import { timelineHeight } from '#overlay/timeline-layout.ts';
import { placeTracks, trackAt, trackTop } from '#overlay/timeline-tracks.ts';

describe('time spent in classes', () => {
  test('each is twice as long as the one before, and the longest holds the most', () => {
    expect(dwellLimits(37)).toEqual([4, 8, 16, 32, 64]);
    expect(dwellLimits(0.2)).toEqual([1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]);
    expect([0, 0.1, 4, 4.01, 37, 64].map((seconds) => dwellLevel(dwellLimits(37), seconds))).toEqual([
      null,
      0,
      0,
      1,
      4,
      4,
    ]);
  });

  test('the longest is darkest on a light ground and lightest on a dark one', () => {
    const lightness = (colour: string) =>
      [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(colour.slice(at, at + 2), 16), 0);
    const of = (theme: 'light' | 'dark') => [0, 1, 2, 3, 4].map((level) => lightness(dwellColour(level, theme)));
    expect(of('light')).toEqual(of('light').toSorted((a, b) => b - a));
    expect(of('dark')).toEqual(of('light').toReversed());
  });
});

test('cells of a row that are alike are one run; those that are nothing are none', () => {
  const cells = [1, 1, 2, 2, null, 2, 2, 2];
  const grid = { left: 0, bottom: 0, cell: 1, columns: 4, rows: 2 };
  expect(gridRuns(grid, (cell) => cells[cell]!)).toEqual([
    { value: 1, row: 0, from: 0, to: 2 },
    { value: 2, row: 0, from: 2, to: 4 },
    { value: 2, row: 1, from: 1, to: 4 },
  ]);
});

test('the tracks of a camera stand under its name, side by side in time and below each other where they overlap', () => {
  const track = (shopper: string | null, from: number, to: number) => ({ shopper, from, to });
  const door = [track('S1', 0, 10), track(null, 5, 20), track('S2', 12, 30)];
  const { lanes, bottom } = placeTracks(
    [
      { name: 'door', tracks: door },
      { name: 'back', tracks: [track('S2', 0, 40)] },
    ],
    timelineHeight(1),
  );
  const at = (lane: number, row: number, time: number) =>
    trackAt(lanes, trackTop(lanes[lane]!, row) + 1, time)?.shopper;
  expect([at(0, 0, 7), at(0, 1, 7), at(0, 0, 25), at(1, 0, 7)]).toEqual(['S1', null, 'S2', 'S2']);
  expect(trackAt(lanes, trackTop(lanes[0]!, 0) + 1, 11)).toBeNull();
  expect(trackAt(lanes, timelineHeight(1) - 5, 7)).toBeNull();
  expect(bottom).toBeGreaterThan(trackTop(lanes[1]!, 0));
});
