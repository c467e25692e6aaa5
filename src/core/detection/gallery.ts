import { cosineDistance } from '#core/detection/appearance.ts';
import { type Likeness, type Resemblance, unlikeOf } from '#core/detection/likeness.ts';

/**
 * Of one camera whoever follows people may know what is newer than what they wait for of another: the newest portraits are kept until they
 * have had time to say, so many.
 */
const FRESH = 64;

/**
 * Keeps what people look like, in memory alone, and tells how unlike each new portrait is. Whoever follows people says whose portraits
 * are still wanted; others are forgotten.
 */
export class Gallery {
  readonly #resemblance: Resemblance;
  /** In order of their numbers. */
  readonly #portraits = new Map<number, Float32Array>();
  #wanted: ReadonlySet<number> = new Set();
  #next: number;

  /** @param first - The number of the first portrait. */
  constructor(resemblance: Resemblance, first = 1) {
    this.#resemblance = resemblance;
    this.#next = first;
  }

  /** How many vectors are held. */
  get size(): number {
    return this.#portraits.size;
  }

  /** The number of the portrait that is admitted next. */
  get next(): number {
    return this.#next;
  }

  /** @param portrait - A vector of length 1, which is the gallery's from now on. */
  admit(portrait: Float32Array): Likeness {
    const unlike = new Map<number, number>();
    for (const [id, other] of this.#portraits) {
      unlike.set(id, unlikeOf(cosineDistance(portrait, other), this.#resemblance));
    }
    const id = this.#next++;
    this.#portraits.set(id, portrait);
    this.#forget();
    return { id, unlike };
  }

  /** From now on these are wanted; the newest wait for whoever follows people, all others are forgotten. */
  keep(wanted: ReadonlySet<number>): void {
    this.#wanted = wanted;
    const old = [...this.#portraits.keys()].slice(0, -FRESH);
    for (const id of old) if (!wanted.has(id)) this.#portraits.delete(id);
  }

  #forget(): void {
    for (const id of this.#portraits.keys()) {
      if (this.#portraits.size <= this.#wanted.size + FRESH) return;
      if (!this.#wanted.has(id)) this.#portraits.delete(id);
    }
  }
}
