/** The shop that simulated cameras look into: the demo's, where what its recording shows happens over and over. */
import type { CameraDevice } from '#capture/cameras.ts';
import { openSimulatedCamera } from '#capture/simulated-camera.ts';
import { LIVE_FPS } from '#capture/webcam.ts';
import { m } from '#messages/compiled/messages.js';
import { fetchBeside } from '#app/demo/fetch-beside.ts';
import type { Rooms } from '#app/desk.ts';
import { fetchPart } from '#app/fetch-part.ts';
import type { Synthesizer } from '#workers/synth/client.ts';

/** As `scripts/commands/demo-render.ts` films it. */
const [SCENARIO, SEED] = ['scenarios/demo.txt', 1] as const;
/** Of its scenario. */
const CAMERAS = ['cam1', 'cam2', 'cam3', 'cam4'] as const;
/** No browser gives a webcam an id like that. */
const PREFIX = 'simulated ';

export const isSimulated = (device: string): boolean => device.startsWith(PREFIX);

/** In the order of the shop's cameras. */
export function listSimulated(): readonly CameraDevice[] {
  return CAMERAS.map((camera, i) => ({ id: PREFIX + camera, label: m.webcams_simulated_camera({ number: i + 1 }) }));
}

/** One worker draws for all of its cameras, by one clock; it is there for as long as one of them is open. */
export class SimulatedShop {
  readonly #start: Rooms['startSynthesizer'];
  #drawing: Promise<Synthesizer> | null = null;
  #open = 0;

  constructor(start: Rooms['startSynthesizer']) {
    this.#start = start;
  }

  /**
   * @param device - One that is simulated.
   * @throws WorkbenchError `synth/no-graphics`, `worker/crashed`, `page/part-missing`, `demo/missing`
   */
  async open(device: string): Promise<MediaStream> {
    const camera = device.slice(PREFIX.length);
    this.#open++;
    const drawing = (this.#drawing ??= this.#begin());
    return openSimulatedCamera({
      look: async () => (await drawing).watch(camera, LIVE_FPS),
      closed: () => {
        if (--this.#open === 0) this.#end();
      },
    });
  }

  async #begin(): Promise<Synthesizer> {
    const scenario = await (await fetchBeside(SCENARIO)).text();
    const synthesizer = await fetchPart(this.#start);
    try {
      await synthesizer.open(scenario, SCENARIO, SEED);
      return synthesizer;
    } catch (error) {
      synthesizer[Symbol.dispose]();
      throw error;
    }
  }

  #end(): void {
    void this.#drawing?.then(
      (synthesizer) => synthesizer[Symbol.dispose](),
      () => undefined, // there is none
    );
    this.#drawing = null;
  }
}
