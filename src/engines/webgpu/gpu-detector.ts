/**
 * Steps 3 to 5 of the way of a frame on the graphics device: frames go in, a few kilobytes come back. Everything of one
 * step is submitted at once: letterbox of each frame, network, decoder, suppression, copy.
 */
import { assert } from '#core/errors/assert.ts';
import { decoderOf } from '#core/detection/decoders.ts';
import type { Letterbox } from '#core/detection/letterbox.ts';
import { detectionsOf } from '#core/detection/read-detections.ts';
import type { Detector, FrameToLookAt, Look } from '#engines/detector.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { openDecodePass } from '#engines/webgpu/decode-pass.ts';
import type { GpuDevice } from '#engines/webgpu/device.ts';
import type { FrameImport, TakenFrame } from '#engines/webgpu/frame-import.ts';
import { openLetterboxPass } from '#engines/webgpu/letterbox-pass.ts';
import { LOOK_BYTES, readLook } from '#engines/webgpu/looks.ts';
import { Placements } from '#engines/webgpu/placements.ts';
import type { Runner } from '#engines/webgpu/runner.ts';
import { createStagingRing } from '#engines/webgpu/staging-ring.ts';
import { openSuppressPass } from '#engines/webgpu/suppress-pass.ts';

/** Looks that may be under way at a time, though the port asks for one. */
const RING = 3;

/**
 * Slots of the runner's batch that get no frame are worked out and ignored.
 *
 * @param runner - Owned from here on, like `imports`.
 */
export async function openGpuDetector(runner: Runner, imports: FrameImport, card: ModelCard): Promise<Detector> {
  const { device } = runner.gpu;
  const names = decoderOf(card.output).outputs(card.output);
  const tensors = names.map((name) => runner.outputs[runner.outputNames.indexOf(name)]!);
  const classes = card.labels.length;
  const [batch, , , last] = runner.inputShape as readonly [number, number, number, number];
  const rules = { ...card.input, layout: last === 3 ? ('nhwc' as const) : ('nchw' as const) };
  const [letterboxPass, decodePass] = await Promise.all([
    openLetterboxPass(device, rules, runner.input),
    openDecodePass(device, card.output, { input: card.input, classes }, tensors, batch),
  ]);
  const { found } = decodePass;
  const suppressPass = await openSuppressPass(device, card.output.nmsIou, found, batch);
  const placements = new Placements(letterboxPass, card.input);
  const ring = createStagingRing(device, batch * LOOK_BYTES, RING);

  /** @returns Where each picture lies, and what reads the looks. */
  const submit = (frames: readonly FrameToLookAt[], taken: readonly TakenFrame[]) => {
    const placed = frames.map(({ frame, masks }, slot) => {
      const shown = { width: frame.displayWidth, height: frame.displayHeight };
      return placements.of(slot, shown, taken[slot]!.size, masks);
    });
    let read: () => Promise<ArrayBuffer> = notSubmitted;
    runner.run(
      (encoder) => {
        encoder.clearBuffer(found.counts);
        const pass = encoder.beginComputePass();
        for (const [slot, { placement }] of placed.entries())
          letterboxPass.encode(pass, taken[slot]!.source, placement);
        pass.end();
      },
      (encoder) => {
        const pass = encoder.beginComputePass();
        decodePass.encode(pass, frames.length);
        suppressPass.encode(pass, frames.length);
        pass.end();
        read = ring.copy(encoder, suppressPass.looks, frames.length * LOOK_BYTES);
      },
    );
    return { boxes: placed.map(({ box }) => box), read };
  };

  return {
    batch,
    look: async (frames) => {
      assert(frames.length <= batch, `at most ${batch} frames go through at once`);
      const start = performance.now();
      let boxes: readonly Letterbox[];
      let read: () => Promise<ArrayBuffer>;
      let copied: number;
      try {
        const taken = await Promise.all(frames.map(({ frame }, slot) => imports.take(frame, slot)));
        copied = performance.now();
        ({ boxes, read } = submit(frames, taken));
      } finally {
        for (const { frame } of frames) frame.close();
      }
      const submitted = performance.now();
      const bytes = await answerOf(runner.gpu, read);
      const answered = performance.now();
      const detections = boxes.map((box, slot) => detectionsOf(readLook(bytes, slot), box));
      const milliseconds = shared(frames.length, {
        copy: copied - start,
        tensor: submitted - copied,
        model: answered - submitted,
        decode: performance.now() - answered,
      });
      return detections.map((each): Look => ({ detections: each, milliseconds }));
    },
    [Symbol.dispose]: () => {
      for (const each of [runner, imports, placements, decodePass, suppressPass, ring]) each[Symbol.dispose]();
    },
  };
}

/** @throws After which the device is given up: once it has refused something, what it answers may be an older look. */
async function answerOf(gpu: GpuDevice, read: () => Promise<ArrayBuffer>): Promise<ArrayBuffer> {
  try {
    const bytes = await read();
    if (gpu.faults.length > 0) throw new Error(`the graphics device refused its work: ${gpu.faults[0]}`);
    return bytes;
  } catch (error) {
    gpu.giveUp(String(error));
    throw error;
  }
}

function notSubmitted(): never {
  throw new Error('a runner calls back before it returns');
}

function shared(frames: number, { copy, tensor, model, decode }: Look['milliseconds']): Look['milliseconds'] {
  return { copy: copy / frames, tensor: tensor / frames, model: model / frames, decode: decode / frames };
}
