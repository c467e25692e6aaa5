import { describe, expect, test } from 'vitest';
import { bytetrack } from '#core/tracking/bytetrack.ts';
import type { Track } from '#core/tracking/track.ts';
import { type Frames, trackAll as follow } from '../../support/mot.ts';
import { film, person } from '../../support/walkers.ts';

const trackAll = (frames: Frames, parameters = {}, fps = 30) => follow(frames, { tracker: bytetrack, parameters, fps });

const brief = (tracks: readonly Track[] | undefined) =>
  tracks?.map(({ id, state, detection }) => [id, state, detection]);

describe('two people cross', () => {
  /** 1 walks right, 2 walks left and behind; they cover each other in frames 18 to 22. */
  const behind = (frame: number) => frame >= 18 && frame <= 22;
  const crossing = (hidden: (frame: number) => ReturnType<typeof person>[]) =>
    film(40, (f) => [person(100 + 5 * f, 200), ...(behind(f) ? hidden(f) : [person(300 - 5 * f, 210)])]);

  test('a faint detection keeps the one behind', () => {
    const tracks = trackAll(crossing((f) => [person(300 - 5 * f, 210, 0.3)]));
    for (const listed of tracks) {
      expect(brief(listed)).toEqual([
        [1, 'confirmed', 0],
        [2, 'confirmed', 1],
      ]);
    }
    expect(tracks[19]![1]!.score).toBe(0.3);
  });

  test('without any detection the one behind is lost, walks on unseen, and is found under the old id', () => {
    const tracks = trackAll(crossing(() => []));
    expect(tracks.map((listed) => listed[1]!.state === 'lost')).toEqual(tracks.map((_, i) => behind(i + 1)));
    expect(Math.abs(tracks[21]![1]!.box.x0 - (300 - 5 * 22))).toBeLessThan(1);
    expect(brief(tracks.at(-1))).toEqual([
      [1, 'confirmed', 0],
      [2, 'confirmed', 1],
    ]);
  });
});

describe('a track begins', () => {
  test('at once in frame 1, tentative in any later frame, confirmed by a second detection', () => {
    const tracks = trackAll(film(3, (f) => (f === 1 ? [person(100)] : [person(100), person(500)])));
    expect(tracks.map(brief)).toEqual([
      [[1, 'confirmed', 0]],
      [
        [1, 'confirmed', 0],
        [2, 'tentative', 1],
      ],
      [
        [1, 'confirmed', 0],
        [2, 'confirmed', 1],
      ],
    ]);
  });

  test('tentative, when frame 1 was empty', () => {
    expect(trackAll([[], [person(100)]]).map(brief)).toEqual([[], [[1, 'tentative', 0]]]);
  });

  test('not by a flash: it is gone a frame later, and its id with it', () => {
    const tracks = trackAll([[], [person(100)], [], [person(100)]]);
    expect(tracks.map(brief)).toEqual([[], [[1, 'tentative', 0]], [], [[2, 'tentative', 0]]]);
  });

  test('at a score of 0.7 and not of 0.69, which is enough to go on', () => {
    expect(trackAll([[person(100, 200, 0.69)]])[0]).toEqual([]);
    expect(trackAll([[person(100, 200, 0.7)], [person(100, 200, 0.69)]]).map(brief)).toEqual([
      [[1, 'confirmed', 0]],
      [[1, 'confirmed', 0]],
    ]);
  });

  /** 20 px beside, 21 of 61 columns are shared: 1 − 21/61 · score is below 0.7 from a score of 0.872 on. */
  test.each([
    [0.88, [1, 'confirmed', 0]],
    [0.86, [2, 'tentative', 0]],
  ])('and goes on with a farther box only when that is sure: score %f', (score, expected) => {
    const tracks = trackAll([[], [person(100)], [person(120, 200, score)]]);
    expect(brief(tracks.at(-1))).toEqual([expected]);
  });
});

test('of two boxes equally near the surer one is taken', () => {
  const tracks = trackAll([[person(100)], [person(90, 200, 0.65), person(110, 200, 0.95)]]);
  expect(brief(tracks[1])![0]).toEqual([1, 'confirmed', 1]);
});

describe('a detection is ignored', () => {
  test.each([
    ['its score is exactly the high threshold', person(100, 200, 0.6)],
    ['its score is the low threshold', person(100, 200, 0.1)],
    ['it overlaps too little for its low score', person(120, 200, 0.5)],
    ['its box is empty', { ...person(100), box: { x0: 100, y0: 200, x1: 100, y1: 300 } }],
    ['its box is not a number', { ...person(100), box: { x0: NaN, y0: 200, x1: 140, y1: 300 } }],
  ])('when %s', (_, detection) => {
    expect(trackAll([[person(100)], [detection]]).map(brief)).toEqual([[[1, 'confirmed', 0]], [[1, 'lost', -1]]]);
  });
});

describe('a lost track', () => {
  const backIn = (frame: number, fps = 30) =>
    trackAll(
      film(frame, (f) => (f === 1 || f === frame ? [person(100)] : [])),
      {},
      fps,
    );

  /** Time is up when more than 30 frames have passed, in frame 32; the authors still match it in the frame after. */
  test('is itself again after 31 frames without a detection, another after 32', () => {
    expect(brief(backIn(33).at(-1))).toEqual([[1, 'confirmed', 0]]);
    expect(brief(backIn(34).at(-1))).toEqual([[2, 'tentative', 0]]);
  });

  test('is kept for as many seconds at another frame rate: 15 frames at 15 frames/s', () => {
    expect(brief(backIn(18, 15).at(-1))).toEqual([[1, 'confirmed', 0]]);
    expect(brief(backIn(19, 15).at(-1))).toEqual([[2, 'tentative', 0]]);
  });

  test('is listed for as long as it can come back', () => {
    const tracks = trackAll(film(34, (f) => (f === 1 ? [person(100)] : [])));
    expect(tracks.slice(1, 32).every((listed) => listed[0]?.state === 'lost')).toBe(true);
    expect(tracks.slice(32)).toEqual([[], []]);
  });

  test('that came back when its time was up is not kept a second time', () => {
    const tracks = trackAll(film(35, (f) => (f === 1 || f === 33 ? [person(100)] : [])));
    expect(brief(tracks[32])).toEqual([[1, 'confirmed', 0]]);
    expect(tracks[33]).toEqual([]);
  });

  test('is kept for two frames by a buffer of none', () => {
    const film = [[person(100)], [], [], [person(100)]];
    const parameters = { buffer: 0 };
    expect(brief(trackAll(film, parameters).at(-1))).toEqual([[1, 'confirmed', 0]]);
    expect(brief(trackAll(film.toSpliced(2, 0, []), parameters).at(-1))).toEqual([[2, 'tentative', 0]]);
  });

  test('that was followed for as long as the one covering it stays in its place', () => {
    // 2 begins a frame later and ends a frame later.
    const both = [person(100), person(102)];
    const tracks = trackAll([[person(100)], both, both, [person(102)]]);
    expect(brief(tracks[2])).toHaveLength(2);
    expect(brief(tracks[3])).toEqual([[1, 'lost', -1]]);
  });

  test('that a seen one covers is dropped when it was followed for less time', () => {
    // 2 appears in frame 5, walks up to 1 and from frame 25 on they are one box.
    const tracks = trackAll(
      film(40, (f) => (f < 5 ? [person(100)] : f < 25 ? [person(100), person(200 - 5 * (f - 5))] : [person(100)])),
    );
    expect(brief(tracks[23])).toHaveLength(2);
    expect(brief(tracks[24])).toEqual([[1, 'confirmed', 0]]);
  });
});

describe('the box', () => {
  test('of someone who stands still is the detection', () => {
    for (const [track] of trackAll(film(20, () => [person(100)]))) {
      expect(track!.box.x0).toBeCloseTo(100, 9);
      expect(track!.box.y1).toBeCloseTo(300, 9);
    }
  });

  /** Per h²: predicted variance 1/100 + 1/256 + 1/400, measured 1/400, so the gain is 105/121 and that of the velocity 25/121. */
  test('of someone who starts to walk follows by the filter’s gain', () => {
    const tracks = trackAll([[person(100)], [person(110)], []]);
    expect(tracks[1]![0]!.box.x0).toBeCloseTo(100 + (10 * 105) / 121, 9);
    expect(tracks[2]![0]!.box.x0).toBeCloseTo(100 + (10 * 105) / 121 + (10 * 25) / 121, 9);
  });

  test('of someone lost no longer grows', () => {
    const growing = film(20, (f) => [{ ...person(100), box: { x0: 100, y0: 200 - 2 * f, x1: 140, y1: 300 } }]);
    const tracks = trackAll([...growing, [], [], []]);
    const [first, second, third] = tracks.slice(20).map(([track]) => track!.box.y1 - track!.box.y0);
    // The frame it goes missing in was predicted before anybody knew.
    expect(first! - (tracks[19]![0]!.box.y1 - tracks[19]![0]!.box.y0)).toBeGreaterThan(1);
    expect(second).toBeCloseTo(first!, 9);
    expect(third).toBeCloseTo(first!, 9);
  });
});
