/**
 * Which size of picture the network is given, where it comes at several: a smaller one while what is said is too old, the
 * larger again once there is room for it.
 */
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';
import { Recent } from '#engines/scheduling/recent.ts';

/** How long it is too slow before the next smaller size is taken, and well within time before a larger, µs. */
const [DOWN_AFTER, UP_AFTER] = [MICROS_PER_SECOND, 5 * MICROS_PER_SECOND];
/** The slow end is told from this long, so that a single slow look is no reason, µs. */
const TOLD_FROM = 3 * MICROS_PER_SECOND;
/** Of the budget, what the age must stay under before a larger size is thought of. */
const ROOM = 0.6;

export class InputSizes {
  readonly #costs: readonly number[];
  readonly #budget: number;
  readonly #ages = new Recent(TOLD_FROM);
  /** Since when it has been too slow, and well within time; `null` while it is not. */
  #late: Micros | null = null;
  #early: Micros | null = null;
  #index = 0;

  /**
   * @param costs - Of every size, largest first: how long a look takes, in any unit (ms, or pixels while nothing was
   *   measured). One size alone is never left.
   * @param budget - How old a frame may be when something is said about it, ms.
   */
  constructor(costs: readonly number[], budget: number) {
    this.#costs = costs;
    this.#budget = budget;
  }

  /** Which size is used, 0 being the largest. */
  get index(): number {
    return this.#index;
  }

  /** @param age - Of a frame when something was said about it, ms. @returns Which size is used from now on. */
  told(now: Micros, age: number): number {
    this.#ages.add(now, age);
    const { p95 } = this.#ages.spread(now)!;
    this.#late = p95 > this.#budget ? (this.#late ?? now) : null;
    this.#early = this.#fitsLarger(p95) ? (this.#early ?? now) : null;
    if (this.#late !== null && now - this.#late >= DOWN_AFTER && this.#index < this.#costs.length - 1) this.#move(1);
    else if (this.#early !== null && now - this.#early >= UP_AFTER) this.#move(-1);
    return this.#index;
  }

  /** Also the larger one is expected to keep the budget, or it would be left again at once. */
  #fitsLarger(p95: number): boolean {
    if (this.#index === 0) return false;
    const dearer = this.#costs[this.#index - 1]! / this.#costs[this.#index]!;
    return p95 < ROOM * this.#budget && p95 * dearer <= this.#budget;
  }

  /** What was measured at another size says nothing of this one. */
  #move(by: 1 | -1): void {
    this.#index += by;
    this.#ages.clear();
    this.#late = null;
    this.#early = null;
  }
}
