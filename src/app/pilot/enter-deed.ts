import type { IdentityEntry } from '#core/basket/identity-entry.ts';
import type { Entry } from '#core/basket/entries.ts';
import type { Deed } from '#core/basket/deed.ts';
import type { Desk } from '#app/desk.ts';
import { rememberedOperator } from '#app/operator.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * Enters what a person says into the books, one after the other, and offers the way back.
 *
 * @returns Whether it could be.
 * @throws WorkbenchError `storage/in-use`, `storage/quota`
 */
export async function enterDeed(desk: Desk, pilot: PilotSession, deed: Deed): Promise<boolean> {
  const { books } = pilot;
  if (books === null || pilot.entering) return false;
  const before = { entries: pilot.entries.length, identities: pilot.identities.length };
  pilot.entering = true;
  try {
    await books.enter(deed);
  } finally {
    pilot.entering = false;
  }
  const entry: Entry | IdentityEntry | undefined = pilot.entries[before.entries] ?? pilot.identities[before.identities];
  if (entry === undefined) {
    desk.toasts.say(m.corrections_refused);
    return false;
  }
  const undo = entry.takesBack === null ? () => desk.later(() => takeBack(desk, pilot, entry)) : null;
  desk.toasts.say(undo === null ? m.corrections_was_taken_back : m.corrections_saved, undo);
  return true;
}

/** By whoever gave their name with the last entry. */
export async function takeBack(desk: Desk, pilot: PilotSession, entry: Entry | IdentityEntry): Promise<void> {
  const said = { operator: rememberedOperator(), reason: m.corrections_taken_back() };
  const action = 'renaming' in entry ? 'take-back-identity' : 'take-back';
  await enterDeed(desk, pilot, { action, entry: entry.id, ...said });
}
