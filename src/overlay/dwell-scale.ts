/**
 * Classes of time spent, each twice as long as the one before, in colours that anybody tells apart: the longer, the farther
 * from the theme's ground.
 *
 * Source of the colours: viridis, by S. van der Walt and N. Smith (2015), CC0.
 */
const VIRIDIS = ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'] as const;

const DWELL_CLASSES = VIRIDIS.length;

/** @param level - 0 is the shortest. */
export const dwellColour = (level: number, theme: 'light' | 'dark'): string =>
  VIRIDIS[theme === 'light' ? DWELL_CLASSES - 1 - level : level]!;

/** The longest of each class, s, shortest first: powers of two, up to the first that holds `most`. @param most - s */
export function dwellLimits(most: number): readonly number[] {
  const top = 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, most))));
  return VIRIDIS.map((_, level) => top / 2 ** (DWELL_CLASSES - 1 - level));
}

/** The class of a time spent; `null` where nobody was. @param seconds - s */
export function dwellLevel(limits: readonly number[], seconds: number): number | null {
  return seconds <= 0 ? null : limits.findIndex((limit) => seconds <= limit);
}
