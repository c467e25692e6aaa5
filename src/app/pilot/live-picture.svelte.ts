import { micros } from '#core/time/micros.ts';
import { openWebcam } from '#capture/webcam.ts';

/** What one open camera sees, frame by frame, until somebody asks it to hold still. */
export class LivePicture implements Disposable {
  /** The newest, or the one that is held; closed when another takes its place. */
  frame = $state.raw<VideoFrame | null>(null);
  held = $state(false);
  /** The camera gives no more pictures. */
  ended = $state(false);
  readonly #stop = new AbortController();

  /** @param stream - Stays the caller's. */
  constructor(camera: string, stream: MediaStream) {
    void this.#follow(camera, stream.getVideoTracks()[0]!);
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    this.frame?.close();
    this.frame = null;
  }

  async #follow(camera: string, track: MediaStreamTrack): Promise<void> {
    const { signal } = this.#stop;
    const began = performance.now();
    const arrival = () => micros(Math.round(1000 * (performance.now() - began)));
    for await (const frame of openWebcam({ camera, track, arrival }).frames(signal)) {
      if (signal.aborted || (this.held && this.frame !== null)) {
        frame.close();
        continue;
      }
      this.frame?.close();
      this.frame = frame;
    }
    this.ended = !signal.aborted;
  }
}
