/** What a look on the graphics device is made of, piece by piece. */
import { decoderOf } from '#core/detection/decoders.ts';
import { letterbox } from '#core/detection/letterbox.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { openDecodePass } from '#engines/webgpu/decode-pass.ts';
import { openLetterboxPass, wholeOf } from '#engines/webgpu/letterbox-pass.ts';
import { LOOK_BYTES } from '#engines/webgpu/looks.ts';
import { openNumbersPass } from '#engines/webgpu/numbers-pass.ts';
import { type Runner, rulesOf } from '#engines/webgpu/runner.ts';
import { createStagingRing } from '#engines/webgpu/staging-ring.ts';
import { openSuppressPass } from '#engines/webgpu/suppress-pass.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';
import { timed } from './turns.ts';

/** The passes of `openGpuDetector`, in its order. */
export async function stagesOf(
  runner: Runner,
  card: ModelCard,
  frame: VideoFrame,
): Promise<Record<string, () => Promise<number>>> {
  const { device } = runner.gpu;
  const imports = openWorkingImport(runner.gpu, card.input);
  const { source, size } = await imports.take(frame, 0);
  const box = letterbox(size, card.input, card.input);
  const { output } = card;
  const tensors = decoderOf(output)
    .outputs(output)
    .map((name) => runner.outputs[runner.outputNames.indexOf(name)]!);
  const letterboxPass = await openLetterboxPass(device, rulesOf(runner, card.input), runner.input, 1);
  const decode = await openDecodePass(device, output, { input: card.input, classes: card.labels.length }, tensors, 1);
  const numbers = await openNumbersPass(device, tensors, decode.found.tallies, 1);
  const suppress = await openSuppressPass(device, output.nmsIou, decode.found, 1);
  const ring = createStagingRing(device, LOOK_BYTES, 1);
  const alone = (encode: (encoder: GPUCommandEncoder) => void) =>
    timed(async () => {
      submit(device, encode);
      await device.queue.onSubmittedWorkDone();
    });
  const pass = (encode: (pass: GPUComputePassEncoder) => void) => (encoder: GPUCommandEncoder) => {
    const compute = encoder.beginComputePass();
    encode(compute);
    compute.end();
  };
  return {
    import: timed(async () => {
      const own = frame.clone();
      await imports.take(own, 0);
      own.close();
      await device.queue.onSubmittedWorkDone();
    }),
    letterbox: alone(
      pass((compute) => letterboxPass.encode(compute, 0, { source, size, crop: wholeOf(size), box, mask: null })),
    ),
    network: alone((encoder) => runner.plan!.encode(encoder)),
    decode: alone((encoder) => {
      encoder.clearBuffer(decode.found.tallies);
      pass((compute) => decode.encode(compute, 1))(encoder);
    }),
    numbers: alone(pass((compute) => numbers.encode(compute, 1))),
    suppress: alone(pass((compute) => suppress.encode(compute, 1))),
    read: timed(async () => {
      let read: (() => Promise<ArrayBuffer>) | undefined;
      submit(device, (encoder) => (read = ring.copy(encoder, suppress.looks, LOOK_BYTES)));
      await read!();
    }),
  };
}

/** What launching dispatches costs. */
export async function emptyDispatches(device: GPUDevice, count: number): Promise<() => Promise<number>> {
  const module = device.createShaderModule({ code: '@compute @workgroup_size(1) fn main() {}' });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  return timed(async () => {
    submit(device, (encoder) => {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      for (let i = 0; i < count; i++) pass.dispatchWorkgroups(1);
      pass.end();
    });
    await device.queue.onSubmittedWorkDone();
  });
}

function submit(device: GPUDevice, encode: (encoder: GPUCommandEncoder) => void): void {
  const encoder = device.createCommandEncoder();
  encode(encoder);
  device.queue.submit([encoder.finish()]);
}
