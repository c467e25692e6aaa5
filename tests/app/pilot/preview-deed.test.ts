import { describe, expect, test } from 'vitest';
import type { Deed } from '#core/basket/deed.ts';
import { createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { micros } from '#core/time/micros.ts';
import { previewDeed } from '#app/pilot/preview-deed.ts';
import { CRISPS, WATER, tinyProject } from '../../support/tiny-project.ts';
import { type Place, endOf, inOrder, positions, shoppingTrip, weights } from '../../support/tiny-walk.ts';

const project = tinyProject();
const said = { operator: 'the owner', reason: 'seen in the clip' };
const friend = (t: number): Place => (t < 1 ? null : t < 12 ? [3.2, 1.6] : t < 14 ? [3.2, 0.2] : null);
const trip = inOrder(
  positions(25, { a: shoppingTrip, b: friend }),
  weights(25, { 'f1-s1-p1': [6, 105], 'f1-s1-p3': [8, 538] }),
);
/** S1 takes crisps at 6 s and water at 8 s. */
const over = [...trip, endOf(25)].reduce(stepScene, createScene(project));

describe('before somebody says who somebody was', () => {
  test.each<[Deed, { moves: unknown; changes: unknown }]>([
    [
      { action: 'merge', shopper: 'S1', into: 'S2', ...said },
      {
        moves: [
          { gtin: CRISPS, quantity: 1, from: 'S1', to: 'S2' },
          { gtin: WATER, quantity: 1, from: 'S1', to: 'S2' },
        ],
        changes: [
          ['S1', 370, null],
          ['S2', 0, 370],
        ],
      },
    ],
    [
      { action: 'split', shopper: 'S1', at: micros(7e6), ...said },
      {
        moves: [{ gtin: WATER, quantity: 1, from: 'S1', to: 'S1.2' }],
        changes: [
          ['S1', 370, 250],
          ['S1.2', null, 120],
        ],
      },
    ],
    [
      { action: 'swap', shopper: 'S2', other: 'S1', at: micros(7e6), ...said },
      {
        moves: [{ gtin: WATER, quantity: 1, from: 'S1', to: 'S2' }],
        changes: [
          ['S1', 370, 250],
          ['S2', 0, 120],
        ],
      },
    ],
  ])(
    '$action: what goes where, and what everybody pays, as it comes to when it is said',
    (deed, { moves, changes }) => {
      const preview = previewDeed(viewScene(over), project, deed)!;
      expect(preview.moves).toEqual(moves);
      expect(
        preview.changes.map(({ shopper, before, after }) => [shopper, before?.total ?? null, after?.total ?? null]),
      ).toEqual(changes);
      const then = stepScene(over, { kind: 'action', time: over.time, ...deed });
      const totals = new Map(then.receipts.map(({ shopper, total }) => [shopper, total]));
      for (const { shopper, after } of preview.changes) expect(totals.get(shopper) ?? null).toBe(after?.total ?? null);
    },
  );
});
