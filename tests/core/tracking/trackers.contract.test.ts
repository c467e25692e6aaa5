import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultsOf } from '#core/math/parameter.ts';
import { trackerNames } from '#core/tracking/tracker-cards.ts';
import { trackerOf } from '#core/tracking/trackers.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { trackAll } from '../../support/mot.ts';
import { film, person } from '../../support/walkers.ts';

/** A narrow aisle: everybody is in everybody's way, at every score. All of it is on the floor that the camera sees. */
const detection = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom(0.05, 0.3, 0.6, 0.65, 0.8, 0.95),
  )
  .map(([x, y, score]) => person(10 * x, 20 * y, score));
const frames = fc.array(fc.array(detection, { maxLength: 6 }), { maxLength: 40 });
const camera = ceilingCamera();

/** Numbers of a list cannot be frozen; that they stay is compared. */
function freeze<T>(value: T): T {
  if (ArrayBuffer.isView(value)) return value;
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

describe.each(trackerNames)('%s', (name) => {
  const tracker = trackerOf(name);
  const published = defaultsOf(tracker.parameters);
  /** Short memories, so that tracks are removed within the film. */
  const short = Object.fromEntries(
    Object.keys(published).flatMap((key) => (/buffer|maxAge/u.test(key) ? [[key, 3]] : [])),
  );
  const parameters = { ...published, ...short };
  const follow = (film: Parameters<typeof trackAll>[0]) => trackAll(film, { tracker, parameters, camera });

  test('a step leaves the state it came from as it was: done twice it gives the same twice', () => {
    fc.assert(
      fc.property(frames, (film) => {
        let state = freeze(tracker.create(parameters, camera));
        for (const detections of freeze(film)) {
          const before = structuredClone(state);
          const once = tracker.step(state, detections, 30);
          tracker.step(state, [person(0), person(100), person(200)], 30);
          expect(tracker.step(state, detections, 30)).toEqual(once);
          expect(state).toEqual(before);
          state = freeze(once.state);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('two cameras stepped in turn do not disturb each other', () => {
    fc.assert(
      fc.property(frames, frames, (a, b) => {
        const alone = follow(a);
        let left = tracker.create(parameters, camera);
        let right = tracker.create(parameters, camera);
        const together = a.map((detections, i) => {
          const next = tracker.step(left, detections, 30);
          left = next.state;
          right = tracker.step(right, b[i] ?? [], 30).state;
          return next.tracks;
        });
        expect(together).toEqual(alone);
      }),
      { numRuns: 50 },
    );
  });

  test('an id counts from 1, is listed without a gap, and once gone is never used again', () => {
    fc.assert(
      fc.property(frames, (film) => {
        let newest = 0;
        let listed = new Set<number>();
        for (const tracks of follow(film)) {
          const ids = tracks.map((track) => track.id);
          expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
          for (const id of ids) expect(listed.has(id) || id === ++newest).toBe(true);
          listed = new Set(ids);
        }
      }),
    );
  });

  test('a detection updates one track at most; a track has one unless it is lost', () => {
    fc.assert(
      fc.property(frames, (film) => {
        follow(film).forEach((tracks, i) => {
          const used = tracks.map((track) => track.detection).filter((d) => d >= 0);
          expect(new Set(used).size).toBe(used.length);
          for (const { state, detection, score } of tracks) {
            expect(detection < 0).toBe(state === 'lost');
            if (detection >= 0) expect(score).toBe(film[i]![detection]!.score);
          }
        });
      }),
    );
  });

  test('what is no box is nobody: empty, turned over, not a number', () => {
    const wrong = [
      { ...person(100), box: { x0: 100, y0: 200, x1: 100, y1: 300 } },
      { ...person(100), box: { x0: 140, y0: 200, x1: 100, y1: 300 } },
      { ...person(100), box: { x0: NaN, y0: 200, x1: 140, y1: 300 } },
    ];
    expect(follow([wrong, wrong]).flat()).toEqual([]);
  });

  test('somebody who walks through is one track, confirmed soon and to the end', () => {
    const tracks = follow(film(60, (f) => [person(50 + 4 * f)]));
    expect(new Set(tracks.flat().map(({ id }) => id))).toEqual(new Set([1]));
    expect(tracks.slice(4).every(([track]) => track?.state === 'confirmed')).toBe(true);
    const last = tracks.at(-1)![0]!.box;
    expect(Math.abs(last.x0 - 290)).toBeLessThan(1);
    expect(Math.abs(last.y1 - 300)).toBeLessThan(1);
  });

  test('each parameter says what it is, lies within its range, and nothing outside of it does', () => {
    expect(tracker.needsCamera).toBe(name === 'floor');
    for (const [key, { label, raising, min, max, default: usual }] of Object.entries(tracker.parameters)) {
      expect(label).not.toBe('');
      expect(raising).toMatch(/\.$/u);
      expect(usual).toBeGreaterThanOrEqual(min);
      expect(usual).toBeLessThanOrEqual(max);
      for (const value of [min - 1, max + 1, NaN]) {
        expect(() => tracker.create({ ...published, [key]: value }, camera)).toThrow(key);
      }
    }
  });
});
