import { heldUnits } from '#core/basket/basket.ts';
import type { Ledger } from '#core/basket/ledger.ts';
import type { CorrectedOutcome } from '#core/basket/outcome.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Micros } from '#core/time/micros.ts';

/**
 * Posts what a person says, all of it or nothing.
 *
 * @returns `null` when somebody would hold less than nothing.
 */
export function postByHand(
  ledger: Ledger,
  changes: readonly CorrectedOutcome[],
  said: Required<Pick<Posting, 'interaction' | 'correction'>>,
  time: Micros,
): Ledger | null {
  const first = ledger.postings.length + 1;
  const added = changes.map((change, i): Posting => ({ sequence: first + i, time, ...change, ...said }));
  const postings = added.length === 0 ? ledger.postings : [...ledger.postings, ...added];
  return changes.some(({ shopper, gtin }) => heldUnits(postings, shopper, gtin) < 0) ? null : { ...ledger, postings };
}
