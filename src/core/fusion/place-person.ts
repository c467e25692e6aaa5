/**
 * Where a detected person stands: the floor position and height whose {@link bodyEdges} best explain the box, by
 * Gauss–Newton with a prior on height. Edges cut off by the frame say nothing; with the bottom cut the head and the
 * prior decide, with the top cut the feet.
 */
import { BODY_HEIGHT, type BodyEdges, type Stance, bodyEdges } from '#core/fusion/standing-body.ts';
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, projectToGround } from '#core/geometry/camera-model.ts';
import { type GroundFix, groundPoint, imagePoint } from '#core/geometry/frames.ts';
import { invertSymmetric } from '#core/math/symmetric.ts';

/** Standard deviation of a detector's box edge as a share of the box' height. */
const EDGE_SIGMA = 0.045;
/** What the body model and the calibration are off by, m. */
const MODEL_SIGMA = 0.08;
/** An edge this near to the frame's is cut off, px. */
const CUT = 2;
const MAX_STEPS = 12;
/** m */
const LONGEST_STEP = 0.5;
const SETTLED = 1e-3;
/** A fix vaguer than this is none, m. */
const WORST_SIGMA = 2;

/** @returns `null` when the box does not say where its person stands: on no floor, or with too many edges cut off. */
export function placePerson(camera: CameraModel, box: Box): GroundFix | null {
  const middle = imagePoint((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
  const start = projectToGround(camera, middle, { x: 1, y: 1 }, BODY_HEIGHT.mean / 2);
  if (!start) return null;

  const sigma = EDGE_SIGMA * (box.y1 - box.y0);
  const weights = uncutEdges(camera, box).map((uncut) => (uncut ? 1 / (sigma * sigma) : 0));
  let stance: Stance = { x: start.at.x, y: start.at.y, height: BODY_HEIGHT.mean };
  for (let step = 0; step < MAX_STEPS; step++) {
    const body = bodyEdges(camera, stance);
    const inverse = body && invertSymmetric(information(body, weights), 3);
    if (!inverse) return null;
    const move = gaussNewton(body, inverse, box, weights, stance.height);
    const length = Math.hypot(move[0], move[1]);
    const share = Math.min(1, LONGEST_STEP / length);
    stance = {
      x: stance.x + share * move[0],
      y: stance.y + share * move[1],
      height: stance.height + share * move[2],
    };
    if (length < SETTLED) return describe(stance, body, inverse, box, weights);
  }
  return null;
}

function uncutEdges(camera: CameraModel, box: Box): readonly boolean[] {
  return [box.x0 > CUT, box.y0 > CUT, box.x1 < camera.width - CUT, box.y1 < camera.height - CUT];
}

/** `JᵀWJ` and the prior on height, 3 × 3. */
function information({ jacobian }: BodyEdges, weights: readonly number[]): Float64Array {
  const matrix = new Float64Array(9);
  for (let edge = 0; edge < 4; edge++) {
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) {
        matrix[r * 3 + c]! += weights[edge]! * jacobian[edge * 3 + r]! * jacobian[edge * 3 + c]!;
      }
    }
  }
  // Far wider than any store: it only keeps a box with one edge left from dividing by zero.
  matrix[0]! += 1e-4;
  matrix[4]! += 1e-4;
  matrix[8]! += 1 / BODY_HEIGHT.sigma ** 2;
  return matrix;
}

function gaussNewton(
  { at, jacobian }: BodyEdges,
  inverse: Float64Array,
  box: Box,
  weights: readonly number[],
  height: number,
): readonly [number, number, number] {
  const edges = [box.x0, box.y0, box.x1, box.y1];
  const pull = [0, 0, (BODY_HEIGHT.mean - height) / BODY_HEIGHT.sigma ** 2];
  for (let edge = 0; edge < 4; edge++) {
    const miss = weights[edge]! * (edges[edge]! - at[edge]!);
    for (let k = 0; k < 3; k++) pull[k]! += jacobian[edge * 3 + k]! * miss;
  }
  const row = (r: number) =>
    inverse[r * 3]! * pull[0]! + inverse[r * 3 + 1]! * pull[1]! + inverse[r * 3 + 2]! * pull[2]!;
  return [row(0), row(1), row(2)];
}

function describe(
  stance: Stance,
  { at, jacobian }: BodyEdges,
  inverse: Float64Array,
  box: Box,
  weights: readonly number[],
): GroundFix | null {
  // A box wider than a body has an arm or a bag in it, and does not say on which side: the person may stand half
  // the excess to the left or to the right. This is how far that shifts the fix.
  const excess = Math.max(0, box.x1 - box.x0 - (at[2] - at[0])) / 2;
  const sideways = [0, 1, 2].map((k) => jacobian[k]! * weights[0]! + jacobian[6 + k]! * weights[2]!);
  const shift = (r: number) => excess * [0, 1, 2].reduce((sum, k) => sum + inverse[r * 3 + k]! * sideways[k]!, 0);
  const [sx, sy] = [shift(0), shift(1)];

  const xx = inverse[0]! + sx * sx + MODEL_SIGMA ** 2;
  const xy = inverse[1]! + sx * sy;
  const yy = inverse[4]! + sy * sy + MODEL_SIGMA ** 2;
  if (!(xx + yy < 2 * WORST_SIGMA ** 2)) return null;
  return { at: groundPoint(stance.x, stance.y), cov: [xx, xy, xy, yy] };
}
