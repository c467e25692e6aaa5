import type { Backend } from '#engines/engine.ts';
import { describeAdapter } from '#engines/webgpu/device.ts';

/** Beyond four, threads of these small networks wait for one another more than they compute. */
const MOST_THREADS = 4;

/** WebGPU when there is a real adapter; software adapters are many times slower than WASM. */
export async function chooseBackend(): Promise<Backend> {
  if (!('gpu' in navigator)) return 'wasm';
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  return adapter === null || describeAdapter(adapter).software ? 'wasm' : 'webgpu';
}

/**
 * Without cross-origin isolation there is no shared memory, and one thread.
 *
 * @param spared - Cores that others need at the same time: what is left of a device may still be one thread.
 */
export function chooseThreads(spared = 0): number {
  if (!crossOriginIsolated) return 1;
  return Math.max(1, Math.min(navigator.hardwareConcurrency - spared, MOST_THREADS));
}
