/**
 * The four sides of a dark quad to a part of a pixel: where the light rises fastest across each of them, and the line through those
 * places; corners are where two lines meet. It begins within some pixels of the border and needs no idea of what is inside.
 *
 * Source: J. Wang & E. Olson, *AprilTag 2: Efficient and robust fiducial detection*, IROS 2016, §III-D.
 */
import { type GreyPicture, lightAt } from '#core/calibration/grey-picture.ts';
import { type Quad, sides } from '#core/calibration/quad.ts';
import { imagePoint } from '#core/geometry/frames.ts';

interface Line {
  /** Unit normal, and its distance from 0, 0. */
  readonly nx: number;
  readonly ny: number;
  readonly d: number;
}

/** Near a corner two sides are seen at once. As a part of a side. */
const ENDS = 0.12;
/** px */
const STEP = 0.25;

/** @returns `null` when a side cannot be told from what lies around it. */
export function fitEdges(picture: GreyPicture, quad: Quad): Quad | null {
  let now = quad;
  // The border begins up to a pixel beside where it will end, and so do the rows across it.
  for (const reach of [2.5, 1.5]) {
    const shortest = Math.min(...sides(now));
    const lines = [0, 1, 2, 3].map((i) => fitSide(picture, now, i, Math.max(1, Math.min(reach, shortest / 6))));
    const corners = lines.map((line, i) => {
      const before = lines[(i + 3) % 4];
      return line && before ? crossing(before, line) : null;
    });
    if (corners.some((corner) => corner === null)) return null;
    now = corners as unknown as Quad;
  }
  const strayed = now.some((corner, i) => Math.hypot(corner.x - quad[i]!.x, corner.y - quad[i]!.y) > 5);
  return strayed ? null : now;
}

function fitSide(picture: GreyPicture, quad: Quad, side: number, reach: number): Line | null {
  const [a, b] = [quad[side]!, quad[(side + 1) % 4]!];
  const long = Math.hypot(b.x - a.x, b.y - a.y);
  // Out of a quad that goes clockwise, y down.
  const [nx, ny] = [(b.y - a.y) / long, -(b.x - a.x) / long];
  const places: (readonly [x: number, y: number, weight: number])[] = [];
  const count = Math.max(5, Math.min(40, Math.round(long)));
  for (let k = 0; k < count; k++) {
    const along = ENDS + ((1 - 2 * ENDS) * k) / (count - 1);
    const [x, y] = [a.x + along * (b.x - a.x), a.y + along * (b.y - a.y)];
    // The mean of the places where it gets lighter, each by how much.
    let sum = 0;
    let weight = 0;
    let before = lightAt(picture, x - reach * nx, y - reach * ny);
    for (let t = -reach + STEP; t <= reach; t += STEP) {
      const light = lightAt(picture, x + t * nx, y + t * ny);
      const rise = Math.max(0, light - before) ** 2;
      sum += rise * (t - STEP / 2);
      weight += rise;
      before = light;
    }
    if (weight > 1) places.push([x + (sum / weight) * nx, y + (sum / weight) * ny, Math.sqrt(weight)]);
  }
  return places.length < 4 ? null : lineThrough(places, nx, ny);
}

/** Total least squares. @param nx - Of a normal that points about the same way. */
function lineThrough(places: readonly (readonly [number, number, number])[], nx: number, ny: number): Line | null {
  const total = places.reduce((sum, [, , w]) => sum + w, 0);
  const mx = places.reduce((sum, [x, , w]) => sum + w * x, 0) / total;
  const my = places.reduce((sum, [, y, w]) => sum + w * y, 0) / total;
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y, w] of places) {
    xx += w * (x - mx) ** 2;
    xy += w * (x - mx) * (y - my);
    yy += w * (y - my) ** 2;
  }
  const turn = 0.5 * Math.atan2(2 * xy, xx - yy);
  let [ux, uy] = [-Math.sin(turn), Math.cos(turn)];
  if (ux * nx + uy * ny < 0) [ux, uy] = [-ux, -uy];
  // Turned by more than a quarter of a right angle it is another line.
  return ux * nx + uy * ny < 0.92 ? null : { nx: ux, ny: uy, d: ux * mx + uy * my };
}

function crossing(a: Line, b: Line) {
  const det = a.nx * b.ny - a.ny * b.nx;
  if (Math.abs(det) < 0.05) return null;
  return imagePoint((a.d * b.ny - b.d * a.ny) / det, (a.nx * b.d - b.nx * a.d) / det);
}
