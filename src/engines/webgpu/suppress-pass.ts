/** From candidates to detections: the best of each class stay. */
import type { CandidateBuffers } from '#engines/webgpu/decode-pass.ts';
import { LOOK_BYTES } from '#engines/webgpu/looks.ts';
import { bind, openPipeline } from '#engines/webgpu/pipeline.ts';
import candidateShader from '#engines/webgpu/shaders/candidate.wgsl?raw';
import suppressShader from '#engines/webgpu/shaders/suppress.wgsl?raw';
import tallyShader from '#engines/webgpu/shaders/tally.wgsl?raw';

export interface SuppressPass extends Disposable {
  /** One after the other, `LOOK_BYTES` each: what `readLook` reads. */
  readonly looks: GPUBuffer;
  encode(pass: GPUComputePassEncoder, slots: number): void;
}

/** @param limit - IoU in [0, 1]. */
export async function openSuppressPass(
  device: GPUDevice,
  limit: number,
  { tallies, candidates, cells }: CandidateBuffers,
  slots: number,
): Promise<SuppressPass> {
  const { STORAGE, COPY_SRC } = GPUBufferUsage;
  const pipeline = await openPipeline(device, [tallyShader, candidateShader, suppressShader], {
    LIMIT: limit,
    CELLS: cells,
  });
  const looks = device.createBuffer({ size: slots * LOOK_BYTES, usage: STORAGE | COPY_SRC });
  const group = bind(device, pipeline, 0, [{ buffer: tallies }, { buffer: candidates }, { buffer: looks }]);

  return {
    looks,
    encode: (pass, used) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(used);
    },
    [Symbol.dispose]: () => looks.destroy(),
  };
}
