import { expect, test } from 'vitest';
import { distort } from '#core/geometry/distortion.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { CameraCalibration } from '#app/pilot/calibration.svelte.ts';
import { MARKS, seenAt, trueCamera, uncalibratedProject } from '../../support/marked-floor.ts';

function open(): CameraCalibration {
  const project = uncalibratedProject();
  return new CameraCalibration(project, project.cameras[0]!);
}

function place(calibration: CameraCalibration, [x, y]: readonly [number, number]): void {
  calibration.place('image', seenAt(x, y));
  calibration.place('plan', { x, y });
}

test('a camera shows the calibration it has until the first mark, and one that has none shows none', () => {
  const shown = ({ untouched, model }: CameraCalibration) => ({ untouched, model });
  expect(shown(open())).toEqual({ untouched: false, model: null });
  const project = uncalibratedProject();
  const [guessed] = project.cameras;
  const camera = { ...guessed!, calibration: { ...guessed!.calibration, method: 'clicked points' } };
  const calibrated = new CameraCalibration({ ...project, cameras: [camera] }, camera);
  expect(shown(calibrated)).toEqual({ untouched: true, model: cameraModel(camera) });
  place(calibrated, MARKS[0]!);
  expect(shown(calibrated)).toEqual({ untouched: false, model: null });
});

test('clicked or typed, the same marks make the same camera', () => {
  const clicked = open();
  for (const mark of MARKS) place(clicked, mark);
  const typed = open();
  for (const [x, y] of MARKS) {
    const id = typed.add();
    expect(typed.add()).toBe(id);
    typed.move(id, 'plan', { x, y }, 'type');
    expect(typed.wanted).toBe('image');
    typed.move(id, 'image', seenAt(x, y), 'type');
  }
  expect(typed.answer).toEqual(clicked.answer);
  expect(typed.answer.calibration!.camera.fx).toBeCloseTo(trueCamera.fx, 1);
  expect(typed.quality).toMatchObject({ grade: 'good' });
});

test('a drag is undone at once, and a place that was typed by itself', () => {
  const calibration = open();
  place(calibration, MARKS[0]!);
  for (let x = 0; x < 50; x++) calibration.move(1, 'image', { x, y: 10 }, 'drag 1');
  calibration.move(1, 'plan', { x: 2, y: 2 }, 'type');
  calibration.undo();
  expect(calibration.points[0]).toMatchObject({ image: { x: 49, y: 10 }, plan: { x: 1, y: 2.6 } });
  calibration.undo();
  expect(calibration.points[0]!.image).toEqual(seenAt(...MARKS[0]!));
});

/** Of a straight thing, as a lens with that k1 shows it. @param ends - x and y, in half diagonals from the middle. */
function edgeSeen(calibration: CameraCalibration, k1: number, [x0, y0, x1, y1]: (typeof STRAIGHT)[number]) {
  const { width, height } = calibration.camera;
  const radius = Math.hypot(width, height) / 2;
  return Array.from({ length: 7 }, (_, i) => {
    const at = distort([k1, 0, 0, 0, 0], x0 + (i / 6) * (x1 - x0), y0 + (i / 6) * (y1 - y0))!;
    return { x: width / 2 + radius * at.x, y: height / 2 + radius * at.y };
  });
}
const STRAIGHT = [
  [-0.8, -0.42, 0.8, -0.4],
  [-0.75, 0.4, 0.8, 0.44],
  [-0.72, -0.4, -0.74, 0.42],
] as const;

test('edges that are straight in the shop tell the lens, clicked or drawn; each is undone by itself', () => {
  const clicked = open();
  const drawn = open();
  for (const ends of STRAIGHT) {
    const edge = edgeSeen(clicked, -0.2, ends);
    for (const spot of edge) clicked.trace(spot);
    clicked.nextEdge();
    drawn.traceEdge(edge);
  }
  for (const { edgesAnswer } of [clicked, drawn]) {
    expect(edgesAnswer).toMatchObject({ kind: 'found', lens: { k1: expect.closeTo(-0.2, 3) as number } });
  }
  drawn.undo();
  expect(drawn.edges.map(({ length }) => length)).toEqual([7, 7, 0]);
  // A point that was dragged by many small steps is undone at once.
  for (let y = 0; y < 20; y++) drawn.moveOnEdge(8, { x: 1, y }, 'drag');
  expect(drawn.edges[1]![1]).toEqual({ x: 1, y: 19 });
  drawn.undo();
  expect(drawn.edges[1]).toEqual(edgeSeen(drawn, -0.2, STRAIGHT[1]));
  drawn.dropEdges();
  expect(drawn.edgesAnswer.kind).not.toBe('found');
  drawn.undo();
  expect(drawn.edges).toHaveLength(3);
});

test('an earlier calibration that was chosen is still chosen when one comes back from another way, with its doubt', () => {
  const project = uncalibratedProject();
  const [camera] = project.cameras;
  const { intrinsics, pose, calibration } = camera!;
  const stale = { date: '2026-11-26', why: 'bumped' } as const;
  const earlier = [{ intrinsics, pose, calibration: { ...calibration, method: 'walking', stale } }];
  const known = { ...camera!, earlier };
  const opened = new CameraCalibration({ ...project, cameras: [known] }, known);
  opened.way = 'earlier';
  opened.earlier = earlier[0]!;
  opened.way = 'click';
  expect(opened.found).toBeNull();
  opened.way = 'earlier';
  expect(opened.found).toMatchObject({ method: 'walking', stale, camera: cameraModel(camera!) });
  // Saved, it is the present one.
  opened.project = { ...project, cameras: [camera!] };
  expect(opened.found).toBeNull();
});
