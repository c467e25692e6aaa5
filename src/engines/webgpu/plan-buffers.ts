import type { BufferSource } from '#engines/webgpu/tfjs-internals.ts';

/**
 * The buffers of one plan. A result that nobody needs any more makes room for another, as in the runtime's own pool;
 * what was written from the processor (uniforms and constants) is written once and has to outlive every replay.
 */
export class PlanBuffers implements BufferSource, Disposable {
  readonly #device: GPUDevice;
  readonly #all = new Set<GPUBuffer>();
  readonly #written = new Set<GPUBuffer>();
  readonly #free = new Map<string, GPUBuffer[]>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  get bytes(): number {
    return [...this.#all].reduce((sum, { size }) => sum + size, 0);
  }

  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false): GPUBuffer {
    const written = mappedAtCreation || (usage & GPUBufferUsage.UNIFORM) !== 0;
    const free = written ? undefined : this.#free.get(keyOf(size, usage))?.pop();
    if (free !== undefined) return free;
    const buffer = this.#device.createBuffer({ size, usage, mappedAtCreation });
    this.#all.add(buffer);
    if (written) this.#written.add(buffer);
    return buffer;
  }

  releaseBuffer(buffer: GPUBuffer): void {
    // Weights belong to the runtime's pool: they were there before the capture.
    if (this.#written.has(buffer) || !this.#all.has(buffer)) return;
    const key = keyOf(buffer.size, buffer.usage);
    this.#free.set(key, [...(this.#free.get(key) ?? []), buffer]);
  }

  [Symbol.dispose](): void {
    for (const buffer of this.#all) buffer.destroy();
  }
}

function keyOf(size: number, usage: GPUBufferUsageFlags): string {
  return `${size} ${usage}`;
}
