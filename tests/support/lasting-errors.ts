import type { Chance } from '#core/simulation/chance.ts';

/** Errors that last: each a random walk drawn back to 0, of standard deviation 1. */
export class LastingErrors {
  readonly #chance: Chance;
  readonly #alike: number;
  readonly #last = new Map<string, number>();

  /** @param alike - One and the next, in `[0, 1)`; 0: each by itself. */
  constructor(chance: Chance, alike: number) {
    this.#chance = chance;
    this.#alike = alike;
  }

  next(of: string): number {
    const last = this.#last.get(of);
    const fresh = this.#chance.normal();
    const next = last === undefined ? fresh : this.#alike * last + Math.sqrt(1 - this.#alike ** 2) * fresh;
    this.#last.set(of, next);
    return next;
  }
}
