/**
 * What the shop missed: a person puts an item on a basket, or takes some off a line, and no interaction is behind it.
 * An addition has an id as an interaction has, so it is corrected, taken back and moved with a merged shopper alike.
 */
import type { Ledger } from '#core/basket/ledger.ts';
import type { CorrectedOutcome } from '#core/basket/outcome.ts';
import { postByHand } from '#core/basket/post-by-hand.ts';
import type { Said } from '#core/basket/said.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Micros } from '#core/time/micros.ts';

export interface Addition extends Said {
  /** What comes on the basket; a negative quantity comes off it. */
  readonly outcome: CorrectedOutcome;
}

/** Interactions are called `I1`, `I2`, …; additions `A1`, `A2`, … in the order they were made. */
const PREFIX = 'A';

export const isAddition = ({ interaction }: Pick<Posting, 'interaction'>): boolean => interaction.startsWith(PREFIX);

/** @returns The ledger with the addition's posting, or `null` when somebody would hold less than nothing. */
export function add(ledger: Ledger, { outcome, operator, reason }: Addition, time: Micros): Ledger | null {
  const known = new Set(ledger.postings.filter(isAddition).map(({ interaction }) => interaction));
  const said = { interaction: `${PREFIX}${known.size + 1}`, correction: { operator, reason } };
  return outcome.quantity === 0 ? null : postByHand(ledger, [outcome], said, time);
}
