import { foldBasket } from '#core/basket/basket.ts';
import type { Ledger } from '#core/basket/ledger.ts';
import { outcomesOf } from '#core/basket/outcome.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Micros } from '#core/time/micros.ts';

/**
 * Counter-posts all that `from` holds and posts it to `to`: they turned out to be one shopper. Interaction by
 * interaction, so that each of them can still be corrected.
 */
export function transferAll(ledger: Ledger, from: string, to: string, time: Micros): Ledger {
  const held = new Set(foldBasket(ledger.postings, from).lines.map(({ gtin }) => gtin));
  const interactions = [...new Set(ledger.postings.map(({ interaction }) => interaction))];
  const postings: Posting[] = [...ledger.postings];
  for (const interaction of interactions) {
    for (const { shopper, gtin, quantity } of outcomesOf(ledger.postings, interaction)) {
      if (shopper !== from || !held.has(gtin)) continue;
      const movement = { time, gtin, interaction };
      postings.push({ sequence: postings.length + 1, ...movement, shopper: from, quantity: -quantity });
      postings.push({ sequence: postings.length + 1, ...movement, shopper: to, quantity });
    }
  }
  return postings.length === ledger.postings.length ? ledger : { ...ledger, postings };
}
