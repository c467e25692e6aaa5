import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { Backend } from '#engines/engine.ts';

/** A backend of TensorFlow.js that is ready to run networks. Twins: `open-wasm.ts`, `open-webgpu.ts`. */
export interface TfjsDevice {
  readonly name: Backend;
  readonly backend: KernelBackend;
  readonly threads: number;
}
