/** From the network's outputs to candidates. */
import type { Network } from '#core/detection/decoder.ts';
import type { Head } from '#core/detection/decoders.ts';
import { type Grid, describeDecoder } from '#engines/webgpu/decode-shaders.ts';
import { CANDIDATE_BYTES, TALLY_BYTES } from '#engines/webgpu/looks.ts';
import { bind, bufferOfValues, openPipeline } from '#engines/webgpu/pipeline.ts';
import candidateShader from '#engines/webgpu/shaders/candidate.wgsl?raw';
import collectShader from '#engines/webgpu/shaders/collect.wgsl?raw';
import tallyShader from '#engines/webgpu/shaders/tally.wgsl?raw';

/** Candidates of every slot. */
export interface CandidateBuffers extends Disposable {
  /** `TALLY_BYTES` each; zero before a decoder runs. */
  readonly tallies: GPUBuffer;
  readonly candidates: GPUBuffer;
  /** Room of each slot. */
  readonly cells: number;
}

export interface DecodePass extends Disposable {
  readonly found: CandidateBuffers;
  /** Reads the outputs of the first `slots` slots. */
  encode(pass: GPUComputePassEncoder, slots: number): void;
}

const WORKGROUP = 64;

/**
 * @param tensors - Of the network, those that the head's decoder asks for, in its order, `slots` pictures each.
 */
export async function openDecodePass(
  device: GPUDevice,
  head: Head,
  network: Network,
  tensors: readonly GPUBuffer[],
  slots: number,
): Promise<DecodePass> {
  const lengths = tensors.map(({ size }) => size / Float32Array.BYTES_PER_ELEMENT / slots);
  const { shader, constants, grids } = describeDecoder(head, network, lengths);
  const cells = grids.reduce((sum, grid) => sum + grid.cells, 0);
  const pipeline = await openPipeline(device, [tallyShader, candidateShader, collectShader, shader], {
    CLASSES: network.classes,
    THRESHOLD: head.scoreThreshold,
    CELLS: cells,
    ...constants,
  });
  const found = createCandidateBuffers(device, cells, slots);
  const list = bind(device, pipeline, 2, [{ buffer: found.tallies }, { buffer: found.candidates }]);
  let first = 0;
  const dispatches = grids.map((grid) => {
    const buffer = bufferOfValues(device, wordsOf(grid, first), GPUBufferUsage.UNIFORM);
    first += grid.cells;
    const own = grid.tensors.map((tensor) => ({ buffer: tensors[tensor]! }));
    return {
      buffer,
      workgroups: Math.ceil(grid.cells / WORKGROUP),
      groups: [bind(device, pipeline, 0, own), bind(device, pipeline, 1, [{ buffer }]), list],
    };
  });

  return {
    found,
    encode: (pass, used) => {
      pass.setPipeline(pipeline);
      for (const { groups, workgroups } of dispatches) {
        for (const [i, group] of groups.entries()) pass.setBindGroup(i, group);
        pass.dispatchWorkgroups(workgroups, 1, used);
      }
    },
    [Symbol.dispose]: () => {
      found[Symbol.dispose]();
      for (const { buffer } of dispatches) buffer.destroy();
    },
  };
}

function createCandidateBuffers(device: GPUDevice, cells: number, slots: number): CandidateBuffers {
  const { STORAGE, COPY_DST } = GPUBufferUsage;
  const tallies = device.createBuffer({ size: slots * TALLY_BYTES, usage: STORAGE | COPY_DST });
  const candidates = device.createBuffer({ size: slots * cells * CANDIDATE_BYTES, usage: STORAGE });
  return {
    tallies,
    candidates,
    cells,
    [Symbol.dispose]: () => {
      tallies.destroy();
      candidates.destroy();
    },
  };
}

function wordsOf({ cells, columns, stride }: Grid, first: number): Uint32Array<ArrayBuffer> {
  const words = Uint32Array.of(first, cells, columns, 0);
  new Float32Array(words.buffer)[3] = stride;
  return words;
}
