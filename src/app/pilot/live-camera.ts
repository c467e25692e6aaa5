/** One camera of a live run: its frames for as long as it is there, and again when it comes back. */
import type { Micros } from '#core/time/micros.ts';
import {
  type CameraFailure,
  cameraFailure,
  cameraPermission,
  closeCamera,
  watchCameras,
  watchPermission,
} from '#capture/cameras.ts';
import { openWebcam } from '#capture/webcam.ts';
import type { CameraDevices } from '#app/pilot/camera-devices.ts';
import { isSimulated } from '#app/pilot/simulated-shop.ts';

export interface LiveCameraOptions {
  /** Of the project. */
  readonly camera: string;
  readonly device: { readonly id: string; readonly label: string };
  /** px of the frames; after a return nothing else will do. */
  readonly width: number;
  readonly height: number;
  /** Where it is looked for when it is lost. */
  readonly devices: CameraDevices;
  /** Open already; taken over. */
  readonly stream: MediaStream;
  readonly arrival: () => Micros;
}

export interface LiveCameraWatcher {
  /** @param frame - The watcher's to close. */
  frame(camera: string, frame: VideoFrame): void;
  /** It gives no picture, and why, as soon as that is known better. It is looked for from now on. */
  lost(camera: string, why: CameraFailure): void;
}

/** The device of each camera of a run, also of one that is away just now. */
export type LiveDevices = Map<string, string>;

/** Not every system says when something was plugged in, ms. */
const LOOK_AGAIN = 2000;

/**
 * Goes on until `signal` aborts, whatever happens to the camera.
 *
 * @param used - Of all cameras of the run: kept up to date, so that no two of them become the same.
 */
export async function followCamera(
  options: LiveCameraOptions,
  used: LiveDevices,
  watcher: LiveCameraWatcher,
  signal: AbortSignal,
): Promise<void> {
  const { camera, arrival } = options;
  let { stream } = options;
  used.set(camera, options.device.id);
  for (;;) {
    const track = stream.getVideoTracks()[0]!;
    try {
      for await (const frame of openWebcam({ camera, track, arrival }).frames(signal)) watcher.frame(camera, frame);
    } finally {
      closeCamera(stream);
    }
    if (signal.aborted) return;
    watcher.lost(camera, await whyLost(options));
    const again = await reopened(options, used, watcher, signal);
    if (again === null) return;
    stream = again;
  }
}

async function whyLost({ device }: LiveCameraOptions): Promise<CameraFailure> {
  if (isSimulated(device.id)) return 'stopped';
  return (await cameraPermission()) === 'denied' ? 'denied' : 'lost';
}

/** @returns `null` once `signal` aborts. */
async function reopened(
  { camera, device, devices, width, height }: LiveCameraOptions,
  used: LiveDevices,
  watcher: LiveCameraWatcher,
  signal: AbortSignal,
): Promise<MediaStream | null> {
  while (!signal.aborted) {
    await somethingChanged(signal);
    const others = new Set([...used].flatMap(([other, id]) => (other === camera ? [] : [id])));
    const free = (await devices.list()).filter(({ id }) => !others.has(id));
    // Some browsers give a camera another id on another plug.
    const found = free.find(({ id }) => id === used.get(camera)) ?? alike(free, device.label);
    if (found === undefined || signal.aborted) continue;
    try {
      const stream = await devices.open(found.id, { width, height });
      used.set(camera, found.id);
      if (!signal.aborted) return stream;
      closeCamera(stream);
    } catch (error) {
      const why = cameraFailure(error) ?? (isSimulated(found.id) ? 'stopped' : null);
      if (why === null) throw error;
      watcher.lost(camera, why);
    }
  }
  return null;
}

/** The only one of that name: of two it could be either. */
function alike<D extends { readonly label: string }>(devices: readonly D[], label: string): D | undefined {
  const named = devices.filter((device) => label !== '' && device.label === label);
  return named.length === 1 ? named[0] : undefined;
}

async function somethingChanged(signal: AbortSignal): Promise<void> {
  let wake = () => {};
  const woken = new Promise<void>((resolve) => (wake = resolve));
  const unwatch = [watchCameras(wake), watchPermission(wake)];
  const timer = setTimeout(wake, LOOK_AGAIN);
  signal.addEventListener('abort', wake, { once: true });
  if (signal.aborted) wake();
  await woken;
  signal.removeEventListener('abort', wake);
  clearTimeout(timer);
  for (const stop of unwatch) stop();
}
