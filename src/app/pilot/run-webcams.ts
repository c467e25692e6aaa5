import { liveProject } from '#core/planning/live-project.ts';
import type { Project } from '#core/planning/project.ts';
import { closeCamera, frameSize } from '#capture/cameras.ts';
import { arrivalTimes } from '#capture/session-clock.ts';
import type { Recorder } from '#workers/record/client.ts';
import { m } from '#messages/compiled/messages.js';
import { keepPoster } from '#app/pilot/keep-poster.ts';
import type { Desk } from '#app/desk.ts';
import type { LiveCameraOptions } from '#app/pilot/live-camera.ts';
import { LivePlayback } from '#app/pilot/live-playback.svelte.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import { LiveState } from '#app/pilot/live-state.svelte.ts';
import { watchLive } from '#app/pilot/live-watcher.ts';
import { hiddenWords } from '#app/pilot/live-words.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { runLive } from '#app/pilot/run-live.ts';
import { resultsOf } from '#app/pilot/run-session.ts';
import { openPerceiver } from '#app/pilot/open-perceiver.ts';
import { keepAwake } from '#app/pilot/wake-lock.ts';
import { rememberWebcams } from '#app/pilot/webcam-setup.ts';

/**
 * Runs the chosen cameras as a new stored session until `signal` aborts, and finishes it. Whatever stops it otherwise,
 * what was journalled and recorded stays.
 *
 * @throws WorkbenchError
 */
export async function runWebcams(desk: Desk, setup: LiveSetup, signal: AbortSignal): Promise<PilotSession> {
  const { store } = desk.rooms;
  const { record } = setup;
  using streams = new DisposableStack();
  const { project, cameras, now } = await handOver(setup, streams);
  await rememberSetup(desk, project, cameras);

  const pilot = new PilotSession(project, project.recordings[0]!, null);
  pilot.model = desk.latestModel;
  const session = await store.createSession({
    name: project.name,
    project: { name: project.name, text: JSON.stringify(project), files: [] },
    recording: pilot.recording.id,
    model: pilot.model === null ? null : { name: pilot.model.name, sha256: pilot.model.sha256 },
  });
  pilot.id = session.id;
  pilot.phase = 'running';
  const playback = new LivePlayback();
  pilot.playback = playback;
  const live = new LiveState();
  pilot.live = live;
  signal.addEventListener('abort', () => (live.stopping = true), { once: true });
  desk.show(pilot, signal);
  location.hash = `#/pilot/${session.id}`;
  const sleepAgain = keepAwake();
  const askNoMore = live.watchRoom();
  try {
    using scene = desk.rooms.startScene();
    using perceiver = pilot.model === null ? null : openPerceiver(desk, pilot);
    using recorder = record ? await startRecorder(desk, pilot, live, session.id) : null;
    if (perceiver === null) pilot.note(() => m.webcams_no_detector(), 'degraded');
    else await perceiver.ready();
    pilot.note(hiddenWords);
    desk.quiet();
    const run = { project, cameras, perceiver, scene, recorder, session: session.id, now };
    const view = await runLive(run, watchLive(pilot, live, playback, recorder), signal);
    await recorder?.end();
    await keepRecording(desk, session.id);
    await keepPoster(desk, pilot);
    await store.finishSession(session.id, { results: resultsOf(view), lastTime: view.time, figures: view.figures });
    pilot.phase = 'finished';
  } catch (error) {
    pilot.phase = 'interrupted';
    await keepRecording(desk, session.id).catch(() => undefined); // the failure before it is the one to tell
    await store.interruptSession(session.id);
    throw error;
  } finally {
    sleepAgain();
    askNoMore();
    playback.playing = false;
  }
  return pilot;
}

interface HandedOver {
  readonly project: Project;
  readonly cameras: readonly LiveCameraOptions[];
  readonly now: () => number;
}

async function handOver(setup: LiveSetup, opened: DisposableStack): Promise<HandedOver> {
  const chosen = setup.ready.map((camera, index) => ({ camera, id: `cam${index + 1}` }));
  const streams = setup.handOver();
  for (const stream of streams.values()) opened.defer(() => closeCamera(stream));
  const began = performance.now();
  const now = () => performance.now() - began;
  const sized = chosen.map(({ camera, id }) => {
    const stream = streams.get(camera.id)!;
    return { camera, id, stream, ...frameSize(stream) };
  });
  const started = new Date();
  const name = m.webcams_session_name({ count: sized.length });
  const project = liveProject(
    name,
    sized.map(({ camera, id, width, height }) => ({ id, name: camera.name, width, height, known: camera.known })),
    started.toISOString(),
    setup.room,
  );
  const cameras = sized.map(({ camera, id, stream, width, height }) => {
    const { id: device, label } = camera;
    return { camera: id, device: { id: device, label }, width, height, stream, arrival: arrivalTimes(0, now) };
  });
  return { project, cameras, now };
}

/** The same cameras have the same names, masks and calibration the next time. */
async function rememberSetup(desk: Desk, project: Project, cameras: readonly LiveCameraOptions[]): Promise<void> {
  const used = project.cameras.map((camera) => ({
    ...camera,
    id: cameras.find((each) => each.camera === camera.id)!.device.id,
  }));
  await rememberWebcams(desk.rooms.store.setups, { ...project, cameras: used });
}

async function startRecorder(desk: Desk, pilot: PilotSession, live: LiveState, session: string): Promise<Recorder> {
  const recorder = desk.rooms.startRecorder((failure) => {
    live.recording = 'ended';
    pilot.note(() => (failure === null ? m.webcams_recording_full() : m.webcams_recording_failed()), 'degraded');
  });
  try {
    const masked = pilot.project.cameras.map(({ id, width, height, masks }) => ({ camera: id, width, height, masks }));
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
