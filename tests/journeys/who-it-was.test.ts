/** People say who somebody was, while a shop is open and after it: what everybody is called, where they are, what they pay. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Deed } from '#core/basket/deed.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import { Recollection } from '#core/pipeline/recollection.ts';
import { replay } from '#core/pipeline/replay.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { namingOf } from '#core/basket/identity-entry.ts';
import { micros } from '#core/time/micros.ts';
import { packChunk, unpackChunk } from '#storage/journal-format.ts';
import { CRISPS, WATER, tinyProject } from '../support/tiny-project.ts';
import { type Place, endOf, inOrder, positions, shoppingTrip, weights } from '../support/tiny-walk.ts';

const project = tinyProject();
const owner = { operator: 'the owner', reason: 'seen in the clip' };
const at = (second: number) => micros(second * 1e6);
/** Stands in the shop from 1 s on and goes out with the first. */
const friend = (t: number): Place => (t < 1 ? null : t < 12 ? [3.2, 1.6] : t < 14 ? [3.2, 0.2] : null);
const trip = inOrder(
  positions(25, { a: shoppingTrip, b: friend }),
  weights(25, { 'f1-s1-p1': [6, 105], 'f1-s1-p3': [8, 538] }),
);
const run = (inputs: readonly SceneInput[]): Scene => inputs.reduce(stepScene, createScene(project));
const said = (scene: Scene, ...deeds: readonly Deed[]): Scene =>
  deeds.reduce<Scene>((so, deed) => stepScene(so, { kind: 'action', time: so.time, ...deed }), scene);
const bought = ({ receipts }: Pick<Scene, 'receipts'>) =>
  Object.fromEntries(
    receipts.map(({ shopper, lines }) => [
      shopper,
      Object.fromEntries(lines.map((line) => [line.gtin, line.quantity])),
    ]),
  );

const over = run([...trip, endOf(25)]);

describe('two shoppers, one of whom takes crisps at 6 s and water at 8 s', () => {
  test('as the cameras have it', () => {
    expect(bought(over)).toEqual({ S1: { [CRISPS]: 1, [WATER]: 1 }, S2: {} });
  });

  test('swapped from 7 s on, the water is on the other’s receipt, and each visit ends when the other’s did', () => {
    const swapped = said(over, { action: 'swap', shopper: 'S1', other: 'S2', at: at(7), ...owner });
    expect(bought(swapped)).toEqual({ S1: { [CRISPS]: 1 }, S2: { [WATER]: 1 } });
    const [v1, v2] = viewScene(over).visits;
    expect(viewScene(swapped).visits.map(({ entered, left }) => [entered, left])).toEqual([
      [v1!.entered, v2!.left],
      [v2!.entered, v1!.left],
    ]);
    expect(bought(said(swapped, { action: 'take-back-identity', entry: 1, ...owner }))).toEqual(bought(over));
  });

  test('split at 7 s, there are three visits and three receipts', () => {
    const split = said(over, { action: 'split', shopper: 'S1', at: at(7), ...owner });
    expect(bought(split)).toEqual({ S1: { [CRISPS]: 1 }, 'S1.2': { [WATER]: 1 }, S2: {} });
    expect(viewScene(split).visits).toMatchObject([
      { id: 'V1', shopper: 'S1', left: at(7), closed: 'lost' },
      { id: 'V2', shopper: 'S2' },
      { id: 'V1.2', shopper: 'S1.2', entered: at(7), closed: 'exit' },
    ]);
    const back = said(split, { action: 'take-back-identity', entry: 1, ...owner });
    expect(viewScene(back).visits).toEqual(viewScene(over).visits);
    expect(bought(back)).toEqual(bought(over));
  });

  test('merged, there is one receipt, and the merged one’s is written again when that is taken back', () => {
    const merged = said(over, { action: 'merge', shopper: 'S1', into: 'S2', ...owner });
    expect(bought(merged)).toEqual({ S2: { [CRISPS]: 1, [WATER]: 1 } });
    expect(viewScene(merged).visits).toMatchObject([{ closed: 'merged' }, { shopper: 'S2', closed: 'exit' }]);
    expect(bought(said(merged, { action: 'take-back-identity', entry: 1, ...owner }))).toEqual(bought(over));
  });

  test('who is not known, or was not there then, cannot be renamed', () => {
    const refused: readonly Deed[] = [
      { action: 'merge', shopper: 'S1', into: 'S9', ...owner },
      { action: 'merge', shopper: 'S1', into: 'S1', ...owner },
      { action: 'split', shopper: 'S1', at: at(20), ...owner },
      { action: 'swap', shopper: 'S1', other: 'S2', at: at(24), ...owner },
      { action: 'take-back-identity', entry: 1, ...owner },
    ];
    const after = said(over, ...refused);
    expect(figuresOf(after)).toMatchObject({ corrections: 0, refusedCorrections: refused.length });
    expect(after.receipts).toEqual(over.receipts);
  });

  test('while the shop is open the cameras’ next takes go to whom they are called now', () => {
    const inside = run(trip.filter(({ time }) => time < at(7)));
    const swapped = said(inside, { action: 'swap', shopper: 'S1', other: 'S2', at: at(5), ...owner });
    const rest = [...trip.filter(({ time }) => time >= at(7)), endOf(25)];
    expect(bought(rest.reduce(stepScene, swapped))).toEqual({ S1: {}, S2: { [CRISPS]: 1, [WATER]: 1 } });
  });

  test('any moment shows everybody by the names they have by now, where one was followed under the other’s', async () => {
    const recollection = new Recollection(project);
    const swap: Deed = { action: 'swap', shopper: 'S1', other: 'S2', at: at(7), ...owner };
    recollection.take([...trip, endOf(25), { kind: 'action', time: at(25), ...swap }]);
    const naming = namingOf(recollection.last.ledger.identities);
    const before = viewScene(await recollection.at(6.5e6), naming);
    const after = viewScene(await recollection.at(8.5e6), naming);
    const placeOf = ({ shoppers }: SceneView, id: string) => shoppers.find((shopper) => shopper.id === id)!.at.x;
    expect(placeOf(before, 'S1')).toBeLessThan(2);
    expect(placeOf(after, 'S1')).toBeGreaterThan(3);
    expect(after.trails['S1']![0]!.x).toBeLessThan(2);
  });

  test('a replay of the journal comes to the same receipts and visits', async () => {
    const deeds: readonly Deed[] = [
      { action: 'split', shopper: 'S1', at: at(7), ...owner },
      { action: 'merge', shopper: 'S1.2', into: 'S2', ...owner },
      { action: 'take-back-identity', entry: 2, ...owner },
    ];
    const actions = deeds.map((deed): SceneInput => ({ kind: 'action', time: at(25), ...deed }));
    const chunk = packChunk([...trip, endOf(25), ...actions]);
    const replayed = await replay(project, sceneDefaults, [unpackChunk(chunk, 'chunk')]);
    expect(viewScene(replayed)).toEqual(viewScene(said(over, ...deeds)));
    expect(replayed.ledger.identities).toHaveLength(3);
  });
});

test('whatever people say while it runs, a shopper is at one place, no two share a track, no name comes twice, nothing is lost', () => {
  const name = fc.constantFrom('S1', 'S2', 'S1.2', 'S2.2', 'S1.2.2');
  const moment = fc.integer({ min: 0, max: 24 }).map(at);
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    fc.record({ action: fc.constant('merge'), shopper: name, into: name, ...fixed(owner) }),
    fc.record({ action: fc.constant('split'), shopper: name, at: moment, ...fixed(owner) }),
    fc.record({ action: fc.constant('swap'), shopper: name, other: name, at: moment, ...fixed(owner) }),
    fc.record({ action: fc.constant('take-back-identity'), entry: fc.integer({ min: 1, max: 6 }), ...fixed(owner) }),
  );
  const inputs = [...trip, endOf(25)];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 20, max: inputs.length }), deed), { maxLength: 8 }), (said) => {
      let scene = createScene(project);
      inputs.forEach((input, i) => {
        scene = stepScene(scene, input);
        for (const [when, each] of said) {
          if (when === i + 1) scene = stepScene(scene, { kind: 'action', time: scene.time, ...each });
        }
        if (i % 7 === 0 || i === inputs.length - 1) holds(viewScene(scene));
      });
      const taken = scene.ledger.postings.filter(({ interaction }, i, all) => {
        return all.findIndex((posting) => posting.interaction === interaction) === i;
      });
      const sold = scene.receipts.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
      expect(sold).toBe(taken.reduce((sum, { quantity }) => sum + quantity, 0));
    }),
    { numRuns: 60 },
  );
});

function holds({ shoppers, visits, baskets, receipts, trails }: SceneView): void {
  const unique = (ids: readonly string[]) => expect(new Set(ids).size).toBe(ids.length);
  unique(shoppers.map(({ id }) => id));
  unique(shoppers.flatMap(({ tracks }) => Object.entries(tracks).map((track) => track.join(' '))));
  unique(visits.map(({ id }) => id));
  unique(visits.map(({ shopper }) => shopper));
  unique([...baskets, ...receipts].map(({ visit }) => visit));
  expect(Object.keys(trails).filter((id) => !shoppers.some((shopper) => shopper.id === id))).toEqual([]);
}

const fixed = (values: typeof owner) => ({
  operator: fc.constant(values.operator),
  reason: fc.constant(values.reason),
});
