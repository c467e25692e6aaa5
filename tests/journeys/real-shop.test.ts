/** Two recordings of a real shop, from what its cameras and scales said to the receipt: no label is looked at. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { type RecordedShop, recordedShop } from '../support/aifi-recording.ts';
import { data } from '../support/data.ts';

const folder = data('aifi-nanostore');

const run = ({ project, inputs }: RecordedShop): Scene => inputs.reduce(stepScene, createScene(project));
const bought = (scene: Scene) =>
  scene.receipts.map(({ lines }) => Object.fromEntries(lines.map(({ gtin, quantity }) => [gtin, quantity])));

describe.skipIf(folder === null)('four cameras and 316 scales', () => {
  let shop: RecordedShop;
  let scene: Scene;
  beforeAll(async () => {
    shop = await recordedShop(folder!, 'cps-test-01');
    scene = run(shop);
  }, 120_000);

  test('one shopper makes one visit and buys one sauce and one water', () => {
    expect(scene.visits).toHaveLength(1);
    expect(bought(scene)).toEqual([{ '071063437089': 1, '632565000012': 1 }]);
  });

  test('the visit ends at the door, when the shopper goes out after about 21 s', () => {
    const [visit] = scene.visits;
    expect(visit!.closed).toBe('exit');
    expect(visit!.left! / 1e6).toBeGreaterThan(19);
    expect(visit!.left! / 1e6).toBeLessThan(23);
  });

  test('the shopper stood before the plates when they were taken from', () => {
    const plates = new Map(
      shop.project.fixtures.flatMap((f) => f.shelves.flatMap((s) => s.plates)).map((p) => [p.id, p]),
    );
    const takes = scene.interactions.filter(({ type }) => type === 'take');
    expect(takes).toHaveLength(2);
    for (const take of takes) {
      const before = shop.inputs.filter(({ time }) => time <= take.end);
      const { x, y } = run({ ...shop, inputs: before }).whereabouts[0]!.path.at(-1)!.at;
      const [plateX, plateY] = plates.get(take.plates[0]!.plate)!.at;
      // Half a step along the shelf, an arm into it.
      expect(Math.abs(x - plateX)).toBeLessThan(0.5);
      expect(Math.abs(y - plateY)).toBeLessThan(1.2);
    }
  });

  test.each(['cam1', 'cam3', 'cam5', 'cam7'])('without %s the receipt is the same', (camera) => {
    const fewer = shop.inputs.filter((input) => input.kind !== 'camera' || input.camera !== camera);
    expect(bought(run({ ...shop, inputs: fewer }))).toEqual(bought(scene));
  });

  test('without the labels it is the same', () => {
    const unlabelled = shop.project.recordings.map((recording) => ({ ...recording, labels: null }));
    expect(shop.project.recordings.some(({ labels }) => labels !== null)).toBe(true);
    const { receipts } = run({ ...shop, project: { ...shop.project, recordings: unlabelled } });
    expect(receipts).toEqual(scene.receipts);
  });

  test('with the bottle still on its plate there is no bottle on the receipt', () => {
    const inputs = shop.inputs.map((input) =>
      input.kind === 'readings' && input.sensor === 'g1-s5-p10'
        ? { ...input, values: input.values.map(() => 4500) }
        : input,
    );
    expect(bought(run({ ...shop, inputs }))).toEqual([{ '071063437089': 1 }]);
  });

  test('who is seen through the glass afterwards is no shopper', () => {
    expect(scene.fusion.shoppers).toBe(1);
  });
});

describe.skipIf(folder === null)('positions of people and scales, without video', () => {
  test('one shopper buys one thing', async () => {
    const scene = run(await recordedShop(folder!, 'benchmark-1'));
    expect(scene.visits).toHaveLength(1);
    expect(bought(scene)).toEqual([{ '071142008582': 1 }]);
  }, 120_000);
});
