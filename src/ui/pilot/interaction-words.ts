import type { Entry } from '#core/basket/entries.ts';
import type { Candidate, Interaction } from '#core/interaction/interaction.ts';
import { openDoubts } from '#app/pilot/doubt.ts';
import { m } from '#messages/compiled/messages.js';
import { gramsText, sureText } from '#ui/pilot/formats.ts';

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

/** What was decided, and whether a person should look. */
export interface Verdict {
  readonly sentence: string;
  readonly doubtful: boolean;
}

/** What was decided and why: what it was, then who did it. Of a touch nothing follows. */
export function verdictOf(interaction: Interaction, names: Names, entries: readonly Entry[]): readonly Verdict[] {
  if (interaction.type === 'touch') return [{ sentence: m.evidence_why_touch(), doubtful: false }];
  const doubts = openDoubts(interaction, entries);
  const [what, who] = [doubts.includes('product'), doubts.includes('shopper')];
  return [
    { sentence: whatSentence(interaction, names, what), doubtful: what },
    { sentence: whoSentence(interaction, who), doubtful: who },
  ];
}

function whatSentence(interaction: Interaction, names: Names, doubtful: boolean): string {
  const [first, second] = interaction.candidates;
  const weight = gramsText(Math.abs(interaction.grams));
  const plural = interaction.plates.length;
  const why = interaction.grams < 0 ? m.evidence_lost({ weight, plural }) : m.evidence_gained({ weight, plural });
  if (!first) return m.evidence_why_not({ why });
  const title = interactionTitle(interaction, names);
  const sure = sureText(first.probability);
  if (!doubtful) return m.evidence_what_sure({ title, sure, why });
  if (!second) return m.evidence_what_check({ title, sure, why });
  return m.evidence_doubt_between({ first: productText(first, names), second: productText(second, names), why });
}

function whoSentence({ attributions: [first] }: Interaction, doubtful: boolean): string {
  if (!first) return m.evidence_who_nobody();
  const words = { shopper: first.shopper, sure: sureText(first.probability) };
  return doubtful ? m.evidence_who_check(words) : m.evidence_who_sure(words);
}
