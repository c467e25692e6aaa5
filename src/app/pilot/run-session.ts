import { fetchPart } from '#app/fetch-part.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { PROJECT_FILE, type ProjectBundle } from '#storage/project-bundle.ts';
import { hashBlob } from '#storage/sha256.ts';
import type { ProjectFile, Session } from '#storage/session.ts';
import type { Recording } from '#core/planning/project.ts';
import { keepInputs, keepPictures } from '#app/pilot/kept-project.ts';
import { bundledTruth, keepLabels } from '#app/pilot/known-truth.ts';
import { besideSession } from '#app/pilot/beside-session.ts';
import { PacedWatcher } from '#app/pilot/paced-watcher.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { screenClock } from '#app/pilot/clock.ts';
import { resultsOf } from '#app/pilot/results-of.ts';
import { RunControl } from '#app/pilot/run-control.svelte.ts';
import { keepStale, movedIn } from '#app/pilot/keep-stale.ts';
import { runBooks } from '#app/pilot/run-books.ts';
import { runRecording } from '#app/pilot/run-recording.ts';
import { openPerceiver } from '#app/pilot/open-perceiver.ts';
import { keepPoster } from '#app/pilot/keep-poster.ts';
import type { Desk } from '#app/desk.ts';
import { m } from '#messages/compiled/messages.js';

/** Runs the open recording as a new stored session. Whatever stops it, what was journalled stays. */
export async function runSession(desk: Desk, pilot: PilotSession, signal: AbortSignal): Promise<void> {
  const { rooms } = desk;
  const { recording, model, project } = pilot;
  if (pilot.bundle === null || !pilot.runnable) return;
  // As it was opened, or calibrated since.
  const text = project === pilot.bundle.project ? null : JSON.stringify(project);
  const bundle = { ...pilot.bundle, project };
  pilot.phase = 'running'; // before anything is waited for: it cannot be started twice
  let session: Session;
  try {
    const clips = await keepClips(desk, pilot, bundle, recording, signal);
    const inputs = await keepInputs(rooms.store, bundle, recording, signal);
    const labels = await keepLabels(rooms.store, bundle, recording, signal);
    const pictures = await keepPictures(rooms.store, bundle, signal);
    const files = [...clips, inputs, labels, pictures].filter((file) => file !== null);
    session = await rooms.store.createSession({
      name: `${bundle.project.name}, ${recording.id}`,
      project: { name: bundle.project.name, text: text ?? (await bundle.files.get(PROJECT_FILE)!.text()), files },
      recording: recording.id,
      settings: desk.sceneSettings,
      model: recording.clips.length === 0 || model === null ? null : { name: model.name, sha256: model.sha256 },
    });
  } catch (error) {
    pilot.phase = 'ready';
    throw error;
  }
  pilot.id = session.id;
  pilot.name = session.name;
  location.hash = `#/pilot/${session.id}`;
  try {
    using perceiver = openPerceiver(desk, pilot, signal);
    using scene = rooms.startScene();
    signal.throwIfAborted();
    if (recording.clips.length > 0) await perceiver.ready();
    const control = new RunControl(screenClock);
    using watcher = new PacedWatcher(pilot, control);
    const books = runBooks(scene, (entered) => watcher.sawEntry(entered));
    pilot.follow(control, books, { [Symbol.dispose]: () => undefined });
    const run = { bundle, recording, perceiver, scene, session: session.id, settings: session.settings, control };
    const view = await runRecording(run, watcher, signal);
    watcher.flush();
    pilot.books = null; // the journal is closed: its replay has the books next
    await keepPoster(desk, pilot);
    await rooms.store.finishSession(session.id, {
      results: resultsOf(view),
      lastTime: view.time,
      figures: view.figures,
    });
    if (movedIn(view).length > 0) await keepStale(desk, pilot, [], movedIn(view));
    pilot.truth = await besideSession(pilot, bundledTruth(bundle, recording), null);
    pilot.phase = 'finished';
    desk.later(() => replayRun(desk, pilot));
  } catch (error) {
    pilot.books = null;
    pilot.phase = 'interrupted';
    await rooms.store.interruptSession(session.id);
    desk.later(() => replayRun(desk, pilot));
    throw error;
  }
}

/** What was just run can be looked at again, from where it stopped. */
async function replayRun(desk: Desk, pilot: PilotSession): Promise<void> {
  if (desk.pilot !== pilot) return;
  const end = pilot.outcome?.time ?? 0;
  const { replaySession } = await fetchPart(() => import('#app/pilot/replay-session.ts'));
  if (desk.pilot !== pilot) return;
  await replaySession(desk, pilot, { time: end, end, recalled: () => Promise.resolve() });
}

/**
 * The clips go to the disk before the run: whatever happens to it, the pictures are there afterwards. Not those of a
 * camera with masks: a clip as it was recorded shows what nobody may store.
 */
async function keepClips(
  desk: Desk,
  pilot: PilotSession,
  { project, files }: ProjectBundle,
  { clips }: Recording,
  signal: AbortSignal,
): Promise<readonly ProjectFile[]> {
  const kept: ProjectFile[] = [];
  for (const { camera, path } of clips) {
    const blob = await files.get(path)!.blob();
    const tell = (share: number) =>
      desk.doing(() => m.pilot_keeping({ name: path }), (kept.length + share) / clips.length);
    const masked = project.cameras.some(({ id, masks }) => id === camera && masks.length > 0);
    if (masked) pilot.note(() => m.pilot_not_kept_masked({ name: path }));
    // A run is worth more than its pictures: without room for them it goes on, and says so.
    const withoutRoom = (error: unknown, name: string) => {
      if (!(error instanceof WorkbenchError) || error.code !== 'storage/quota') throw error;
      pilot.note(() => m.pilot_not_kept_full({ name }), 'degraded');
      return hashBlob(blob);
    };
    // A bundle's paths begin below the folder that was dropped.
    const handle = pilot.handles.find(([dropped]) => dropped.endsWith(`/${path}`))?.[1];
    const { media } = desk.rooms.store;
    const keep = () => (handle ? media.keepHandle(handle, tell, signal) : media.keepBlob(blob, path, tell, signal));
    const sha256 = masked ? await hashBlob(blob) : await keep().catch((error: unknown) => withoutRoom(error, path));
    kept.push({ path, size: blob.size, sha256 });
  }
  return kept;
}
