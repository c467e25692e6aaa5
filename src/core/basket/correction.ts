/**
 * What a person says an interaction really was. Nothing is taken out of the ledger: what was posted for the interaction
 * is counter-posted, and what really happened is posted with the operator's name and reason.
 */
import { heldUnits } from '#core/basket/basket.ts';
import type { Ledger } from '#core/basket/ledger.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Micros } from '#core/time/micros.ts';

export interface Correction {
  /** Id of the interaction that is corrected. */
  readonly interaction: string;
  /** What really happened; `null` for nothing. */
  readonly outcome: CorrectedOutcome | null;
  /** Who says so. */
  readonly operator: string;
  readonly reason: string;
}

export interface CorrectedOutcome {
  readonly shopper: string;
  readonly gtin: string;
  /** Positive for a take, negative for a return; a whole number, never 0. */
  readonly quantity: number;
}

/** @returns The ledger with the correction's postings, or `null` when somebody would hold less than nothing. */
export function correct(ledger: Ledger, correction: Correction, time: Micros): Ledger | null {
  const changes = changesOf(ledger.postings, correction);
  const { interaction, operator, reason } = correction;
  let { postings } = ledger;
  for (const change of changes) {
    const sequence = postings.length + 1;
    postings = [...postings, { sequence, time, ...change, interaction, correction: { operator, reason } }];
  }
  return changes.some(({ shopper, gtin }) => heldUnits(postings, shopper, gtin) < 0) ? null : { ...ledger, postings };
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

/** Only the difference is posted: a correction that says what was posted already changes nothing. */
function changesOf(postings: readonly Posting[], { interaction, outcome }: Correction): readonly CorrectedOutcome[] {
  const before = outcomesOf(postings, interaction);
  const same = (a: CorrectedOutcome, b: CorrectedOutcome | null) => a.shopper === b?.shopper && a.gtin === b.gtin;
  const undone = before.map((each) => ({
    ...each,
    quantity: (outcome !== null && same(each, outcome) ? outcome.quantity : 0) - each.quantity,
  }));
  const added = outcome === null || before.some((each) => same(each, outcome)) ? [] : [outcome];
  return [...undone, ...added].filter(({ quantity }) => quantity !== 0);
}
