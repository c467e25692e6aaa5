/** The WebGPU backend of TensorFlow.js on a device of ours, so that shaders of ours can share its buffers. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { env, getKernel, registerKernel } from '@tensorflow/tfjs-core';
import type { TfjsDevice } from '#engines/tfjs/device.ts';
import { webgpuKernels } from '#engines/tfjs/webgpu-kernels.ts';

export interface WebgpuDevice extends TfjsDevice {
  readonly backend: WebGPUBackend;
}

/**
 * A backend is not registered by its name, as there may be two: a model is opened while the one before still runs. Kernels
 * are handed theirs.
 */
export function openWebgpu(device: GPUDevice, info: GPUAdapterInfo): WebgpuDevice {
  // Small tensors would be computed in JavaScript, and a network would jump to and fro.
  env().set('WEBGPU_CPU_FORWARD', false);
  for (const kernel of Object.values(webgpuKernels)) {
    if (getKernel(kernel.kernelName, 'webgpu') === undefined) registerKernel(kernel);
  }
  return { name: 'webgpu', backend: new WebGPUBackend(device, info), threads: 1 };
}
