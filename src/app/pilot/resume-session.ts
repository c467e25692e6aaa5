import type { ProjectBundle } from '#storage/project-bundle.ts';
import { m } from '#messages/compiled/messages.js';
import { screenClock } from '#app/pilot/clock.ts';
import { openKeptProject, sameProject } from '#app/pilot/open-kept-project.ts';
import { openPerceiver } from '#app/pilot/open-perceiver.ts';
import { PacedWatcher } from '#app/pilot/paced-watcher.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { recalledJournal } from '#app/pilot/recalled-journal.ts';
import { RunControl } from '#app/pilot/run-control.svelte.ts';
import { runBooks } from '#app/pilot/run-books.ts';
import { runRecording } from '#app/pilot/run-recording.ts';
import { resultsOf } from '#app/pilot/results-of.ts';
import type { Desk } from '#app/desk.ts';

/**
 * Goes on with an interrupted run of a recording where its journal ends. What comes of it is what an uninterrupted run
 * would have come to, bit for bit: everything is put in order again from the start, and what the journal has of it is
 * taken from there instead of being looked at and written down a second time. That holds while people are compared by the same: a
 * session does not keep the demo's own embedder, and its rest is compared by what is on this device. Call it from a click: the browser may ask
 * whether a file may be read again.
 *
 * @returns Whether it could; when not, the session says what is missing.
 */
export async function resumeSession(desk: Desk, pilot: PilotSession, signal: AbortSignal): Promise<boolean> {
  if (!(await hasDetector(desk, pilot))) return false;
  const bundle = await openKeptProject(desk.rooms.store, pilot.id!);
  pilot.needsFiles = bundle === null;
  if (bundle !== null) await goOn(desk, pilot, bundle, signal);
  return bundle !== null;
}

/**
 * As {@link resumeSession}, on files that a person dropped because they were not kept.
 *
 * @param name - What was dropped, as the person knows it.
 * @throws WorkbenchError `project/other` when they are not the files the session ran on.
 */
export async function resumeWithFiles(
  desk: Desk,
  pilot: PilotSession,
  dropped: ProjectBundle,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const tell = (share: number) => desk.doing(() => m.sessions_comparing({ name }), share);
  const bundle = await sameProject(desk.rooms.store, pilot.id!, dropped, name, tell, signal);
  pilot.needsFiles = false;
  await goOn(desk, pilot, bundle, signal);
}

async function goOn(desk: Desk, pilot: PilotSession, bundle: ProjectBundle, signal: AbortSignal): Promise<void> {
  const { rooms } = desk;
  const { store } = rooms;
  const id = pilot.id!;
  const { session } = await store.loadSession(id);
  desk.doing(m.sessions_resuming);
  await store.resumeSession(id);
  pilot.phase = 'running';
  try {
    using perceiver = openPerceiver(desk, pilot, signal);
    using scene = rooms.startScene();
    const { recording } = pilot;
    if (recording.clips.length > 0) await perceiver.ready();
    const control = new RunControl(screenClock);
    using watcher = new PacedWatcher(pilot, control);
    const books = runBooks(scene, (entered) => watcher.sawEntry(entered));
    pilot.follow(control, books, { [Symbol.dispose]: () => undefined });
    const journal = recalledJournal(desk, id, session.lastTime);
    const run = { bundle, recording, perceiver, scene, session: id, settings: session.settings, control, journal };
    const view = await runRecording(run, watcher, signal);
    watcher.flush();
    pilot.books = null;
    await store.finishSession(id, { results: resultsOf(view), lastTime: view.time, figures: view.figures });
    pilot.phase = 'finished';
  } catch (error) {
    pilot.books = null;
    pilot.phase = 'interrupted';
    await store.interruptSession(id);
    throw error;
  }
}

/** An archive brings a session to a device that has another detector, or none; with another it would not be the same run. */
async function hasDetector({ rooms }: Desk, pilot: PilotSession): Promise<boolean> {
  const { model } = pilot;
  const kept = await rooms.models.listModels();
  if (model === null || kept.some(({ sha256 }) => sha256 === model.sha256)) return true;
  pilot.note(() => m.sessions_resume_needs_detector({ name: model.name }), 'degraded');
  return false;
}
