/**
 * The lengths of a body.
 *
 * Source: R. Drillis & R. Contini, *Body Segment Parameters*, New York University TR 1166.03 (1966), as fractions of height
 * (D. A. Winter, *Biomechanics and Motor Control of Human Movement*, 4th ed., fig. 4.1). Children have larger heads and shorter
 * legs: between heights of 1.5 m and 1 m the fractions go over to those of a child of four.
 */
import type { Person } from '#core/simulation/moment.ts';

/** m */
export interface Proportions {
  readonly height: number;
  /** Of the hip joints over the floor, upright. */
  readonly hip: number;
  /** Of a hip and of a shoulder joint from the middle. */
  readonly hipAside: number;
  readonly shoulderAside: number;
  readonly thigh: number;
  readonly shin: number;
  /** Of the ankle over the sole, and of the ball of the foot before it, of the heel behind it. */
  readonly ankle: number;
  readonly ball: number;
  readonly heel: number;
  /** From the hips to the base of the neck; the neck; the head. */
  readonly trunk: number;
  readonly neck: number;
  readonly head: number;
  readonly upperArm: number;
  readonly forearm: number;
  readonly hand: number;
  /** Of the limbs and of the trunk against a middling body of this height. */
  readonly girth: number;
}

export function proportionsOf({ height, build }: Pick<Person, 'height' | 'build'>): Proportions {
  const child = Math.min(1, Math.max(0, (1.5 - height) / 0.5));
  const part = (adult: number, small: number) => height * (adult + (small - adult) * child);
  const thigh = part(0.245, 0.222);
  const shin = part(0.246, 0.222);
  const ankle = part(0.039, 0.042);
  const head = part(0.132, 0.185);
  const neck = part(0.048, 0.035);
  return {
    height,
    thigh,
    shin,
    ankle,
    head,
    neck,
    hip: thigh + shin + ankle,
    hipAside: part(0.052, 0.054) * (0.9 + 0.1 * build),
    shoulderAside: part(0.103, 0.1) * (0.85 + 0.15 * build),
    ball: part(0.085, 0.085),
    heel: part(0.032, 0.032),
    trunk: height - (thigh + shin + ankle) - neck - head,
    upperArm: part(0.172, 0.155),
    forearm: part(0.146, 0.135),
    hand: part(0.108, 0.1),
    girth: build * (1 + 0.12 * child),
  };
}

/** From the shoulder to the middle of the hand, stretched. */
export const reachOf = ({ upperArm, forearm, hand }: Proportions): number => upperArm + forearm + hand / 2;
