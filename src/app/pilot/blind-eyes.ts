import { micros } from '#core/time/micros.ts';
import type { LiveSight } from '#workers/perceive/protocol.ts';
import type { LiveEyes } from '#app/pilot/live-eyes.ts';

/** Where there is no detector: of every camera the newest frame goes on as it comes, and nobody is found in it. */
export class BlindEyes implements LiveEyes {
  #frames = new Map<string, VideoFrame>();
  #wake = () => {};
  #stopped = false;
  leftOut = 0;

  async begin(): Promise<void> {}
  attend(): void {}

  offer(camera: string, frame: VideoFrame): void {
    if (this.#stopped) {
      frame.close();
      return;
    }
    const before = this.#frames.get(camera);
    if (before !== undefined) this.leftOut++;
    before?.close();
    this.#frames.set(camera, frame);
    this.#wake();
  }

  async next(): Promise<readonly LiveSight[]> {
    if (this.#frames.size === 0 && !this.#stopped) await new Promise<void>((resolve) => (this.#wake = resolve));
    const frames = this.#frames;
    this.#frames = new Map();
    return [...frames].map(([camera, frame]) => {
      const time = micros(frame.timestamp);
      return { frame, condition: 'well', sighting: { kind: 'camera', camera, time, detections: [] } };
    });
  }

  async figures(): Promise<null> {
    return null;
  }

  stop(): void {
    this.#stopped = true;
    for (const frame of this.#frames.values()) frame.close();
    this.#frames.clear();
    this.#wake();
  }
}
