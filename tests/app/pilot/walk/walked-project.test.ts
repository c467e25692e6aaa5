import { describe, expect, test } from 'vitest';
import type { FoundCamera } from '#core/calibration/solve-walk.ts';
import { cameraModel, isCalibrated } from '#core/planning/camera.ts';
import { liveProject } from '#core/planning/live-project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { micros } from '#core/time/micros.ts';
import { bodyEdges } from '#core/fusion/standing-body.ts';
import type { Box } from '#core/geometry/box.ts';
import { SeenWalk } from '#app/pilot/walk/seen-walk.ts';
import { judgeOffsets, walkedProject } from '#app/pilot/walk/walked-project.ts';

const webcam = (id: string) => ({ id, name: id, width: 640, height: 360, known: null });
const plain = liveProject('shop', [webcam('a'), webcam('b'), webcam('c')], '2026-01-01T00:00:00Z');
const project = {
  ...plain,
  cameras: plain.cameras.map((camera) =>
    camera.id === 'c'
      ? camera
      : {
          ...camera,
          clock: { offsetMicros: camera.id === 'a' ? 30_000 : 0 },
          calibration: { ...camera.calibration, method: 'clicked points' },
        },
  ),
};
const found = (camera: string, late: number): FoundCamera => ({
  camera,
  model: { ...cameraModel(project.cameras[2]!), fx: 500, fy: 500 },
  late,
  lateSigma: 0.005,
  residualPx: 12.3456,
  residualCm: 9.8765,
  shared: 40,
  hops: 1,
});

describe('what a walk told is kept', () => {
  const after = walkedProject(project, 'a', [found('b', 0.1), found('c', -0.2)], new Set(['c']));
  const [a, b, c] = after.cameras;

  test('of the reference nothing changes', () => {
    expect(a).toEqual(project.cameras[0]);
  });

  test('of a camera whose calibration stays its clock is', () => {
    expect(b).toEqual({ ...project.cameras[1], clock: { offsetMicros: 130_000 } });
  });

  test('of a chosen one also where it hangs, and how that was found', () => {
    expect(isCalibrated(c!)).toBe(true);
    expect(c!.calibration).toMatchObject({ method: 'walking', residualPx: 12.346, residualCm: 9.88 });
    expect(c!.intrinsics.fx).toBe(500);
    expect(c!.clock).toEqual({ offsetMicros: -170_000 });
  });

  test('how fast a clock goes stays known', () => {
    const clock = { offsetMicros: 0, driftPpm: 12 };
    const drifting = { ...project, cameras: project.cameras.map((camera) => ({ ...camera, clock })) };
    const [, second] = walkedProject(drifting, 'a', [found('b', 0.1)], new Set()).cameras;
    expect(second!.clock).toEqual({ offsetMicros: 100_000, driftPpm: 12 });
  });
});

describe('a clock that is further off the session’s than a project can say', () => {
  const cameras = project.cameras.map((camera) =>
    camera.id === 'a' ? { ...camera, clock: { offsetMicros: 4_000_000 } } : camera,
  );
  const late = { ...project, cameras };
  const [near, far] = [found('b', 1), found('c', 1.000_001)];

  test('stays as it was, and the project can be read', () => {
    const after = walkedProject(late, 'a', [near, far], new Set(['c']));
    expect(after.cameras[1]!.clock).toEqual({ offsetMicros: 5_000_000 });
    expect(after.cameras[2]!.clock).toBeUndefined();
    expect(readProject(JSON.parse(JSON.stringify(after)), 'shop').cameras).toHaveLength(3);
  });

  test('is said of that camera', () => {
    const ok = true as const;
    const answer = {
      fault: null,
      cameras: [
        { ok, ...near },
        { ok, ...far },
      ],
    };
    expect(judgeOffsets(late, 'a', answer).cameras).toEqual([
      { ok, ...near },
      { ok: false, camera: 'c', fault: { kind: 'apart', camera: 'c', seconds: 5.000_001 } },
    ]);
  });
});

describe('while somebody walks', () => {
  const model = cameraModel(project.cameras[0]!);
  const boxAt = (x: number, y: number) => {
    const [x0, y0, x1, y1] = bodyEdges(model, { x, y, height: 1.75 })!;
    return { box: { x0, y0, x1, y1 }, score: 0.9, classId: 0 };
  };
  const saw = (camera: string, seconds: number, ...detections: ReturnType<typeof boxAt>[]) =>
    ({ kind: 'camera', camera, time: micros(1e6 * seconds), detections }) as const;

  test('what of the floor two cameras saw them on grows, and the time with it', () => {
    const walk = new SeenWalk(project, 'a');
    for (let i = 0; i < 30; i++) {
      walk.add(saw('a', i / 10, boxAt(1 + i / 20, 2.2)));
      if (i >= 10) walk.add(saw('b', i / 10 + 0.03, boxAt(2, 2.2)));
    }
    const progress = walk.progress();
    expect(walk.seconds).toBeCloseTo(2.93, 2);
    expect(progress.get('b')!.shared).toBeCloseTo(1.9, 1);
    expect(progress.get('b')!.squares.length).toBeLessThan(progress.get('a')!.squares.length);
    expect(progress.get('c')).toMatchObject({ shared: 0, squares: [], box: null });
  });

  test('a place behind a wall is none of the floor, and a square that a wall cuts is one', () => {
    const { outline } = project.plan;
    // A wall between the walker and the middle of their square.
    const wall = 1.75 - 0.1;
    const cut = { ...project.plan, outline: outline.map(([x, y]) => [Math.min(x, wall), y] as [number, number]) };
    const walk = new SeenWalk({ ...project, plan: cut }, 'a');
    for (const [i, x] of [1.6, 2.6].entries()) walk.add(saw('a', i, boxAt(x, 2.2)));
    expect(walk.progress().get('a')!.squares).toEqual([{ x: 1.75, y: 2.25 }]);
  });

  test('two people in a picture are nobody’s walk, and that is told', () => {
    const walk = new SeenWalk(project, 'a');
    walk.add(saw('a', 0, boxAt(1, 2), boxAt(3, 2.2)));
    expect(walk.progress().get('a')).toMatchObject({ people: 2, box: null, feet: [] });
    expect(walk.sightings.get('a')).toHaveLength(1);
  });

  test('who stands before they walk is seen, until they walk: then what stands is furniture', () => {
    const walk = new SeenWalk(project, 'a');
    const seen: (Box | null)[] = [];
    const stands = boxAt(1, 2);
    for (let i = 0; i < 140; i++) {
      walk.add(saw('a', i / 10, i < 60 ? stands : boxAt(1 + (i - 60) / 20, 2.2)));
      seen.push(walk.progress().get('a')!.box);
    }
    expect(seen.every((box) => box !== null)).toBe(true);
    expect(walk.progress().get('a')!.shared).toBeCloseTo(13.9, 1);
    walk.add(saw('a', 14, stands, boxAt(4, 2.4)));
    expect(walk.progress().get('a')!.box).toEqual(boxAt(4, 2.4).box);
  });
});
