import type { LoadedModel } from '#workers/perceive/protocol.ts';
import { m } from '#messages/compiled/messages.js';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** Says what is to be known about a detector that was just loaded. */
export function noteDetector(pilot: PilotSession, name: string, note: LoadedModel['notes'][number]): void {
  if (note.kind === 'stranger') pilot.note(() => m.pilot_detector_stranger({ name }), 'information', note.details);
  else if (note.kind === 'not-on-gpu')
    pilot.note(() => m.pilot_detector_not_on_gpu({ name }), 'degraded', note.details);
  else pilot.note(() => m.pilot_detector_other_runtime({ name }), 'information', note.details);
}
