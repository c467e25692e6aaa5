import type { CameraPicture } from '#app/pilot/camera-picture.svelte.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { m } from '#messages/compiled/messages.js';

type Waiting = Pick<PilotSession, 'phase' | 'id' | 'readying' | 'live'>;

/** @returns What a camera that has no picture yet waits for; `null` when it has one, or waits for none. */
export function waitingWords(
  { phase, id, readying, live }: Waiting,
  { camera, shown, absence }: Pick<CameraPicture, 'camera' | 'shown' | 'absence'>,
): string | null {
  if (phase === 'ready' || shown !== null || absence !== null || live?.silences.has(camera)) return null;
  if (phase !== 'running') return m.pilot_picture_coming();
  if (id === null) return m.pilot_tile_keeping();
  return readying?.() ?? m.pilot_tile_first();
}
