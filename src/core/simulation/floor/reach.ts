/**
 * How somebody bends to get at something.
 *
 * Lengths of the body as shares of its height: R. Drillis & R. Contini, *Body Segment Parameters* (1966), as in D. A. Winter,
 * *Biomechanics and Motor Control of Human Movement*, fig. 4.1.
 */

/** Shares of the height of somebody who stands. */
const HIP = 0.53;
const SQUATTING_HIP = 0.2;
const TRUNK = 0.288;
/** From the shoulder to what the hand grips. */
const ARM = 0.39;
/** An arm is not stretched to its last millimetre. */
const COMFORT = 0.97;
/** rad */
const MOST_BEND = 1;

export interface Posture {
  /** 0 upright, 1 squatting. */
  readonly crouch: number;
  /** rad */
  readonly bend: number;
}

export const UPRIGHT: Posture = { crouch: 0, bend: 0 };

/**
 * The least trouble that brings the hand there.
 *
 * @param height - Of the person, m.
 * @param distance - From the middle of the body over the floor, m.
 * @param z - Over the floor, m.
 * @returns `null` out of reach.
 */
export function postureFor(height: number, distance: number, z: number): Posture | null {
  let best: Posture | null = null;
  let least = Infinity;
  for (let c = 0; c <= 10; c++) {
    for (let b = 0; b <= 10; b++) {
      const posture = { crouch: c / 10, bend: (MOST_BEND * b) / 10 };
      const trouble = 1.1 * posture.crouch + posture.bend;
      if (trouble < least && gap(height, posture, distance, z) <= COMFORT * ARM * height) {
        best = posture;
        least = trouble;
      }
    }
  }
  return best;
}

/** From the shoulder to the point, m. */
function gap(height: number, { crouch, bend }: Posture, distance: number, z: number): number {
  const hip = height * (HIP + (SQUATTING_HIP - HIP) * crouch);
  const forward = TRUNK * height * Math.sin(bend);
  return Math.hypot(distance - forward, z - hip - TRUNK * height * Math.cos(bend));
}
