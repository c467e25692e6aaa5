/** From the network's outputs to candidates, one pass for each kind of head. */
import type { Size } from '#core/detection/letterbox.ts';
import { yoloxRows } from '#core/detection/yolox.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { CANDIDATES, CANDIDATE_BYTES } from '#engines/webgpu/looks.ts';
import { bind, bufferOfValues, openPipeline } from '#engines/webgpu/pipeline.ts';
import candidateShader from '#engines/webgpu/shaders/candidate.wgsl?raw';
import collectShader from '#engines/webgpu/shaders/collect.wgsl?raw';
import yoloxShader from '#engines/webgpu/shaders/decode-yolox.wgsl?raw';

/** Candidates of every slot; `counts` must be zero before a decoder runs. */
export interface CandidateBuffers extends Disposable {
  readonly counts: GPUBuffer;
  readonly candidates: GPUBuffer;
}

export interface DecodePass {
  /** Reads the outputs of the first `slots` slots. */
  encode(pass: GPUComputePassEncoder, slots: number): void;
}

export function createCandidateBuffers(device: GPUDevice, slots: number): CandidateBuffers {
  const { STORAGE, COPY_DST } = GPUBufferUsage;
  const counts = device.createBuffer({ size: 4 * slots, usage: STORAGE | COPY_DST });
  const candidates = device.createBuffer({ size: slots * CANDIDATES * CANDIDATE_BYTES, usage: STORAGE });
  return {
    counts,
    candidates,
    [Symbol.dispose]: () => {
      counts.destroy();
      candidates.destroy();
    },
  };
}

const WORKGROUP = 64;

/** @param outputs - Of the network, in the order of the card. */
export async function openDecodePass(
  device: GPUDevice,
  card: Pick<ModelCard, 'input' | 'output' | 'labels'>,
  outputs: readonly GPUBuffer[],
  { counts, candidates }: CandidateBuffers,
): Promise<DecodePass> {
  const { strides, scoreThreshold } = card.output;
  const rows = yoloxRows(card.input, strides);
  const constants = { ROWS: rows, CLASSES: card.labels.length, THRESHOLD: scoreThreshold };
  const pipeline = await openPipeline(device, [candidateShader, collectShader, yoloxShader], constants);
  const grids = bufferOfValues(device, gridsOf(card.input, strides), GPUBufferUsage.STORAGE);
  const own = bind(device, pipeline, 0, [{ buffer: outputs[0]! }, { buffer: grids }]);
  const found = bind(device, pipeline, 1, [{ buffer: counts }, { buffer: candidates }]);

  return {
    encode: (pass, slots) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, own);
      pass.setBindGroup(1, found);
      pass.dispatchWorkgroups(Math.ceil(rows / WORKGROUP), 1, slots);
    },
  };
}

/** For each grid its first row, its columns and its stride, which is a float. */
function gridsOf({ width, height }: Size, strides: readonly number[]): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(3 * strides.length);
  let row = 0;
  for (const [i, stride] of strides.entries()) {
    words.set([row, width / stride], 3 * i);
    new Float32Array(words.buffer)[3 * i + 2] = stride;
    row += (width / stride) * (height / stride);
  }
  return words;
}
