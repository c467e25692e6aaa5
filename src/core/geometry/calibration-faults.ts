/** What is wrong with the points of a calibration before anything is computed from them. */
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';

/** Points are named by their index. */
export type CalibrationFault =
  /** Fewer than four: nothing can be found yet. */
  | { readonly kind: 'few'; readonly missing: number }
  | { readonly kind: 'duplicate'; readonly where: 'image' | 'plan'; readonly points: readonly [number, number] }
  /** All, or all but one, on one line. */
  | { readonly kind: 'collinear'; readonly where: 'image' | 'plan' }
  /** Its place in the picture is in the sky, as far as the other points tell. */
  | { readonly kind: 'horizon'; readonly point: number }
  /** The others agree without it; `cm` is how far off it is then. */
  | { readonly kind: 'suspect'; readonly point: number; readonly cm: number }
  /** All in a small part of the picture: what lies elsewhere is a guess. `share` of its area, in `[0, 1]`. */
  | { readonly kind: 'corner'; readonly share: number }
  /** The lens could be much longer or shorter; `share` is the focal length's standard deviation as a share of it. */
  | { readonly kind: 'loose'; readonly share: number }
  /** No camera over the floor sees the points like this. */
  | { readonly kind: 'no-camera' };

export const LEAST_POINTS = 4;
/** Nearer than this two points are one. */
const SAME_PX = 3;
const SAME_METRES = 0.02;
/** The least width of a cloud of points, as a share of its length, that is more than a line. */
const THIN = 0.03;
const SMALL_PART = 0.04;

/** Faults with which there is nothing to solve. */
export function judgePoints(points: readonly CalibrationPoint[]): readonly CalibrationFault[] {
  const faults: CalibrationFault[] = [];
  if (points.length < LEAST_POINTS) faults.push({ kind: 'few', missing: LEAST_POINTS - points.length });
  points.forEach((b, j) => {
    points.slice(0, j).forEach((a, i) => {
      const px = Math.hypot(a.image.x - b.image.x, a.image.y - b.image.y);
      const metres = Math.hypot(a.world.x - b.world.x, a.world.y - b.world.y, a.world.z - b.world.z);
      if (px < SAME_PX) faults.push({ kind: 'duplicate', where: 'image', points: [i, j] });
      else if (metres < SAME_METRES) faults.push({ kind: 'duplicate', where: 'plan', points: [i, j] });
    });
  });
  if (faults.length > 0) return faults;
  if (onOneLine(points.map(({ image }) => [image.x, image.y]))) faults.push({ kind: 'collinear', where: 'image' });
  const level = points.every(({ world }) => world.z === points[0]!.world.z);
  if (level && onOneLine(points.map(({ world }) => [world.x, world.y])))
    faults.push({ kind: 'collinear', where: 'plan' });
  return faults;
}

/** @returns The fault of points that all lie in a small part of the picture; `null` when they are spread. */
export function judgeSpread(
  points: readonly CalibrationPoint[],
  { width, height }: FrameSize,
): CalibrationFault | null {
  const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const share =
    (range(points.map(({ image }) => image.x)) / width) * (range(points.map(({ image }) => image.y)) / height);
  return share < SMALL_PART ? { kind: 'corner', share } : null;
}

/** Whether all points, or with the fewest there can be all but one, are on a line: then four give no plane. */
function onOneLine(points: readonly (readonly [number, number])[]): boolean {
  if (isThin(points)) return true;
  return points.length === LEAST_POINTS && points.some((_, out) => isThin(points.filter((_, i) => i !== out)));
}

/** By the standard deviations along and across the main direction. */
export function isThin(points: readonly (readonly [number, number])[]): boolean {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const xx = mean(([x]) => (x - mx) ** 2);
  const yy = mean(([, y]) => (y - my) ** 2);
  const xy = mean(([x, y]) => (x - mx) * (y - my));
  const root = Math.hypot((xx - yy) / 2, xy);
  const [long, short] = [(xx + yy) / 2 + root, Math.max(0, (xx + yy) / 2 - root)];
  return Math.sqrt(short) < THIN * Math.sqrt(long);
}
