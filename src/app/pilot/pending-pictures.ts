import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { RunWatcher } from '#app/pilot/run-watcher.ts';

/**
 * Frames that wait for the scene to have looked at them, so that boxes are drawn on the very frame they were found in.
 * Frames that were overtaken are closed.
 */
export class PendingPictures implements Disposable {
  readonly #frames = new Map<string, VideoFrame[]>();

  /** @param frame - Taken over. */
  add(camera: string, frame: VideoFrame): void {
    const waiting = this.#frames.get(camera) ?? [];
    waiting.push(frame);
    this.#frames.set(camera, waiting);
  }

  /** Hands the frames that `view` is about to the watcher. */
  show(view: SceneView, watcher: Pick<RunWatcher, 'picture'>): void {
    for (const [camera, waiting] of this.#frames) {
      const seen = view.cameras[camera];
      while (seen !== undefined && waiting[0] && waiting[0].timestamp <= seen.time) {
        const frame = waiting.shift()!;
        if (frame.timestamp === seen.time) watcher.picture(camera, frame, seen.tracks);
        else frame.close();
      }
    }
  }

  [Symbol.dispose](): void {
    for (const waiting of this.#frames.values()) for (const frame of waiting) frame.close();
    this.#frames.clear();
  }
}
