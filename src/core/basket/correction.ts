/**
 * What a person says an interaction, or an item that was added by hand, really was. Nothing is taken out of the ledger:
 * what was posted for it is counter-posted, and what really happened is posted with the operator's name and reason.
 */
import type { Ledger } from '#core/basket/ledger.ts';
import { type CorrectedOutcome, outcomesOf } from '#core/basket/outcome.ts';
import { postByHand } from '#core/basket/post-by-hand.ts';
import type { Said } from '#core/basket/said.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Micros } from '#core/time/micros.ts';

export interface Correction extends Said {
  /** Id of the interaction, or of the addition, that is corrected. */
  readonly interaction: string;
  /** What really happened; `null` for nothing. */
  readonly outcome: CorrectedOutcome | null;
}

/** @returns The ledger with the correction's postings, or `null` when somebody would hold less than nothing. */
export function correct(ledger: Ledger, correction: Correction, time: Micros): Ledger | null {
  const { interaction, operator, reason } = correction;
  const said = { interaction, correction: { operator, reason } };
  return postByHand(ledger, changesOf(ledger.postings, correction), said, time);
}

/**
 * Only the difference is posted. A correction that says what was posted already confirms it: that is counter-posted and
 * posted again, so that the ledger says who stands for it.
 */
function changesOf(postings: readonly Posting[], { interaction, outcome }: Correction): readonly CorrectedOutcome[] {
  const before = outcomesOf(postings, interaction);
  const same = (a: CorrectedOutcome, b: CorrectedOutcome | null) => a.shopper === b?.shopper && a.gtin === b.gtin;
  const undone = before.map((each) => ({
    ...each,
    quantity: (outcome !== null && same(each, outcome) ? outcome.quantity : 0) - each.quantity,
  }));
  const added = outcome === null || before.some((each) => same(each, outcome)) ? [] : [outcome];
  const changes = [...undone, ...added].filter(({ quantity }) => quantity !== 0);
  if (changes.length > 0 || outcome === null) return changes;
  return [{ ...outcome, quantity: -outcome.quantity }, outcome];
}
