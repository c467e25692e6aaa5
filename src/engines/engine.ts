import type { Size } from '#core/detection/letterbox.ts';

/** A network that is ready to run: numbers in, numbers out. Implemented once per runtime. */
export interface Engine extends Disposable {
  readonly runtime: RuntimeName;
  readonly backend: Backend;
  /** Threads the runtime computes with; 1 on a GPU, which counts differently. */
  readonly threads: number;
  /** The frames of a batch are its first axis. */
  readonly input: TensorShape;
  readonly outputs: readonly TensorShape[];
  /**
   * One inference. Calls must not overlap.
   *
   * @param input - As many numbers as `input.shape` has, or any multiple of a frame where the batch is open; may be
   *   used again once the promise is settled.
   * @returns One array for each of `outputs`, row-major.
   */
  run(input: Float32Array): Promise<readonly Float32Array[]>;
}

/** TensorFlow.js, or onnxruntime-web. */
export type RuntimeName = 'tfjs' | 'ort';

export type Backend = 'wasm' | 'webgpu';

export interface TensorShape {
  readonly name: string;
  /** A name stands for a length the file leaves open. */
  readonly shape: readonly (number | string)[];
}

export interface EngineOptions {
  /** For messages. */
  readonly fileName: string;
  readonly backend: Backend;
  /** For `wasm`; more than 1 needs cross-origin isolation. The first engine of a runtime and realm decides for all. */
  readonly threads: number;
  readonly files: RuntimeFiles;
  /** Of the picture, px, where the network is to see another size than the file was made for. */
  readonly input?: Size;
}

/** Where the runtimes' own files are, absolute addresses. They come from our origin, never from a CDN. */
export interface RuntimeFiles {
  readonly ort: Readonly<Record<Backend, OrtFiles>>;
  readonly tfjs: TfjsFiles;
}

export interface OrtFiles {
  readonly mjs: string;
  readonly wasm: string;
}

export interface TfjsFiles {
  readonly simd: string;
  readonly threaded: string;
  /** The script that the threads load. */
  readonly threadedScript: string;
}

/** @throws WorkbenchError `model/malformed`, `model/unsupported`; or what the runtime throws. */
export type OpenEngine = (model: Uint8Array, options: EngineOptions) => Promise<Engine>;
