import { LIVE_RECORDING } from '#core/planning/live-recording.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** How an interrupted session can go on; `null` when it is not interrupted. */
export function resumption({ phase, recording, id }: PilotSession): 'recording' | 'cameras' | null {
  if (phase !== 'interrupted' || id === null) return null;
  return recording.id === LIVE_RECORDING ? 'cameras' : 'recording';
}
