/**
 * Appearance: people of a frame in, one vector a person out. Vectors say who looks like whom and nothing else; they
 * stay in the memory of the worker that made them, what leaves it are distances, and nobody stores them.
 */
import type { Polygon } from '#core/detection/masks.ts';
import type { Box } from '#core/geometry/box.ts';

export interface Embedder extends Disposable {
  /** Numbers of a vector. */
  readonly dimension: number;
  /**
   * Looks at the people of one frame. The frame is closed as soon as its pixels are taken, whatever happens. Calls must
   * not overlap.
   *
   * @param boxes - Of people, px of the frame as shown. What lies outside the frame is cut off.
   * @param masks - Painted over before anything looks, px of the frame as shown.
   * @returns For each box, in their order, a vector of length 1 that is the caller's own, or `null` where less than one
   *   pixel of the box is in the frame or the network has no answer. `cosineDistance` tells how far two are apart.
   */
  embed(frame: VideoFrame, boxes: readonly Box[], masks: readonly Polygon[]): Promise<readonly Appearance[]>;
}

export type Appearance = Float32Array | null;
