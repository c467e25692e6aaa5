import { LIVE_RECORDING } from '#core/planning/live-recording.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { cameraFailure, cameraPermission, closeCamera } from '#capture/cameras.ts';
import type { Desk } from '#app/desk.ts';
import { CameraDevices } from '#app/pilot/camera-devices.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { loadWebcams, sameWebcam } from '#app/pilot/webcam-setup.ts';
import { isSimulated } from '#app/pilot/simulated-shop.ts';

/** A camera of a stored session, when it hangs on this device now: what it sees, for as long as somebody looks. */
export class SessionWebcam implements Disposable {
  /** The browser's id; `null` for a camera of another device, an unplugged one, or while cameras are not allowed. */
  #id = $state<string | null>(null);
  stream = $state.raw<MediaStream | null>(null);
  /** It was asked for its picture and did not start. */
  failed = $state(false);
  readonly #camera: ProjectCamera;
  readonly #devices: CameraDevices;
  #disposed = false;

  constructor({ rooms }: Desk, camera: ProjectCamera) {
    this.#camera = camera;
    this.#devices = new CameraDevices(rooms.startSynthesizer);
  }

  get atHand(): boolean {
    return this.#id !== null;
  }

  /** Asks nobody. */
  async look({ rooms }: Desk, { recording }: PilotSession): Promise<void> {
    if (recording.id !== LIVE_RECORDING) return;
    const known = sameWebcam(await loadWebcams(rooms.store.setups), this.#camera);
    if (known === null || !(isSimulated(known.id) || (await cameraPermission()) === 'granted')) return;
    if ((await this.#devices.list()).some(({ id }) => id === known.id)) this.#id = known.id;
  }

  /** In frames of the size of the session's. */
  async show(): Promise<void> {
    this.failed = false;
    try {
      const stream = await this.#devices.open(this.#id!, this.#camera);
      this.hide();
      if (this.#disposed) closeCamera(stream);
      else this.stream = stream;
    } catch (error) {
      if (cameraFailure(error) === null) throw error;
      this.failed = true;
    }
  }

  hide(): void {
    if (this.stream !== null) closeCamera(this.stream);
    this.stream = null;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.hide();
  }
}
