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
