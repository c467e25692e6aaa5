/** What stands in a simulated store is what its text says. */
import { describe, expect, it } from 'vitest';
import { poseAll, seenTruth } from '#core/simulation/body/seen-truth.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import { hidingBlocks } from '#core/simulation/staging/furniture.ts';
import { storeFurniture } from '#core/simulation/staging/store-furniture.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { shippedScenario } from '../../../support/shipped-scenario.ts';

const shop = (more = '') => `
scenario "Small"
store "Small"
room 0 0  4 0  4 4  0 4
door 1 0 to 2 0
zone entry in 1 0  2 0  2 0.5  1 0.5
zone exit out 1 0  2 0  2 0.5  1 0.5
zone sales floor 0 0.5  4 0.5  4 4  0 4
block till "Till" 3 0.3 to 3.4 1.6 height 0.7
fixture deep "Deep" 1.6 3.4 to 2 3.4 depth 0.6 height 1.9 cooler
  shelf 0.4 "Milk 1 l"
product "Milk 1 l" fresh box 7x7x20 1055 1.29 vat 6
camera cam1 "Corner" 0.2 0.2 2.4 looking 2 2.4 0.8 fov 80
${more}
shopper Ann at 1 with nothing
  look "Milk 1 l" for 2
  leave
`;
const furnished = (text: string) => storeFurniture(simulate(readScenario(text, 'small.txt'), 1).store);

describe('the furniture of a simulated store', () => {
  it('has one door in the corner shop, where the text has it, and none beside it', () => {
    const { store } = simulate(shippedScenario('demo'), 1);
    const doors = storeFurniture(store).walls.flatMap((wall) => wall.doors.map((door) => ({ wall, door })));
    expect(doors).toHaveLength(1);
    const [{ wall, door }] = doors as [(typeof doors)[number]];
    expect(door[1] - door[0]).toBeCloseTo(1.3, 6);
    expect(wall.from[1] + Math.sin(wall.angle) * door[0]).toBeCloseTo(0, 6);
  });

  it('turns the front of what is deeper than wide to who takes something from it', () => {
    const [rack] = furnished(shop()).racks;
    expect(rack!.turned.forward.y).toBeCloseTo(-1, 6);
    expect([rack!.width, rack!.depth].map((length) => length.toFixed(3))).toEqual(['0.400', '0.600']);
    expect(rack).toMatchObject({ height: 1.9, cooled: true });
  });

  it('is as high as the text says', () => {
    expect(furnished(shop()).counters.map(({ size }) => size[2])).toEqual([0.7]);
  });

  it('hides people behind a wall inside the room', () => {
    const seen = (text: string) => {
      const { store, cast, wares, moments } = simulate(readScenario(text, 'small.txt'), 1);
      const blocks = hidingBlocks(storeFurniture(store));
      const [camera] = store.cameras;
      return moments.flatMap((moment) =>
        seenTruth(cameraModel(camera!), poseAll(cast, wares, moment), blocks).map(({ visible }) => visible),
      );
    };
    expect(Math.max(...seen(shop()))).toBeGreaterThan(0.9);
    expect(Math.max(...seen(shop('wall 0.6 0.9 to 0.6 0.1\nwall 0.1 0.9 to 0.6 0.9')))).toBe(0);
  });
});
