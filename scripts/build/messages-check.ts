/** A text, or the variants of one that depends on a number. */
type Text = string | readonly { readonly match: Readonly<Record<string, string>> }[];
export type Texts = Readonly<Record<string, Text>>;

/** What is wrong with the texts, a sentence each: a language lacks a message, has one too many, or asks for other values. */
export function faultsOf(areas: Readonly<Record<string, Readonly<Record<string, Texts>>>>): readonly string[] {
  const owners = new Map<string, string>();
  const faults: string[] = [];
  for (const [area, languages] of Object.entries(areas)) {
    const [base, ...others] = Object.entries(languages);
    const [baseName, baseTexts] = base!;
    for (const [key, text] of Object.entries(baseTexts)) {
      const owner = owners.get(key);
      if (owner !== undefined) faults.push(`${area}: “${key}” is also a message of ${owner}`);
      owners.set(key, area);
      for (const [language, texts] of others) {
        const other = texts[key];
        if (other === undefined) faults.push(`${area}/${language}.json: “${key}” is missing`);
        else if (placesOf(other) !== placesOf(text)) {
          faults.push(`${area}/${language}.json: “${key}” has the values ${placesOf(other)}, not ${placesOf(text)}`);
        }
      }
    }
    for (const [language, texts] of [[baseName, baseTexts] as const, ...others]) {
      for (const [key, text] of Object.entries(texts)) {
        if (!(key in baseTexts)) faults.push(`${area}/${language}.json: “${key}” is not in ${baseName}.json`);
        if (variantsOf(text).some((variant) => variant.trim() === '')) {
          faults.push(`${area}/${language}.json: “${key}” is empty`);
        }
      }
    }
  }
  return faults;
}

const variantsOf = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : text.flatMap(({ match }) => Object.values(match));

/** The values a text asks for: `{camera}, {count}`. */
function placesOf(text: Text): string {
  const found = variantsOf(text).flatMap((variant) => [...variant.matchAll(/\{(\w+)\}/gu)].map(([place]) => place));
  return [...new Set(found)].sort().join(', ');
}
