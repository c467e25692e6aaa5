/** Whom people look like, camera by camera, now and then. What they look like stays here. */
import { colourResemblance } from '#core/detection/colour-parts.ts';
import type { Detection } from '#core/detection/detection.ts';
import { Gallery } from '#core/detection/gallery.ts';
import type { Likeness, Resemblance } from '#core/detection/likeness.ts';
import type { Polygon } from '#core/detection/masks.ts';
import { TOUCH, overlap } from '#core/geometry/box.ts';
import { createColourEmbedder } from '#engines/colour-embedder.ts';
import type { Embedder } from '#engines/embedder.ts';

/** From one look of a camera to the next, µs: people do not change their clothes. */
const EVERY = 1_000_000;

export class Portraits implements Disposable {
  #embedder: Embedder;
  #gallery: Gallery;
  #failed: (why: string) => void;
  readonly #looked = new Map<string, number>();

  /**
   * @param first - The number of the first portrait: higher than any that the session has.
   * @param failed - Called once, when the embedder fails, with what it said: from then on colours are compared.
   */
  constructor(
    first: number,
    embedder = createColourEmbedder(),
    resemblance: Resemblance = colourResemblance,
    failed: (why: string) => void = () => undefined,
  ) {
    this.#failed = failed;
    this.#embedder = embedder;
    this.#gallery = new Gallery(resemblance, first);
  }

  /** Whether a frame of `time`, µs, would be looked at. */
  isDue(camera: string, time: number): boolean {
    // A clip that is begun again, or a clock that was set, goes back.
    return Math.abs(time - (this.#looked.get(camera) ?? -Infinity)) >= EVERY;
  }

  /**
   * Calls must not overlap. An embedder that fails ends no run: from then on people are compared by the colours they wear.
   *
   * @param frame - Left open.
   * @returns By the detection's index, of those who stand by themselves; nothing when the camera was looked at a moment ago.
   */
  async compare(
    frame: VideoFrame,
    camera: string,
    time: number,
    detections: readonly Detection[],
    masks: readonly Polygon[],
  ): Promise<{ readonly likenesses?: ReadonlyMap<number, Likeness> }> {
    if (!this.isDue(camera, time)) return {};
    const alone = [...detections.keys()].filter((i) =>
      detections.every(({ box }, other) => other === i || overlap(box, detections[i]!.box) <= TOUCH),
    );
    if (alone.length === 0) return {};
    this.#looked.set(camera, time);
    const boxes = alone.map((i) => detections[i]!.box);
    try {
      const vectors = await this.#embedder.embed(frame.clone(), boxes, masks);
      const likenesses = new Map<number, Likeness>();
      for (const [k, i] of alone.entries()) {
        const vector = vectors[k];
        if (vector) likenesses.set(i, this.#gallery.admit(vector));
      }
      return { likenesses };
    } catch (error) {
      this.#goOnWithColours();
      this.#failed(String(error));
      this.#failed = () => undefined;
      return {};
    }
  }

  /** See `Gallery.keep`. */
  keep(wanted: ReadonlySet<number>): void {
    this.#gallery.keep(wanted);
  }

  [Symbol.dispose](): void {
    this.#embedder[Symbol.dispose]();
  }

  /** Vectors of two kinds cannot be compared, so the gallery is begun anew; its numbers go on. */
  #goOnWithColours(): void {
    this.#embedder[Symbol.dispose]();
    this.#embedder = createColourEmbedder();
    this.#gallery = new Gallery(colourResemblance, this.#gallery.next);
  }
}
