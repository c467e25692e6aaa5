import { seeded } from '#core/math/seeded.ts';

/** Choices that come out the same for the same seed. */
export interface Dice {
  /** In `[from, to)`. */
  between(from: number, to: number): number;
  /** Whole, in `[0, sides)`. */
  below(sides: number): number;
  chance(share: number): boolean;
  pick<T>(all: readonly T[]): T;
  /** A seed for dice of their own: what is thrown with them changes nothing here. */
  seed(): number;
}

export function diceOf(seed: number): Dice {
  const next = seeded(seed);
  // Neighbouring seeds begin alike.
  next();
  return {
    between: (from, to) => from + (to - from) * next(),
    below: (sides) => Math.floor(sides * next()),
    chance: (share) => next() < share,
    pick: (all) => all[Math.floor(all.length * next())]!,
    seed: () => Math.floor(next() * 2 ** 31),
  };
}
