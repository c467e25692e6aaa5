import { describe, expect, test } from 'vitest';
import { shoppersOf } from '#core/fusion/fusion.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { takenBack } from '#core/pipeline/taken-back.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { micros } from '#core/time/micros.ts';
import { hangWebcams, usualWatching, watch } from '../../support/crowd-cameras.ts';
import { crowdProject } from '../../support/clocked-crowd.ts';
import { walkAbout } from '../../support/walking-crowd.ts';

const ROOM = { x: 8, y: 6 };
const webcams = hangWebcams(1, ROOM, 3);
const crowd = walkAbout({ people: 3, seconds: 20, room: ROOM, seed: 3 });
const sightings = watch(crowd, webcams, 20, usualWatching, 3).map(({ sighting }) => sighting);
const run = (inputs: readonly SceneInput[]): Scene => inputs.reduce(stepScene, createScene(crowdProject(webcams)));
const condition = (seconds: number, is: 'well' | 'covered'): SceneInput => ({
  kind: 'condition',
  camera: 'cam1',
  time: micros(seconds * 1e6),
  condition: is,
});
const withConditions = (...conditions: readonly SceneInput[]) =>
  [...sightings, ...conditions].sort((a, b) => a.time - b.time || Number(b.kind === 'condition') - 1);
const followed = (scene: Scene) =>
  shoppersOf(scene.fusion, scene.settings.fusion).filter(({ state }) => state === 'confirmed').length;

describe('a camera that is covered', () => {
  test('still has tracks, and nobody is followed by them', () => {
    const scene = run(withConditions(condition(10, 'covered')));
    expect(followed(run(sightings))).toBeGreaterThan(0);
    expect(followed(scene)).toBe(0);
    expect(viewScene(scene).cameras['cam1']!.tracks.length).toBeGreaterThan(0);
    expect(viewScene(scene).health['cam1']!.aside).toEqual({ why: 'covered', since: 10_000_000 });
  });

  test('is used again as soon as it is well', () => {
    const scene = run(withConditions(condition(8, 'covered'), condition(10, 'well')));
    expect(followed(scene)).toBeGreaterThan(0);
    expect(viewScene(scene).health['cam1']!.aside).toBeNull();
  });

  test('when the run is interrupted, is used again when it goes on', () => {
    const recalled = run(withConditions(condition(8, 'covered')).filter(({ time }) => time < 9e6));
    const inputs = [...takenBack(recalled), ...sightings.filter(({ time }) => time >= 9e6)];
    const scene = inputs.reduce(stepScene, recalled);
    expect(viewScene(recalled).health['cam1']!.aside).toEqual({ why: 'covered', since: 8_000_000 });
    expect(viewScene(scene).health['cam1']!.aside).toBeNull();
    expect(followed(scene)).toBeGreaterThan(0);
    expect(takenBack(scene)).toEqual([]);
  });

  test('of a camera that the project does not have nothing is known', () => {
    const scene = run([{ ...condition(1, 'covered'), camera: 'cam9' } as SceneInput]);
    expect(scene.counts.unknown).toBe(1);
  });
});

test('what a camera sends too late is counted as its own', () => {
  const late = { ...sightings[0]!, time: micros(1_000_000) };
  const { health } = viewScene(run([...sightings, late, late]));
  expect(health['cam1']!.late).toBe(2);
});
