/** The cameras of this device: which there are, whether they may be used, and why one cannot be. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';

export interface CameraDevice {
  /** The browser's id, the same until the person clears the site's data. */
  readonly id: string;
  /** As its maker calls it; empty until the person has allowed cameras. */
  readonly label: string;
}

/** Why a camera gives no picture. */
export type CameraFailure =
  /** The person, or the browser on their behalf, said no. */
  | 'denied'
  /** There is no camera at all. */
  | 'none'
  /** Another program has it, or too many cameras hang on one plug. */
  | 'busy'
  /** It does not deliver a picture of the size that is asked. */
  | 'unsuitable'
  /** It gave up while it was opened. */
  | 'aborted'
  /** The page did not come over https: browsers lend no camera to it. */
  | 'insecure'
  /** It was there and is not any more. */
  | 'lost'
  /** A simulated one: this browser draws nothing in three dimensions. */
  | 'no-graphics'
  /** A simulated one: what draws it did not arrive, or stopped. */
  | 'stopped';

/** What is tried, best first: a camera, or a plug, that cannot do it is asked for less. */
const SIZES = [
  { width: 640, height: 360 },
  { width: 640, height: 480 },
  { width: 320, height: 240 },
] as const;
const FRAME_RATE = 15;

/** @throws A `DOMException`; see `cameraFailure`. */
export async function askForCameras(): Promise<void> {
  const stream = await media().getUserMedia({ video: true });
  closeCamera(stream);
}

export async function listCameras(): Promise<readonly CameraDevice[]> {
  const devices = await media().enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** Whether there is one at all; a page that may not use cameras is told no more than that. */
export async function hasCamera(): Promise<boolean> {
  return (await media().enumerateDevices()).some(({ kind }) => kind === 'videoinput');
}

/** Whether the person has been asked; `prompt` where the browser does not tell. */
export async function cameraPermission(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state;
  } catch {
    return 'prompt';
  }
}

/** @param changed - Called when the person allows or forbids cameras. @returns Stops watching. */
export function watchPermission(changed: (permission: PermissionState) => void): () => void {
  const stopping = new AbortController();
  void navigator.permissions?.query({ name: 'camera' }).then(
    (status) => status.addEventListener('change', () => changed(status.state), { signal: stopping.signal }),
    () => undefined, // some browsers know of no such permission
  );
  return () => stopping.abort();
}

/**
 * Opens one camera; whoever opens several does it one after the other, because drivers trip over each other.
 *
 * @param size - Only this will do: what is set up for it is measured in its px.
 * @throws A `DOMException`; see `cameraFailure`.
 */
export async function openCamera(
  id: string,
  size: { readonly width: number; readonly height: number } | null = null,
): Promise<MediaStream> {
  const frameRate = { ideal: FRAME_RATE };
  if (size !== null) {
    const exactly = { width: { exact: size.width }, height: { exact: size.height } };
    return media().getUserMedia({ video: { deviceId: { exact: id }, frameRate, ...exactly } });
  }
  let failure: unknown = null;
  for (const { width, height } of SIZES) {
    try {
      const about = { width: { ideal: width }, height: { ideal: height } };
      return await media().getUserMedia({ video: { deviceId: { exact: id }, frameRate, ...about } });
    } catch (error) {
      failure = error;
      // Several cameras on one plug share what it can carry: a smaller picture may still fit.
      if (cameraFailure(error) !== 'busy') break;
    }
  }
  throw failure;
}

/** Of the frames an open camera delivers, px. */
export function frameSize(stream: MediaStream): { readonly width: number; readonly height: number } {
  const { width = 640, height = 480 } = stream.getVideoTracks()[0]!.getSettings();
  return { width, height };
}

/** Lets the camera go: its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** @param changed - Called when a camera was plugged in or out. @returns Stops watching. */
export function watchCameras(changed: () => void): () => void {
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
  mediaDevices?.addEventListener('devicechange', changed);
  return () => mediaDevices?.removeEventListener('devicechange', changed);
}

/** Names as the Media Capture and Streams recommendation gives them, §10.2; older browsers' own beside them. */
export function cameraFailure(error: unknown): CameraFailure | null {
  if (error instanceof WorkbenchError) return simulatedFailure(error);
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return 'denied';
    case 'SecurityError':
      return 'insecure';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'none';
    case 'NotReadableError':
    case 'TrackStartError':
      return 'busy';
    case 'OverconstrainedError':
      // Of a camera that is not there browsers say that none has its id.
      return (error as Partial<OverconstrainedError>).constraint === 'deviceId' ? 'lost' : 'unsuitable';
    case 'AbortError':
      return 'aborted';
    default:
      return null;
  }
}

/** Why a simulated camera gives no picture. */
function simulatedFailure({ code }: WorkbenchError): CameraFailure | null {
  if (code === 'synth/no-graphics') return 'no-graphics';
  return code === 'worker/crashed' || code === 'page/part-missing' || code === 'demo/missing' ? 'stopped' : null;
}

function media(): MediaDevices {
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
  if (mediaDevices === undefined) throw new DOMException('cameras are lent to https only', 'SecurityError');
  return mediaDevices;
}
