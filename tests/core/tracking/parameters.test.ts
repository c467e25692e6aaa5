import { expect, test } from 'vitest';
import { defaultsOf } from '#core/math/parameter.ts';
import { type TrackerName } from '#core/tracking/tracker-cards.ts';
import { trackerOf } from '#core/tracking/trackers.ts';

const byte = {
  trackThreshold: 0.6,
  lowThreshold: 0.1,
  newTrackThreshold: 0.7,
  matchThreshold: 0.9,
  lowMatchThreshold: 0.5,
  tentativeMatchThreshold: 0.7,
  duplicateThreshold: 0.15,
  buffer: 30,
};

test.each<[TrackerName, object]>([
  ['sort', { minScore: 0, minIou: 0.3, minHits: 3, maxAge: 1 }],
  ['bytetrack', byte],
  ['bytetrack-xywh', byte],
  ['bytetrack-steady', byte],
  ['oc-sort', { minScore: 0.6, minIou: 0.3, minHits: 3, maxAge: 30, inertia: 0.2, directionSpan: 3 }],
  [
    'floor',
    {
      trackThreshold: 0.6,
      lowThreshold: 0.5,
      gate: 10,
      acceleration: 0.5,
      firstSpeed: 0.5,
      footNoise: 0.05,
      minHits: 2,
      buffer: 30,
    },
  ],
  ['greedy', { minScore: 0.5, minIou: 0.5, minHits: 2, maxAge: 0 }],
])('%s defaults to what its authors published', (name, published) => {
  expect(defaultsOf(trackerOf(name).parameters)).toEqual(published);
});
