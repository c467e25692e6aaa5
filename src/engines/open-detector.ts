import { fetchPart } from '#core/errors/fetch-part.ts';
import { createCpuDetector } from '#engines/cpu-detector.ts';
import type { Detector } from '#engines/detector.ts';
import { type ModelFile, type OpenModel, type Runtime, notOnGpu, openModel } from '#engines/open-model.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { createSizedDetector } from '#engines/sized-detector.ts';
import { type DeviceLoss, createRecoveringDetector } from '#engines/webgpu/recovering-detector.ts';

export interface OpenDetector extends Pick<OpenModel, 'card' | 'notes'> {
  readonly detector: Detector;
  /** What runs it at first; it is the detector's to dispose of. */
  readonly engine: OpenModel['engine'];
}

/**
 * Makes a model file ready to look at frames in the way that is fastest with its runtime and backend: on a graphics device
 * the frames stay there, and one that is lost is opened again; where the device does not take the work, the processor does it.
 *
 * @param batch - Frames at once, where numbers stay on a device; 1 elsewhere. Fewer go through one by one where that is
 *   sooner.
 * @param tell - Called when a device was lost and the detector goes on.
 * @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`, `model/not-numbers`
 */
export async function openDetector(
  file: ModelFile,
  runtime: Runtime,
  batch: number,
  tell: (loss: DeviceLoss) => void,
): Promise<OpenDetector> {
  try {
    return await openAsAsked(file, runtime, batch, tell);
  } catch (error) {
    if (runtime.backend === 'wasm') throw error;
    // Whatever is wrong with the file itself is said again, by the processor.
    const opened = await openOnProcessor(file, runtime);
    return { ...opened, notes: [...opened.notes, notOnGpu(file.fileName, error)] };
  }
}

async function openOnProcessor(file: ModelFile, runtime: Runtime): Promise<OpenDetector> {
  const onProcessor = { ...runtime, backend: 'wasm' } as const;
  return withoutDevice(await openModel(file, onProcessor), file, onProcessor);
}

function withoutDevice({ engine, card, notes }: OpenModel, file: ModelFile, runtime: Runtime): OpenDetector {
  const detector = createSizedDetector(createCpuDetector(engine, card), card.input, async (input) => {
    // As the first one was opened in the end, whatever was asked for.
    const sized = await openModel(file, { ...runtime, runtime: engine.runtime, backend: engine.backend, input });
    return createCpuDetector(sized.engine, sized.card);
  });
  return { detector, engine, card, notes };
}

async function openAsAsked(
  file: ModelFile,
  runtime: Runtime,
  batch: number,
  tell: (loss: DeviceLoss) => void,
): Promise<OpenDetector> {
  const opened = await openModel(file, runtime);
  const { engine, card, notes } = opened;
  if (!isOnDevice(engine)) return withoutDevice(opened, file, runtime);

  const { openOnGpu } = await fetchPart(() => import('#engines/webgpu/open-on-gpu.ts'));
  const first = await openOnGpu(opened, batch);
  const detector = createRecoveringDetector(first, {
    openOnGpu: async () => openOnGpu(await openModel(file, runtime), batch),
    openOnProcessor: async () => (await openOnProcessor(file, runtime)).detector,
    tell,
    now: () => performance.now(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  return { detector, engine, card, notes: [...notes, ...first.notes] };
}
