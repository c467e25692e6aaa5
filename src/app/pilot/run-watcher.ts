import type { SceneView, ShopperTrack } from '#core/pipeline/scene-view.ts';
import type { Micros } from '#core/time/micros.ts';
import type { Notice } from '#app/pilot/notice.ts';
import type { Words } from '#app/words.ts';

/** Whoever wants to see a run while it goes on. */
export interface RunWatcher {
  saw(view: SceneView): void;
  /**
   * @param frame - The watcher's to close.
   * @param tracks - What was found in this very frame.
   */
  picture(camera: string, frame: VideoFrame, tracks: readonly ShopperTrack[]): void;
  /** What runs the network, in words, and whether that is the processor. */
  runsOn(engine: Words, onCpu: boolean): void;
  /** Something a person should know; nothing failed. */
  note(words: Words, kind?: Notice['kind']): void;
  /** The detector gave values that are no numbers for so many frames of a camera, since the beginning. */
  notNumbers(camera: string, frames: number): void;
  /** @param seconds - Since the run began. */
  reached(time: Micros, duration: Micros, seconds: number, frames: number): void;
}
