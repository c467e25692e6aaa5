/** A shopper who stands still: the network hardly looks, and the shop knows all the same who took what. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { micros } from '#core/time/micros.ts';
import { type Outcome, simulate } from '../support/simulated-watch.ts';
import { CRISPS, tinyProject } from '../support/tiny-project.ts';
import { type Place, frames, inOrder, weights } from '../support/tiny-walk.ts';

const SECOND = 1_000_000;
const SECONDS = 24;

/** To the shelf in four seconds, there for twelve without moving, out by the exit. */
function patientTrip(t: number): Place {
  if (t < 4) return [1 + 0.05 * t, 0.2 + 0.5 * t];
  if (t < 16) return [1.2, 2.2];
  if (t < 20) return [1.2 + 0.45 * (t - 16), 2.2 - 0.5 * (t - 16)];
  return null;
}

const film = frames(SECONDS, patientTrip);
/** Ten seconds after they last moved somebody has a bag of crisps less on the shelf. */
const weighed = weights(SECONDS, { 'f1-s1-p1': [14, 105] });

describe('somebody studies a shelf for twelve seconds', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await simulate({
      cameras: [{ id: 'cam1', period: SECOND / 10, shows: (time) => JSON.stringify(patientTrip(time / SECOND)) }],
      look: () => 30_000,
      lasts: SECONDS * SECOND,
      finds: (scene) => film.find((_, i) => JSON.stringify(patientTrip(i / 10)) === scene)!.detections,
    });
  });

  test('the network looks at what moves, and about once a second at who does not', () => {
    const standing = outcome.seen.filter(({ time }) => time > 6 * SECOND && time < 15 * SECOND);
    const looked = standing.filter(({ how }) => how === 'looked');
    expect(standing.length).toBeGreaterThan(85);
    expect(looked.length).toBeGreaterThanOrEqual(9);
    expect(looked.length).toBeLessThanOrEqual(12);
  });

  test('the track lives on, and what was taken is theirs, as if every frame had been looked at', () => {
    const passedOn = outcome.seen.map(({ time, detections }): CameraSighting => {
      return { kind: 'camera', camera: 'cam1', time: micros(time), detections };
    });
    const [watched, looked] = [shopOf(passedOn), shopOf(film)];
    expect(watched.interactions.map(({ type }) => type)).toEqual(['take']);
    expect(watched.interactions[0]!.candidates[0]).toMatchObject({ gtin: CRISPS, quantity: 1 });
    expect(watched.interactions[0]!.attributions[0]).toMatchObject({ shopper: 'S1' });
    expect(watched.tracks).toEqual(looked.tracks);
    expect(watched.tracks.size).toBe(1);
    const sure = (shop: typeof watched) => shop.interactions[0]!.attributions[0]!.probability;
    expect(sure(watched)).toBeCloseTo(sure(looked), 2);
  });
});

/** What the shop makes of it, and which tracks were followed. */
function shopOf(sightings: readonly CameraSighting[]) {
  const tracks = new Set<number>();
  let scene = createScene(tinyProject());
  for (const input of inOrder(sightings, weighed)) {
    scene = stepScene(scene, input);
    for (const { id, state } of scene.cameras.get('cam1')!.tracks) if (state === 'confirmed') tracks.add(id);
  }
  return { interactions: viewScene(scene).interactions, tracks };
}
