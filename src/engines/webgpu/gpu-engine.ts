import type { Size } from '#core/detection/letterbox.ts';
import type { Engine } from '#engines/engine.ts';
import type { GpuNetwork } from '#engines/webgpu/network.ts';

/** TensorFlow.js on WebGPU, whose numbers can stay where they are. */
export interface GpuEngine extends Engine {
  /**
   * The network on the engine's own device, for whoever leaves the numbers there.
   *
   * @param batch - Frames at once. @param input - px; the size the engine was opened for when left out.
   * @throws WorkbenchError `model/unsupported` when the file cannot be run so.
   */
  onDevice(batch: number, input?: Size): Promise<GpuNetwork>;
}

export function isOnDevice(engine: Engine): engine is GpuEngine {
  return 'onDevice' in engine;
}
