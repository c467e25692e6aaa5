import type { Entry } from '#core/basket/entries.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import { openDoubts } from '#app/pilot/doubt.ts';

/** Which interactions somebody wants to see. */
export interface Filter {
  readonly kind: 'all' | 'take' | 'return' | 'touch' | 'doubtful';
  /** `null` for everybody's. */
  readonly shopper: string | null;
}

export const everything: Filter = { kind: 'all', shopper: null };

export function matches(interaction: Interaction, { kind, shopper }: Filter, entries: readonly Entry[]): boolean {
  if (shopper !== null && interaction.attributions[0]?.shopper !== shopper) return false;
  if (kind === 'doubtful') return openDoubts(interaction, entries).length > 0;
  return kind === 'all' || interaction.type === kind;
}
