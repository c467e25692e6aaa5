import { type CameraDevice, listCameras, openCamera } from '#capture/cameras.ts';
import type { Rooms } from '#app/desk.ts';
import { SimulatedShop, isSimulated, listSimulated } from '#app/pilot/simulated-shop.ts';

/** The cameras a run can use: those of this device, and those of the simulated shop, which give their pictures alike. */
export class CameraDevices {
  readonly #shop: SimulatedShop;

  constructor(startSynthesizer: Rooms['startSynthesizer']) {
    this.#shop = new SimulatedShop(startSynthesizer);
  }

  async list(): Promise<readonly CameraDevice[]> {
    return [...(await listCameras()), ...listSimulated()];
  }

  /**
   * As `openCamera`; those of the simulated shop have one size.
   *
   * @throws A `DOMException`, or as `SimulatedShop.open`; see `cameraFailure`.
   */
  open(...[id, size]: Parameters<typeof openCamera>): Promise<MediaStream> {
    return isSimulated(id) ? this.#shop.open(id) : openCamera(id, size);
  }
}
