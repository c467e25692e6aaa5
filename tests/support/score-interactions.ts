import type { Interaction } from '#core/interaction/interaction.ts';
import type { TrueInteraction } from './scale-world.ts';

export interface InteractionScore {
  readonly f1: number;
  readonly missed: readonly TrueInteraction[];
  readonly invented: readonly Interaction[];
}

/** An interaction may be reported with its edges this far off, s. */
const TOLERANCE = 1.5;

/** A hit has the shelf, the type, the SKU, the number of units and the time right; each truth is hit once. */
export function scoreInteractions(truth: readonly TrueInteraction[], found: readonly Interaction[]): InteractionScore {
  const claims = found.filter(({ type }) => type !== 'touch');
  const free = new Set(claims);
  const missed = truth.filter((event) => {
    const hit = claims.find(
      (claim) =>
        free.has(claim) &&
        claim.type === event.type &&
        claim.shelf === event.shelf &&
        claim.candidates[0]?.gtin === event.gtin &&
        claim.candidates[0].quantity === event.quantity &&
        claim.start / 1e6 <= event.end + TOLERANCE &&
        claim.end / 1e6 >= event.start - TOLERANCE,
    );
    if (hit) free.delete(hit);
    return hit === undefined;
  });
  const hits = truth.length - missed.length;
  return { f1: (2 * hits) / (truth.length + claims.length), missed, invented: [...free] };
}
