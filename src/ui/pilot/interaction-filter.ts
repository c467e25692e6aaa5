import type { Interaction } from '#core/interaction/interaction.ts';
import { doubtsOf } from '#app/pilot/doubt.ts';

/** Which interactions somebody wants to see. */
export interface Filter {
  readonly kind: 'all' | 'take' | 'return' | 'touch' | 'doubtful';
  /** `null` for everybody's. */
  readonly shopper: string | null;
}

export const everything: Filter = { kind: 'all', shopper: null };

export function matches(interaction: Interaction, { kind, shopper }: Filter): boolean {
  if (shopper !== null && interaction.attributions[0]?.shopper !== shopper) return false;
  if (kind === 'doubtful') return doubtsOf(interaction).length > 0;
  return kind === 'all' || interaction.type === kind;
}
