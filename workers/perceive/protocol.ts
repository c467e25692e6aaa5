/** What the perceive worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { Polygon } from '#core/detection/masks.ts';
import type { Condition } from '#core/detection/camera-condition.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { SpeedRow } from '#core/speed/row.ts';
import type { Micros } from '#core/time/micros.ts';
import type { WatchFigures } from '#engines/scheduling/figures.ts';

/** What is to run a network. */
export interface EngineChoice {
  /** TensorFlow.js, or onnxruntime-web. */
  readonly runtime: 'tfjs' | 'ort';
  readonly backend: 'wasm' | 'webgpu';
  /** At most so many; as many as help unless given. */
  readonly threads?: number;
  /** Frames that go through the network at once, where they stay on a graphics device; 1 unless given. */
  readonly batch?: number;
}

/** `auto`: what is ready soonest anywhere, TensorFlow.js on the processor. What is fastest here, `measure` tells. */
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
   * `not-on-gpu`: the GPU did not take it; `not-captured`: the GPU runs it, more slowly than it could; `other-runtime`:
   * the runtime that was asked for did not take it, and the other does. Details are to the letter, for a technician.
   */
  readonly notes: readonly {
    readonly kind: 'stranger' | 'not-on-gpu' | 'not-captured' | 'other-runtime';
    readonly details: string;
  }[];
}

export interface Seen {
  /** People only. */
  readonly sighting: CameraSighting;
  /** The network gave values that are no numbers (NaN): what it said with them is left out. */
  readonly notNumbers: boolean;
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

/** A camera of a live run. */
export interface LiveCamera {
  readonly camera: string;
  /** Painted over before anything looks, px of the frame. */
  readonly masks: readonly Polygon[];
  /** How much of the network it gets against the others, as a person chose it: 1 unless they did. */
  readonly priority: number;
}

export interface LiveOptions {
  readonly cameras: readonly LiveCamera[];
  /** From one frame of a camera to the next, µs. */
  readonly period: number;
  /** When µs 0 of the session was, ms since 1970. */
  readonly began: number;
}

/** What is known of one frame of a live camera. */
export interface LiveSight {
  /** People only. Where nothing moved, those that were found before. */
  readonly sighting: CameraSighting;
  /** The very frame; the receiver's to close. */
  readonly frame: VideoFrame;
  /** What the camera's pictures show by now, if anything. */
  readonly condition: Condition;
}

/** How a watch is doing, for a person to read. */
export type LiveFigures = WatchFigures;

/** A graphics device was lost, and the detector goes on. */
export interface LostDevice {
  /** What it goes on with. */
  readonly backend: 'wasm' | 'webgpu';
  readonly threads: number;
  /** Frames that were lost with the device. */
  readonly frames: number;
  /** What the browser said, to the letter. English. */
  readonly why: string;
}

export type TellLoss = (lost: LostDevice) => void;

export interface PerceiveApi {
  /**
   * Replaces the current model.
   *
   * @param spared - Cores of the device that the network leaves to others.
   * @param tell - Called, as often as it happens, once the detector goes on without a device that was lost.
   * @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`, `model/not-numbers`; the model
   *   before stays in use.
   */
  load(model: ArrayBuffer, fileName: string, compute: Compute, spared: number, tell: TellLoss): Promise<LoadedModel>;

  /**
   * Finds people in one frame. Takes ownership of `frame` and closes it, whatever happens.
   *
   * @param frame - Transferred, not copied: the sender may not touch it again.
   * @param masks - Painted over before anything looks, px of the frame.
   * @returns `null` when the graphics device was lost over it.
   */
  see(frame: VideoFrame, camera: string, time: Micros, masks: readonly Polygon[]): Promise<Seen | null>;

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

  /**
   * From now on people are compared with those seen before: about once a second and camera, sightings say whom they look like.
   *
   * @param model - An embedder of the catalogue; `null`: by the colours they wear.
   * @param failed - Called if it fails later on, with what it said: from then on people are compared by colours. English.
   * @throws WorkbenchError `model/malformed`, `model/unsupported`; the comparing before goes on.
   */
  compareBy(model: ArrayBuffer | null, fileName: string, failed: (why: string) => void): Promise<void>;

  /** Which portraits are still compared with, by their numbers; older others are forgotten. */
  keep(portraits: readonly number[]): Promise<void>;

  /** From now on these cameras are looked at as they send; whatever was watched before is not. After `load`. */
  watch(options: LiveOptions): Promise<void>;

  /**
   * The newest frame of a watched camera; its timestamp is µs of the session. Takes ownership of it.
   *
   * @param frame - Transferred, not copied.
   */
  offer(frame: VideoFrame, camera: string): Promise<void>;

  /**
   * Resolves as soon as there is something, with all there is; each camera's in order of time. The network goes on
   * meanwhile, and waits when nobody asks.
   *
   * @returns Nothing once the watch was ended.
   */
  next(): Promise<readonly LiveSight[]>;

  /** What a person, or the scene, says of a camera meanwhile. */
  attend(camera: string, attention: { readonly priority?: number; readonly tracks?: boolean }): Promise<void>;

  /** How the watch is doing; `null` when there is none. */
  figures(): Promise<LiveFigures | null>;

  /** Ends the watch: what waits is closed. */
  unwatch(): Promise<void>;
}
