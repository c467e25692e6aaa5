import { assert } from '#core/errors/assert.ts';

/** Buffers that take turns in being read, so that the next step is submitted before the last one is read. */
export interface StagingRing extends Disposable {
  /**
   * Copies the first `size` bytes of `from` at the end of what is being encoded.
   *
   * @returns Reads the copy, once that has been submitted. It gives the buffer back, also when the device is lost.
   */
  copy(encoder: GPUCommandEncoder, from: GPUBuffer, size: number): () => Promise<ArrayBuffer>;
}

/** @param bytes - Of each buffer. @param length - How many copies may be unread at a time. */
export function createStagingRing(device: GPUDevice, bytes: number, length: number): StagingRing {
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
  const all = Array.from({ length }, () => device.createBuffer({ size: bytes, usage }));
  const free = [...all];

  return {
    copy: (encoder, from, size) => {
      const staging = free.pop();
      assert(staging, `at most ${length} looks are under way`);
      encoder.copyBufferToBuffer(from, 0, staging, 0, size);
      return async () => {
        try {
          await staging.mapAsync(GPUMapMode.READ, 0, size);
          const copy = staging.getMappedRange(0, size).slice(0);
          staging.unmap();
          return copy;
        } finally {
          free.push(staging);
        }
      };
    },
    [Symbol.dispose]: () => {
      for (const buffer of all) buffer.destroy();
    },
  };
}
