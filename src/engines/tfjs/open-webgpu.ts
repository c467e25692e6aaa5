/** The WebGPU backend of TensorFlow.js on a device of ours, so that shaders of ours can share its buffers. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import {
  env,
  findBackendFactory,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import type { TfjsDevice } from '#engines/tfjs/device.ts';
import { webgpuKernels } from '#engines/tfjs/webgpu-kernels.ts';

export interface WebgpuDevice extends TfjsDevice {
  readonly backend: WebGPUBackend;
}

/** Replaces the backend before, whose networks are lost with it. */
export async function openWebgpu(device: GPUDevice, info: GPUAdapterInfo): Promise<WebgpuDevice> {
  // Small tensors would be computed in JavaScript, and a network would jump to and fro.
  env().set('WEBGPU_CPU_FORWARD', false);
  const backend = new WebGPUBackend(device, info);
  for (const kernel of Object.values(webgpuKernels)) registerKernel(kernel);
  if (findBackendFactory('webgpu') !== null) removeBackend('webgpu');
  registerBackend('webgpu', () => backend);
  await setBackend('webgpu');
  return { name: 'webgpu', backend, threads: 1 };
}
