/** How a live run is doing: counted as it goes, told once a second. */

export interface ShownFigures {
  /** Frames shown a second with what is known of them, all cameras together. */
  readonly framesPerSecond: number;
  /** From a frame's arrival to its being shown, ms: the median since it was told last; `null` when there was none. */
  readonly frameAge: number | null;
}

/** Counts what is shown; says when asked how it went since it was asked last. */
export class LiveHealth {
  readonly #now: () => number;
  #since: number;
  #ages: number[] = [];

  /** @param now - ms */
  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** @param age - ms */
  shown(age: number): void {
    this.#ages.push(age);
  }

  tell(): ShownFigures {
    const [now, sorted] = [this.#now(), this.#ages.toSorted((a, b) => a - b)];
    const framesPerSecond = (sorted.length * 1000) / Math.max(1, now - this.#since);
    this.#since = now;
    this.#ages = [];
    return { framesPerSecond, frameAge: sorted[sorted.length >> 1] ?? null };
  }
}
