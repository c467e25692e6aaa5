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

type Why = Aside | 'doubted' | null;

/** Says which cameras are set aside for as long as they are, and who is back. */
export class CameraNotes {
  /** What was said last of each camera. */
  readonly #said = new Map<string, { readonly why: Why; readonly words: Words }>();

  /**
   * @param nameOf - What a camera is called.
   * @returns The notices as they are to stand from now on: of each camera what was said last.
   */
  told(
    health: Readonly<Record<string, CameraHealth>>,
    notices: readonly Notice[],
    nameOf: (camera: string) => string,
  ): readonly Notice[] {
    let now = notices;
    for (const [id, { aside, doubted }] of Object.entries(health)) {
      const why: Why = aside?.why ?? (doubted === null ? null : 'doubted');
      const last = this.#said.get(id);
      if (why === (last?.why ?? null)) continue;
      const say = why === null ? m.clocks_back : why === 'doubted' ? m.clocks_doubted : asideWords[why];
      const words = () => say({ camera: nameOf(id) });
      this.#said.set(id, { why, words });
      const others = now.filter((notice) => notice.words !== last?.words);
      now = [...others, { kind: why === null ? 'information' : 'degraded', words, details: null }];
    }
    return now;
  }
}
