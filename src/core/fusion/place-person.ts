/**
 * Where a detected person stands: the floor position and height whose edges ({@link writeBodyEdges}) best explain the box, by
 * Gauss–Newton with a prior on height. Edges cut off by the frame say nothing: with the bottom cut the head and the
 * prior decide, with the top cut the feet. Arms and bags make boxes wider, so width says little about distance.
 */
import type { LikelyPlace } from '#core/fusion/floor-sighting.ts';
import { type HiddenFeet, nothingKnown } from '#core/fusion/hidden-feet.ts';
import { BODY_HEIGHT, EDGE_NUMBERS, writeBodyEdges } from '#core/fusion/standing-body.ts';
import { type Stature, type Tall, readStature } from '#core/fusion/stature.ts';
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, projectToGround } from '#core/geometry/camera-model.ts';
import { type Covariance2, type GroundFix, groundPoint, imagePoint } from '#core/geometry/frames.ts';

/** Standard deviation of a detector's box edge as a share of the box' height. */
const EDGE_SIGMA = 0.045;
/** Standard deviation of a body's width as a share of it. */
const WIDTH_SIGMA = 0.4;
/** What the body model and the calibration are off by, m. */
const MODEL_SIGMA = 0.08;
/** An edge this near to the frame's is cut off, px. */
const CUT = 2;
const MAX_STEPS = 15;
/** m */
const LONGEST_STEP = 0.5;
const SETTLED = 3e-3;
/** What is less probable is left out. */
const LEAST_SHARE = 0.02;
/** A fix vaguer than this is none, m. */
const WORST_SIGMA = 2;

/** How somebody may be in a picture. */
interface Pose extends Tall {
  /** The box ends where the feet are, and not where something hides them. */
  readonly feetSeen: boolean;
  /** Head and feet are as far apart as they are tall. */
  readonly upright: boolean;
  readonly often: number;
}

const upright = (tall: Tall): readonly Pose[] => [
  { ...tall, feetSeen: true, upright: true, often: 0.9 },
  { ...tall, feetSeen: false, upright: true, often: 0.9 },
];
/** Most stand; some bend or squat before a low shelf, and some are children. */
const ANYBODY: readonly Pose[] = [
  ...upright(BODY_HEIGHT),
  { mean: 1.2, sigma: 0.2, feetSeen: true, upright: false, often: 0.1 },
];

/** A body that explains a box, and how well. */
interface Fit extends GroundFix {
  /** Log of how probable box and body are together, but for what all fits of the box share. */
  readonly evidence: number;
  /** What the box says of how tall they are. */
  readonly tall?: Stature;
}

/**
 * @param hiddenFeet - Where the box may end before the feet do.
 * @param tall - Of whom more is known than that they are grown up: they walk upright too.
 * @returns Most probable first, with shares that sum to 1; empty when the box does not say where its person stands: on no
 *   floor, or with too many edges cut off.
 */
export function placePerson(
  camera: CameraModel,
  box: Box,
  hiddenFeet: HiddenFeet = nothingKnown,
  tall: Tall = BODY_HEIGHT,
): readonly LikelyPlace[] {
  const cutByFrame = box.y1 >= camera.height - CUT;
  const poses = tall === BODY_HEIGHT ? ANYBODY : upright(tall);
  const found = poses
    .filter(({ feetSeen }) => feetSeen || !cutByFrame)
    .flatMap((pose) => {
      const fit = fitBody(camera, box, pose);
      if (fit === null) return [];
      const hidden = cutByFrame ? 0 : hiddenFeet(fit.at);
      return [{ ...fit, score: fit.evidence + Math.log(pose.feetSeen ? 1 - hidden : hidden) }];
    });
  const most = Math.max(...found.map(({ score }) => score));
  const all = found.reduce((sum, { score }) => sum + Math.exp(score - most), 0);
  return found
    .map(({ at, cov, tall, score }) => ({ at, cov, share: Math.exp(score - most) / all, ...(tall && { tall }) }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
}

/** What the body shows now. */
const edges: Float64Array = new Float64Array(EDGE_NUMBERS);
/**
 * What the box says against it, at most four things: box minus body, px; 1 / variance, 1 / px²; and the derivative by x, y and height,
 * px per m.
 */
const misses: Float64Array = new Float64Array(4);
const weights: Float64Array = new Float64Array(4);
const slopes: Float64Array = new Float64Array(12);
let readings = 0;
/** Covariance of x, y and height: xx, xy, xh, yy, yh, hh. */
const spread: Float64Array = new Float64Array(6);

function fitBody(camera: CameraModel, box: Box, pose: Pose): Fit | null {
  const middle = imagePoint((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
  const start = projectToGround(camera, middle, { x: 1, y: 1 }, pose.mean / 2);
  if (!start) return null;

  let { x, y } = start.at;
  let height = pose.mean;
  for (let step = 0; step < MAX_STEPS; step++) {
    if (!writeBodyEdges(camera, x, y, height, edges)) return null;
    compare(camera, box, pose);
    if (!weigh(pose)) return null;
    let px = 0;
    let py = 0;
    let ph = (pose.mean - height) / pose.sigma ** 2;
    for (let r = 0; r < readings; r++) {
      const pull = weights[r]! * misses[r]!;
      px += pull * slopes[3 * r]!;
      py += pull * slopes[3 * r + 1]!;
      ph += pull * slopes[3 * r + 2]!;
    }
    const dx = spread[0]! * px + spread[1]! * py + spread[2]! * ph;
    const dy = spread[1]! * px + spread[3]! * py + spread[4]! * ph;
    const dh = spread[2]! * px + spread[4]! * py + spread[5]! * ph;
    const length = Math.sqrt(dx * dx + dy * dy);
    const share = Math.min(1, LONGEST_STEP / length);
    x += share * dx;
    y += share * dy;
    height += share * dh;
    if (length < SETTLED) {
      const cov = covarianceOf(box);
      const bottom = pose.feetSeen ? 0 : logBottom(box);
      if (cov === null) return null;
      const fit = { at: groundPoint(x, y), cov, evidence: bottom + evidence(height, pose) };
      const tall = pose.feetSeen && pose.upright ? readStature(height, spread[5]!, pose) : null;
      return tall === null ? fit : { ...fit, tall };
    }
  }
  return null;
}

/** Laplace's: how probable the readings are of somebody in that pose, wherever they stand. */
function evidence(height: number, { mean, sigma, often }: Pose): number {
  const tall = (height - mean) / sigma;
  let seen = 0;
  for (let r = 0; r < readings; r++) {
    seen += Math.log(weights[r]! / (2 * Math.PI)) - weights[r]! * misses[r]! ** 2;
  }
  return Math.log(often / sigma) + (seen - tall ** 2 + Math.log(determinant(spread))) / 2;
}

/** Log density of the bottom edge when what stands before the feet ends anywhere on the body. */
function logBottom(box: Box): number {
  const length = edges[3]! - edges[1]!;
  const below = Math.max(0, box.y1 - edges[3]!) / (EDGE_SIGMA * length);
  return -Math.log(length) - below ** 2 / 2;
}

/** Middle and width when both sides are in the frame, else the one side; then top and bottom. */
function compare(camera: CameraModel, box: Box, { feetSeen }: Pose): void {
  const variance = (EDGE_SIGMA * (box.y1 - box.y0)) ** 2;
  const slack = (WIDTH_SIGMA * (edges[2]! - edges[0]!)) ** 2;
  const left = box.x0 - edges[0]!;
  const right = box.x1 - edges[2]!;
  const leftIn = box.x0 > CUT;
  const rightIn = box.x1 < camera.width - CUT;
  readings = 0;
  if (leftIn && rightIn) {
    read((left + right) / 2, variance / 2, 0.5, 0.5, LEFT, RIGHT);
    read(right - left, 2 * variance + slack, -1, 1, LEFT, RIGHT);
  } else {
    if (leftIn) read(left, variance + slack / 4, 1, 0, LEFT, RIGHT);
    if (rightIn) read(right, variance + slack / 4, 0, 1, LEFT, RIGHT);
  }
  if (box.y0 > CUT) read(box.y0 - edges[1]!, variance, 1, 0, TOP, BOTTOM);
  if (feetSeen && box.y1 < camera.height - CUT) read(box.y1 - edges[3]!, variance, 0, 1, TOP, BOTTOM);
}

/** Where in {@link edges} the derivatives of an edge begin. */
const [LEFT, TOP, RIGHT, BOTTOM] = [4, 7, 10, 13] as const;

/** Of `a` times one edge plus `b` times another. */
function read(miss: number, variance: number, a: number, b: number, one: number, other: number): void {
  misses[readings] = miss;
  weights[readings] = 1 / variance;
  for (let k = 0; k < 3; k++) slopes[3 * readings + k] = a * edges[one + k]! + b * edges[other + k]!;
  readings += 1;
}

/** What readings and the prior on height know together, inverted to {@link spread}. @returns Whether they know enough. */
function weigh({ sigma }: Pose): boolean {
  // 100 m is far wider than any store: it only keeps a box with one edge left from dividing by zero.
  let xx = 1e-4;
  let xy = 0;
  let xh = 0;
  let yy = 1e-4;
  let yh = 0;
  let hh = 1 / sigma ** 2;
  for (let r = 0; r < readings; r++) {
    const w = weights[r]!;
    const sx = slopes[3 * r]!;
    const sy = slopes[3 * r + 1]!;
    const sh = slopes[3 * r + 2]!;
    xx += w * sx * sx;
    xy += w * sx * sy;
    xh += w * sx * sh;
    yy += w * sy * sy;
    yh += w * sy * sh;
    hh += w * sh * sh;
  }
  const a = yy * hh - yh * yh;
  const b = xh * yh - xy * hh;
  const c = xy * yh - xh * yy;
  const det = xx * a + xy * b + xh * c;
  if (!(det > 0)) return false;
  spread[0] = a / det;
  spread[1] = b / det;
  spread[2] = c / det;
  spread[3] = (xx * hh - xh * xh) / det;
  spread[4] = (xy * xh - xx * yh) / det;
  spread[5] = (xx * yy - xy * xy) / det;
  return true;
}

function determinant(m: Float64Array): number {
  const [xx, xy, xh, yy, yh, hh] = [m[0]!, m[1]!, m[2]!, m[3]!, m[4]!, m[5]!];
  return xx * (yy * hh - yh * yh) - xy * (xy * hh - yh * xh) + xh * (xy * yh - yy * xh);
}

/** @returns `null` when it says next to nothing. */
function covarianceOf(box: Box): Covariance2 | null {
  // A box wider than a body has an arm or a bag in it and does not say on which side: the body may be half the
  // excess to the left or to the right of the middle, the first reading. This is how far that shifts the fix.
  const excess = Math.max(0, box.x1 - box.x0 - (edges[2]! - edges[0]!));
  const off = readings === 0 ? 0 : (weights[0]! * excess) / 2;
  const [ox, oy, oh] = [off * slopes[0]!, off * slopes[1]!, off * slopes[2]!];
  const sx = spread[0]! * ox + spread[1]! * oy + spread[2]! * oh;
  const sy = spread[1]! * ox + spread[3]! * oy + spread[4]! * oh;
  const xx = spread[0]! + sx * sx + MODEL_SIGMA ** 2;
  const xy = spread[1]! + sx * sy;
  const yy = spread[3]! + sy * sy + MODEL_SIGMA ** 2;
  return xx + yy < 2 * WORST_SIGMA ** 2 ? [xx, xy, xy, yy] : null;
}
