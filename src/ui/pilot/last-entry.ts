import type { Entry } from '#core/basket/entries.ts';
import { type IdentityEntry, canTakeBack } from '#core/basket/identity-entry.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** What is taken back next; `null` when nobody said anything that still counts. */
export function lastEntry({
  entries,
  identities,
}: Pick<PilotSession, 'entries' | 'identities'>): Entry | IdentityEntry | null {
  const entry = entries.findLast(({ last }) => last) ?? null;
  const identity = identities.findLast(({ id }) => canTakeBack(identities, id)) ?? null;
  if (entry === null || identity === null) return entry ?? identity;
  // An entry is known by the number of its first posting, which an entry that posted nothing leaves to the next.
  return entry.id >= identity.first + identity.count ? entry : identity;
}
