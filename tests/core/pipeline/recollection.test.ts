import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Recollection } from '#core/pipeline/recollection.ts';
import { createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { tinyProject } from '../../support/tiny-project.ts';
import { inOrder, positions, shoppingTrip, weights } from '../../support/tiny-walk.ts';

const project = tinyProject();
const trip = inOrder(positions(25, { a: shoppingTrip }), weights(25, { 'f1-s1-p1': [6, 105] }));

/** In pieces of ten, as a journal has them, each of which is read again when it is wanted. */
function recollect() {
  const recollection = new Recollection(project);
  const read: number[] = [];
  for (let i = 0; i < trip.length; i += 10) {
    const piece = () => trip.slice(i, i + 10);
    recollection.take(piece(), async () => (read.push(i), piece()));
  }
  return { recollection, read };
}

test('a moment is the same whichever way one comes to it: as if nothing later had happened', async () => {
  const { recollection } = recollect();
  const seconds = fc.double({ min: -1, max: 30, noNaN: true });
  await fc.assert(
    fc.asyncProperty(fc.array(seconds, { minLength: 1, maxLength: 4 }), async (moments) => {
      for (const moment of moments) {
        const before = trip.filter(({ time }) => time <= moment * 1e6);
        const folded = before.reduce(stepScene, createScene(project));
        expect(viewScene(await recollection.at(moment * 1e6))).toEqual(viewScene(folded));
      }
    }),
    { numRuns: 20 },
  );
});

test('of a long session only what lies around a moment is read again, and once', async () => {
  const { recollection, read } = recollect();
  expect(read).toEqual([]);
  await recollection.at(12e6);
  const around = read.length;
  expect(around).toBeGreaterThan(0);
  expect(around).toBeLessThan(10);
  await recollection.at(12.1e6);
  expect(read.length).toBeLessThanOrEqual(around + 1);
  expect(new Set(read).size).toBe(read.length);
});

test('what is asked of a moment is told when its inputs cannot be read again, and may be asked again', async () => {
  const recollection = new Recollection(project);
  const [broken, whole] = [trip.slice(0, 100), trip.slice(100)];
  let there = false;
  recollection.take(broken, async () => {
    if (!there) throw new Error('removed');
    return broken;
  });
  recollection.take(whole);
  await expect(recollection.at(1e6)).rejects.toThrow('removed');
  there = true;
  expect((await recollection.at(1e6)).time).toBe(1e6);
});
