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

test('a moment is the same whichever way one comes to it: as if nothing later had happened', () => {
  const recollection = new Recollection(project);
  recollection.take(trip);
  const seconds = fc.double({ min: -1, max: 30, noNaN: true });
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1, maxLength: 4 }), (moments) => {
      for (const moment of moments) {
        const before = trip.filter(({ time }) => time <= moment * 1e6);
        const folded = before.reduce(stepScene, createScene(project));
        expect(viewScene(recollection.at(moment * 1e6))).toEqual(viewScene(folded));
      }
    }),
    { numRuns: 20 },
  );
});
