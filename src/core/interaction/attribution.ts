/**
 * Who stood near enough to have done it.
 *
 * A shopper's likelihood falls with the distance to the plate beyond half an arm, blurred by how uncertain their
 * position is; a known hand at the plate says more than the feet. “Nobody we see” competes with a small constant.
 */
import { type WorldPoint, groundPoint } from '#core/geometry/frames.ts';
import { type PlanPolygon, lastMeeting } from '#core/geometry/polygon.ts';
import type { Attribution } from '#core/interaction/interaction.ts';
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import type { Whereabouts, WhereaboutsPoint } from '#core/interaction/whereabouts.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** The hand is at the shelf before the weight moves and after it stands. */
const BEFORE = 0.5 * MICROS_PER_SECOND;
const AFTER = 0.5 * MICROS_PER_SECOND;
/** An arm does not go through another fixture; a plan may be a little off. */
const THROUGH = 0.05;
/** A hand this near to the middle of a plate holds what stands on it, m; beyond, its error, m. */
const HAND_TOUCHES = 0.2;
const HAND_SIGMA = 0.15;
/** A hand seen elsewhere may be the wrong one. */
const WRONG_HAND = 0.05;
/** Whose hands are not seen may have them anywhere in reach. */
const UNSEEN_HAND = 0.5;

/**
 * @param at - Where the weight changed, m.
 * @param between - Footprints of the other fixtures.
 * @returns Most probable first; the rest to 1 is nobody's.
 */
export function attribute(
  at: WorldPoint,
  start: Micros,
  end: Micros,
  whereabouts: Whereabouts,
  between: readonly PlanPolygon[],
  parameters: InteractionParameters,
): readonly Attribution[] {
  const likelihoods = whereabouts.map(({ shopper, path }) => {
    const during = path.filter(({ time }) => time >= start - BEFORE && time <= end + AFTER);
    // Who takes something stands before it all the while; who passes by does not. Hence the geometric mean.
    const feet = during.reduce((sum, point) => sum + Math.log(feetLikelihood(at, point, between, parameters)), 0);
    const hands = during.reduce((most, point) => Math.max(most, handsLikelihood(at, point)), 0);
    return { shopper, likelihood: during.length === 0 ? 0 : Math.exp(feet / during.length) * hands };
  });
  const all = likelihoods.reduce((sum, { likelihood }) => sum + likelihood, parameters.nobody);
  return likelihoods
    .map(({ shopper, likelihood }) => ({ shopper, probability: likelihood / all }))
    .filter(({ probability }) => probability > 0.001)
    .sort((a, b) => b.probability - a.probability);
}

function feetLikelihood(
  at: WorldPoint,
  point: WhereaboutsPoint,
  between: readonly PlanPolygon[],
  parameters: InteractionParameters,
): number {
  const dx = at.x - point.at.x;
  const dy = at.y - point.at.y;
  const distance = Math.hypot(dx, dy);
  const [xx, xy, , yy] = point.cov;
  const towards = distance === 0 ? xx : (dx * dx * xx + 2 * dx * dy * xy + dy * dy * yy) / distance ** 2;
  const half = parameters.reach / 2;
  const near = halfBell(distance - half, Math.sqrt((half / 1.5) ** 2 + Math.max(0, towards)));
  const plate = groundPoint(at.x, at.y);
  return between.some((footprint) => lastMeeting(footprint, point.at, plate) !== null) ? near * THROUGH : near;
}

function handsLikelihood(at: WorldPoint, { hands }: WhereaboutsPoint): number {
  if (hands.length === 0) return UNSEEN_HAND;
  const hand = Math.min(...hands.map((h) => Math.hypot(h.x - at.x, h.y - at.y, h.z - at.z)));
  return Math.max(WRONG_HAND, halfBell(hand - HAND_TOUCHES, HAND_SIGMA));
}

/** 1 up to `excess` = 0, then the flank of a normal curve. */
function halfBell(excess: number, sigma: number): number {
  return Math.exp(-0.5 * (Math.max(0, excess) / sigma) ** 2);
}
