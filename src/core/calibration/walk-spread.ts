/** Whether a walk covers enough floor to tell where a camera hangs. */
import type { WalkFault } from '#core/calibration/walk-fault.ts';

/** Less far from one end to the other is standing, less wide is a line: standard deviations, m. */
const [STILL, LINE] = [0.25, 0.15];

/** @param points - Where the walker was, m. @returns `null` when they are spread. */
export function judgeSpread(camera: string, points: readonly (readonly [number, number])[]): WalkFault | null {
  const [long, short] = axes(points);
  if (long < STILL) return { kind: 'still', camera, metres: 2 * long };
  return short < LINE ? { kind: 'line', camera, metres: 2 * short } : null;
}

/** Standard deviations along and across the direction in which the points reach farthest. */
function axes(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, points.length);
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const [xx, yy] = [mean(([x]) => (x - mx) ** 2), mean(([, y]) => (y - my) ** 2)];
  const xy = mean(([x, y]) => (x - mx) * (y - my));
  const root = Math.hypot((xx - yy) / 2, xy);
  return [Math.sqrt((xx + yy) / 2 + root), Math.sqrt(Math.max(0, (xx + yy) / 2 - root))];
}
