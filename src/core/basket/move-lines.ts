/** Lines that go from one basket to another, because who took them was somebody else. */
import { heldUnits } from '#core/basket/basket.ts';
import { outcomesOf } from '#core/basket/outcome.ts';
import type { Posting } from '#core/basket/posting.ts';
import { type Naming, nameOf } from '#core/fusion/naming.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Micros } from '#core/time/micros.ts';

/** Units of an interaction, or of an addition, that go from one basket to another. */
export interface Move {
  readonly interaction: string;
  readonly gtin: string;
  readonly from: string;
  readonly to: string;
  /** Negative for what was put back; a whole number, never 0. */
  readonly quantity: number;
}

/** What moves when whoever took something at a moment is called otherwise; oldest first. */
export function movesTo(postings: readonly Posting[], nameAt: (name: string, time: Micros) => string): readonly Move[] {
  return interactionsIn(postings).flatMap(({ interaction, time }) =>
    outcomesOf(postings, interaction).flatMap(({ shopper: from, gtin, quantity }) => {
      const to = nameAt(from, time);
      return to === from ? [] : [{ interaction, gtin, from, to, quantity }];
    }),
  );
}

/** Each with the time it was first posted: what is said of it later is said of that moment. */
function interactionsIn(postings: readonly Posting[]): readonly Pick<Posting, 'interaction' | 'time'>[] {
  const first = new Map<string, Posting>();
  for (const posting of postings) if (!first.has(posting.interaction)) first.set(posting.interaction, posting);
  return [...first.values()];
}

/**
 * What goes back when two turn out to be two after all: what the merger had moved and still stands there, and what whoever
 * is followed as the one has taken since.
 *
 * @param naming - Without the merger.
 */
export function takenForMerged(
  postings: readonly Posting[],
  { first, count }: { readonly first: number; readonly count: number },
  { shopper, into }: { readonly shopper: string; readonly into: string },
  interactions: readonly Interaction[],
  naming: Naming,
): readonly Move[] {
  const moved = postings.slice(first - 1, first - 1 + count).filter((posting) => posting.shopper === into);
  const known = new Set(postings.slice(0, first - 1).map(({ interaction }) => interaction));
  const later = interactions.filter(({ id: interaction, attributions: [by], end }) => {
    return !known.has(interaction) && by !== undefined && nameOf(naming, by.shopper, end) === shopper;
  });
  const since = later.flatMap((interaction) =>
    outcomesOf(postings, interaction.id).map((each) => ({ ...each, interaction: interaction.id })),
  );
  return [...moved, ...since]
    .filter((each) => each.shopper === into)
    .flatMap(({ interaction, gtin, quantity }) => {
      const there = outcomesOf(postings, interaction).find((each) => each.shopper === into && each.gtin === gtin);
      const stands = there === undefined || Math.sign(there.quantity) !== Math.sign(quantity) ? 0 : there.quantity;
      const back = Math.sign(quantity) * Math.min(Math.abs(quantity), Math.abs(stands));
      return back === 0 ? [] : [{ interaction, gtin, from: into, to: shopper, quantity: back }];
    });
}

/**
 * The moves of which nobody comes to hold less than nothing: who put back what the other had taken leaves the return where the
 * take is. `null` when even that does not help.
 */
export function balanced(postings: readonly Posting[], moves: readonly Move[]): readonly Move[] | null {
  const kept = moves.map((move) => ({ ...move }));
  const held = (shopper: string, gtin: string) =>
    kept.reduce(
      (sum, move) => {
        if (move.gtin !== gtin) return sum;
        return sum + (move.to === shopper ? move.quantity : 0) - (move.from === shopper ? move.quantity : 0);
      },
      heldUnits(postings, shopper, gtin),
    );
  for (const move of kept.toReversed()) {
    if (move.quantity < 0) move.quantity += Math.min(-move.quantity, Math.max(0, -held(move.to, move.gtin)));
  }
  const less = kept.some(({ from, to, gtin }) => held(from, gtin) < 0 || held(to, gtin) < 0);
  return less ? null : kept.filter(({ quantity }) => quantity !== 0);
}

/** Off the one and on the other, one after the other. */
export function postMoves(postings: readonly Posting[], moves: readonly Move[], time: Micros): readonly Posting[] {
  if (moves.length === 0) return postings;
  const both = moves.flatMap(({ interaction, gtin, from, to, quantity }) => [
    { time, gtin, interaction, shopper: from, quantity: -quantity },
    { time, gtin, interaction, shopper: to, quantity },
  ]);
  return [...postings, ...both.map((each, i): Posting => ({ sequence: postings.length + i + 1, ...each }))];
}
