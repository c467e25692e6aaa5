/** One camera of a live run: its frames for as long as it is there, and again when it comes back. */
import type { Micros } from '#core/time/micros.ts';
import { cameraFailure, closeCamera, listCameras, openCamera, watchCameras } from '#capture/cameras.ts';
import { openWebcam } from '#capture/webcam.ts';

export interface LiveCameraOptions {
  /** Of the project. */
  readonly camera: string;
  readonly device: { readonly id: string; readonly label: string };
  /** px of the frames; after a return nothing else will do. */
  readonly width: number;
  readonly height: number;
  /** Open already; taken over. */
  readonly stream: MediaStream;
  readonly arrival: () => Micros;
}

export interface LiveCameraWatcher {
  /** @param frame - The watcher's to close. */
  frame(camera: string, frame: VideoFrame): void;
  /** It gives no picture: it was unplugged, or the browser took it away. It is looked for from now on. */
  lost(camera: string): void;
  returned(camera: string): void;
}

/** Not every system says when something was plugged in, ms. */
const LOOK_AGAIN = 2000;

/** Goes on until `signal` aborts, whatever happens to the camera. */
export async function followCamera(
  options: LiveCameraOptions,
  watcher: LiveCameraWatcher,
  signal: AbortSignal,
): Promise<void> {
  const { camera, arrival } = options;
  let { stream } = options;
  for (;;) {
    const track = stream.getVideoTracks()[0]!;
    try {
      for await (const frame of openWebcam({ camera, track, arrival }).frames(signal)) watcher.frame(camera, frame);
    } finally {
      closeCamera(stream);
    }
    if (signal.aborted) return;
    watcher.lost(camera);
    const again = await reopened(options, signal);
    if (again === null) return;
    stream = again;
    watcher.returned(camera);
  }
}

/** @returns `null` once `signal` aborts. */
async function reopened(
  { device, width, height }: LiveCameraOptions,
  signal: AbortSignal,
): Promise<MediaStream | null> {
  while (!signal.aborted) {
    await somethingPlugged(signal);
    const there = await listCameras();
    // Some browsers give a camera another id on another plug.
    const found = there.find(({ id }) => id === device.id) ?? alike(there, device.label);
    if (found === undefined || signal.aborted) continue;
    try {
      const stream = await openCamera(found.id, { width, height });
      if (!signal.aborted) return stream;
      closeCamera(stream);
    } catch (error) {
      if (cameraFailure(error) === null) throw error;
    }
  }
  return null;
}

/** The only one of that name: of two it could be either. */
function alike<D extends { readonly label: string }>(devices: readonly D[], label: string): D | undefined {
  const named = devices.filter((device) => label !== '' && device.label === label);
  return named.length === 1 ? named[0] : undefined;
}

async function somethingPlugged(signal: AbortSignal): Promise<void> {
  let wake = () => {};
  const woken = new Promise<void>((resolve) => (wake = resolve));
  const unwatch = watchCameras(wake);
  const timer = setTimeout(wake, LOOK_AGAIN);
  signal.addEventListener('abort', wake, { once: true });
  if (signal.aborted) wake();
  await woken;
  signal.removeEventListener('abort', wake);
  clearTimeout(timer);
  unwatch();
}
