import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytetrack } from '#core/tracking/bytetrack.ts';
import { trackAll } from '../../support/mot.ts';
import { person } from '../../support/walkers.ts';

/** A narrow aisle: everybody is in everybody's way, at every score. */
const detection = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom(0.05, 0.3, 0.6, 0.65, 0.8, 0.95),
  )
  .map(([x, y, score]) => person(10 * x, 20 * y, score));
const frames = fc.array(fc.array(detection, { maxLength: 6 }), { maxLength: 40 });
/** A buffer of 3, so that tracks are removed within the film. */
const parameters = { ...bytetrack.defaults, buffer: 3 };

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

test('a step leaves the state it came from as it was: done twice it gives the same twice', () => {
  fc.assert(
    fc.property(frames, (film) => {
      let state = freeze(bytetrack.create(parameters));
      for (const detections of freeze(film)) {
        const before = structuredClone(state);
        const once = bytetrack.step(state, detections);
        const other = bytetrack.step(state, [person(0), person(100), person(200)]);
        expect(other.state.frame).toBe(once.state.frame);
        expect(bytetrack.step(state, detections)).toEqual(once);
        expect(state).toEqual(before);
        state = freeze(once.state);
      }
    }),
  );
});

test('two cameras stepped in turn do not disturb each other', () => {
  fc.assert(
    fc.property(frames, frames, (a, b) => {
      const alone = trackAll(a, parameters);
      let left = bytetrack.create(parameters);
      let right = bytetrack.create(parameters);
      const together = a.map((detections, i) => {
        const next = bytetrack.step(left, detections);
        left = next.state;
        right = bytetrack.step(right, b[i] ?? []).state;
        return next.tracks;
      });
      expect(together).toEqual(alone);
    }),
  );
});

test('an id counts from 1, is listed without a gap, and once gone is never used again', () => {
  fc.assert(
    fc.property(frames, (film) => {
      let newest = 0;
      let listed = new Set<number>();
      for (const tracks of trackAll(film, parameters)) {
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
      trackAll(film, parameters).forEach((tracks, i) => {
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
