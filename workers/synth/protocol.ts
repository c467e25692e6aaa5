/** What the synth worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { DrawnThing } from '#capture/synthetic-store/drawn-truth.ts';
import type { Ware } from '#core/simulation/moment.ts';

export interface TrainingFrame {
  /** JPEG */
  readonly file: ArrayBuffer;
  readonly things: readonly DrawnThing[];
  /** Which of the stage's cameras and moments. */
  readonly camera: number;
  readonly moment: number;
}

export interface TrainingFrames {
  readonly wares: readonly Ware[];
  readonly frames: readonly TrainingFrame[];
  /** ms of drawing, encoding included. */
  readonly milliseconds: number;
}

export interface SynthApi {
  /**
   * Frames of one random store, with the truth.
   *
   * @param seed - Of everything in it.
   * @param frames - Of all its cameras together.
   * @throws WorkbenchError `synth/no-graphics`
   */
  film(seed: number, width: number, height: number, frames: number): Promise<TrainingFrames>;
}
