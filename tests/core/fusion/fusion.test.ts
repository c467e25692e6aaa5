import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Likeness } from '#core/detection/likeness.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { type FusionState, createFusion, passTime, shoppersOf, stepFusion } from '#core/fusion/fusion.ts';
import { fusionDefaults } from '#core/fusion/parameters.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import type { Project } from '#core/planning/project.ts';
import { micros } from '#core/time/micros.ts';
import { type Walker, walkThrough } from '../../support/floor-world.ts';

/** 8 m × 6 m; in through the west wall, out through the east wall. */
const plan: Project['plan'] = {
  outline: rectangle(0, 0, 8, 6),
  zones: [
    { id: 'in', purpose: 'entry', polygon: rectangle(0, 2, 1, 4) },
    { id: 'out', purpose: 'exit', polygon: rectangle(7, 2, 8, 4) },
  ],
};

const step = (state: FusionState, sighting: FloorSighting) => stepFusion(state, plan, fusionDefaults, sighting);

function follow(sightings: readonly FloorSighting[]): readonly FusionState[] {
  const states = [createFusion()];
  for (const sighting of sightings) states.push(step(states.at(-1)!, sighting));
  return states.slice(1);
}

const shoppers = (state: FusionState) => shoppersOf(state, fusionDefaults).filter(({ state }) => state !== 'tentative');
const everyone = (states: readonly FusionState[]) => new Set(states.flatMap(shoppers).map(({ id }) => id));

/** Along a line at 1 m/s from second `start`; in view all the while. */
const walker = (name: string, from: [number, number], to: [number, number], start = 0): Walker => ({
  name,
  at: (t) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const along = Math.min(1, Math.max(0, (t - start) / length));
    return [from[0] + (to[0] - from[0]) * along, from[1] + (to[1] - from[1]) * along];
  },
});
const still = (name: string, x: number, y: number): Walker => ({ name, at: () => [x, y] });

describe('two people crossing under four cameras', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('stay two, each with their own id and way (seed %i)', (seed) => {
    const walkers = [walker('ann', [1.5, 1], [6.5, 5]), walker('bob', [1.5, 5], [6.5, 1])];
    const states = follow(walkThrough({ walkers, cameras: 4, seconds: 7, seed }));
    expect(everyone(states).size).toBe(2);
    const whose = new Map<string, string>();
    for (const state of states) {
      for (const { id, tracks, at } of shoppers(state)) {
        const names = Object.values(tracks).map((track) => track.split('-')[1]!);
        const name = whose.get(id) ?? names[0]!;
        whose.set(id, name);
        // Where one of them is missed and the other placed badly a camera may take the other for them, until its next frame.
        expect(names.filter((other) => other !== name).length).toBeLessThanOrEqual(state === states.at(-1) ? 0 : 1);
        const [x, y] = walkers.find((w) => w.name === name)!.at(state.time / 1e6)!;
        expect(Math.hypot(at.x - x, at.y - y)).toBeLessThan(0.5);
      }
    }
    expect(new Set(whose.values()).size).toBe(2);
  });

  test('stay two when cameras keep losing and renaming their tracks', () => {
    const walkers = [walker('ann', [1.5, 1], [6.5, 5]), walker('bob', [1.5, 4.5], [6.5, 1.5], 0.5)];
    const states = follow(walkThrough({ walkers, cameras: 4, seconds: 7, renames: 0.7, misses: 0.1 }));
    expect(everyone(states).size).toBe(2);
  });
});

describe('one person is one shopper', () => {
  test.each([1, 2, 4, 8])('however many cameras see them (%i)', (cameras) => {
    const states = follow(walkThrough({ walkers: [walker('ann', [1.5, 1], [6.5, 5])], cameras, seconds: 7 }));
    expect([...everyone(states)]).toEqual(['S1']);
  });

  test('also when cameras disagree by a quarter of a metre', () => {
    const sightings = walkThrough({ walkers: [walker('ann', [1.5, 1], [6.5, 5])], cameras: 4, seconds: 7 });
    const shifted = sightings.map((sighting) => ({
      ...sighting,
      fixes: sighting.fixes.map((fix) => ({
        ...fix,
        at: groundPoint(fix.at.x + (sighting.source === 'cam1' ? 0.25 : 0), fix.at.y),
      })),
    }));
    expect([...everyone(follow(shifted))]).toEqual(['S1']);
  });

  test('also when nobody sees them for ten seconds in the middle of the store', () => {
    const way = walker('ann', [1.5, 3], [6, 3]);
    const hidden: Walker = { name: 'ann', at: (t) => (t > 1.5 && t < 11.5 ? null : way.at(t > 5 ? t - 8 : t)) };
    const states = follow(walkThrough({ walkers: [hidden], cameras: 2, seconds: 14, renames: 3 }));
    expect([...everyone(states)]).toEqual(['S1']);
    expect(states.some((state) => shoppers(state)[0]?.state === 'lost')).toBe(true);
    expect(shoppers(states.at(-1)!)[0]!.state).toBe('confirmed');
  });

  test('but somebody else who comes in meanwhile is not taken for them', () => {
    const ann: Walker = { name: 'ann', at: (t) => (t < 3 ? [3, 1 + t] : null) };
    const bob = walker('bob', [0.2, 3], [4, 3], 8);
    const late: Walker = { name: 'bob', at: (t) => (t < 8 ? null : bob.at(t)) };
    const states = follow(walkThrough({ walkers: [ann, late], cameras: 3, seconds: 13 }));
    expect([...everyone(states)]).toEqual(['S1', 'S2']);
  });
});

describe('a shopper counted twice', () => {
  /** A camera that for 1.5 s places somebody two metres beside where they are, as a wrong box does. */
  const misplaced = (from: number): readonly FloorSighting[] =>
    walkThrough({
      walkers: [walker('ann', [2, 1], [2, 5]), walker('bob', [6, 1], [6, 5])],
      cameras: 3,
      seconds: 8,
    }).map((sighting) => {
      const t = sighting.time / 1e6;
      if (sighting.source !== 'cam3') return sighting;
      const fixes = sighting.fixes
        .filter(({ track }) => track.endsWith('ann'))
        .map((fix) => (t < from || t > from + 1.5 ? fix : { ...fix, at: groundPoint(fix.at.x + 1.9, fix.at.y) }));
      return { ...sighting, fixes };
    });

  test('becomes one again when both have been in one place for a second', () => {
    const states = follow(misplaced(2));
    expect(everyone(states).size).toBe(3);
    expect(states.flatMap(({ merged }) => merged)).toEqual([{ shopper: 'S3', into: 'S1' }]);
    expect(shoppers(states.at(-1)!).map(({ id }) => id)).toEqual(['S1', 'S2']);
    expect(shoppers(states.at(-1)!)[0]!.tracks).toHaveProperty('cam3');
  });

  test('but two people side by side whom a camera sees both stay two', () => {
    const pair = [walker('ann', [2, 1], [2, 5]), walker('bob', [2.3, 1], [2.3, 5])];
    const apart = [walker('ann', [2, 1], [2, 3]), walker('bob', [6, 1], [2.3, 3])];
    for (const walkers of [pair, apart]) {
      const states = follow(walkThrough({ walkers, cameras: 2, seconds: 8, noise: 0.05 }));
      expect(states.flatMap(({ merged }) => merged)).toEqual([]);
    }
  });

  test('and who goes out right before another is not taken for them', () => {
    const ann: Walker = { name: 'ann', at: (t) => (t < 6.5 ? [2 + Math.min(t, 5.5), 3] : null) };
    const bob: Walker = { name: 'bob', at: (t) => [1.1 + Math.min(t, 6.1), 3] };
    const states = follow(walkThrough({ walkers: [ann, bob], cameras: 1, seconds: 10, noise: 0.03, misses: 0 }));
    expect(states.flatMap(({ merged }) => merged)).toEqual([]);
    expect(everyone(states).size).toBe(2);
  });
});

describe('a camera that is not sure where somebody stands', () => {
  const unsure = walkThrough({ walkers: [walker('ann', [2, 1], [2, 5])], cameras: 2, seconds: 6 }).map((sighting) => {
    if (sighting.source !== 'cam2' || sighting.time < 2e6) return sighting;
    // Hidden to the hip, they look as if they stood two metres further off.
    const fixes = sighting.fixes.map((fix) => {
      const far = groundPoint(fix.at.x + 2, fix.at.y);
      const places = [
        { at: far, cov: fix.cov, share: 0.7 },
        { at: fix.at, cov: fix.cov, share: 0.3 },
      ];
      return { ...fix, at: far, places };
    });
    return { ...sighting, fixes };
  });

  test('sees who is known to stand in one of the places, and nobody new', () => {
    const states = follow(unsure);
    expect([...everyone(states)]).toEqual(['S1']);
    expect(shoppers(states.at(-1)!)[0]!.at.x).toBeCloseTo(2, 1);
    expect(shoppers(states.at(-1)!)[0]!.tracks).toHaveProperty('cam2');
  });
});

test('nobody is followed into a place where nobody is to be followed, however well it would fit', () => {
  const till: Project['plan'] = {
    ...plan,
    zones: [...plan.zones, { id: 'staff', purpose: 'staff', polygon: rectangle(1.5, 4, 2.5, 6) }],
  };
  const way = walkThrough({ walkers: [walker('ann', [2, 1], [2, 5])], cameras: 2, seconds: 6, noise: 0.03 });
  const states = [createFusion()];
  for (const sighting of way) {
    const fixes = sighting.fixes.map((fix) => {
      const aside = groundPoint(fix.at.x + 2, fix.at.y);
      const places = [
        { at: aside, cov: fix.cov, share: 0.6 },
        { at: fix.at, cov: fix.cov, share: 0.4 },
      ];
      return fix.at.y < 3 ? fix : { ...fix, at: aside, places };
    });
    states.push(stepFusion(states.at(-1)!, till, fusionDefaults, { ...sighting, fixes }));
  }
  const [ann] = shoppers(states.at(-1)!);
  expect(ann!.lastSeen / 1e6).toBeLessThan(3.3);
});

describe('somebody whom a camera does not see', () => {
  /** Ann and Bob stand; from second 2 on one camera has no box of Ann, and one beside Bob where nobody is. */
  const missed = walkThrough({
    walkers: [still('ann', 2, 3), still('bob', 2.7, 3)],
    cameras: 3,
    seconds: 6,
    noise: 0.05,
    misses: 0,
  }).map((sighting) => {
    if (sighting.source !== 'cam3' || sighting.time < 2e6) return sighting;
    const [, bob] = sighting.fixes;
    return { ...sighting, fixes: [bob!, { ...bob!, track: '0-nobody', at: groundPoint(bob!.at.x + 0.7, bob!.at.y) }] };
  });

  test('does not take the box of whoever stands beside them', () => {
    const states = follow(missed);
    const [ann, bob] = shoppers(states.at(-1)!);
    expect(ann!.tracks['cam3']).not.toBe('0-bob');
    expect(bob!.tracks['cam3']).toBe('0-bob');
    expect(ann!.at.x).toBeCloseTo(2, 1);
    expect(bob!.at.x).toBeCloseTo(2.7, 1);
  });
});

describe('a camera’s track that goes over to somebody else', () => {
  test('does not take its shopper along', () => {
    const pair = [walker('ann', [2, 1], [2, 5]), walker('bob', [2.5, 1], [2.5, 5])];
    const world = walkThrough({ walkers: pair, cameras: 3, seconds: 6, noise: 0.05 });
    const swapped = world.map((sighting) => {
      if (sighting.source === 'cam3' || sighting.time < 2e6) return sighting;
      const other = { '0-ann': '0-bob', '0-bob': '0-ann' } as Record<string, string>;
      return { ...sighting, fixes: sighting.fixes.map((fix) => ({ ...fix, track: other[fix.track]! })) };
    });
    const states = follow(swapped);
    const [ann, bob] = shoppers(states.at(-1)!);
    expect(everyone(states).size).toBe(2);
    expect(ann!.at.x).toBeCloseTo(2, 1);
    expect(bob!.at.x).toBeCloseTo(2.5, 1);
  });
});

describe('a camera’s track that goes over to a shopper from who waits outside', () => {
  const beside = [still('ann', 0.45, 1), still('eve', -0.05, 1)];
  const world = walkThrough({ walkers: beside, cameras: 3, seconds: 6, noise: 0.05, misses: 0 });
  /** From second 2 on eve is out of view, and the third camera has ann under eve's track. */
  const wandered = world.map((sighting) => {
    if (sighting.time < 2e6) return sighting;
    const [ann, eve] = sighting.fixes;
    return { ...sighting, fixes: [sighting.source === 'cam3' ? { ...ann!, track: eve!.track } : ann!] };
  });

  test('is the shopper’s from then on, and brings nobody in', () => {
    const states = follow(wandered);
    expect([...everyone(states)]).toEqual(['S1']);
    expect(shoppers(states.at(-1)!)[0]!.tracks).toHaveProperty('cam3', '0-eve');
  });

  test('but stays with them as long as it shows them, also where a camera misses the shopper', () => {
    const missed = world.map((sighting) =>
      sighting.time < 2e6 ? sighting : { ...sighting, fixes: sighting.fixes.slice(sighting.source === 'cam3' ? 1 : 0) },
    );
    const last = follow(missed).at(-1)!;
    expect(last.beliefs.find(({ id }) => id === 'S1')!.tracks).not.toHaveProperty('cam3', '0-eve');
    expect(shoppers(last)[0]!.at.x).toBeCloseTo(0.45, 1);
  });
});

describe('what is no shopper', () => {
  test('a false box that flickers in one place of one camera', () => {
    const states = follow(walkThrough({ walkers: [still('coat', 4, 3)], cameras: 1, seconds: 30, misses: 0.5 }));
    expect(everyone(states).size).toBe(0);
  });

  test('people seen through the glass', () => {
    const passer = walker('eve', [1, -1], [7, -1]);
    expect(everyone(follow(walkThrough({ walkers: [passer], cameras: 4, seconds: 7 }))).size).toBe(0);
  });

  test('somebody who waits in the door, with half of them outside', () => {
    const waiting: Walker = { name: 'eve', at: (t) => [0.1 + 0.05 * Math.sin(t), 3 + 0.4 * Math.cos(t)] };
    expect(everyone(follow(walkThrough({ walkers: [waiting], cameras: 3, seconds: 20, noise: 0.05 }))).size).toBe(0);
  });

  test('a box seen three times', () => {
    const brief: Walker = { name: 'flash', at: (t) => (t < 0.3 ? [4, 3] : null) };
    expect(everyone(follow(walkThrough({ walkers: [brief], cameras: 4, seconds: 3, misses: 0 }))).size).toBe(0);
  });
});

describe('leaving', () => {
  const leaving: Walker = { name: 'ann', at: (t) => (t < 6.2 ? walker('', [1.5, 3], [8, 3]).at(t) : null) };
  const states = follow(walkThrough({ walkers: [leaving], cameras: 3, seconds: 12 }));
  const departures = states.flatMap(({ departed }) => departed);

  test('who was last seen at the exit has left two seconds later, once', () => {
    expect(departures).toHaveLength(1);
    expect(departures[0]).toMatchObject({ shopper: 'S1', why: 'exit' });
    // x = 7, where the exit begins, is passed at 5.5 s.
    expect(departures[0]!.left / 1e6).toBeCloseTo(5.5, 0);
    expect(shoppers(states.at(-1)!)).toEqual([]);
  });

  test('who has left is forgotten by who was seen beside them', () => {
    const walkers = [leaving, walker('bob', [2, 1], [4, 1])];
    const both = follow(walkThrough({ walkers, cameras: 3, seconds: 12 }));
    const beside = both.map(({ beliefs }) => beliefs.map(({ apart }) => Object.keys(apart).length));
    expect(Math.max(...beside.flat())).toBe(1);
    expect(beside.at(-1)).toEqual([0]);
  });

  test('who vanishes in the middle of the store has not left', () => {
    const vanishing: Walker = { name: 'ann', at: (t) => (t < 3 ? [2 + t, 1] : null) };
    const state = follow(walkThrough({ walkers: [vanishing], cameras: 3, seconds: 6 })).at(-1)!;
    const later = passTime(state, plan, fusionDefaults, micros(60e6));
    expect(later.departed).toEqual([]);
    expect(shoppers(later).map(({ id, state }) => [id, state])).toEqual([['S1', 'lost']]);
  });
});

describe('a positioning system’s ids', () => {
  const sighting = (t: number, people: Record<string, [number, number]>): FloorSighting => ({
    source: 'targets',
    time: micros(t * 1e6),
    trusted: true,
    fixes: Object.entries(people).map(([track, [x, y]]) => ({
      track,
      at: groundPoint(x, y),
      cov: [0.01, 0, 0, 0.01],
      hands: [],
    })),
  });

  test('one id is one shopper, standing still and jumping alike', () => {
    const states = follow(
      Array.from({ length: 40 }, (_, i) => sighting(i / 10, { a: [i < 20 ? 2 : 5, 3], b: [2.3, 3.3] })),
    );
    const last = shoppers(states.at(-1)!);
    expect(last.map(({ tracks }) => tracks['targets'])).toEqual(['a', 'b']);
    expect(everyone(states).size).toBe(2);
    expect(last[0]!.at.x).toBeCloseTo(5, 1);
  });
});

describe('whatever is seen', () => {
  const coordinate = fc.double({ min: -1, max: 9, noNaN: true });
  const anyLooks = fc.option(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 8 }), {
    nil: undefined,
  });
  const anySighting = fc.record({
    source: fc.constantFrom('cam1', 'cam2', 'cam3'),
    dt: fc.integer({ min: 0, max: 400_000 }),
    fixes: fc.uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3'), coordinate, coordinate, fc.boolean(), anyLooks), {
      selector: ([track]) => track,
      maxLength: 3,
    }),
  });

  test('nobody shares a track, no id comes twice, everybody is at one finite place, and nothing old is changed', () => {
    fc.assert(
      fc.property(fc.array(anySighting, { maxLength: 60 }), (sequence) => {
        let time = 0;
        let state = createFusion();
        const given = new Set<string>();
        let portraits = 0;
        const portrait = (unlike: readonly number[]): Likeness => {
          const id = ++portraits;
          return { id, unlike: new Map(unlike.flatMap((number, k) => (id > k + 1 ? [[id - k - 1, number]] : []))) };
        };
        for (const { source, dt, fixes } of sequence) {
          time += dt;
          const before = structuredClone(state);
          const next = step(state, {
            source,
            time: micros(time),
            trusted: false,
            fixes: fixes.map(([track, x, y, touched, unlike]) => ({
              track,
              at: groundPoint(x, y),
              cov: [0.01, 0, 0, 0.01],
              hands: [],
              ...(touched ? { contested: touched } : unlike && { likeness: portrait(unlike) }),
            })),
          });
          expect(state).toEqual(before);
          const ids = next.beliefs.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          const known = new Set(shoppers(state).map(({ id }) => id));
          for (const { id } of shoppers(next)) {
            if (!known.has(id)) expect(given).not.toContain(id);
            given.add(id);
          }
          // Also in every history that may yet be believed, which knows the same shoppers; each is in doubt once at most.
          const rivals = next.clusters.flatMap((cluster) => cluster.rivals);
          for (const rival of [{ beliefs: [] }, ...rivals]) {
            const others = next.beliefs.filter(({ id }) => !rival.beliefs.some((belief) => belief.id === id));
            expect(others.length + rival.beliefs.length).toBe(next.beliefs.length);
            const beliefs = [...others, ...rival.beliefs];
            const held = beliefs.flatMap(({ tracks }) => Object.entries(tracks).map(([s, t]) => `${s}/${t}`));
            expect(new Set(held).size).toBe(held.length);
            // Whoever stays all day does not remember everybody who came.
            const named = next.beliefs.filter(({ confirmed }) => confirmed).map(({ id }) => id);
            for (const { apart } of beliefs) expect(named).toEqual(expect.arrayContaining(Object.keys(apart)));
          }
          const doubtful = next.clusters.flatMap((cluster) => cluster.ids);
          expect(new Set(doubtful).size).toBe(doubtful.length);
          for (const { ids, rivals: ways } of next.clusters) {
            for (const { beliefs } of ways) expect(beliefs.map(({ id }) => id)).toEqual(ids);
          }
          for (const { at, cov } of shoppersOf(next, fusionDefaults)) {
            expect(Number.isFinite(at.x) && Number.isFinite(at.y)).toBe(true);
            expect(cov[0] * cov[3] - cov[1] * cov[2]).toBeGreaterThan(0);
          }
          state = next;
        }
      }),
      { numRuns: 60 },
    );
  });
});

function rectangle(x0: number, y0: number, x1: number, y1: number): [number, number][] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}
