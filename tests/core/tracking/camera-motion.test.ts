import { describe, expect, test } from 'vitest';
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { bytetrackSteady } from '#core/tracking/bytetrack-steady.ts';
import { bytetrackXywh } from '#core/tracking/bytetrack-xywh.ts';
import { readShift } from '#core/tracking/camera-motion.ts';
import { trackAll } from '../../support/mot.ts';
import { boxRows, detectionRows, indexList } from '../../support/tracking-rows.ts';
import { film, person } from '../../support/walkers.ts';

const moved = (people: readonly Detection[], x: number, y = 0): Detection[] =>
  people.map(({ box, ...rest }) => ({
    ...rest,
    box: { x0: box.x0 + x, y0: box.y0 + y, x1: box.x1 + x, y1: box.y1 + y },
  }));

/** Six people who walk each their own way, 150 px apart. */
const people = (frame: number) => [-2, -1, 0, 1, 2, 1].map((speed, i) => person(100 + 150 * i + speed * frame));
const boxes = people(1).map(({ box }) => box);
const all = boxes.map((_, i) => i);

/** Of the picture, when people who were expected in `boxes` are detected. */
function shiftOf(expected: readonly Box[], detections: readonly Detection[], candidates: readonly number[]) {
  const shift = new Float64Array(2);
  const rows = indexList(expected.keys());
  readShift(boxRows(expected), rows, detectionRows(detections), indexList(candidates), shift);
  return { x: shift[0], y: shift[1] };
}

describe('the shift of the picture', () => {
  test('is where most people went together', () => {
    expect(shiftOf(boxes, moved(people(1), 30, -12), all)).toEqual({ x: 30, y: -12 });
  });

  test('is none where everybody goes their own way', () => {
    expect(shiftOf(boxes, people(4), all)).toEqual({ x: 0, y: 0 });
  });

  test('is none with too few people to tell', () => {
    expect(shiftOf(boxes.slice(0, 3), moved(people(1), 30), [0, 1, 2])).toEqual({ x: 0, y: 0 });
  });
});

/** The camera is knocked in frame 20 and looks 35 px further to the left from then on. */
const knocked = film(40, (f) => moved(people(f), f < 20 ? 0 : 35));
const ids = (tracks: readonly (readonly { readonly id: number }[])[]) =>
  new Set(tracks.flat().map(({ id }) => id)).size;

test('a knock costs no id, where the same tracker without steadying loses them all', () => {
  expect(ids(trackAll(knocked, { tracker: bytetrackSteady }))).toBe(6);
  expect(ids(trackAll(knocked, { tracker: bytetrackXywh }))).toBeGreaterThan(6);
});

test('with a camera that stands still nothing is different', () => {
  const still = film(40, people);
  expect(trackAll(still, { tracker: bytetrackSteady })).toEqual(trackAll(still, { tracker: bytetrackXywh }));
});
