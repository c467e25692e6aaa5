import { describe, expect, test } from 'vitest';
import type { Condition } from '#core/detection/camera-condition.ts';
import { shoppersOf } from '#core/fusion/fusion.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { takenBack } from '#core/pipeline/taken-back.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { micros } from '#core/time/micros.ts';
import { UNCALIBRATED } from '#core/planning/camera.ts';
import { hangWebcams, usualWatching, watch } from '../../support/crowd-cameras.ts';
import { crowdProject, followClocked } from '../../support/clocked-crowd.ts';
import { walkAbout } from '../../support/walking-crowd.ts';

const ROOM = { x: 8, y: 6 };
const webcams = hangWebcams(1, ROOM, 3);
const crowd = walkAbout({ people: 3, seconds: 20, room: ROOM, seed: 3 });
const sightings = watch(crowd, webcams, 20, usualWatching, 3).map(({ sighting }) => sighting);
const run = (inputs: readonly SceneInput[]): Scene => inputs.reduce(stepScene, createScene(crowdProject(webcams)));
const condition = (seconds: number, is: Condition): SceneInput => ({
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

describe('a camera whose picture tells that it was moved', () => {
  const knocked = withConditions(condition(10, 'moved'));

  test('follows nobody from then on, though it is alone', () => {
    const scene = run(knocked);
    expect(followed(scene)).toBe(0);
    expect(viewScene(scene).health['cam1']!.aside).toEqual({ why: 'moved', since: 10_000_000 });
  });

  test('is used again when it hangs as it did', () => {
    const scene = run(withConditions(condition(8, 'moved'), condition(10, 'well')));
    expect(followed(scene)).toBeGreaterThan(0);
    expect(viewScene(scene).health['cam1']!.aside).toBeNull();
  });

  test('is not taken back when the run is interrupted and goes on: whoever looks then knows nothing of how it hung', () => {
    const recalled = run(knocked);
    expect(takenBack(recalled)).toEqual([]);
  });

  test('shows nothing while it is covered, and is moved still after that, also when the run is interrupted meanwhile', () => {
    const covered = run(withConditions(condition(10, 'moved'), condition(12, 'covered')));
    expect(viewScene(covered).health['cam1']!.aside?.why).toBe('covered');
    expect(takenBack(covered).map((told) => told.condition)).toEqual(['moved']);
    expect(viewScene(takenBack(covered).reduce(stepScene, covered)).health['cam1']!.aside?.why).toBe('moved');
  });

  test('is moved still after its clock jumped and the run was interrupted', () => {
    const jumped = run(withConditions(condition(10, 'moved'), condition(12, 'clock-ahead')));
    expect(takenBack(jumped).map((told) => told.condition)).toEqual(['moved']);
  });

  test('where moved counts for nothing it is told all the same that it is covered', () => {
    const settings = { ...sceneDefaults, fusion: { ...sceneDefaults.fusion, moved: 0 } };
    const inputs = withConditions(condition(10, 'moved'), condition(12, 'covered'));
    const scene = inputs.reduce(stepScene, createScene(crowdProject(webcams), settings));
    expect(viewScene(scene).health['cam1']!.aside?.why).toBe('covered');
  });

  test('goes on where nobody asks, and where it was never calibrated', () => {
    const settings = { ...sceneDefaults, fusion: { ...sceneDefaults.fusion, moved: 0 } };
    const project = crowdProject(webcams);
    const unasked = knocked.reduce(stepScene, createScene(project, settings));
    expect(viewScene(unasked).health['cam1']!.aside).toBeNull();
    const [camera] = project.cameras;
    const cameras = [{ ...camera!, calibration: { ...camera!.calibration, method: UNCALIBRATED } }];
    const unknown = knocked.reduce(stepScene, createScene({ ...project, cameras }));
    expect(viewScene(unknown).health['cam1']!.aside).toBeNull();
  });
});

test('of two cameras that contradict each other the one whose picture moved was moved, and the other is not doubted', () => {
  let last: Scene | null = null;
  const knock = { camera: 1, at: 8, aside: 3, down: 0 };
  followClocked({ cameras: 2, people: 4, seconds: 24, knock }, 201, (scene) => (last = scene));
  const healths = (scene: Scene) => Object.values(viewScene(scene).health);
  expect(healths(last!).filter(({ doubted }) => doubted !== null)).not.toEqual([]);
  const told = stepScene(last!, { kind: 'condition', camera: 'cam2', time: last!.time, condition: 'moved' });
  expect(healths(told).map(({ aside, doubted }) => [aside?.why ?? null, doubted])).toEqual([
    [null, null],
    ['moved', null],
  ]);
});

test('what a camera sends too late is counted as its own', () => {
  const late = { ...sightings[0]!, time: micros(1_000_000) };
  const { health } = viewScene(run([...sightings, late, late]));
  expect(health['cam1']!.late).toBe(2);
});
