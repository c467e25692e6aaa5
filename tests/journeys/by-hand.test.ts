/** A visit in which people have a say, from what went in to the receipt; and the same from its journal. */
import { describe, expect, test } from 'vitest';
import type { Deed } from '#core/basket/deed.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import { replay } from '#core/pipeline/replay.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { tinyProject, CRISPS, WATER } from '../support/tiny-project.ts';
import { endOf, inOrder, positions, shoppingTrip, weights } from '../support/tiny-walk.ts';
import { micros } from '#core/time/micros.ts';
import { packChunk, unpackChunk } from '#storage/journal-format.ts';

const project = tinyProject();
const trip = inOrder(positions(25, { a: shoppingTrip }), weights(25, { 'f1-s1-p1': [6, 105] }));
const owner = { operator: 'the owner', reason: 'seen in the clip' };
const adds = (gtin: string, quantity: number): Deed => ({
  action: 'add',
  outcome: { shopper: 'S1', gtin, quantity },
  ...owner,
});

/** As the scene worker does it: at the scene's time, before whatever is stepped next. */
function withDeeds(deeds: readonly (readonly [second: number, deed: Deed])[]): { inputs: SceneInput[]; scene: Scene } {
  const left = [...deeds];
  const inputs: SceneInput[] = [];
  let scene = createScene(project);
  const step = (input: SceneInput) => {
    inputs.push(input);
    scene = stepScene(scene, input);
  };
  for (const input of [...trip, endOf(25)]) {
    while (left.length > 0 && input.time >= left[0]![0] * 1e6) {
      step({ kind: 'action', time: scene.time, ...left.shift()![1] });
    }
    step(input);
  }
  return { inputs, scene };
}

const bought = (receipts: readonly Receipt[]) =>
  receipts.map(({ lines }) => Object.fromEntries(lines.map(({ gtin, quantity }) => [gtin, quantity])));

describe('what people enter while somebody shops', () => {
  const correction: Deed = {
    action: 'correct',
    interaction: 'I1',
    outcome: { shopper: 'S1', gtin: CRISPS, quantity: 2 },
    ...owner,
  };

  test('is in the basket at once, and on the receipt when it is written', () => {
    const { inputs, scene } = withDeeds([
      [9.5, correction],
      [10, adds(WATER, 1)],
    ]);
    const inside = inputs.filter(({ time }) => time <= 10.5e6).reduce(stepScene, createScene(project));
    expect(bought(viewScene(inside).baskets)).toEqual([{ [CRISPS]: 2, [WATER]: 1 }]);
    expect(bought(scene.receipts)).toEqual([{ [CRISPS]: 2, [WATER]: 1 }]);
    expect(scene.receipts[0]).not.toHaveProperty('revision');
  });

  test('is folded from the journal to the same scene, bit for bit', async () => {
    const { inputs, scene } = withDeeds([
      [9.5, correction],
      [10, adds(WATER, 3)],
      [10.5, adds(WATER, -1)],
      [11, { action: 'take-back', entry: 2, ...owner }],
      [22, adds(WATER, 1)],
    ]);
    expect(bought(scene.receipts)).toEqual([{ [CRISPS]: 1, [WATER]: 3 }]);
    const chunks = [inputs.slice(0, 300), inputs.slice(300)].map((chunk) => unpackChunk(packChunk(chunk), 'chunk'));
    const again = await replay(project, sceneDefaults, chunks);
    expect(again.receipts).toEqual(scene.receipts);
    expect(again.ledger).toEqual(scene.ledger);
    expect(again.counts).toEqual(scene.counts);
    expect(again.receipts[0]!.revision).toBe(1);
  });

  test('is refused, and counted, when somebody would hold less than nothing', () => {
    const { scene } = withDeeds([[10, adds(CRISPS, -2)]]);
    expect(bought(scene.receipts)).toEqual([{ [CRISPS]: 1 }]);
    expect(scene.counts).toMatchObject({ corrections: 0, refused: 1 });
  });

  test('is refused for who turned out to be somebody else, and has no receipt', () => {
    const scene = trip.filter(({ time }) => time < 10e6).reduce(stepScene, createScene(project));
    const visits = [
      ...scene.visits,
      { id: 'V2', shopper: 'S2', entered: micros(0), left: micros(1), closed: 'merged' as const },
    ];
    const outcome = { shopper: 'S2', gtin: WATER, quantity: 1 };
    const action = { kind: 'action', time: scene.time, action: 'add', outcome, ...owner } as const;
    const after = stepScene({ ...scene, visits }, action);
    expect(after.ledger).toBe(scene.ledger);
    expect(after.counts.refused).toBe(1);
  });
});
