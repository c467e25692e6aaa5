import { describe, expect, test } from 'vitest';
import { placeTracks } from '#core/fusion/place-tracks.ts';
import type { Box } from '#core/geometry/box.ts';
import type { Track } from '#core/tracking/track.ts';
import { bodyBox } from '../../support/body-box.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';

const camera = ceilingCamera({ tilt: 0.5 });
const boxAt = (x: number, y: number): Box => bodyBox(camera, { x, y, height: 1.75 })!;
const place = (...boxes: readonly Box[]) => {
  const tracks = boxes.map((box, i): Track => ({ id: i + 1, box, score: 0.9, state: 'confirmed', detection: i }));
  return placeTracks(camera, [], tracks, boxes);
};

describe('people of one frame', () => {
  test('stand where their boxes say, each by their own track', () => {
    const fixes = place(boxAt(4, -1), boxAt(4.5, 1));
    expect(fixes.map(({ track, at }) => [track, at.x.toFixed(1), at.y.toFixed(1)])).toEqual([
      ['1', '4.0', '-1.0'],
      ['2', '4.5', '1.0'],
    ]);
    expect(fixes.map(({ contested }) => contested)).toEqual([undefined, undefined]);
  });

  test('are contested where one box lies over the other, and who is behind is less certain', () => {
    const [near, far, alone] = place(boxAt(4, 0), boxAt(5, 0.2), boxAt(4, -1.5));
    expect([near, far, alone].map((fix) => fix!.contested)).toEqual([true, true, undefined]);
    const [unhidden] = place(boxAt(5, 0.2));
    expect(far!.cov[0]).toBeGreaterThan(2 * unhidden!.cov[0]);
  });

  test('a track without a box in this frame is nowhere', () => {
    const lost: Track = { id: 1, box: boxAt(4, 0), score: 0.9, state: 'confirmed', detection: -1 };
    expect(placeTracks(camera, [], [lost], [])).toEqual([]);
  });
});
