/**
 * The joint between two bones of known lengths whose ends are known: elbow or knee.
 *
 * Source: the law of cosines, as in A. Aristidou et al., *Inverse Kinematics Techniques in Computer Graphics*, Computer Graphics Forum 37 (2018) §3.
 */
import type { WorldPoint } from '#core/geometry/frames.ts';
import { across, along, distance, subtract, unit } from '#core/simulation/body/vector.ts';

export interface TwoBones {
  readonly joint: WorldPoint;
  /** Where the second bone ends: at the target, or as near to it as the bones reach. */
  readonly end: WorldPoint;
}

/** A joint that is never quite straight bends the same way at the next moment. */
const STRAIGHTEST = 0.999;

/** @param pole - The direction in which the joint points, of any length. */
export function reachWith(
  root: WorldPoint,
  target: WorldPoint,
  first: number,
  second: number,
  pole: WorldPoint,
): TwoBones {
  const axis = unit(subtract(target, root));
  const nearest = Math.abs(first - second) + 1e-4;
  const span = Math.min((first + second) * STRAIGHTEST, Math.max(nearest, distance(root, target)));
  const ahead = (first * first - second * second + span * span) / (2 * span);
  const aside = Math.sqrt(Math.max(0, first * first - ahead * ahead));
  return {
    joint: along(along(root, axis, ahead), across(pole, axis), aside),
    end: along(root, axis, span),
  };
}
