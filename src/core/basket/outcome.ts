import type { Posting } from '#core/basket/posting.ts';

/** What an interaction, or an item that was added by hand, does to a basket. */
export interface CorrectedOutcome {
  readonly shopper: string;
  readonly gtin: string;
  /** Positive for a take, negative for a return; a whole number, never 0. */
  readonly quantity: number;
}

/** What an interaction comes to by all its postings, earlier corrections and mergers included. */
export function outcomesOf(postings: readonly Posting[], interaction: string): readonly CorrectedOutcome[] {
  const sums: { shopper: string; gtin: string; quantity: number }[] = [];
  for (const { shopper, gtin, quantity } of postings.filter((posting) => posting.interaction === interaction)) {
    const sum = sums.find((each) => each.shopper === shopper && each.gtin === gtin);
    if (sum === undefined) sums.push({ shopper, gtin, quantity });
    else sum.quantity += quantity;
  }
  return sums.filter(({ quantity }) => quantity !== 0);
}
