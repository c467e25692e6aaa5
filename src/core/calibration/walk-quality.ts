/** How well a camera that was found agrees with the walk. */
import { type FloorWalk, fixesOf } from '#core/calibration/floor-walk.ts';
import type { WalkFit } from '#core/calibration/walk-fit.ts';
import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import { bodyEdges } from '#core/fusion/standing-body.ts';

export interface WalkQuality {
  /** Root mean squares without mistakes: of the middle and the head of boxes, px; on the floor, cm. */
  readonly residualPx: number;
  readonly residualCm: number;
  /** Whether most of the walk was seen where this camera sees it. */
  readonly fits: boolean;
}

/** An edge this near to the frame's is cut off, px. */
const CUT = 2;
/** Farther off than so many times the middle one is a mistake. */
const MISTAKE = 3;
/** A walk that is farther off in the middle is another one, cm. */
const MOST_CM = 40;
const LEAST_FRAMES = 15;
/** How well a walk tells how tall somebody is, m. */
const KNOWN_HEIGHT = 0.04;

/** @returns `null` when too few frames say how far it is off. */
export function walkQuality(
  { camera, late, height }: WalkFit,
  walk: FloorWalk,
  boxes: readonly WalkerBox[],
): WalkQuality | null {
  const tall = { mean: height, sigma: KNOWN_HEIGHT };
  const misses = boxes.flatMap(({ time, box }) => {
    const place = walk.at(time - late);
    if (place === null) return [];
    const edges = bodyEdges(camera, { x: place.x, y: place.y, height });
    if (edges === null) return [{ px: Infinity, cm: Infinity }];
    // As everybody is placed: feet that a shelf hides are where the head says. Of a body without both nobody knows.
    const at = fixesOf(camera, [{ time, box }], late, 0, tall)[0]?.at;
    if (at === undefined) return [];
    const end = box.y0 > CUT ? box.y0 - edges[1] : box.y1 - edges[3];
    const px = Math.hypot((box.x0 + box.x1 - edges[0] - edges[2]) / 2, end);
    const cm = 100 * Math.hypot(at.x - place.x, at.y - place.y);
    return [{ px, cm }];
  });
  if (misses.length < LEAST_FRAMES) return null;
  const middle = misses.map(({ cm }) => cm).sort((a, b) => a - b)[misses.length >> 1]!;
  if (middle === Infinity) return null;
  const kept = misses.filter(({ cm }) => cm <= MISTAKE * middle);
  const rms = (of: 'px' | 'cm') => Math.sqrt(kept.reduce((sum, each) => sum + each[of] ** 2, 0) / kept.length);
  return { residualPx: rms('px'), residualCm: rms('cm'), fits: middle <= MOST_CM };
}
