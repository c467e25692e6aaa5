import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undistort } from '#core/geometry/camera-model.ts';
import { groundPoint, imagePoint } from '#core/geometry/frames.ts';
import { contains } from '#core/geometry/polygon.ts';
import { personLook } from '#core/simulation/looks/person-look.ts';
import { randomStage } from '#core/simulation/staging/random-stage.ts';

const size = { width: 640, height: 360 };
const seeds = fc.integer({ min: 0, max: 1e6 });

describe('a random store', () => {
  it('is the same for the same seed', () => {
    expect(randomStage(7, size, 12)).toEqual(randomStage(7, size, 12));
    expect(randomStage(7, size, 12)).not.toEqual(randomStage(8, size, 12));
  });

  it('has people inside it, each once, who hold what there is', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { stage, moments } = randomStage(seed, size, 24);
        for (const { people, items } of moments) {
          expect(new Set(people.map(({ person }) => person)).size).toBe(people.length);
          for (const each of people) {
            expect(contains(stage.furniture.outline, groundPoint(each.x, each.y))).toBe(true);
            for (const side of ['left', 'right'] as const) {
              const { holds } = each[side];
              if (holds !== null) expect(items[holds]!.place).toEqual({ kind: 'hand', person: each.person, side });
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has cameras that see to the corners of their frames', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const camera of randomStage(seed, size, 4).cameras)
          for (const [x, y] of [
            [0, 0],
            [640, 0],
            [0, 360],
            [640, 360],
          ] as const)
            expect(undistort(camera, imagePoint(x, y))).not.toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});

describe('what people look like', () => {
  it('is as varied as people are', () => {
    const looks = Array.from({ length: 300 }, (_, look) => personLook({ look, role: 'shopper', height: 1.7 }));
    expect(new Set(looks.map(({ hair }) => hair.style)).size).toBe(8);
    expect(new Set(looks.map(({ bottom }) => bottom.kind)).size).toBe(4);
    expect(looks.filter(({ hat }) => hat.kind !== 'none').length).toBeGreaterThan(30);
    for (const { skin, top } of looks)
      for (const part of [...skin, ...top.colour]) {
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(1);
      }
  });
});
