import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { continuedProject } from '#core/planning/live-project.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { askForCameras, cameraFailure, closeCamera } from '#capture/cameras.ts';
import { arrivalTimes } from '#capture/session-clock.ts';
import { m } from '#messages/compiled/messages.js';
import type { Desk } from '#app/desk.ts';
import { CameraDevices } from '#app/pilot/camera-devices.ts';
import type { LiveCameraOptions } from '#app/pilot/live-camera.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { recalledJournal } from '#app/pilot/recalled-journal.ts';
import { runCameras } from '#app/pilot/run-cameras.ts';
import { RunClock } from '#app/pilot/run-clock.ts';
import { isSimulated } from '#app/pilot/simulated-shop.ts';
import { loadWebcams } from '#app/pilot/webcam-setup.ts';

/**
 * Goes on with an interrupted live run, with the same cameras: its time goes on where its journal ends, and whoever was
 * in the shop still is. What happened meanwhile nobody has seen. Its pictures are recorded if they were before.
 *
 * @throws WorkbenchError `camera/unavailable` naming the camera; then the session is as it was.
 */
export async function continueLive(desk: Desk, pilot: PilotSession, signal: AbortSignal): Promise<void> {
  const { store, models } = desk.rooms;
  const id = pilot.id!;
  const { session, clips } = await store.loadSession(id);
  const record = clips.length > 0;
  desk.doing(m.webcams_opening);
  using streams = new DisposableStack();
  // The first ms that nothing of the session can have.
  const clock = new RunClock(Math.ceil(session.lastTime / 1000) + 1);
  const cameras = await openAgain(desk, pilot.project, clock, streams);
  signal.throwIfAborted();

  const continued = { lastTime: session.lastTime, now: new Date().toISOString() };
  const project = continuedProject(pilot.project, continued);
  await store.resumeSession(id);
  await store.amendProject(id, JSON.stringify(project));
  pilot.project = project;
  pilot.choose(pilot.recording.id);
  const kept = await models.listModels();
  pilot.model = kept.find(({ sha256 }) => sha256 === session.model?.sha256) ?? null;
  const journal = recalledJournal(desk, id, session.lastTime);
  await runCameras(desk, pilot, { project, cameras, clock, record, journal }, signal);
}

async function openAgain(
  desk: Desk,
  { cameras }: Project,
  clock: RunClock,
  streams: DisposableStack,
): Promise<readonly LiveCameraOptions[]> {
  const devices = new CameraDevices(desk.rooms.startSynthesizer);
  const named = await devicesNamed(desk, devices, cameras);
  const opened: LiveCameraOptions[] = [];
  // One after the other: drivers trip over each other.
  for (const { id, name, width, height } of cameras) {
    const device = named.get(id);
    if (device === undefined) throw unavailable(name, 'it is not plugged in');
    const stream = await devices.open(device.id, { width, height }).catch((error: unknown) => {
      const failure = cameraFailure(error);
      throw failure === null ? error : unavailable(name, REASONS[failure]);
    });
    streams.defer(() => closeCamera(stream));
    opened.push({ camera: id, device, devices, width, height, stream, arrival: arrivalTimes(0, clock.now) });
  }
  return opened;
}

type Device = LiveCameraOptions['device'];

/** Which device each camera of the session is: as the set-up of this device's webcams remembers their names. */
async function devicesNamed(
  { rooms }: Desk,
  devices: CameraDevices,
  cameras: readonly ProjectCamera[],
): Promise<ReadonlyMap<string, Device>> {
  const known = (await loadWebcams(rooms.store.setups))?.cameras ?? [];
  const simulated = ({ name }: ProjectCamera) => known.some((each) => each.name === name && isSimulated(each.id));
  const real = cameras.find((camera) => !simulated(camera));
  if (real !== undefined)
    await askForCameras().catch((error: unknown) => {
      const failure = cameraFailure(error);
      // One that another program has is no reason not to look for the others.
      if (failure !== 'busy' && failure !== 'aborted') {
        throw failure === null ? error : unavailable(real.name, REASONS[failure]);
      }
    });
  const free = [...(await devices.list())];
  const found = new Map<string, Device>();
  for (const { id, name } of cameras) {
    const index = free.findIndex((device) => known.some((each) => each.id === device.id && each.name === name));
    if (index >= 0) found.set(id, free.splice(index, 1)[0]!);
  }
  return found;
}

const REASONS = {
  denied: 'this page may not use cameras',
  none: 'it is not plugged in',
  busy: 'another program is using it',
  unsuitable: 'it does not deliver a picture of the size it had',
  aborted: 'it did not start',
  insecure: 'browsers lend cameras only to pages whose address begins with https',
  lost: 'it was unplugged',
  'no-graphics': 'this browser draws nothing in three dimensions (WebGL 2)',
  stopped: 'what draws it did not arrive, or stopped',
} as const;

function unavailable(name: string, why: string): WorkbenchError {
  return new WorkbenchError(
    'camera/unavailable',
    `The session cannot go on without its camera “${name}”: ${why}. Mend that and try again, or close the session here.`,
    { details: { camera: name } },
  );
}
