/** How a live run is doing: counted as it goes, told once a second. */

export interface LiveFigures {
  /** Frames looked at a second, all cameras together. */
  readonly framesPerSecond: number;
  /** From a frame's arrival to its being shown, ms: the median of the last second; `null` when there was none. */
  readonly frameAge: number | null;
}

/** ms */
const EVERY = 1000;

/** @param tell - Called about once a second, while frames are shown. */
export function watchHealth(now: () => number, tell: (figures: LiveFigures) => void): (age: number) => void {
  let since = now();
  let ages: number[] = [];
  return (age) => {
    ages.push(age);
    const elapsed = now() - since;
    if (elapsed < EVERY) return;
    const sorted = ages.toSorted((a, b) => a - b);
    tell({ framesPerSecond: (ages.length * 1000) / elapsed, frameAge: sorted[sorted.length >> 1] ?? null });
    since = now();
    ages = [];
  };
}
