/** One way to run a network on a device. What is measured, compared and chosen. */
export interface Contender {
  /** TensorFlow.js, or onnxruntime-web. */
  readonly runtime: 'tfjs' | 'ort';
  readonly backend: 'wasm' | 'webgpu';
  /** Frames that go through the network at once. */
  readonly batch: number;
  /** What the network sees, px. */
  readonly input: { readonly width: number; readonly height: number };
}

/** `tfjs wasm 1 416x416`: equal for equal contenders, and for people who read files. */
export function contenderKey({ runtime, backend, batch, input }: Contender): string {
  return `${runtime} ${backend} ${batch} ${input.width}x${input.height}`;
}

export function sameSize(a: Contender['input'], b: Contender['input']): boolean {
  return a.width === b.width && a.height === b.height;
}
