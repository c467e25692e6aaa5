import type { Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** A network of TensorFlow.js that is ready to run on a graphics device. */
export interface GpuNetwork extends Disposable {
  readonly backend: WebGPUBackend;
  /** Batch first: how many pictures go through at once. */
  readonly inputShape: readonly [batch: number, number, number, number];
  /** Reads nothing back from the device and runs the same operations each time. Whoever calls it disposes the results. */
  run(input: Tensor): readonly Tensor[];
}
