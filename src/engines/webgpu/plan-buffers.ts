import type { BufferSource } from '#engines/webgpu/tfjs-internals.ts';

/**
 * The buffers of one plan. A result that nobody needs any more makes room for another, as in the runtime's own pool;
 * what is written from the processor while a plan is captured is written once, and has to outlive every replay.
 */
export class PlanBuffers implements BufferSource, Disposable {
  readonly #device: GPUDevice;
  readonly #pool: BufferSource;
  readonly #own = new Set<GPUBuffer>();
  readonly #free = new Map<string, GPUBuffer[]>();
  /** Numbers of the runtime's that an operation made on its way, and would have given back. */
  readonly #constants: GPUBuffer[] = [];

  /** @param pool - Of the runtime: weights lie there, also those that are uploaded now. */
  constructor(device: GPUDevice, pool: BufferSource) {
    this.#device = device;
    this.#pool = pool;
  }

  get bytes(): number {
    return [...this.#own, ...this.#constants].reduce((sum, { size }) => sum + size, 0);
  }

  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false): GPUBuffer {
    if (mappedAtCreation) return this.#pool.acquireBuffer(size, usage, true, false);
    const free = isUniform(usage) ? undefined : this.#free.get(keyOf(size, usage))?.pop();
    if (free !== undefined) return free;
    const buffer = this.#device.createBuffer({ size, usage });
    this.#own.add(buffer);
    return buffer;
  }

  releaseBuffer(buffer: GPUBuffer): void {
    if (!this.#own.has(buffer)) {
      this.#constants.push(buffer);
    } else if (!isUniform(buffer.usage)) {
      const key = keyOf(buffer.size, buffer.usage);
      this.#free.set(key, [...(this.#free.get(key) ?? []), buffer]);
    }
  }

  [Symbol.dispose](): void {
    for (const buffer of this.#own) buffer.destroy();
    for (const buffer of this.#constants) this.#pool.releaseBuffer(buffer, false);
  }
}

function isUniform(usage: GPUBufferUsageFlags): boolean {
  return (usage & GPUBufferUsage.UNIFORM) !== 0;
}

function keyOf(size: number, usage: GPUBufferUsageFlags): string {
  return `${size} ${usage}`;
}
