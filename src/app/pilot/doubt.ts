import type { Interaction } from '#core/interaction/interaction.ts';

/** Less than this sure, and a person should look. */
const SURE = 0.8;

/** What of an interaction is uncertain: which product, which shopper. A touch moved nothing, so nothing can be doubted. */
export function doubtsOf({ type, candidates, attributions }: Interaction): readonly ('product' | 'shopper')[] {
  if (type === 'touch') return [];
  const doubts = [
    { about: 'product', sure: candidates[0]?.probability ?? 0 },
    { about: 'shopper', sure: attributions[0]?.probability ?? 0 },
  ] as const;
  return doubts.filter(({ sure }) => sure < SURE).map(({ about }) => about);
}
