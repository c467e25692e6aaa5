import type { Posting } from '#core/basket/posting.ts';

/** `−1 × Crisps, S1`. */
export function postingText({ quantity, gtin, shopper }: Posting, names: ReadonlyMap<string, string>): string {
  return `${quantity > 0 ? '+' : '−'}${Math.abs(quantity)} × ${names.get(gtin) ?? gtin}, ${shopper}`;
}
