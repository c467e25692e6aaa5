/** Alike by fewer of their pairs of letters than this, two names have nothing to do with one another. */
const LEAST = 0.25;

/**
 * Of these names those that somebody may have meant, most alike first.
 *
 * Source: L. R. Dice, "Measures of the Amount of Ecologic Association Between Species", 1945, of pairs of letters.
 *
 * @param most - How many at most.
 */
export function mostAlike(written: string, names: readonly string[], most: number): readonly string[] {
  const wanted = pairsOf(written);
  return names
    .map((name) => {
      const pairs = pairsOf(name);
      const shared = [...wanted].filter((pair) => pairs.has(pair)).length;
      return { name, alike: (2 * shared) / Math.max(1, wanted.size + pairs.size) };
    })
    .filter(({ alike }) => alike >= LEAST)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Neighbouring letters of its words; a word of one letter is a pair by itself. */
function pairsOf(name: string): ReadonlySet<string> {
  const words = name.toLowerCase().split(/\s+/u);
  return new Set(words.flatMap((word) => (word.length < 2 ? [word] : neighbours(word))));
}

const neighbours = (word: string): readonly string[] =>
  Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
