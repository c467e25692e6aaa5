/** A graphics device with TensorFlow.js on it. */
import { type GpuDevice, openGpuDevice } from '#engines/webgpu/device.ts';
import { type WebgpuDevice, openWebgpu } from '#engines/tfjs/open-webgpu.ts';

export interface OpenGpu extends Disposable {
  readonly gpu: GpuDevice;
  readonly device: GPUDevice;
  readonly backend: WebgpuDevice['backend'];
}

export async function openGpu(dawn: GPU): Promise<OpenGpu> {
  const gpu = (await openGpuDevice(dawn))!;
  const { backend } = openWebgpu(gpu.device, gpu.info);
  return { gpu, device: gpu.device, backend, [Symbol.dispose]: () => gpu[Symbol.dispose]() };
}
