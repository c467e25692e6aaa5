/** How much longer a work takes, judged by how fast it went lately. */

/** s; one who judges by less is often wrong. */
const ENOUGH = 1;
/** s; who is told more often is none the wiser. */
const OFTEN = 0.1;
/** s; what was longer ago says little of now: hashing is over, a file was small. */
const LATELY = 10;

interface Moment {
  /** s */
  readonly at: number;
  /** In `[0, 1]`. */
  readonly share: number;
}

/** The moments of a work by which it is judged, oldest first. Empty before it begins. */
export type Pace = readonly Moment[];

/** @param at - s, on any clock that only goes while the work does. When it or the share falls back, it is another work. */
export function paceAfter(pace: Pace, share: number, at: number): Pace {
  const last = pace.at(-1);
  if (last === undefined || share < last.share || at < last.at) return [{ at, share }];
  const told = pace.length > 1 && last.at - pace.at(-2)!.at < OFTEN ? pace.slice(0, -1) : pace;
  // One moment before the window stays, so that a work that is told seldom can be judged as well.
  const first = told.findLastIndex((moment) => at - moment.at >= LATELY);
  return [...told.slice(Math.max(0, first)), { at, share }];
}

/** @returns s, as coarse as it is sure; `null` while nobody can say. */
export function remainingSeconds(pace: Pace): number | null {
  const [first, last] = [pace[0], pace.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < ENOUGH || last.share <= first.share)
    return null;
  const seconds = ((1 - last.share) * (last.at - first.at)) / (last.share - first.share);
  const step = seconds < 10 ? 1 : seconds < 60 ? 5 : 15;
  return Math.ceil(seconds / step) * step;
}
