/** How far every click is from where the scene puts its point, px. */
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Clicks, Px } from './clicks.ts';
import type { Scene } from './unknowns.ts';

export interface Miss {
  readonly camera: string;
  readonly of: string;
  readonly kind: 'mark' | 'joint' | 'rail' | 'vertical';
  /** Click minus projection, px; one number for a click that only has to lie on a line. */
  readonly px: readonly number[];
  /** How well such a point can be clicked, px. */
  readonly sigma: number;
}

type Homogeneous = readonly [number, number, number];

export function misses(scene: Scene, clicks: Clicks): Miss[] {
  const camera = (id: string) => scene.cameras.get(id)!;
  const railHeight = (shelf: string) => scene.heights.get(shelf)! - clicks.railMiddleBelowShelf;

  const marks = clicks.floorMarks.flatMap(({ id, clicks: seen }) => {
    const [x, y] = scene.marks.get(id)!;
    return Object.entries(seen).map(([at, px]): Miss => ({
      camera: at,
      of: id,
      kind: 'mark',
      px: offPoint(px, image(camera(at), x, y, 0)),
      sigma: 1,
    }));
  });
  const joints = clicks.railJoints.flatMap(({ id, x, shelf, clicks: seen }) =>
    Object.entries(seen).map(([at, px]): Miss => {
      const there = image(camera(at), x, clicks.shelfFront, railHeight(shelf));
      return { camera: at, of: id, kind: 'joint', px: offPoint(px, there), sigma: 1.5 };
    }),
  );
  const rails = clicks.rails.flatMap(({ camera: at, shelf, clicks: seen }) => {
    const [y, z] = [clicks.shelfFront, railHeight(shelf)];
    const line = through(image(camera(at), 1, y, z), image(camera(at), 3, y, z));
    return seen.map((px): Miss => ({ camera: at, of: shelf, kind: 'rail', px: [offLine(px, line)], sigma: 1.5 }));
  });
  const verticals = clicks.verticals.flatMap(({ camera: at, id, clicks: seen }) => {
    const line = through(middle(seen), zenith(camera(at)));
    return seen.map((px): Miss => ({ camera: at, of: id, kind: 'vertical', px: [offLine(px, line)], sigma: 0.7 }));
  });
  return [...marks, ...joints, ...rails, ...verticals];
}

/** Homogeneous, so a point behind the camera still spans its line. */
function image(camera: CameraModel, x: number, y: number, z: number): Homogeneous {
  const r = camera.rotation;
  const [tx, ty, tz] = camera.translation;
  const w = r[6]! * x + r[7]! * y + r[8]! * z + tz;
  const u = r[0]! * x + r[1]! * y + r[2]! * z + tx;
  const v = r[3]! * x + r[4]! * y + r[5]! * z + ty;
  return [camera.fx * u + camera.cx * w, camera.fy * v + camera.cy * w, w];
}

/** Where all vertical lines meet. */
function zenith({ rotation: r, fx, fy, cx, cy }: CameraModel): Homogeneous {
  return [fx * r[2]! + cx * r[8]!, fy * r[5]! + cy * r[8]!, r[8]!];
}

function middle(points: readonly Px[]): Homogeneous {
  const sum = (k: 0 | 1) => points.reduce((total, point) => total + point[k], 0);
  return [sum(0) / points.length, sum(1) / points.length, 1];
}

/** The line `a·u + b·v + c = 0` with (a, b) of length 1. */
function through(p: Homogeneous, q: Homogeneous): Homogeneous {
  const a = p[1] * q[2] - p[2] * q[1];
  const b = p[2] * q[0] - p[0] * q[2];
  const c = p[0] * q[1] - p[1] * q[0];
  const length = Math.hypot(a, b);
  return [a / length, b / length, c / length];
}

const offPoint = ([u, v]: Px, [x, y, w]: Homogeneous): number[] => [u - x / w, v - y / w];
const offLine = ([u, v]: Px, [a, b, c]: Homogeneous): number => a * u + b * v + c;
