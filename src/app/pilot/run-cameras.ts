import { newestClipName } from '#core/planning/live-project.ts';
import type { Recorder } from '#workers/record/client.ts';
import { m } from '#messages/compiled/messages.js';
import { keepPoster } from '#app/pilot/keep-poster.ts';
import type { Desk } from '#app/desk.ts';
import { LivePlayback } from '#app/pilot/live-playback.svelte.ts';
import { LiveState } from '#app/pilot/live-state.svelte.ts';
import { watchLive } from '#app/pilot/live-watcher.ts';
import { goesOnHidden } from '#capture/webcam.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { type LiveRun, runLive } from '#app/pilot/run-live.ts';
import { resultsOf } from '#app/pilot/results-of.ts';
import { runBooks } from '#app/pilot/run-books.ts';
import { keepPriority } from '#app/pilot/keep-priority.ts';
import { keepStale } from '#app/pilot/keep-stale.ts';
import { openPerceiver } from '#app/pilot/open-perceiver.ts';
import { LIVE_SPARED } from '#app/speed/live-spared.ts';
import { keepAwake } from '#app/pilot/wake-lock.ts';
import type { Words } from '#app/words.ts';

export interface CamerasRun extends Pick<LiveRun, 'project' | 'cameras' | 'clock' | 'journal'> {
  readonly record: boolean;
}

/**
 * Runs cameras as the stored session of `pilot` until `signal` aborts, and finishes it. Whatever stops it otherwise,
 * what was journalled and recorded stays.
 *
 * @throws WorkbenchError
 */
export async function runCameras(
  desk: Desk,
  pilot: PilotSession,
  { record, ...what }: CamerasRun,
  signal: AbortSignal,
): Promise<void> {
  const { store } = desk.rooms;
  const session = pilot.id!;
  const { settings } = (await store.loadSession(session)).session;
  pilot.phase = 'running';
  const playback = new LivePlayback();
  const live = new LiveState();
  pilot.live = live;
  signal.addEventListener('abort', () => (live.stopping = true), { once: true });
  const sleepAgain = keepAwake();
  const askNoMore = live.watchRoom();
  try {
    using scene = desk.rooms.startScene();
    const sharing = { spared: LIVE_SPARED, cameras: pilot.pictures.length };
    using perceiver = pilot.model === null ? null : openPerceiver(desk, pilot, signal, sharing);
    using recorder = record ? await startRecorder(desk, pilot, live, session) : null;
    if (perceiver === null) pilot.note(() => m.webcams_no_detector(), 'degraded');
    else await perceiver.ready();
    pilot.note(hiddenWords, goesOnHidden() ? 'calm' : 'information');
    desk.quiet();
    const run = { ...what, settings, perceiver, scene, recorder, session };
    pilot.follow(
      playback,
      runBooks(scene, (entered) => pilot.saw(entered)),
      { [Symbol.dispose]: () => undefined },
    );
    const preferred = (camera: string, priority: number) =>
      desk.later(() => keepPriority(desk, pilot, what.cameras, camera, priority));
    const moved = (cameras: readonly string[]) => desk.later(() => keepStale(desk, pilot, what.cameras, cameras));
    const view = await runLive(run, watchLive(pilot, live, playback, recorder, preferred, moved), signal);
    await recorder?.end();
    await keepRecording(desk, session);
    await keepPoster(desk, pilot);
    await store.finishSession(session, { results: resultsOf(view), lastTime: view.time, figures: view.figures });
    pilot.phase = 'finished';
  } catch (error) {
    pilot.phase = 'interrupted';
    await keepRecording(desk, session).catch(() => undefined); // the failure before it is the one to tell
    await store.interruptSession(session);
    throw error;
  } finally {
    sleepAgain();
    askNoMore();
    pilot.books = null;
    playback.playing = false;
    live.prefer = null;
    live.looking = null;
  }
}

/** What becomes of a run while its tab is not looked at. */
const hiddenWords: Words = () => (goesOnHidden() ? m.webcams_hidden_goes_on() : m.webcams_hidden_stops());

async function startRecorder(desk: Desk, pilot: PilotSession, live: LiveState, session: string): Promise<Recorder> {
  const recorder = desk.rooms.startRecorder((failure) => {
    live.recording = 'ended';
    pilot.note(() => (failure === null ? m.webcams_recording_full() : m.webcams_recording_failed()), 'degraded');
  });
  try {
    const masked = pilot.project.cameras.map(({ id, width, height, masks }) => {
      return { camera: id, file: newestClipName(pilot.recording, id), width, height, masks };
    });
    await recorder.start(session, masked);
    live.recording = 'going';
  } catch (error) {
    recorder[Symbol.dispose]();
    throw error;
  }
  return recorder;
}

async function keepRecording(desk: Desk, session: string): Promise<void> {
  await desk.rooms.store.adoptRecording(session, (share) => desk.doing(() => m.webcams_keeping(), share));
  desk.quiet();
}
