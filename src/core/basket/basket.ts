import type { Posting } from '#core/basket/posting.ts';

export interface BasketLine {
  readonly gtin: string;
  /** At least 1. */
  readonly quantity: number;
  /** Sequence numbers of the postings it was folded from. */
  readonly postings: readonly number[];
}

/** What a shopper holds, in the order they first took it. Never kept: always folded from postings. */
export interface Basket {
  readonly shopper: string;
  readonly lines: readonly BasketLine[];
}

/** The order of `postings` does not matter: their sequence numbers say what came first. */
export function foldBasket(postings: readonly Posting[], shopper: string): Basket {
  const own = postings.filter((posting) => posting.shopper === shopper).sort((a, b) => a.sequence - b.sequence);
  const lines = new Map<string, BasketLine>();
  for (const { gtin, quantity, sequence } of own) {
    const line = lines.get(gtin) ?? { gtin, quantity: 0, postings: [] };
    lines.set(gtin, { gtin, quantity: line.quantity + quantity, postings: [...line.postings, sequence] });
  }
  return { shopper, lines: [...lines.values()].filter(({ quantity }) => quantity > 0) };
}

/** Units of the SKU the shopper holds. */
export function heldUnits(postings: readonly Posting[], shopper: string, gtin: string): number {
  return postings.reduce((sum, p) => (p.shopper === shopper && p.gtin === gtin ? sum + p.quantity : sum), 0);
}
