/**
 * How tall somebody is. It differs from person to person and stays as it is, and a box tells it wherever it shows head and feet: it keeps
 * people apart whom nobody compares by their looks.
 */
import { BODY_HEIGHT } from '#core/fusion/standing-body.ts';

/** How tall somebody is taken to be, m. */
export interface Tall {
  readonly mean: number;
  readonly sigma: number;
}

/** A height with shoes, m, and its variance, m². */
export interface Stature {
  readonly mean: number;
  readonly variance: number;
}

/** Of whom nothing is known but that they are grown up. */
export const ANYBODY: Stature = { mean: BODY_HEIGHT.mean, variance: BODY_HEIGHT.sigma ** 2 };
/** What calibrated cameras disagree by about somebody's height, which does not average out, m². */
const DISAGREEMENT = 0.02 ** 2;
/** A box that tells less, as a share of what was known before, is not asked. */
const LEAST_TOLD = 0.1;
/** How often a box does not show what it seems to, from head to feet; and one that lies over another person's. */
const [WRONG, WRONG_WHERE_CONTESTED] = [0.1, 0.5] as const;

/**
 * What a box alone says of a height that was fitted to it and to what was known before.
 *
 * @param height - m
 * @param variance - m²
 * @param before - m
 * @returns `null`: next to nothing.
 */
export function readStature(height: number, variance: number, before: Tall): Stature | null {
  const known = 1 / before.sigma ** 2;
  const told = 1 / variance - known;
  if (told < LEAST_TOLD * known) return null;
  return { mean: (height / variance - before.mean * known) / told, variance: 1 / told };
}

/**
 * −2 ln of how much likelier it is that a box tells this height of them than of anybody.
 *
 * @param contested - Whether another person's box lies over it.
 */
export function unlikeStature(known: Stature, told: Stature, contested: boolean): number {
  const wrong = contested ? WRONG_WHERE_CONTESTED : WRONG;
  return -2 * Math.log(wrong + ((1 - wrong) * density(told, known)) / density(told, ANYBODY));
}

/** How probable what is told is of somebody, but for a constant factor. */
function density(told: Stature, { mean, variance }: Stature): number {
  const all = variance + DISAGREEMENT + told.variance;
  return Math.exp(-((told.mean - mean) ** 2) / (2 * all)) / Math.sqrt(all);
}

/** What is known of somebody once a box told their height. */
export function learnStature(known: Stature, told: Stature): Stature {
  const gain = known.variance / (known.variance + told.variance);
  return {
    mean: known.mean + gain * (told.mean - known.mean),
    variance: Math.max(DISAGREEMENT, (1 - gain) * known.variance),
  };
}
