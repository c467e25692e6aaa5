/** What a run can prove while it goes on, beside what the journal proves when it is over. */
import { expect, test } from 'vitest';
import { proofWindow } from '#core/pipeline/proof.ts';
import { Recollection } from '#core/pipeline/recollection.ts';
import { RunMemory } from '#core/pipeline/run-memory.ts';
import { createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { stretchOf } from '#core/pipeline/stretch.ts';
import { tinyProject } from '../../support/tiny-project.ts';
import { inOrder, positions, shoppingTrip, weights } from '../../support/tiny-walk.ts';

const project = tinyProject();

/** A run of somebody who comes in again and again, every 30 s, and takes crisps once. */
function run(seconds: number) {
  const memory = new RunMemory();
  const recollection = new Recollection(project);
  const again = (t: number) => shoppingTrip(t % 30);
  const inputs = inOrder(positions(seconds, { a: again }), weights(seconds, { 'f1-s1-p1': [6, 105] }));
  let scene = createScene(project);
  for (const input of inputs) {
    scene = stepScene(scene, input);
    memory.take(input, scene);
  }
  recollection.take(inputs);
  return { memory, recollection, scene };
}

test('what a run remembers of an interaction is what its journal says of it, also minutes later', async () => {
  for (const seconds of [25, 200]) {
    const { memory, recollection, scene } = run(seconds);
    const [interaction] = scene.interactions;
    const { from, to } = proofWindow(interaction!);
    const plates = interaction!.plates.map(({ plate }) => plate);
    const proof = memory.proofOf(interaction!.id, scene)!;
    const { weights: told, paths } = await stretchOf(recollection, project, plates, from, to);
    expect(proof.whole).toBe(true);
    expect(proof.weights).toEqual(told);
    expect(proof.paths).toEqual(paths);
    expect(proof.shoppers.map(({ id }) => id)).toEqual(['S1']);
  }
});

test('before its window is over, as much as is known by then; of what is unknown, nothing', () => {
  const early = run(9);
  expect(early.scene.interactions).toHaveLength(1);
  const proof = early.memory.proofOf('I1', early.scene)!;
  expect(proof.whole).toBe(false);
  expect(proof.weights[0]!.times.length).toBeGreaterThan(100);
  expect(early.memory.proofOf('I2', early.scene)).toBeNull();
});
