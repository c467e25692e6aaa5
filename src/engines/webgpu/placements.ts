import { type Letterbox, type Size, letterbox } from '#core/detection/letterbox.ts';
import type { Polygon } from '#core/detection/masks.ts';
import type { ModelInput } from '#engines/model-card.ts';
import type { LetterboxPass, Placement } from '#engines/webgpu/letterbox-pass.ts';
import { maskBits } from '#engines/webgpu/mask-bits.ts';

export interface PlacedFrame {
  readonly placement: Placement;
  readonly box: Letterbox;
}

/**
 * Cameras × sizes × slots of a large shop; whoever draws masks makes new ones all the time. Many more than the frames of
 * one submission, whose buffers must not be destroyed before it is submitted.
 */
const MOST = 64;

/** What depends only on a frame's size, its masks and its slot, made once. */
export class Placements implements Disposable {
  readonly #pass: LetterboxPass;
  readonly #input: ModelInput;
  /** The one used longest ago first. */
  readonly #known = new Map<string, PlacedFrame>();

  constructor(pass: LetterboxPass, input: ModelInput) {
    this.#pass = pass;
    this.#input = input;
  }

  /**
   * @param shown - As masks and boxes are measured.
   * @param source - Pixels there are; the same, unless pixels are not square.
   */
  of(slot: number, shown: Size, source: Size, masks: readonly Polygon[]): PlacedFrame {
    const key = JSON.stringify([slot, shown.width, shown.height, source.width, source.height, masks]);
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#known.delete(key);
      this.#known.set(key, known);
      return known;
    }

    const box = letterbox(shown, this.#input, this.#input);
    const [scaleX, scaleY] = [source.width / shown.width, source.height / shown.height];
    const stored = masks.map((mask) => mask.map(([x, y]) => [x * scaleX, y * scaleY] as const));
    const bits = masks.length === 0 ? null : maskBits(stored, source);
    const placed = { box, placement: this.#pass.place(slot, source, box, bits) };
    this.#known.set(key, placed);
    if (this.#known.size > MOST) this.#forgetOldest();
    return placed;
  }

  [Symbol.dispose](): void {
    for (const { placement } of this.#known.values()) placement[Symbol.dispose]();
  }

  #forgetOldest(): void {
    const [key, { placement }] = this.#known.entries().next().value!;
    this.#known.delete(key);
    placement[Symbol.dispose]();
  }
}
