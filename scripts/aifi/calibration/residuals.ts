/** What the calibration is worth, in px of the pictures and cm on the floor. */
import { type CameraModel, cameraCentre, projectToGround } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { adjust } from './bundle.ts';
import type { Clicks, Px } from './clicks.ts';
import type { Miss } from './misses.ts';
import type { CameraStart } from './start.ts';
import { type Scene, readScene } from './unknowns.ts';

export interface Residual {
  /** Over all clicks of the camera: root mean square and largest. */
  readonly px: number;
  readonly maxPx: number;
  /** Over its floor marks, each to where all cameras together put it. */
  readonly cm: number;
}

export function residualOf(
  id: string,
  camera: CameraModel,
  scene: Scene,
  all: readonly Miss[],
  clicks: Clicks,
): Residual {
  const lengths = all.filter((miss) => miss.camera === id).map(({ px }) => Math.hypot(...px));
  const cm = clicks.floorMarks.flatMap(({ id: mark, clicks: seen }) =>
    seen[id] ? [100 * distance(onFloor(camera, seen[id]), scene.marks.get(mark)!)] : [],
  );
  return { px: rms(lengths), maxPx: Math.max(...lengths), cm: rms(cm) };
}

export function describe(scene: Scene, all: readonly Miss[], clicks: Clicks): string {
  const cameras = [...scene.cameras].map(([id, camera]) => {
    const { px, maxPx, cm } = residualOf(id, camera, scene, all, clicks);
    const { x, y, z } = cameraCentre(camera);
    const count = all.filter((miss) => miss.camera === id).length;
    return `${id}: ${count} clicks, rms ${px.toFixed(2)} px, max ${maxPx.toFixed(2)} px, floor ${cm.toFixed(1)} cm, f ${camera.fx.toFixed(1)}, at ${[x, y, z].map((v) => v.toFixed(3)).join(' ')}`;
  });
  const heights = [...scene.heights].map(([shelf, z]) => {
    const off = 1000 * (z - clicks.shelfHeights[shelf]!);
    return `${shelf} ${z.toFixed(3)} m (${off.toFixed(0)} mm)`;
  });
  const kinds = (['mark', 'joint', 'rail', 'vertical'] as const).map((kind) => {
    const own = all.filter((miss) => miss.kind === kind).map(({ px }) => Math.hypot(...px));
    return `${kind}: ${own.length} clicks, rms ${rms(own).toFixed(2)} px`;
  });
  return [...cameras, ...kinds, ...heights].join('\n') + '\n';
}

/** Each floor mark and each rail joint left out in turn, and placed by the cameras that were solved without it. */
export function crossCheck(clicks: Clicks, starts: readonly CameraStart[], solved: Float64Array): string {
  const full = readScene(solved, clicks, starts);
  const apart = clicks.floorMarks
    .filter(({ clicks: seen }) => Object.keys(seen).length > 1)
    .flatMap((mark) => {
      // The mark keeps its place among the unknowns and loses its clicks, so the old solution is a start.
      const without = clicks.floorMarks.map((other) => (other === mark ? { ...other, clicks: {} } : other));
      const { cameras } = readScene(adjust({ ...clicks, floorMarks: without }, starts, solved), clicks, starts);
      const places = Object.entries(mark.clicks).map(([id, px]) => onFloor(cameras.get(id)!, px));
      return pairs(places).map(([a, b]) => 100 * distance(a, b));
    });
  const joints = clicks.railJoints.flatMap((joint) => {
    const without = clicks.railJoints.filter((other) => other.shelf !== joint.shelf || other.x !== joint.x);
    const { cameras } = readScene(adjust({ ...clicks, railJoints: without }, starts, solved), clicks, starts);
    const height = full.heights.get(joint.shelf)! - clicks.railMiddleBelowShelf;
    return Object.entries(joint.clicks).map(
      ([id, px]) => 100 * distance(onFloor(cameras.get(id)!, px, height), [joint.x, clicks.shelfFront]),
    );
  });
  return [
    `left out, two cameras on one floor mark: ${summary(apart)}`,
    `left out, a rail joint against its known place: ${summary(joints)}`,
    '',
  ].join('\n');
}

function summary(cm: readonly number[]): string {
  const sorted = [...cm].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  return `${sorted.length} pairs, median ${at(0.5)} cm, p90 ${at(0.9)} cm, max ${at(1)} cm`;
}

function onFloor(camera: CameraModel, [u, v]: Px, height = 0): Px {
  const fix = projectToGround(camera, imagePoint(u, v), { x: 1, y: 1 }, height);
  return fix ? [fix.at.x, fix.at.y] : [NaN, NaN];
}

const rms = (values: readonly number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
const distance = (a: Px, b: Px) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
