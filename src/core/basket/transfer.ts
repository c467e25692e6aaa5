import { foldBasket } from '#core/basket/basket.ts';
import { type Ledger, record } from '#core/basket/ledger.ts';
import type { Micros } from '#core/time/micros.ts';

/** Counter-posts all that `from` holds and posts it to `to`: they turned out to be one shopper. */
export function transferAll(ledger: Ledger, from: string, to: string, time: Micros): Ledger {
  const lines = foldBasket(ledger.postings, from).lines;
  return lines.reduce((so, { gtin, quantity, postings }) => {
    const { interaction } = ledger.postings.find(({ sequence }) => sequence === postings.at(-1))!;
    const movement = { time, gtin, interaction };
    const without = record(so, { ...movement, shopper: from, quantity: -quantity }) ?? so;
    return record(without, { ...movement, shopper: to, quantity }) ?? without;
  }, ledger);
}
