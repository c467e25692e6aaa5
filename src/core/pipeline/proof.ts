import type { Shopper } from '#core/fusion/shopper.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Stretch } from '#core/pipeline/stretch.ts';
import { type Micros, micros } from '#core/time/micros.ts';

/** What was weighed and seen around an interaction. */
export interface Proof extends Stretch {
  /** Who was there when it began. */
  readonly shoppers: readonly Shopper[];
  /** All of it is there: no more will be known of it. */
  readonly whole: boolean;
}

/** How much of the session is looked at before an interaction and after it, µs. */
const MARGIN = 4_000_000;

/** What is looked at to judge an interaction: from a little before it to a little after, µs. */
export function proofWindow({ start, end }: Pick<Interaction, 'start' | 'end'>): { from: Micros; to: Micros } {
  return { from: micros(Math.max(0, start - MARGIN)), to: micros(end + MARGIN) };
}
