/**
 * The lens from edges that are straight in the world: of all lenses the one under which the points along each edge lie on a
 * line. Where the camera hangs does not matter.
 *
 * Source: D. C. Brown, *Close-range camera calibration*, Photogrammetric Engineering 37 (1971) 855–866 (the plumb-line method);
 * F. Devernay & O. Faugeras, *Straight lines have to be straight*, Machine Vision and Applications 13 (2001) 14–24. Distances are
 * measured in the picture as it is: measured in the straightened one, a lens that shrinks it would always seem better.
 */
import type { FrameSize } from '#core/geometry/calibration-point.ts';
import { type Distortion, distort, undistortNormalised } from '#core/geometry/distortion.ts';
import type { PictureLens } from '#core/geometry/picture-lens.ts';
import { minimise } from '#core/math/levenberg-marquardt.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Points along one edge, px. */
export type Edge = readonly Spot[];

export const LEAST_EDGES = 2;
export const LEAST_EDGE_POINTS = 3;
/** With so many points on so many edges the second coefficient is found too. */
const [EDGES_FOR_K2, POINTS_FOR_K2] = [4, 24];
/** Less sure than this, the edges say nothing: they are short, or run through the middle, where no lens bends them. */
const LOOSE = 0.06;
/** Of a click that is none of a straight edge: so far beyond anything a lens does, px. */
const LOST = 100;

export interface StraightenedEdges {
  readonly lens: PictureLens;
  /** Standard deviation of k1. */
  readonly sigma: number;
  /** How far the points lie from straight lines, px: root mean square without the lens, and with it. */
  readonly before: number;
  readonly after: number;
}

export type EdgesAnswer =
  | { readonly kind: 'few'; readonly edges: number }
  /** They leave the lens open. */
  | { readonly kind: 'loose'; readonly sigma: number }
  | ({ readonly kind: 'found' } & StraightenedEdges);

/** @param edges - Those with fewer than {@link LEAST_EDGE_POINTS} points are passed over. */
export function straightenEdges(edges: readonly Edge[], size: FrameSize): EdgesAnswer {
  const whole = edges.filter((edge) => edge.length >= LEAST_EDGE_POINTS);
  if (whole.length < LEAST_EDGES) return { kind: 'few', edges: LEAST_EDGES - whole.length };
  const radius = Math.hypot(size.width, size.height) / 2;
  const points = whole.map((edge) =>
    edge.map(({ x, y }) => [(x - size.width / 2) / radius, (y - size.height / 2) / radius] as const),
  );
  const count = points.reduce((sum, edge) => sum + edge.length, 0);
  const both = whole.length >= EDGES_FOR_K2 && count >= POINTS_FOR_K2;
  const residuals = (unknowns: Float64Array) => {
    const lens: Distortion = [unknowns[0]!, unknowns[1] ?? 0, 0, 0, 0];
    return Float64Array.from(
      points.flatMap((edge) => missesOf(edge, lens)),
      (miss) => miss * radius,
    );
  };
  const rms = (values: Float64Array) => Math.hypot(...values) / Math.sqrt(values.length);
  const fit = minimise(residuals, both ? [0, 0] : [0]);
  const left = residuals(fit.unknowns);
  // Of each edge two unknowns are its own line.
  const free = Math.max(1, count - 2 * whole.length - fit.unknowns.length);
  const noise = Math.max(0.5, Math.hypot(...left) / Math.sqrt(free));
  const sigma = noise / Math.max(1e-9, slopeOf(residuals, fit.unknowns));
  if (sigma > LOOSE) return { kind: 'loose', sigma };
  const lens = { k1: fit.unknowns[0]!, k2: fit.unknowns[1] ?? 0 };
  return { kind: 'found', lens, sigma, before: rms(residuals(new Float64Array(1))), after: rms(left) };
}

/** How much all residuals together change with k1, after a k2 has made up for what it can. */
function slopeOf(residuals: (unknowns: Float64Array) => Float64Array, at: Float64Array): number {
  const column = (i: number) => {
    const nudged = (by: number) => residuals(at.map((value, k) => (k === i ? value + by : value)));
    const [up, down] = [nudged(1e-5), nudged(-1e-5)];
    return up.map((value, k) => (value - down[k]!) / 2e-5);
  };
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
  const first = column(0);
  if (at.length === 1) return Math.sqrt(dot(first, first));
  const second = column(1);
  return Math.sqrt(Math.max(0, dot(first, first) - dot(first, second) ** 2 / Math.max(1e-12, dot(second, second))));
}

/** How far each point lies beside the bent picture of the line that fits the straightened ones best, signed. */
function missesOf(edge: readonly (readonly [number, number])[], lens: Distortion): number[] {
  const straight = edge.map(([x, y]) => undistortNormalised(lens, x, y));
  if (straight.some((point) => point === null)) return edge.map(() => LOST);
  const { mx, my, nx, ny } = lineThrough(straight as Spot[]);
  return edge.map(([x, y], i) => {
    const point = straight[i]!;
    const off = (point.x - mx) * nx + (point.y - my) * ny;
    const foot = distort(lens, point.x - off * nx, point.y - off * ny);
    return foot === null ? LOST : Math.sign(off) * Math.hypot(foot.x - x, foot.y - y);
  });
}

/** The line with the least squared distances: through the middle, at right angles to the direction of least spread. */
function lineThrough(points: readonly Spot[]) {
  const mean = (of: (point: Spot) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const [xx, yy] = [mean(({ x }) => (x - mx) ** 2), mean(({ y }) => (y - my) ** 2)];
  const xy = mean(({ x, y }) => (x - mx) * (y - my));
  const along = Math.atan2(2 * xy, xx - yy) / 2;
  return { mx, my, nx: -Math.sin(along), ny: Math.cos(along) };
}
