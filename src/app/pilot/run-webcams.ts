import { liveProject } from '#core/planning/live-project.ts';
import type { Project } from '#core/planning/project.ts';
import { closeCamera, frameSize } from '#capture/cameras.ts';
import { arrivalTimes } from '#capture/session-clock.ts';
import { m } from '#messages/compiled/messages.js';
import type { SetupCamera } from '#app/pilot/setup-camera.svelte.ts';
import { isSimulated } from '#app/pilot/simulated-shop.ts';
import type { Desk } from '#app/desk.ts';
import type { LiveCameraOptions } from '#app/pilot/live-camera.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { runCameras } from '#app/pilot/run-cameras.ts';
import { RunClock } from '#app/pilot/run-clock.ts';
import { rememberUsedWebcams } from '#app/pilot/webcam-setup.ts';

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
  const { project, cameras, clock } = await handOver(setup, streams);
  await rememberUsedWebcams(store.setups, project, cameras);

  const pilot = new PilotSession(project, project.recordings[0]!, null);
  pilot.model = desk.models.detector;
  const session = await store.createSession({
    name: project.name,
    project: { name: project.name, text: JSON.stringify(project), files: [] },
    recording: pilot.recording.id,
    settings: desk.sceneSettings,
    model: pilot.model === null ? null : { name: pilot.model.name, sha256: pilot.model.sha256 },
  });
  pilot.id = session.id;
  desk.show(pilot, signal);
  location.hash = `#/pilot/${session.id}`;
  await runCameras(desk, pilot, { project, cameras, clock, record }, signal);
  return pilot;
}

interface HandedOver {
  readonly project: Project;
  readonly cameras: readonly LiveCameraOptions[];
  readonly clock: RunClock;
}

async function handOver(setup: LiveSetup, opened: DisposableStack): Promise<HandedOver> {
  const chosen = setup.ready.map((camera, index) => ({ camera, id: `cam${index + 1}` }));
  const streams = setup.handOver();
  for (const stream of streams.values()) opened.defer(() => closeCamera(stream));
  const clock = new RunClock();
  const sized = chosen.map(({ camera, id }) => {
    const stream = streams.get(camera.id)!;
    return { camera, id, stream, ...frameSize(stream) };
  });
  const started = new Date();
  const name = sessionName(chosen.map(({ camera }) => camera));
  const project = liveProject(
    name,
    sized.map(({ camera, id, width, height }) => ({
      id,
      name: camera.name,
      width,
      height,
      known: camera.known,
      priority: camera.priority,
    })),
    started.toISOString(),
    setup.room,
  );
  const cameras = sized.map(({ camera, id, stream, width, height }) => {
    const { id: device, label } = camera;
    return {
      camera: id,
      device: { id: device, label },
      devices: setup.devices,
      width,
      height,
      stream,
      arrival: arrivalTimes(0, clock.now),
    };
  });
  return { project, cameras, clock };
}

/** Says what is not real. */
function sessionName(cameras: readonly SetupCamera[]): string {
  const [count, simulated] = [cameras.length, cameras.filter(({ id }) => isSimulated(id)).length];
  if (simulated === 0) return m.webcams_session_name({ count });
  return simulated === count ? m.webcams_session_simulated({ count }) : m.webcams_session_mixed({ count });
}
