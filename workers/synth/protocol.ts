/** What the synth worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { FilmedFrame } from '#capture/synthetic-store/training-frames.ts';
import type { Ware } from '#core/simulation/moment.ts';

export interface TrainingFrames {
  readonly wares: readonly Ware[];
  readonly frames: readonly FilmedFrame[];
  /** ms of drawing, encoding included. */
  readonly milliseconds: number;
}

export interface OpenStore {
  /** Of its cameras, in their order. */
  readonly cameras: readonly string[];
  /** s */
  readonly duration: number;
}

export interface EncodedClip {
  readonly camera: string;
  /** WebM, VP9. */
  readonly file: ArrayBuffer;
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

  /**
   * Plays a scenario through; the store before it is closed.
   *
   * @param text - Of the scenario. @param file - As its author calls it.
   * @throws WorkbenchError `scenario/malformed`, `scenario/impossible`, `synth/no-graphics`
   */
  open(text: string, file: string, seed: number): Promise<OpenStore>;

  /** What a camera of the open store sees. @param time - s from its beginning; the frame's timestamp is the same in µs. */
  look(camera: string, time: number): Promise<VideoFrame>;

  /**
   * What a camera of the open store sees now: its time goes by from when it was opened, for all of its cameras alike, and begins
   * anew at its end.
   *
   * @param fps - At most as many of this camera a second: what is asked for sooner waits.
   * @returns The timestamp is µs since the store was opened.
   */
  watch(camera: string, fps: number): Promise<VideoFrame>;

  /**
   * Begins a clip of every camera of the open store.
   *
   * @throws WorkbenchError `synth/no-encoder`
   */
  startClips(fps: number): Promise<void>;

  /** Films on for about `seconds`. @returns How much is done, in `[0, 1]`. */
  filmOn(seconds: number): Promise<number>;

  endClips(): Promise<readonly EncodedClip[]>;

  /**
   * Pictures of products by themselves.
   *
   * @param size - px a side.
   * @param views - `catalogue`: one of each, on white; else seeds of views in random light.
   * @returns All views of the first ware, then of the next one: WebP of `catalogue`, else PNG files.
   * @throws WorkbenchError `synth/no-graphics`
   */
  drawProducts(wares: readonly Ware[], size: number, views: 'catalogue' | readonly number[]): Promise<readonly Blob[]>;
}
