import { expect, test } from 'vitest';
import type { Detection } from '#core/detection/detection.ts';
import { trackerNames } from '#core/tracking/tracker-cards.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { mulberry32 } from '../../support/floor-world.ts';
import { measureMemory } from '../../support/tracker-memory.ts';
import { film, person } from '../../support/walkers.ts';

/** Twelve people who go up and down an aisle in each other's way, some of them faint or hidden for a while, and a flash now and then. */
function aisle(): readonly (readonly Detection[])[] {
  const roll = mulberry32(11);
  const people = Array.from({ length: 12 }, () => ({ x: 500 * roll(), pace: 1 + 2 * roll(), y: 60 + 120 * roll() }));
  return film(200, (frame) => [
    ...people.flatMap(({ x, pace, y }) => {
      const way = (x + pace * frame) % 1000;
      const shown = roll();
      return shown < 0.1
        ? []
        : [person(way < 500 ? way : 1000 - way, y + roll(), shown < 0.25 ? 0.3 : 0.65 + 0.3 * roll())];
    }),
    ...(frame % 9 === 0 ? [person(520 * roll(), 180, 0.9)] : []),
  ]);
}

/** Machines differ in when they compile what to the end; code that allocates in every frame does so however long one waits. */
const PATIENCE = 20;

test.each(trackerNames)('%s allocates the state and the tracks it returns, and nothing beside them', (name) => {
  const films = [{ frames: aisle(), camera: ceilingCamera() }];
  let beyond = Infinity;
  for (let i = 0; i < PATIENCE && beyond > 0.01; i++) {
    const { allocated, output } = measureMemory(name, films);
    beyond = (allocated - output) / output;
  }
  expect(beyond).toBeLessThanOrEqual(0.01);
});
