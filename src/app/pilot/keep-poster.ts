import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** Keeps the picture of the first camera that shows one, as the session's face in the list. Nothing when none does. */
export async function keepPoster(desk: Desk, pilot: PilotSession): Promise<void> {
  const shown = pilot.pictures.find(({ shown }) => shown !== null);
  const image = await shown?.poster();
  if (pilot.id === null || image == null) return;
  // A run does not fail for want of its picture in the list: on a full disk there is an icon instead.
  await desk.rooms.store.savePoster(pilot.id, image).catch(() => undefined);
}
