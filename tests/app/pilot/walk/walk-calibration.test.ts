import { describe, expect, test } from 'vitest';
import type { WalkedCamera } from '#core/calibration/solve-walk.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { liveProject } from '#core/planning/live-project.ts';
import type { Project } from '#core/planning/project.ts';
import { micros } from '#core/time/micros.ts';
import { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';

/** A room with cameras, of which those in capitals are calibrated, and those with a mark were bumped since. */
function shop(...cameras: readonly string[]): Project {
  const webcams = cameras.map((id) => ({ id, name: id, width: 640, height: 360, known: null }));
  const project = liveProject('shop', webcams, '2026-01-01T00:00:00Z');
  const stale = { date: '2026-11-26', why: 'bumped' } as const;
  return {
    ...project,
    cameras: project.cameras.map((camera) => {
      if (camera.id === camera.id.toLowerCase()) return camera;
      const calibration = { ...camera.calibration, method: 'clicked points' };
      return { ...camera, calibration: camera.id.endsWith('!') ? { ...calibration, stale } : calibration };
    }),
  };
}
const found = (project: Project, camera: string): WalkedCamera => {
  const model = cameraModel(project.cameras.find(({ id }) => id === camera)!);
  return { ok: true, camera, model, late: 0.1, lateSigma: 0.01, residualPx: 5, residualCm: 4, shared: 30, hops: 1 };
};
function solved(project: Project): WalkCalibration {
  const walk = new WalkCalibration(project);
  walk.begin(project, 'loading');
  const others = project.cameras.filter(({ id }) => id !== walk.reference);
  walk.solved({ fault: null, cameras: others.map(({ id }) => found(project, id)) });
  return walk;
}

describe('the reference', () => {
  test('is a camera that was not moved since it was calibrated', () => {
    const walk = new WalkCalibration(shop('A!', 'B', 'c'));
    expect(walk.reference).toBe('B');
    expect(walk.known.map(({ id }) => id)).toEqual(['B']);
    expect(new WalkCalibration(shop('A!', 'b')).reference).toBeNull();
  });

  test('is not changed under an answer: another one drops it', () => {
    const walk = solved(shop('A', 'B', 'c'));
    expect([walk.phase, walk.found.length]).toEqual(['solved', 2]);
    walk.refer('B');
    expect([walk.phase, walk.reference, walk.found, walk.chosen.size]).toEqual(['ready', 'B', [], 0]);
  });

  test('that was unplugged before one walks again is another that is calibrated', () => {
    const walk = solved(shop('A', 'B', 'c'));
    walk.begin(shop('B', 'c'), 'loading');
    expect(walk.reference).toBe('B');
  });
});

test('one that was moved is saved anew unless somebody says otherwise, one that stands still is not', () => {
  expect([...solved(shop('A', 'B', 'C!', 'd')).chosen]).toEqual(['C!', 'd']);
});

test('whoever walks again and gives up has what was found before, of the cameras it was found of', () => {
  const before = shop('A', 'b', 'c');
  const walk = solved(before);
  walk.choose('c', false);
  const { answer } = walk;
  walk.begin(shop('b', 'C'), 'loading');
  expect(walk.answer).toBeNull();
  walk.giveUp();
  expect([walk.phase, walk.reference, [...walk.chosen]]).toEqual(['solved', 'A', ['b']]);
  expect(walk.answer).toBe(answer);
  expect(walk.project).toBe(before);
});

test('a walk that is recalled is not one that goes on', () => {
  const project = shop('A', 'b');
  const walk = new WalkCalibration(project);
  const [camera] = project.cameras;
  const sighting = { kind: 'camera', camera: camera!.id, time: micros(0), detections: [] } as const;
  walk.begin(project, 'recalling');
  walk.saw(sighting);
  expect(walk.phase).toBe('recalling');
  walk.begin(project, 'loading');
  walk.saw(sighting);
  expect(walk.phase).toBe('walking');
});
