import type { Size } from '#core/detection/letterbox.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Detector } from '#engines/detector.ts';
import type { ModelNote, OpenModel } from '#engines/open-model.ts';
import { createSizedDetector } from '#engines/sized-detector.ts';
import { type DetectorOfBatch, createBatchedDetector } from '#engines/webgpu/batched-detector.ts';
import { openGpuDetector } from '#engines/webgpu/gpu-detector.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { type SizedRunner, openRunners } from '#engines/webgpu/open-runners.ts';
import type { LosableDetector } from '#engines/webgpu/recovering-detector.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';

/**
 * Gives a model that was opened on a graphics device a detector that stays there, whatever size its pictures are given at.
 *
 * @throws When the device does not take it, or is gone; the engine is disposed of then.
 */
export async function openOnGpu(
  { engine, card }: OpenModel,
  batch: number,
): Promise<LosableDetector & { readonly notes: readonly ModelNote[] }> {
  try {
    if (!isOnDevice(engine)) throw new Error('the graphics device is not there any more');
    const runnersOf = (input?: Size) => openRunners(engine, batch === 1 ? [1] : [1, batch], input);
    const runners = await runnersOf();
    const { gpu } = runners[0]!.runner;
    const imports = openWorkingImport(gpu, card.input);
    const detectorOf = async (sized: readonly SizedRunner[], input: Size): Promise<Detector> => {
      const detectors: DetectorOfBatch[] = [];
      for (const { runner, milliseconds } of sized) {
        const detector = await openGpuDetector(runner, imports, { ...card, input: { ...card.input, ...input } });
        detectors.push({ detector, milliseconds });
      }
      if (gpu.faults.length > 0) throw new Error(gpu.faults[0]);
      return createBatchedDetector(detectors);
    };
    const sizedTo = async (input: Size): Promise<Detector> => {
      try {
        return await detectorOf(await runnersOf(input), input);
      } catch (error) {
        // What is wrong with the file, or did not arrive, is not the device's fault; of the rest another device may take it, or else the processor.
        if (!(error instanceof WorkbenchError))
          gpu.giveUp(`pictures of ${input.width} × ${input.height} px do not work: ${String(error)}`);
        throw error;
      }
    };
    const native = await detectorOf(runners, card.input);
    const plain = runners.find(({ whyPlain }) => whyPlain !== null);
    return {
      detector: owning(createSizedDetector(native, card.input, sizedTo), [imports, engine]),
      lost: gpu.lost,
      notes: plain === undefined ? [] : [notCaptured(card.name, plain.whyPlain!)],
    };
  } catch (error) {
    engine[Symbol.dispose]();
    throw error;
  }
}

function notCaptured(name: string, why: string): ModelNote {
  return { kind: 'not-captured', details: `${name} runs plainly: ${why}.` };
}

/** @param rest - Disposed of afterwards, in this order: an engine holds the device. */
function owning(detector: Detector, rest: readonly Disposable[]): Detector {
  return {
    ...detector,
    [Symbol.dispose]: () => {
      for (const each of [detector, ...rest]) each[Symbol.dispose]();
    },
  };
}
