import type { LoadedModel } from '#workers/perceive/protocol.ts';
import { m } from '#messages/compiled/messages.js';
import type { Notice } from '#app/pilot/notice.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

type DetectorNote = LoadedModel['notes'][number];

interface NoteWords {
  readonly words: (inputs: { name: string }) => string;
  readonly kind: Notice['kind'];
}

const noteWords = {
  stranger: { words: m.pilot_detector_stranger, kind: 'information' },
  'not-on-gpu': { words: m.pilot_detector_not_on_gpu, kind: 'degraded' },
  'not-captured': { words: m.pilot_detector_not_captured, kind: 'degraded' },
  'other-runtime': { words: m.pilot_detector_other_runtime, kind: 'information' },
} as const satisfies Record<DetectorNote['kind'], NoteWords>;

/** Says what is to be known about a detector that was just loaded. */
export function noteDetector(pilot: PilotSession, name: string, note: DetectorNote): void {
  const { words, kind } = noteWords[note.kind];
  pilot.note(() => words({ name }), kind, note.details);
}
