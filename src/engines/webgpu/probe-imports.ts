/** Which ways of a frame onto the device work here, and which is fastest. */
import { letterbox } from '#core/detection/letterbox.ts';
import { type FramePixels, createPixelReader, isTurned } from '#engines/frame-pixels.ts';
import { createFrameToTensor } from '#engines/frame-to-tensor.ts';
import type { ModelInput } from '#engines/model-card.ts';
import { type FrameImport, type FrameImportName, frameImportNames, openImport } from '#engines/webgpu/frame-import.ts';
import { type LetterboxPass, openLetterboxPass, wholeOf } from '#engines/webgpu/letterbox-pass.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { scaleOf } from '#engines/tensor-rules.ts';

export interface ProbedImport {
  readonly name: FrameImportName;
  /** From the frame to its numbers in the tensor, ms, the fastest round; `null` when it does not work. */
  readonly milliseconds: number | null;
  /** Why it does not work, to the letter; `null` when it does. */
  readonly why: string | null;
}

/**
 * What the processor makes of the frame may differ by so many levels in the mean: browsers turn YUV into RGB in more than
 * one way. A picture that is missing is black.
 */
const TOLERANCE = 8;

/** What a way that does not work here may be refused for. */
const SCOPES = ['validation', 'out-of-memory'] as const;

/**
 * @param frame - As the camera gives them; lent, not closed. @param rounds - At least 1.
 * @returns Every way, the fastest that works first.
 */
export async function probeImports(
  device: GPUDevice,
  input: ModelInput,
  frame: VideoFrame,
  rounds: number,
): Promise<readonly ProbedImport[]> {
  const { STORAGE, COPY_SRC } = GPUBufferUsage;
  const expected = await onProcessor(frame, input);
  const tensor = device.createBuffer({ size: expected.byteLength, usage: STORAGE | COPY_SRC });
  using pass = await openLetterboxPass(device, input, tensor, 1);
  const probed: ProbedImport[] = [];
  for (const name of frameImportNames) {
    using imports = openImport(name, device);
    try {
      const milliseconds = await fastest(device, pass, imports, input, frame, rounds);
      const why = difference(new Float32Array(await readBuffer(device, tensor)), expected, input);
      probed.push({ name, milliseconds: why === null ? milliseconds : null, why });
    } catch (error) {
      probed.push({ name, milliseconds: null, why: String(error) });
    }
  }
  tensor.destroy();
  return probed.toSorted((a, b) => (a.milliseconds ?? Infinity) - (b.milliseconds ?? Infinity));
}

async function fastest(
  device: GPUDevice,
  pass: LetterboxPass,
  imports: FrameImport,
  input: ModelInput,
  frame: VideoFrame,
  rounds: number,
): Promise<number> {
  const box = letterbox({ width: frame.displayWidth, height: frame.displayHeight }, input, input);
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const own = frame.clone();
    try {
      const start = performance.now();
      await checked(device, async () => {
        const { source, size } = await imports.take(own, 0);
        const encoder = device.createCommandEncoder();
        const compute = encoder.beginComputePass();
        pass.encode(compute, 0, { source, size, crop: wholeOf(size), box, mask: null });
        compute.end();
        device.queue.submit([encoder.finish()]);
      });
      await device.queue.onSubmittedWorkDone();
      best = Math.min(best, performance.now() - start);
    } finally {
      own.close();
    }
  }
  return best;
}

/**
 * Error scopes are closed whatever happens: one left open would swallow all that the device finds wrong from then on.
 *
 * @throws Also what the device finds wrong with `work`.
 */
async function checked(device: GPUDevice, work: () => Promise<void>): Promise<void> {
  for (const kind of SCOPES) device.pushErrorScope(kind);
  let errors: readonly (GPUError | null)[];
  try {
    await work();
  } finally {
    errors = await Promise.all(SCOPES.map(() => device.popErrorScope()));
  }
  const wrong = errors.find((error) => error !== null);
  if (wrong !== undefined) throw new Error(wrong.message);
}

/** From the browser's own RGBA: extreme colours are cut off before they are mixed, as on the device. */
async function onProcessor(frame: VideoFrame, input: ModelInput): Promise<Float32Array> {
  const painted = frame.format === null || isTurned(frame);
  const { bytes, layout, shown } = painted ? await createPixelReader()(frame) : await rgbaOf(frame);
  const box = letterbox(shown, input, input);
  return createFrameToTensor(layout, { matrix: 'rgb', fullRange: true }, box, input)(bytes);
}

async function rgbaOf(frame: VideoFrame): Promise<Omit<FramePixels, 'colour'>> {
  const { width, height } = frame.visibleRect!;
  const bytes = new Uint8Array(frame.allocationSize({ format: 'RGBA' }));
  const planes = await frame.copyTo(bytes, { format: 'RGBA' });
  const shown = { width: frame.displayWidth, height: frame.displayHeight };
  return { bytes, layout: { format: 'RGBA', width, height, planes }, shown };
}

/** @returns `null` when the two show the same picture. */
function difference(seen: Float32Array, expected: Float32Array, input: ModelInput): string | null {
  const sum = expected.reduce((total, value, i) => total + Math.abs(value - seen[i]!), 0);
  const levels = sum / expected.length / scaleOf(input, 0).scale;
  return levels <= TOLERANCE ? null : `its picture is ${levels.toFixed(1)} levels from the processor’s`;
}
