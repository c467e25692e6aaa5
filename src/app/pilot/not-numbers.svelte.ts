import { SvelteMap } from 'svelte/reactivity';
import { m } from '#messages/compiled/messages.js';
import type { Notice } from '#app/pilot/notice.ts';
import type { Words } from '#app/words.ts';

/** Pictures for which the detector gave no numbers: said once a camera, with their number as it grows. */
export class NotNumbers {
  readonly #frames = new SvelteMap<string, number>();

  /**
   * @param frames - Since the detector was started, which may have been again.
   * @param nameOf - What a camera is called.
   */
  counted(
    camera: string,
    frames: number,
    note: (words: Words, kind: Notice['kind']) => void,
    nameOf: (camera: string) => string,
  ): void {
    const before = this.#frames.get(camera) ?? 0;
    if (frames <= before) return;
    this.#frames.set(camera, frames);
    if (before > 0) return;
    note(() => m.pilot_not_numbers({ count: this.#frames.get(camera)!, camera: nameOf(camera) }), 'degraded');
  }
}
