import type { Aside, CameraHealth } from '#core/pipeline/camera-health.ts';
import { m } from '#messages/compiled/messages.js';
import type { Notice } from '#app/pilot/notice.ts';
import type { Words } from '#app/words.ts';

type CameraWords = (inputs: { readonly camera: string }) => string;

/** Why nobody is followed by what a camera sees, and what to do about it. */
export const asideWords: Readonly<Record<Aside, CameraWords>> = {
  covered: m.clocks_covered,
  frozen: m.clocks_frozen,
  'clock-ahead': m.clocks_ahead,
  'clock-behind': m.clocks_behind,
  moved: m.clocks_moved,
};

/** The same in a word or two, where the camera is named beside it. */
export const asideShort: Readonly<Record<Aside, Words>> = {
  covered: m.clocks_short_covered,
  frozen: m.clocks_short_frozen,
  'clock-ahead': m.clocks_short_ahead,
  'clock-behind': m.clocks_short_behind,
  moved: m.clocks_short_moved,
};

/** Says which cameras are set aside for as long as they are, and who is back. */
export class CameraNotes {
  readonly #said = new Map<string, Words>();

  /**
   * @param nameOf - What a camera is called.
   * @returns The notices as they are to stand from now on.
   */
  told(
    health: Readonly<Record<string, CameraHealth>>,
    notices: readonly Notice[],
    nameOf: (camera: string) => string,
  ): readonly Notice[] {
    let now = notices;
    for (const [id, { aside, doubted }] of Object.entries(health)) {
      const why = aside?.why ?? (doubted === null ? null : 'doubted');
      const key = `${id} ${why}`;
      if (this.#said.has(key)) continue;
      for (const [said, words] of this.#said) {
        if (!said.startsWith(`${id} `)) continue;
        this.#said.delete(said);
        now = now.filter((notice) => notice.words !== words);
        now = [...now, { kind: 'information', words: () => m.clocks_back({ camera: nameOf(id) }), details: null }];
      }
      if (why === null) continue;
      const say = why === 'doubted' ? m.clocks_doubted : asideWords[why];
      const words = () => say({ camera: nameOf(id) });
      this.#said.set(key, words);
      now = [...now, { kind: 'degraded', words, details: null }];
    }
    return now;
  }
}
