import type { Entry } from '#core/basket/entries.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** What is taken back next; `null` when nobody said anything that still counts. */
export function lastEntry({ entries }: Pick<PilotSession, 'entries'>): Entry | null {
  return entries.findLast(({ last }) => last) ?? null;
}
