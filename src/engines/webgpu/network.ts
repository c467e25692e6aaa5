import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GpuDevice } from '#engines/webgpu/device.ts';
import type { NetworkRunner } from '#engines/tfjs/run-network.ts';

/** A network whose weights lie on a graphics device. */
export interface GpuNetwork extends Disposable {
  readonly gpu: GpuDevice;
  readonly backend: WebGPUBackend;
  /** As it lies in memory, batch first. */
  readonly inputShape: readonly number[];
  /** Of the results, in their order. */
  readonly outputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /**
   * Runs the same operations each time and reads nothing back.
   *
   * @returns float32, row-major; the caller disposes of each (`disposeData`).
   */
  run(input: TensorInfo): readonly TensorInfo[];
}

/** Owns `runner`, and not the device. */
export function gpuNetwork(gpu: GpuDevice, backend: WebGPUBackend, runner: NetworkRunner): GpuNetwork {
  const { input, outputs } = runner.network;
  return {
    gpu,
    backend,
    inputShape: input.stored,
    outputs: outputs.map(({ name, shape }) => ({ name, shape })),
    run: (given) => runner.run(given),
    [Symbol.dispose]: () => runner[Symbol.dispose](),
  };
}
