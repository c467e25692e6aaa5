import { describe, expect, it } from 'vitest';
import { countersOf, racksOf } from '#core/simulation/body/fixture-blocks.ts';
import { poseAll, seenTruth } from '#core/simulation/body/seen-truth.ts';
import type { Moment, Person, PersonMoment, Ware } from '#core/simulation/moment.ts';
import { cameraAt } from '#core/simulation/staging/random-cameras.ts';
import { micros } from '#core/time/micros.ts';

const frame = { width: 640, height: 360 };
const level = cameraAt({ x: 0, y: 0, z: 1 }, { x: 5, y: 0, z: 1 }, 0, 1.2, frame, [0, 0, 0, 0, 0]);

const person = (id: string): Person => {
  return { id, role: 'shopper', height: 1.75, build: 1, walk: 3, look: 1, bag: 'none' };
};

const at = (index: number, x: number, y: number, over: Partial<PersonMoment> = {}): PersonMoment => ({
  person: index,
  x,
  y,
  heading: Math.PI,
  speed: 0,
  stride: 0,
  crouch: 0,
  bend: 0,
  gaze: 0,
  left: { at: null, holds: null },
  right: { at: null, holds: null },
  ...over,
});

const can: Ware = { gtin: '1', shape: 'can', size: [0.07, 0.07, 0.12], look: 1 };
const moment = (people: readonly PersonMoment[], items: Moment['items'] = []): Moment => {
  return { time: micros(0), people, items };
};
const seen = (what: Moment, blocks: Parameters<typeof seenTruth>[2] = []) =>
  seenTruth(level, poseAll([person('a'), person('b')], [can], what), blocks);

describe('what a camera sees of somebody', () => {
  it('is a box as tall as they are, by the focal length and the distance', () => {
    const [only] = seen(moment([at(0, 5, 0)]));
    const tall = (level.fx * 1.75) / 5;
    expect(only!.box.y1 - only!.box.y0).toBeGreaterThan(0.93 * tall);
    expect(only!.box.y1 - only!.box.y0).toBeLessThan(1.06 * tall);
    expect(only!.visible).toBeGreaterThan(0.99);
  });

  it('is nothing behind the camera', () => {
    expect(seen(moment([at(0, -3, 0)]))).toEqual([]);
  });

  it('is little behind somebody else, and all of who stands in front', () => {
    const [front, back] = seen(moment([at(0, 3, 0), at(1, 4.5, 0)]));
    expect(front!.visible).toBeGreaterThan(0.99);
    expect(back!.visible).toBeLessThan(0.5);
  });

  it('is the upper half behind a counter', () => {
    const counter = {
      id: 'c',
      name: 'Counter',
      footprint: [
        [3, -1],
        [3.4, -1],
        [3.4, 1],
        [3, 1],
      ] as [number, number][],
      shelves: [],
    };
    const blocks = countersOf([counter]);
    const [half] = seen(moment([at(0, 5, 0)]), blocks);
    expect(half!.visible).toBeGreaterThan(0.3);
    expect(half!.visible).toBeLessThan(0.7);
  });

  it('has either hand hidden by the own back, and both in view from the front', () => {
    const before = (heading: number, y: number) => {
      const x = 4 + 0.3 * Math.cos(heading);
      const held = { at: { x, y, z: 1.1 }, holds: null };
      return seen(moment([at(0, 4, 0, { heading, left: held, right: held })]))[0]!.hands;
    };
    for (const aside of [-0.04, 0.04]) {
      expect(before(0, aside).map(({ side, visible }) => [side, visible])).toEqual([['left', 0], ['right', 0]]); // prettier-ignore
      for (const { visible } of before(Math.PI, aside)) expect(visible).toBeGreaterThan(0.9);
    }
  });

  it('has a held product against the hand that holds it', () => {
    const holding = at(0, 4, 0, { right: { at: { x: 3.6, y: 0.1, z: 1.2 }, holds: 0 } });
    const [only] = seen(moment([holding], [{ ware: 0, place: { kind: 'hand', person: 0, side: 'right' } }]));
    const hand = only!.hands.find(({ side }) => side === 'right')!;
    expect(hand.item).not.toBeNull();
    const { box } = hand.item!;
    expect(box.x0).toBeLessThan(hand.box.x1);
    expect(box.x1).toBeGreaterThan(hand.box.x0);
    expect(box.y1 - box.y0).toBeGreaterThan((level.fx * 0.1) / 3.7);
  });
});

describe('a rack', () => {
  const rack = (plates: readonly [number, number][]) =>
    racksOf(
      {
        id: 'r',
        name: 'r',
        footprint: [
          [1, 0],
          [3, 0],
          [3, 0.5],
          [1, 0.5],
        ],
        shelves: plates.map(([x, y], i) => ({
          id: `s${i}`,
          name: '',
          plates: [{ id: `p${i}`, at: [x, y, 0.4 + 0.4 * i], width: 2, depth: 0.4 }],
        })),
      },
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
      ],
    );

  it('is open to the side to which its plates lie', () => {
    const [only, ...more] = rack([
      [2, 0.32],
      [2, 0.32],
    ]);
    expect(more).toEqual([]);
    expect(only!.turned.forward.y).toBeCloseTo(1, 6);
    expect(only!.boards).toEqual([0.4, 0.8]);
  });

  it('is two when plates lie to both sides', () => {
    expect(
      rack([
        [2, 0.38],
        [2, 0.12],
      ])
        .map(({ turned }) => Math.round(turned.forward.y))
        .sort(),
    ).toEqual([-1, 1]);
  });
});
