import type { Words } from '#app/words.ts';

/**
 * Something a person should know while they work. `degraded`: the app does less than it could, and says why; `calm`: all
 * is well, and nobody has to do anything.
 */
export interface Notice {
  readonly kind: 'information' | 'degraded' | 'calm';
  readonly words: Words;
  /** To the letter, for a technician, in English; `null` when the words say it all. */
  readonly details: string | null;
}
