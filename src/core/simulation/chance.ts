/** Dice for a simulation: the same seed throws the same, and what one part throws does not shift what another does. */
import { seeded } from '#core/math/seeded.ts';

export interface Chance {
  /** In `[low, high)`. */
  between(low: number, high: number): number;
  /** A whole number in `[low, high]`. */
  whole(low: number, high: number): number;
  /** Of mean 0 and standard deviation 1. Source: G. E. P. Box & M. E. Muller, Ann. Math. Stat. 29 (1958) 610. */
  normal(): number;
  /** @param probability - In `[0, 1]`. */
  happens(probability: number): boolean;
  /** @param among - Not empty. */
  pick<T>(among: readonly T[]): T;
  /** Dice of its own for what goes by this name. */
  fork(name: string): Chance;
}

/** @param seed - Whole; 32 bits of it count. */
export function chanceOf(seed: number): Chance {
  const next = seeded(seed);
  const between = (low: number, high: number) => low + (high - low) * next();
  const whole = (low: number, high: number) => low + Math.floor((high - low + 1) * next());
  return {
    between,
    whole,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    happens: (probability) => next() < probability,
    pick: (among) => among[whole(0, among.length - 1)]!,
    fork: (name) => chanceOf(mix(seed, name)),
  };
}

/** FNV-1a over the name, begun at the seed. */
function mix(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}
