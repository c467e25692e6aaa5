/**
 * How alike people look, as far as it leaves the memory that knows how they look: of each portrait a few numbers that say how unlike
 * earlier portraits it is. They are whole numbers of a byte, so a journal keeps exactly what a scene was stepped with.
 */

/** What one person looked like in one frame, beside those who were seen before. */
export interface Likeness {
  /** Counted on in a session, over all cameras; never used again. */
  readonly id: number;
  /**
   * By earlier portrait: in `[0, 255]`, {@link UNDECIDED} where one person and two look like that equally often, less for who looks the same.
   * One that was dropped by then is not in it.
   */
  readonly unlike: ReadonlyMap<number, number>;
}

/** It may be the same person or another. */
export const UNDECIDED = 128;
/** A byte more or less, in −2 ln of the odds: ±16 at the ends. */
const STEP = 1 / 8;

/** What a number of {@link Likeness.unlike} says: −2 ln of how much likelier it is of one person than of two. */
export const evidenceOf = (unlike: number): number => (unlike - UNDECIDED) * STEP;

/** The cosine distances of portraits of one person, and of two people: their means, and the spread of both. */
export interface Resemblance {
  readonly same: number;
  readonly different: number;
  readonly sigma: number;
}

/**
 * A distance as a number of {@link Likeness.unlike}: the logarithm of the ratio of two normal distributions of one spread, which is a straight line.
 *
 * Source: Duda, Hart & Stork, *Pattern Classification* (2001), §2.6.2.
 */
export function unlikeOf(distance: number, { same, different, sigma }: Resemblance): number {
  const evidence = (2 * (different - same) * (distance - (same + different) / 2)) / sigma ** 2;
  return Math.min(255, Math.max(0, Math.round(UNDECIDED + evidence / STEP)));
}
