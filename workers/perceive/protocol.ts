/** What the perceive worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { Polygon } from '#core/detection/masks.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { SpeedRow } from '#core/speed/row.ts';
import type { Micros } from '#core/time/micros.ts';

/** What is to run a network. */
export interface EngineChoice {
  /** TensorFlow.js, or onnxruntime-web. */
  readonly runtime: 'tfjs' | 'ort';
  readonly backend: 'wasm' | 'webgpu';
  /** As many as help unless given. */
  readonly threads?: number;
}

/** `auto`: the GPU when there is a real one, else as many threads as help. */
export type Compute = 'auto' | EngineChoice;

export interface LoadedModel {
  readonly name: string;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
  readonly runtime: EngineChoice['runtime'];
  readonly backend: EngineChoice['backend'];
  readonly threads: number;
  readonly labels: readonly string[];
  /** What the network sees, px. */
  readonly inputSize: { readonly width: number; readonly height: number };
  /**
   * What whoever runs this model should know. `stranger`: the catalogue does not know it, so its kind was guessed;
   * `not-on-gpu`: the GPU did not take it; `other-runtime`: the runtime that was asked for did not take it, and the
   * other does. Its details are to the letter, for a technician.
   */
  readonly notes: readonly {
    readonly kind: 'stranger' | 'not-on-gpu' | 'other-runtime';
    readonly details: string;
  }[];
}

export interface Seen {
  /** People only. */
  readonly sighting: CameraSighting;
  /** What each step took, ms. */
  readonly milliseconds: {
    readonly copy: number;
    readonly tensor: number;
    readonly model: number;
    readonly decode: number;
  };
}

/** @param fraction - Of the budget that is spent, in [0, 1]. */
export type TellSpeed = (rows: readonly SpeedRow[], fraction: number) => void;

export interface PerceiveApi {
  /**
   * Replaces the current model.
   *
   * @param spared - Cores of the device that the network leaves to others.
   * @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`; the model before stays in use.
   */
  load(model: ArrayBuffer, fileName: string, compute: Compute, spared: number): Promise<LoadedModel>;

  /**
   * Finds people in one frame. Takes ownership of `frame` and closes it, whatever happens.
   *
   * @param frame - Transferred, not copied: the sender may not touch it again.
   * @param masks - Painted over before anything looks, px of the frame.
   */
  see(frame: VideoFrame, camera: string, time: Micros, masks: readonly Polygon[]): Promise<Seen>;

  /** @param spared - Cores of the device that the network leaves to others. */
  machine(spared: number): Promise<Machine>;

  /**
   * Measures what could run a model here against one another. The current model stays, and nothing else is done meanwhile.
   *
   * @param model - `null` for a small network that is made up on the spot.
   * @param spared - Cores of the device that the network leaves to others.
   * @returns A row of each contender, also of those that could not run it.
   * @throws WorkbenchError `model/malformed`, `model/no-decoder`
   */
  measure(
    model: ArrayBuffer | null,
    fileName: string,
    options: MeasureOptions,
    spared: number,
    tell: TellSpeed,
  ): Promise<readonly SpeedRow[]>;
}
