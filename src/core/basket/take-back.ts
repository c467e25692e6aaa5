/** Undo: what an entry posted is counter-posted, by somebody who is named too. Nothing is taken out of the ledger. */
import { type Entry, entriesOf } from '#core/basket/entries.ts';
import type { Ledger } from '#core/basket/ledger.ts';
import { postByHand } from '#core/basket/post-by-hand.ts';
import type { Said } from '#core/basket/said.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Micros } from '#core/time/micros.ts';

export interface TakeBack extends Said {
  /** Id of the entry that is taken back: see `Entry`. */
  readonly entry: number;
}

/**
 * @returns The ledger with the counter-postings, or `null` when there is no such entry, it was taken back before,
 * something was said about the same since then, or somebody would hold less than nothing.
 */
export function takeBack(ledger: Ledger, { entry: id, operator, reason }: TakeBack, time: Micros): Ledger | null {
  const entry = entriesOf(ledger.postings).find((each) => each.id === id);
  if (entry?.last !== true) return null;
  const changes = entry.postings.map(({ shopper, gtin, quantity }) => ({
    shopper: survivor(ledger.postings, entry, shopper),
    gtin,
    quantity: -quantity,
  }));
  const said = { interaction: entry.about, correction: { operator, reason, takesBack: id } };
  return postByHand(ledger, changes, said, time);
}

/** Who turned out to be the shopper: what the entry was about was moved to them since, off one and on the other. */
function survivor(postings: readonly Posting[], { id, about }: Entry, shopper: string): string {
  const moves = postings.filter((each) => each.sequence > id && each.interaction === about && !each.correction);
  return moves.reduce((who, each, i) => (i % 2 === 0 && each.shopper === who ? moves[i + 1]!.shopper : who), shopper);
}
