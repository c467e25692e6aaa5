/**
 * What plan capture relies on inside TensorFlow.js 4.22.0 beyond its published types, in one place. An update that
 * changes any of it fails `tests/engines/webgpu/tfjs-internals.test.ts`; ADR 0011 says what each is for.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { assert } from '#core/errors/assert.ts';

/** Where the backend takes its buffers from and gives them back to. */
export interface BufferSource {
  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
}

export interface Internals {
  /** Asked for encoders, bind groups and pipelines at every operation. */
  device: GPUDevice;
  /** Takes finished commands, and the numbers of uniforms at once. */
  queue: Pick<GPUQueue, 'submit' | 'writeBuffer'>;
  bufferManager: BufferSource;
  /** `null` when nothing is waiting to be submitted. */
  commandEncoder: GPUCommandEncoder | null;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

export function internalsOf(backend: WebGPUBackend): Internals {
  return backend as unknown as Internals;
}

/** The buffer that holds a tensor's numbers, row-major. */
export function bufferOf(backend: WebGPUBackend, { dataId }: TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId); // a result may have been worked out on the processor
  const { resource } = backend.tensorMap.get(dataId);
  assert(resource !== undefined && 'usage' in resource && 'size' in resource, 'a tensor on the GPU is a buffer');
  return resource;
}
