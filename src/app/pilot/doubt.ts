import type { Entry } from '#core/basket/entries.ts';
import type { Interaction } from '#core/interaction/interaction.ts';

/** Less than this sure, and a person should look. */
const SURE = 0.8;

type Doubt = 'product' | 'shopper';

/** What of an interaction is uncertain: which product, which shopper. A touch moved nothing, so nothing can be doubted. */
function doubtsOf({ type, candidates, attributions }: Interaction): readonly Doubt[] {
  if (type === 'touch') return [];
  const doubts = [
    { about: 'product', sure: candidates[0]?.probability ?? 0 },
    { about: 'shopper', sure: attributions[0]?.probability ?? 0 },
  ] as const;
  return doubts.filter(({ sure }) => sure < SURE).map(({ about }) => about);
}

/** Whether a person stands for what an interaction was, and did not take it back. */
export function isSettled(interaction: Interaction, entries: readonly Entry[]): boolean {
  return entries.some(({ about, takesBack, takenBack }) => {
    return about === interaction.id && takesBack === null && !takenBack;
  });
}

/** What is still uncertain: what a person stands for is not. */
export function openDoubts(interaction: Interaction, entries: readonly Entry[]): readonly Doubt[] {
  return isSettled(interaction, entries) ? [] : doubtsOf(interaction);
}
