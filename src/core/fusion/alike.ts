/** Who looks like whom: portraits of a shopper against those of somebody who may be them. */
import { type Likeness, evidenceOf } from '#core/detection/likeness.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

/** What somebody has looked like lately. */
export interface Looks {
  /** The newest last. */
  readonly portraits: readonly Likeness[];
  /** When the newest was taken. */
  readonly time: Micros;
}

/** So many portraits say what somebody looks like. */
const MOST = 8;
/** From one that is kept to the next, s: portraits of one moment, and the mistake of one, would say the same eight times. */
const APART = 1;
/** What is so unlike somebody, −2 ln of the odds, does not show them: whoever was mixed up must still be told by it. */
const STRANGE = 2;

/**
 * −2 ln of how much likelier it is that both are one person than that they are two, as the mean of all pairs of portraits, which are of few
 * moments and do not count as so many witnesses; 0 when no two were compared.
 */
export function unlikeness(some: readonly Likeness[], others: readonly Likeness[]): number {
  let sum = 0;
  let pairs = 0;
  for (const one of some) {
    for (const other of others) {
      const unlike = one.unlike.get(other.id) ?? other.unlike.get(one.id);
      if (unlike === undefined) continue;
      sum += evidenceOf(unlike);
      pairs += 1;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}

/** Of somebody who turned out to be somebody known. */
export const joinedLooks = (before: Looks | null, after: Looks | null): Looks | null =>
  before === null || after === null
    ? (after ?? before)
    : {
        portraits: [...before.portraits, ...after.portraits].slice(-MOST),
        time: micros(Math.max(before.time, after.time)),
      };

/** With a portrait more, unless one was kept a moment ago or it shows somebody else; of too many the oldest goes. */
export function withPortrait(looks: Looks | null, portrait: Likeness, time: Micros): Looks {
  if (looks === null) return { portraits: [portrait], time };
  if (time - looks.time < APART * MICROS_PER_SECOND) return looks;
  if (unlikeness([portrait], looks.portraits) > STRANGE) return looks;
  return { portraits: [...looks.portraits, portrait].slice(-MOST), time };
}
