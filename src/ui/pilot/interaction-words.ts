import type { Candidate, Interaction } from '#core/interaction/interaction.ts';
import { doubtsOf } from '#app/pilot/doubt.ts';
import { m } from '#messages/compiled/messages.js';
import { gramsText, percentText } from '#ui/pilot/formats.ts';

type Names = ReadonlyMap<string, string>;

/** `1 × Crisps`. */
export function productText({ quantity, gtin }: Pick<Candidate, 'quantity' | 'gtin'>, names: Names): string {
  return `${quantity} × ${names.get(gtin) ?? gtin}`;
}

/** What happened, in a few words. */
export function interactionTitle({ type, candidates }: Interaction, names: Names): string {
  const best = candidates[0];
  const what = best ? productText(best, names) : m.pilot_something();
  switch (type) {
    case 'take':
      return m.pilot_taken({ what });
    case 'return':
      return m.pilot_returned({ what });
    case 'touch':
      return m.pilot_touched();
  }
}

/** What was decided and why, in a sentence. */
export function decisionSentence(interaction: Interaction, names: Names): string {
  const { type, candidates, grams, plates } = interaction;
  const best = candidates[0];
  const title = interactionTitle(interaction, names);
  const weight = gramsText(Math.abs(grams));
  const plural = plates.length;
  if (type === 'touch') return m.evidence_why_touch();
  const why = grams < 0 ? m.evidence_lost({ weight, plural }) : m.evidence_gained({ weight, plural });
  return best ? m.evidence_why({ title, percent: percentText(best.probability), why }) : m.evidence_why_not({ why });
}

/** What a person should look at, in sentences. */
export function doubtSentences(interaction: Interaction, names: Names): readonly string[] {
  const [first, second] = interaction.candidates;
  return doubtsOf(interaction).map((doubt) => {
    if (doubt === 'shopper') return m.evidence_doubt_shopper();
    return first && second
      ? m.evidence_doubt_between({ first: productText(first, names), second: productText(second, names) })
      : m.evidence_doubt_product();
  });
}
