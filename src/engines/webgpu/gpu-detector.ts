/**
 * Steps 3 to 5 of the way of a frame on the graphics device: frames go in, a few kilobytes come back. Everything of one
 * step is submitted at once: letterbox of each frame, network, decoder, suppression, copy.
 */
import { assert } from '#core/errors/assert.ts';
import { decoderOf } from '#core/detection/decoders.ts';
import { letterbox } from '#core/detection/letterbox.ts';
import { detectionsOf } from '#core/detection/read-detections.ts';
import type { Detector, FrameToLookAt, Look } from '#engines/detector.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { openDecodePass } from '#engines/webgpu/decode-pass.ts';
import type { FrameImport, TakenFrame } from '#engines/webgpu/frame-import.ts';
import { type Picture, openLetterboxPass, wholeOf } from '#engines/webgpu/letterbox-pass.ts';
import { LOOK_BYTES, readLook } from '#engines/webgpu/looks.ts';
import { Masks } from '#engines/webgpu/masks.ts';
import { answerOf, notSubmitted } from '#engines/webgpu/answer-of.ts';
import { type Runner, rulesOf } from '#engines/webgpu/runner.ts';
import { createStagingRing } from '#engines/webgpu/staging-ring.ts';
import { openNumbersPass } from '#engines/webgpu/numbers-pass.ts';
import { openSuppressPass } from '#engines/webgpu/suppress-pass.ts';

/** Looks that may be under way at a time, though the port asks for one. */
const RING = 3;

/**
 * Slots of the runner's batch that get no frame are worked out and ignored.
 *
 * @param runner - Owned from here on. @param imports - Lent.
 */
export async function openGpuDetector(runner: Runner, imports: FrameImport, card: ModelCard): Promise<Detector> {
  const { device } = runner.gpu;
  const names = decoderOf(card.output).outputs(card.output);
  const tensors = names.map((name) => runner.outputs[runner.outputNames.indexOf(name)]!);
  const classes = card.labels.length;
  const [batch] = runner.inputShape as readonly [number];
  const [letterboxPass, decodePass] = await Promise.all([
    openLetterboxPass(device, rulesOf(runner, card.input), runner.input, batch),
    openDecodePass(device, card.output, { input: card.input, classes }, tensors, batch),
  ]);
  const { found } = decodePass;
  const [numbersPass, suppressPass] = await Promise.all([
    openNumbersPass(device, tensors, found.tallies, batch),
    openSuppressPass(device, card.output.nmsIou, found, batch),
  ]);
  const known = new Masks(device);
  const ring = createStagingRing(device, batch * LOOK_BYTES, RING);

  const pictureOf = ({ frame, masks }: FrameToLookAt, { source, size }: TakenFrame): Picture => {
    const shown = { width: frame.displayWidth, height: frame.displayHeight };
    const box = letterbox(shown, card.input, card.input);
    return { source, size, crop: wholeOf(size), box, mask: known.of(shown, size, masks) };
  };

  /** @returns What reads the looks. */
  const submit = (pictures: readonly Picture[]): (() => Promise<ArrayBuffer>) => {
    let read: () => Promise<ArrayBuffer> = notSubmitted;
    runner.run(
      (encoder) => {
        encoder.clearBuffer(found.tallies);
        const pass = encoder.beginComputePass();
        for (const [slot, picture] of pictures.entries()) letterboxPass.encode(pass, slot, picture);
        pass.end();
      },
      (encoder) => {
        const pass = encoder.beginComputePass();
        decodePass.encode(pass, pictures.length);
        numbersPass.encode(pass, pictures.length);
        suppressPass.encode(pass, pictures.length);
        pass.end();
        read = ring.copy(encoder, suppressPass.looks, pictures.length * LOOK_BYTES);
      },
    );
    return read;
  };

  return {
    batch,
    look: async (frames) => {
      assert(frames.length <= batch, `at most ${batch} frames go through at once`);
      const start = performance.now();
      let pictures: readonly Picture[];
      let read: () => Promise<ArrayBuffer>;
      let copied: number;
      try {
        const taken = await Promise.all(frames.map(({ frame }, slot) => imports.take(frame, slot)));
        copied = performance.now();
        pictures = frames.map((frame, slot) => pictureOf(frame, taken[slot]!));
        read = submit(pictures);
      } finally {
        for (const { frame } of frames) frame.close();
      }
      const submitted = performance.now();
      const bytes = await answerOf(runner.gpu, read);
      const answered = performance.now();
      const found = pictures.map(({ box }, slot) => {
        const look = readLook(bytes, slot);
        return { detections: detectionsOf(look, box), notNumbers: look.notNumbers > 0 };
      });
      const milliseconds = shared(frames.length, {
        copy: copied - start,
        tensor: submitted - copied,
        model: answered - submitted,
        decode: performance.now() - answered,
      });
      return found.map((each): Look => ({ ...each, milliseconds }));
    },
    [Symbol.dispose]: () => {
      for (const each of [runner, known, letterboxPass, decodePass, suppressPass, ring]) each[Symbol.dispose]();
    },
  };
}

function shared(frames: number, { copy, tensor, model, decode }: Look['milliseconds']): Look['milliseconds'] {
  return { copy: copy / frames, tensor: tensor / frames, model: model / frames, decode: decode / frames };
}
