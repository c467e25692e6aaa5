/** Counts the values of a network that are no numbers, where they lie. */
import { bind, openPipeline } from '#engines/webgpu/pipeline.ts';
import notNumbersShader from '#engines/webgpu/shaders/not-numbers.wgsl?raw';
import tallyShader from '#engines/webgpu/shaders/tally.wgsl?raw';

export interface NumbersPass {
  /** Looks through the outputs of the first `slots` slots. */
  encode(pass: GPUComputePassEncoder, slots: number): void;
}

/** Values that a workgroup looks at: 64 threads, 16 each. */
const SHARE = 1024;

/**
 * @param tensors - Outputs of the network, `slots` pictures each. @param tallies - Of every slot, `TALLY_BYTES` each; zero
 *   before.
 */
export async function openNumbersPass(
  device: GPUDevice,
  tensors: readonly GPUBuffer[],
  tallies: GPUBuffer,
  slots: number,
): Promise<NumbersPass> {
  const pipeline = await openPipeline(device, [tallyShader, notNumbersShader], { SLOTS: slots });
  const dispatches = tensors.map((buffer) => ({
    group: bind(device, pipeline, 0, [{ buffer }, { buffer: tallies }]),
    workgroups: Math.ceil(buffer.size / Float32Array.BYTES_PER_ELEMENT / slots / SHARE),
  }));
  return {
    encode: (pass, used) => {
      pass.setPipeline(pipeline);
      for (const { group, workgroups } of dispatches) {
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(workgroups, 1, used);
      }
    },
  };
}
