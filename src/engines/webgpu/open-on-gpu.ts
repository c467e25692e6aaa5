import type { Detector } from '#engines/detector.ts';
import type { ModelNote, OpenModel } from '#engines/open-model.ts';
import { type SizedDetector, createBatchedDetector } from '#engines/webgpu/batched-detector.ts';
import { openGpuDetector } from '#engines/webgpu/gpu-detector.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { openRunners } from '#engines/webgpu/open-runners.ts';
import type { LosableDetector } from '#engines/webgpu/recovering-detector.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';

/**
 * Gives a model that was opened on a graphics device a detector that stays there.
 *
 * @throws When the device does not take it, or is gone; the engine is disposed of then.
 */
export async function openOnGpu(
  { engine, card }: OpenModel,
  batch: number,
): Promise<LosableDetector & { readonly notes: readonly ModelNote[] }> {
  try {
    if (!isOnDevice(engine)) throw new Error('the graphics device is not there any more');
    const sizes = await openRunners(engine, batch === 1 ? [1] : [1, batch]);
    const { gpu } = sizes[0]!.runner;
    const imports = openWorkingImport(gpu, card.input);
    const sized: SizedDetector[] = [];
    for (const { runner, milliseconds } of sizes) {
      sized.push({ detector: await openGpuDetector(runner, imports, card), milliseconds });
    }
    if (gpu.faults.length > 0) throw new Error(gpu.faults[0]);
    const plain = sizes.find(({ whyPlain }) => whyPlain !== null);
    return {
      detector: owning(createBatchedDetector(sized), [imports, engine]),
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
