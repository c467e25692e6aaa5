/**
 * Appearance on the graphics device: people are cut out of a frame where it lies, several go through the network at a
 * time, and only their vectors come back. Twin of `cpu-embedder.ts`.
 */
import { normalised } from '#core/detection/appearance.ts';
import { letterbox } from '#core/detection/letterbox.ts';
import { cropInside, grainOf } from '#core/detection/pixels.ts';
import { scaledBox } from '#core/geometry/box.ts';
import type { Appearance, Embedder } from '#engines/embedder.ts';
import type { EmbedderCard } from '#engines/model-card.ts';
import { answerOf, notSubmitted } from '#engines/webgpu/answer-of.ts';
import { type BatchSize, callsFor } from '#engines/webgpu/calls-for.ts';
import type { FrameImport } from '#engines/webgpu/frame-import.ts';
import { type Picture, openLetterboxPass } from '#engines/webgpu/letterbox-pass.ts';
import { Masks } from '#engines/webgpu/masks.ts';
import { type Runner, rulesOf } from '#engines/webgpu/runner.ts';
import { createStagingRing } from '#engines/webgpu/staging-ring.ts';

export interface EmbedderRunner extends BatchSize {
  readonly runner: Runner;
}

/** Calls under way at a time: the frame need not wait for its vectors. */
const RING = 16;

interface Person {
  /** Which of the boxes. */
  readonly of: number;
  readonly picture: Picture;
}

/** @param runners - The network at one or more batch sizes, on one device; owned from here on. @param imports - Lent. */
export async function openGpuEmbedder(
  runners: readonly EmbedderRunner[],
  imports: FrameImport,
  card: EmbedderCard,
): Promise<Embedder> {
  const { input, output } = card;
  const { gpu } = runners[0]!.runner;
  const known = new Masks(gpu.device);
  const sizes = await Promise.all(runners.map((each) => openCall(each, card)));

  return {
    dimension: output.dimension,
    embed: async (frame, boxes, masks) => {
      const appearances: Appearance[] = boxes.map(() => null);
      const calls: { readonly people: readonly Person[]; readonly answer: Promise<ArrayBuffer> }[] = [];
      try {
        const { source, size } = await imports.take(frame, 0);
        const shown = { width: frame.displayWidth, height: frame.displayHeight };
        const mask = known.of(shown, size, masks);
        const people = boxes.flatMap((box, of): readonly Person[] => {
          const crop = cropInside(size, scaledBox(box, shown, size), grainOf(frame.format));
          if (crop === null) return [];
          return [{ of, picture: { source, size, crop, box: letterbox(crop, input, input), mask } }];
        });
        let first = 0;
        for (const call of callsFor(people.length, sizes)) {
          await calls.at(-RING)?.answer; // of a crowd the first ones are read before the last ones are cut out
          const some = people.slice(first, (first += call.batch));
          const answer = answerOf(gpu, call.submit(some.map(({ picture }) => picture)));
          answer.catch(() => undefined); // met below, or behind an earlier one
          calls.push({ people: some, answer });
        }
      } finally {
        frame.close();
      }
      for (const { people, answer } of calls) {
        const vectors = new Float32Array(await answer);
        for (const [slot, { of }] of people.entries()) {
          appearances[of] = normalised(vectors.subarray(slot * output.dimension, (slot + 1) * output.dimension));
        }
      }
      return appearances;
    },
    [Symbol.dispose]: () => {
      for (const each of [...sizes, known]) each[Symbol.dispose]();
    },
  };
}

interface Call extends BatchSize, Disposable {
  /** @returns What reads their vectors. */
  submit(pictures: readonly Picture[]): () => Promise<ArrayBuffer>;
}

async function openCall({ runner, batch, milliseconds }: EmbedderRunner, card: EmbedderCard): Promise<Call> {
  const { device } = runner.gpu;
  const { name, dimension } = card.output;
  const vectors = runner.outputs[runner.outputNames.indexOf(name)]!;
  const vectorBytes = dimension * Float32Array.BYTES_PER_ELEMENT;
  const pass = await openLetterboxPass(device, rulesOf(runner, card.input), runner.input, batch);
  const ring = createStagingRing(device, batch * vectorBytes, RING);
  return {
    batch,
    milliseconds,
    submit: (pictures) => {
      let read: () => Promise<ArrayBuffer> = notSubmitted;
      runner.run(
        (encoder) => {
          const compute = encoder.beginComputePass();
          for (const [slot, picture] of pictures.entries()) pass.encode(compute, slot, picture);
          compute.end();
        },
        (encoder) => {
          read = ring.copy(encoder, vectors, pictures.length * vectorBytes);
        },
      );
      return read;
    },
    [Symbol.dispose]: () => {
      for (const each of [runner, pass, ring]) each[Symbol.dispose]();
    },
  };
}
