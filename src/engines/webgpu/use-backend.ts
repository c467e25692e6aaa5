import { findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { GpuDevice } from '#engines/webgpu/device.ts';

/** TensorFlow.js looks its WebGPU kernels up under this name, so there is one such backend in a realm. */
const NAME = 'webgpu';

/**
 * Gives TensorFlow.js our device. A backend that was there before is disposed of, with every tensor on it.
 *
 * @returns The backend, which is also the current one.
 */
export async function useBackend({ device, adapter }: GpuDevice): Promise<WebGPUBackend> {
  if (findBackendFactory(NAME) !== null) removeBackend(NAME);
  const backend = new WebGPUBackend(device, adapter as unknown as GPUAdapterInfo);
  registerBackend(NAME, () => backend);
  await setBackend(NAME);
  return backend;
}
