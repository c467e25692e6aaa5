import { plainText } from '#ui/kit/plain-text.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** What it looks like; `null` where others have a picture and this has none. */
  readonly picture?: (() => Promise<Blob>) | null | undefined;
}

/** Options with every typed word in their label or their value, in their order; those that begin with it all first. */
export function findOptions(options: readonly Option[], typed: string): readonly Option[] {
  const wanted = plainText(typed);
  const words = wanted.split(/\s+/u);
  const found = options.filter(({ label, value }) => {
    const text = plainText(`${label} ${value}`);
    return words.every((word) => text.includes(word));
  });
  if (wanted === '') return found;
  const begins = ({ label, value }: Option) => plainText(label).startsWith(wanted) || value.startsWith(wanted);
  return [...found.filter(begins), ...found.filter((option) => !begins(option))];
}
