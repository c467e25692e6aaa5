import type { GpuDevice } from '#engines/webgpu/device.ts';

/**
 * Reads what was submitted.
 *
 * @throws After which the device is given up: once it has refused something, what it answers may be an older one.
 */
export async function answerOf(gpu: GpuDevice, read: () => Promise<ArrayBuffer>): Promise<ArrayBuffer> {
  try {
    const bytes = await read();
    if (gpu.faults.length > 0) throw new Error(`the graphics device refused its work: ${gpu.faults[0]}`);
    return bytes;
  } catch (error) {
    gpu.giveUp(String(error));
    throw error;
  }
}

/** Stands for what reads an answer until a runner has called back. */
export function notSubmitted(): never {
  throw new Error('a runner calls back before it returns');
}
