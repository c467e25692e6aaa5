/** How tall the walker is, from the boxes of a calibrated camera that show all of them. */
import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import type { Tall } from '#core/fusion/stature.ts';
import { BODY_HEIGHT, bodyEdges } from '#core/fusion/standing-body.ts';
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, cameraCentre, projectToGround } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';

/** Of the lowest ring of a standing body, m: its rim is nearer to the camera than its middle. */
const STEP = 0.2;
/** An edge this near to the frame's is cut off, px. */
const CUT = 2;
/** What clicks that are a little off make of a height, m. */
const SIGMA = 0.04;
const LEAST_BOXES = 20;
/** What boxes make of one height, m; and how far off the densest they are of the same. */
const [SPREAD, LIKE] = [0.06, 0.1];
/** m */
const NUDGE = 0.05;

/** @returns What is true of anybody when too few boxes show feet and head. */
export function walkerHeight(camera: CameraModel, boxes: readonly WalkerBox[]): Tall {
  const heights = boxes.flatMap(({ box }) => {
    if (box.y0 <= CUT || box.y1 >= camera.height - CUT) return [];
    const at = standsAt(camera, box);
    const top = (height: number) => at && (bodyEdges(camera, { ...at, height })?.[1] ?? null);
    const [low, high] = [top(BODY_HEIGHT.mean), top(BODY_HEIGHT.mean + NUDGE)];
    return low === null || high === null ? [] : [BODY_HEIGHT.mean + (NUDGE * (box.y0 - low)) / (high - low)];
  });
  const most = densest(heights);
  const like = heights.filter((height) => Math.abs(height - most) <= LIKE);
  if (like.length < LEAST_BOXES) return BODY_HEIGHT;
  const middle = like.reduce((sum, height) => sum + height, 0) / like.length;
  // Between what is usual and what was seen, by how sure each is.
  const [usual, seen] = [1 / BODY_HEIGHT.sigma ** 2, 1 / SIGMA ** 2];
  return {
    mean: (usual * BODY_HEIGHT.mean + seen * middle) / (usual + seen),
    sigma: 1 / Math.sqrt(usual + seen),
  };
}

/** Where most heights are: who is seen behind a shelf from the hips up looks far off and small, and never too tall. */
function densest(heights: readonly number[]): number {
  const near = (height: number) =>
    heights.reduce((sum, other) => sum + Math.exp(-((other - height) ** 2) / (2 * SPREAD ** 2)), 0);
  return heights.reduce((best, height) => (near(height) > near(best) ? height : best), heights[0] ?? 0);
}

/** Where somebody stands whose feet the box ends at, m; `null` when that is no floor. */
export function standsAt(camera: CameraModel, box: Box): { readonly x: number; readonly y: number } | null {
  const foot = imagePoint((box.x0 + box.x1) / 2, box.y1);
  const rim = projectToGround(camera, foot, { x: 1, y: 1 })?.at;
  if (rim === undefined) return null;
  const eye = cameraCentre(camera);
  const [dx, dy] = [rim.x - eye.x, rim.y - eye.y];
  const further = STEP / Math.max(STEP, Math.hypot(dx, dy));
  return { x: rim.x + further * dx, y: rim.y + further * dy };
}
