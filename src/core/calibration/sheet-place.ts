import type { WorldPoint } from '#core/geometry/frames.ts';
import { tagMetres } from '#core/calibration/sheet-layout.ts';

/** Where a sheet lies on the floor. */
export interface SheetPlace {
  /** Middle of its black square, m. */
  readonly x: number;
  readonly y: number;
  /** The way its arrow points, rad from +y of the plan towards -x: 0 is up on the plan. */
  readonly angle: number;
}

export interface PlacedSheet extends SheetPlace {
  readonly number: number;
}

type Corner = readonly [x: number, y: number];
/** Of a square of side 2: top left, and on clockwise as one who reads the number sees them. */
const SQUARE: readonly Corner[] = [
  [-1, 1],
  [1, 1],
  [1, -1],
  [-1, -1],
];

/** The corners of its black square as they lie before its reader: x right, y up, from its middle, m. */
export const sheetCorners = (number: number): readonly Corner[] =>
  SQUARE.map(([x, y]) => [(x * tagMetres(number)) / 2, (y * tagMetres(number)) / 2]);

/** The corners on the floor, m. @param scale - How much larger it was printed than it should be. */
export function cornersOnFloor({ number, x, y, angle }: PlacedSheet, scale = 1): readonly WorldPoint[] {
  const [c, s] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  return sheetCorners(number).map(([u, v]) => ({ x: x + c * u - s * v, y: y + s * u + c * v, z: 0 }));
}

/**
 * The turn and the shift that bring one set of points nearest to another.
 *
 * Source: S. Umeyama, *IEEE PAMI* 13 (1991) 376–380, in the plane and without scale.
 *
 * @param from - As many as `to`, at least two.
 */
export function rigidMotion(from: readonly Corner[], to: readonly Corner[]): SheetPlace {
  const mean = (points: readonly Corner[], axis: 0 | 1) => points.reduce((sum, p) => sum + p[axis], 0) / points.length;
  const [fx, fy, tx, ty] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)];
  let along = 0;
  let across = 0;
  from.forEach(([x, y], i) => {
    const [u, v] = to[i]!;
    along += (x - fx) * (u - tx) + (y - fy) * (v - ty);
    across += (x - fx) * (v - ty) - (y - fy) * (u - tx);
  });
  const angle = Math.atan2(across, along);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { x: tx - c * fx + s * fy, y: ty - s * fx - c * fy, angle };
}

/** Of `place` after `motion`. */
export function moved<T extends SheetPlace>(place: T, motion: SheetPlace): T {
  const [c, s] = [Math.cos(motion.angle), Math.sin(motion.angle)];
  const { x, y } = place;
  return { ...place, x: motion.x + c * x - s * y, y: motion.y + s * x + c * y, angle: place.angle + motion.angle };
}
