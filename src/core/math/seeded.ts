/**
 * Numbers that look drawn and are the same for the same seed.
 *
 * Source: G. L. Steele, D. Lea & C. H. Flood, *Fast Splittable Pseudorandom Number Generators*, OOPSLA 2014: SplitMix, with a state of
 * 32 bits and a mixing of 32 bits that the hash-prospector project found.
 *
 * @param seed - Whole; 32 bits of it count.
 * @returns Each call a number in `[0, 1)`.
 */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
