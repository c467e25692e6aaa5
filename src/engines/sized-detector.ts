import type { Size } from '#core/detection/letterbox.ts';
import type { Detector } from '#engines/detector.ts';
import type { OpenDetector } from '#engines/open-detector.ts';

/**
 * A detector at every size of picture that its card allows. The others than its own are opened when somebody first looks
 * through them, which takes a few tenths of a second: most runs never need them.
 */
export class SizedDetector implements Disposable {
  /** At the size it was made for. */
  readonly native: OpenDetector;
  /** px, largest first. */
  readonly sizes: readonly Size[];
  readonly #open: (input: Size) => Promise<OpenDetector>;
  readonly #others = new Map<Size, OpenDetector>();

  /** @param native - Taken over. @param open - The same file, on the same engine, for pictures of another size. */
  constructor(native: OpenDetector, open: (input: Size) => Promise<OpenDetector>) {
    const { engine, card } = native;
    this.native = native;
    // A second graphics device is not asked for.
    const others = engine.backend === 'wasm' ? (card.sizes ?? []) : [];
    this.sizes = [card.input, ...others];
    this.#open = open;
  }

  /** Calls must not overlap. @param size - One of {@link sizes}. */
  async at(size: Size): Promise<Detector> {
    if (size === this.sizes[0]) return this.native.detector;
    const known = this.#others.get(size) ?? (await this.#open(size));
    this.#others.set(size, known);
    return known.detector;
  }

  [Symbol.dispose](): void {
    this.native.detector[Symbol.dispose]();
    for (const { detector } of this.#others.values()) detector[Symbol.dispose]();
  }
}
