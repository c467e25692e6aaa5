import { apPicture } from './ap.ts';
import { hotaAlphaPicture } from './hota-alpha.ts';
import { idf1Picture } from './idf1.ts';
import { storiesPicture } from './stories.ts';

/** Every picture of `docs/metrics.md`, by name of file. Each figure in it is worked out by the functions that score. */
export const pictures = {
  'metrics-stories.svg': storiesPicture,
  'metrics-hota.svg': hotaAlphaPicture,
  'metrics-idf1.svg': idf1Picture,
  'metrics-ap.svg': apPicture,
} as const satisfies Record<string, () => string>;
