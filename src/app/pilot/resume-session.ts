import { LIVE_RECORDING } from '#core/planning/live-project.ts';
import { m } from '#messages/compiled/messages.js';
import { screenClock } from '#app/pilot/clock.ts';
import { openKeptProject } from '#app/pilot/kept-project.ts';
import { openPerceiver } from '#app/pilot/open-perceiver.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { RunControl } from '#app/pilot/run-control.svelte.ts';
import { runBooks } from '#app/pilot/run-books.ts';
import { runRecording } from '#app/pilot/run-recording.ts';
import { resultsOf } from '#app/pilot/results-of.ts';
import type { Desk } from '#app/desk.ts';

/** A live run cannot go on: what happened since then nobody has recorded. */
export function canResume({ phase, recording, id }: PilotSession): boolean {
  return phase === 'interrupted' && id !== null && recording.id !== LIVE_RECORDING;
}

/**
 * Goes on with an interrupted run of a recording where its journal ends. What comes of it is what an uninterrupted run
 * would have come to, bit for bit: everything is put in order again from the start, and what the journal has of it is
 * taken from there instead of being looked at and written down a second time.
 *
 * @returns Whether it could; when not, a notice says what is missing.
 */
export async function resumeSession(desk: Desk, pilot: PilotSession, signal: AbortSignal): Promise<boolean> {
  const { rooms } = desk;
  const { store } = rooms;
  const id = pilot.id!;
  const bundle = await openKeptProject(store, id);
  if (bundle === null) {
    pilot.note(m.sessions_resume_needs, 'degraded');
    return false;
  }
  desk.doing(m.sessions_resuming);
  await store.resumeSession(id);
  pilot.phase = 'running';
  try {
    using perceiver = openPerceiver(desk, pilot);
    using scene = rooms.startScene();
    const { recording } = pilot;
    if (recording.clips.length > 0) await perceiver.ready();
    desk.quiet();
    const control = new RunControl(screenClock);
    pilot.follow(control, runBooks(scene, pilot), { [Symbol.dispose]: () => undefined });
    const run = { bundle, recording, perceiver, scene, session: id, control, journal: store.readInputs(id) };
    const view = await runRecording(run, pilot, signal);
    pilot.books = null;
    await store.finishSession(id, { results: resultsOf(view), lastTime: view.time, figures: view.figures });
    pilot.phase = 'finished';
  } catch (error) {
    pilot.books = null;
    pilot.phase = 'interrupted';
    await store.interruptSession(id);
    throw error;
  }
  return true;
}
