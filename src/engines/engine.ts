/** A network that is ready to run: numbers in, numbers out. Implemented once per runtime. */
export interface Engine extends Disposable {
  readonly runtime: RuntimeName;
  readonly backend: Backend;
  /** Threads the runtime computes with; 1 on a GPU, which counts differently. */
  readonly threads: number;
  readonly input: TensorShape;
  readonly outputs: readonly TensorShape[];
  /**
   * One inference. Calls must not overlap.
   *
   * @param input - As many numbers as `input.shape` has; may be used again once the promise is settled.
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
