import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import { replay } from '#core/pipeline/replay.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { packChunk, unpackChunk } from '#storage/journal-format.ts';
import { anySceneInput } from '../../support/scene-inputs.ts';
import { CRISPS, WATER, tinyProject } from '../../support/tiny-project.ts';
import { type Place, endOf, frames, inOrder, positions, shoppingTrip, weights } from '../../support/tiny-walk.ts';

const project = tinyProject();
const run = (inputs: readonly SceneInput[]): Scene => inputs.reduce(stepScene, createScene(project));
const crispsAndWater = {
  'f1-s1-p1': [6, 105],
  'f1-s1-p3': [8, 538],
} as const satisfies Record<string, readonly [number, number]>;

const bill = (scene: Scene) =>
  scene.receipts.map(({ visit, shopper, lines, total }) => [
    visit,
    shopper,
    lines.map(({ gtin, quantity }) => [gtin, quantity]),
    total,
  ]);

describe('somebody comes in, takes crisps and water, and leaves', () => {
  const trip = inOrder(positions(25, { a: shoppingTrip }), weights(25, crispsAndWater));
  const scene = run(trip);

  test('one visit, one receipt for both, without anybody ending the session', () => {
    expect(scene.visits).toMatchObject([{ id: 'V1', shopper: 'S1', closed: 'exit' }]);
    expect(bill(scene)).toEqual([
      [
        'V1',
        'S1',
        expect.arrayContaining([
          [CRISPS, 1],
          [WATER, 1],
        ]),
        370,
      ],
    ]);
  });

  test('the visit ends when they walked into the exit', () => {
    expect(scene.visits[0]!.entered / 1e6).toBeLessThan(1);
    // y = 0.5 m, where the exit begins, is passed at 12.0 s.
    expect(scene.visits[0]!.left! / 1e6).toBeCloseTo(12, 0);
  });

  test('what is taken on the way out is on the receipt, though the scale is certain only after they are gone', () => {
    const late = run(inOrder(positions(25, { a: shoppingTrip }), weights(25, { 'f1-s1-p3': [9.4, 538] })));
    expect(bill(late)).toEqual([['V1', 'S1', [[WATER, 1]], 120]]);
  });

  test('a person corrects a take after the session: the receipt is written anew, and a replay of the inputs agrees', () => {
    const { time } = scene;
    const taken = scene.interactions.find(({ candidates }) => candidates[0]?.gtin === CRISPS)!;
    const correction = {
      kind: 'action',
      action: 'correct',
      time,
      interaction: taken.id,
      outcome: { shopper: 'S1', gtin: CRISPS, quantity: 2 },
      operator: 'the owner',
      reason: 'two packs at once',
    } as const;
    const corrected = run([...trip, correction]);
    expect(corrected.receipts).toMatchObject([{ visit: 'V1', revision: 1, total: 620 }]);
    expect(corrected.ledger.postings.slice(0, 2)).toEqual(scene.ledger.postings);
    expect(figuresOf(corrected)).toMatchObject({ corrections: 1, refusedCorrections: 0 });
    const refused = run([...trip, { ...correction, outcome: { shopper: 'S1', gtin: WATER, quantity: -5 } }]);
    expect(refused.receipts).toEqual(scene.receipts);
    expect(figuresOf(refused)).toMatchObject({ corrections: 0, refusedCorrections: 1 });
  });

  test('when the recording ends early the visit ends with it', () => {
    const cut = run([...trip.filter(({ time }) => time < 9.5e6), endOf(9.5)]);
    expect(cut.visits).toMatchObject([{ closed: 'end-session', left: 9.5e6 }]);
    expect(bill(cut)).toEqual([
      [
        'V1',
        'S1',
        expect.arrayContaining([
          [CRISPS, 1],
          [WATER, 1],
        ]),
        370,
      ],
    ]);
  });

  test('other samples around a take give another receipt', () => {
    const altered = run(inOrder(positions(25, { a: shoppingTrip }), weights(25, { 'f1-s1-p1': [6, 105] })));
    expect(bill(altered)).toEqual([['V1', 'S1', [[CRISPS, 1]], 250]]);
  });
});

test('two people are billed for what each of them took', () => {
  const other = (t: number): Place => (t < 1 ? [3.5, 0.9] : t < 12 ? [3.4, 2] : t < 20 ? [3.5, 0.2] : null);
  const early = (t: number): Place => {
    const place = shoppingTrip(t);
    return place === null ? null : [Math.min(place[0], 2), place[1]];
  };
  const scene = run(inOrder(positions(30, { a: early, b: other }), weights(30, { 'f1-s1-p1': [6, 105] }), [endOf(30)]));
  expect(scene.visits.map(({ shopper }) => shopper)).toEqual(['S1', 'S2']);
  const [crisps] = scene.interactions;
  expect(crisps!.attributions[0]!.shopper).toBe('S1');
  expect(scene.receipts.find(({ shopper }) => shopper === 'S1')!.lines).toHaveLength(1);
  expect(scene.receipts.find(({ shopper }) => shopper === 'S2')!.lines).toHaveLength(0);
});

describe('a shopper counted twice while they take water', () => {
  const from = (source: string, seconds: number, at: (t: number) => Place): SceneInput[] =>
    positions(seconds, { [source]: at }).map((sighting) => ({ ...sighting, source }));
  /** A second system that puts the shopper at the other end of the shelf until 6.5 s, as a wrong box does. */
  const misplaced = (t: number): Place => {
    const place = shoppingTrip(t);
    return place === null || t < 3.5 || t > 9 ? null : [t < 6.5 ? 2.9 : place[0], place[1]];
  };
  const inputs = inOrder(
    from('right', 25, shoppingTrip),
    from('wrong', 25, misplaced),
    weights(25, { 'f1-s1-p3': [6.3, 538] }),
  );
  const scenes = [createScene(project)];
  for (const input of inputs) scenes.push(stepScene(scenes.at(-1)!, input));
  const scene = scenes.at(-1)!;

  test('is one again before the scale is certain', () => {
    const merged = scenes.find(({ fusion }) => fusion.merged.length > 0)!;
    expect(merged.fusion.merged).toEqual([{ shopper: 'S2', into: 'S1' }]);
    expect(merged.interactions).toEqual([]);
    expect(merged.time).toBeGreaterThan(scene.interactions[0]!.end);
  });

  test('nobody else can have done it, and it is on their receipt', () => {
    expect(scene.interactions[0]!.attributions.map(({ shopper }) => shopper)).toEqual(['S1']);
    expect(scene.ledger.postings).toMatchObject([{ shopper: 'S1', gtin: WATER, quantity: 1 }]);
    expect(bill(scene)).toEqual([['V1', 'S1', [[WATER, 1]], 120]]);
  });

  test('their way is one, oldest point first', () => {
    for (const { whereabouts } of scenes) {
      expect(new Set(whereabouts.map(({ shopper }) => shopper)).size).toBe(whereabouts.length);
      for (const { path } of whereabouts) expect(path).toEqual(path.toSorted((a, b) => a.time - b.time));
    }
  });
});

describe('seen by a camera alone', () => {
  const inside = (t: number): Place => (t < 10 ? [1 + 0.15 * t, 2] : [2.5, 2]);
  const scene = run(inOrder(frames(12, inside), weights(12, { 'f1-s1-p1': [3, 105] }), [endOf(12)]));
  const view = viewScene(run(frames(8, inside)));

  test('they are one shopper who stands where they stand', () => {
    expect(scene.fusion.shoppers).toBe(1);
    expect(view.shoppers).toHaveLength(1);
    expect(Math.hypot(view.shoppers[0]!.at.x - 2.2, view.shoppers[0]!.at.y - 2)).toBeLessThan(0.4);
    expect(view.cameras['cam1']!.tracks).toMatchObject([{ shopper: 'S1' }]);
    expect(view.trails['S1']!.length).toBeGreaterThan(40);
  });

  test('and what they take is billed to them', () => {
    expect(bill(scene)).toEqual([['V1', 'S1', [[CRISPS, 1]], 250]]);
  });
});

describe('a scene', () => {
  const trip = inOrder(frames(13, shoppingTrip), positions(13, { a: shoppingTrip }), weights(13, crispsAndWater));

  test('replayed is the same, bit for bit', async () => {
    const inputs = [...trip, endOf(13)];
    const again = await replay(project, sceneDefaults, [inputs.slice(0, 100), inputs.slice(100)]);
    expect(again).toEqual(run(inputs));
    expect(receiptsJson(again.receipts, figuresOf(again))).toBe(
      receiptsJson(run(inputs).receipts, figuresOf(run(inputs))),
    );
  });

  test('replayed from its journal is the same, bit for bit, also when people were compared by what they look like', async () => {
    const compared = trip.map((input, i): SceneInput => {
      if (input.kind !== 'camera' || input.detections.length === 0 || i % 5 !== 0) return input;
      const unlike = new Map(Array.from({ length: Math.min(i, 40) }, (_, k) => [i - k - 1, (53 * (i + k)) % 256]));
      return { ...input, likenesses: new Map([[0, { id: i, unlike }]]) };
    });
    const inputs = [...compared, endOf(13)];
    const scene = run(inputs);
    expect(run(inputs.slice(0, -20)).fusion.beliefs.some(({ looks }) => looks !== null)).toBe(true);
    const journal = [inputs.slice(0, 100), inputs.slice(100)].map((part) => unpackChunk(packChunk(part), 'journal'));
    expect(await replay(project, sceneDefaults, journal)).toEqual(scene);
  });

  test('that was stepped from is as it was: stepping it again gives the same', () => {
    let scene = createScene(project);
    trip.forEach((input, i) => {
      deepFreeze(scene);
      const next = stepScene(scene, input);
      if (i % 40 === 0) {
        const before = structuredClone(scene.weighing.levels);
        expect(stepScene(scene, input)).toEqual(next);
        expect(scene.weighing.levels).toEqual(before);
      }
      scene = next;
    });
    expect(scene.ledger.postings).toHaveLength(2);
  });

  test('is shown as plain data that can cross a thread', () => {
    const view = viewScene(run(trip));
    expect(structuredClone(view)).toEqual(view);
    expect(view.baskets.map(({ shopper, lines }) => [shopper, lines.length])).toEqual([['S1', 2]]);
  });

  test('counts what comes late and from nowhere, and goes on', () => {
    const late = trip.find((input) => input.kind === 'people' && input.time === 5_000_000)!;
    const stranger: SceneInput = { kind: 'camera', camera: 'nowhere', time: trip.at(-1)!.time, detections: [] };
    const scene = run([...trip, late, stranger]);
    expect(figuresOf(scene)).toMatchObject({ frames: 130, lateInputs: 1, unknownSources: 1 });
    expect(scene.fusion.shoppers).toBe(run(trip).fusion.shoppers);
  });

  test('survives whatever a journal can hold', () => {
    fc.assert(
      fc.property(fc.array(anySceneInput, { maxLength: 30 }), (inputs) => {
        const known = inputs.map((input): SceneInput => {
          if (input.kind === 'camera') return { ...input, camera: 'cam1' };
          return input.kind === 'readings' ? { ...input, sensor: 'f1-s1-p1' } : input;
        });
        const scene = run(known);
        for (const { at } of viewScene(scene).shoppers) expect(Number.isFinite(at.x + at.y)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return;
  Object.freeze(value);
  if (value instanceof Map) value.forEach(deepFreeze);
  else Object.values(value).forEach(deepFreeze);
}
