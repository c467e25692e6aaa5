import { describe, expect, test } from 'vitest';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { floor } from '#core/tracking/floor.ts';
import { greedy } from '#core/tracking/greedy.ts';
import { ocSort } from '#core/tracking/oc-sort.ts';
import { sort } from '#core/tracking/sort.ts';
import type { Track } from '#core/tracking/track.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { trackAll } from '../../support/mot.ts';
import { film, person } from '../../support/walkers.ts';

const brief = (tracks: readonly Track[] | undefined) => tracks?.map(({ id, state }) => [id, state]);

describe('SORT', () => {
  test('tells of a track from its fourth detection on; of those of the first three frames at once', () => {
    const tracks = trackAll(
      film(8, (f) => [person(100), ...(f < 4 ? [] : [person(500)])]),
      { tracker: sort },
    );
    expect(brief(tracks[0])).toEqual([[1, 'confirmed']]);
    expect(tracks.map((listed) => listed[1]?.state)).toEqual([
      ...[undefined, undefined, undefined],
      ...['tentative', 'tentative', 'tentative', 'confirmed', 'confirmed'],
    ]);
  });

  test('forgets who was missed twice, and keeps who was missed once', () => {
    const missed = (frames: readonly number[]) =>
      trackAll(
        film(9, (f) => (frames.includes(f) ? [] : [person(100)])),
        { tracker: sort },
      ).at(-1)![0]!.id;
    expect(missed([5])).toBe(1);
    expect(missed([5, 6])).toBe(2);
  });
});

describe('OC-SORT', () => {
  /** Walks right for ten frames, is hidden for fifteen, and has stood still all the while. */
  const stopped = film(40, (f) => (f <= 10 ? [person(100 + 8 * f)] : f <= 25 ? [] : [person(180)]));

  test('finds where they were last seen who stopped while nobody looked', () => {
    expect(
      new Set(
        trackAll(stopped, { tracker: ocSort })
          .flat()
          .map(({ id }) => id),
      ),
    ).toEqual(new Set([1]));
    // SORT looks for them where they would have walked to.
    expect(
      trackAll(stopped, { tracker: sort, parameters: { maxAge: 30 } })
        .at(-1)!
        .at(-1)!.id,
    ).toBe(2);
  });

  test('shows the box that was detected, not the filter’s', () => {
    expect(trackAll(stopped, { tracker: ocSort })[5]![0]!.box).toEqual(person(148).box);
  });
});

describe('the floor tracker', () => {
  const camera = ceilingCamera();
  /** A box of somebody of 1.7 m at a place of the floor. */
  const at = (x: number, y: number, score = 0.9) => {
    const foot = projectToImage(camera, { x, y, z: 0 })!;
    const head = projectToImage(camera, { x, y, z: 1.7 })!;
    const width = 0.4 * (foot.y - head.y);
    return { box: { x0: foot.x - width / 2, y0: head.y, x1: foot.x + width / 2, y1: foot.y }, score, classId: 0 };
  };

  test('keeps two apart who cover each other in the picture and pass on the floor', () => {
    // One walks left at 4 m, the other right at 5 m: for some frames the far one is not seen at all.
    const passing = film(60, (f) => {
      const x = -1.5 + 0.05 * f;
      return [at(4, x), ...(Math.abs(x) < 0.25 ? [] : [at(5, -x)])];
    });
    const tracks = trackAll(passing, { tracker: floor, camera });
    expect(new Set(tracks.flat().map(({ id }) => id))).toEqual(new Set([1, 2]));
    expect(tracks.at(-1)![0]!.box.x0).toBeLessThan(tracks.at(-1)![1]!.box.x0);
  });

  test('shows a lost one where it would have walked to', () => {
    const tracks = trackAll(
      film(45, (f) => (f <= 40 ? [at(4, -1 + 0.02 * f)] : [])),
      { tracker: floor, camera },
    );
    const [lost] = tracks.at(-1)!;
    const expected = at(4, -1 + 0.02 * 45).box;
    expect(lost!.state).toBe('lost');
    expect(Math.abs((lost!.box.x0 + lost!.box.x1 - expected.x0 - expected.x1) / 2)).toBeLessThan(3);
  });

  test('ignores whose feet are on no floor', () => {
    const horizon = { box: { x0: 300, y0: 0, x1: 340, y1: 20 }, score: 0.9, classId: 0 };
    expect(
      trackAll(
        film(5, () => [horizon]),
        { tracker: floor, camera: ceilingCamera({ tilt: 0.2 }) },
      ).flat(),
    ).toEqual([]);
  });
});

test('the greedy tracker gives a box to the track it overlaps most, whoever came first', () => {
  const tracks = trackAll([[person(100), person(112)], [person(110)]], { tracker: greedy });
  expect(brief(tracks[1])).toEqual([[2, 'confirmed']]);
});
