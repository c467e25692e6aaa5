/** A graphics device with TensorFlow.js on it, and what it complains of. */
import { type GpuDevice, openGpuDevice } from '#engines/webgpu/device.ts';
import { type WebgpuDevice, openWebgpu } from '#engines/tfjs/open-webgpu.ts';

export interface OpenGpu extends Disposable {
  readonly gpu: GpuDevice;
  readonly device: GPUDevice;
  readonly backend: WebgpuDevice['backend'];
  /** What went wrong and nobody caught. A test expects none. */
  readonly complaints: readonly string[];
}

export async function openGpu(dawn: GPU): Promise<OpenGpu> {
  const complaints: string[] = [];
  const gpu = (await openGpuDevice(dawn, (message) => complaints.push(message)))!;
  const { backend } = await openWebgpu(gpu.device, gpu.info);
  return { gpu, device: gpu.device, backend, complaints, [Symbol.dispose]: () => gpu[Symbol.dispose]() };
}
